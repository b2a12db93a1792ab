"""The demo's neighbours at the other end of the simulated axis: they answer, and write."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.factories import drafts
from tests.factories.province import NOW, office
from vanthu.config.exchange import ways_of
from vanthu.demo.axis import installed
from vanthu.demo.axis.neighbours import NEIGHBOURS, Neighbours
from vanthu.demo.axis.server import Simulator
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.org.choices import Level
from vanthu.ground.org.models import Agency
from vanthu.office.documents.actions import NewRecipient
from vanthu.office.documents.models import Document
from vanthu.office.interchange import actions, queries, ways
from vanthu.office.interchange.models import Message, Packet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    """The day on which the factories' people work: a week later what they sent is given up."""
    with time_machine.travel(NOW):
        yield


class Clock:
    """A clock that is set forward by hand."""

    def __init__(self) -> None:
        self.now = datetime.now(VIETNAM)

    def __call__(self) -> datetime:
        return self.now

    def on(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def place(settings: Any, tmp_path: Path) -> Any:
    """A department that the neighbours write to, in a demo that was just linked."""
    settings.EXCHANGE = tmp_path / "exchange.toml"
    settings.VAR = tmp_path
    found = office("Sở Nội vụ", "SNV", code="H61.901", level=Level.PROVINCE)
    assert installed.set_up(found.clerk.now)
    assert not installed.set_up(found.clerk.now), "what is configured is left alone"
    assert installed.greeted() == "H61.901"
    return found


def test_a_newcomer_sees_a_document_go_out_and_its_statuses_come_home(place: Any) -> None:
    clock = Clock()
    running = Simulator(installed.folder(), installed.port(), clock)
    running.start()
    try:
        neighbours = Neighbours(running, installed.NEIGHBOURS_SYSTEM, installed.greeted())
        ways.offer(ways_of(installed.folder().parent / "exchange.toml"))
        (way,) = ways.all_ways()
        assert "mô phỏng" in way.title

        actions.sync_directory(Actor.system(clock()), way=way, clock=clock)
        (found,) = queries.reachable(place.clerk, "y te mo phong")
        (heir,) = queries.reachable(place.clerk, "000.00.05.Z09")
        assert (found.code, heir.code, heir.instead) == ("Z09.05", "Z09.05", "000.00.05.Z09")

        def carry() -> None:
            actions.send_due(way, clock)
            neighbours.turn()
            actions.fetch_waiting(way, clock, limit=10**8)

        document = drafts.issued(place, recipients=[NewRecipient(code="Z09.05", name="Sở Y tế")])
        carry()
        assert Packet.objects.get(document=document).status == "01"
        for seconds, status in ((30, "03"), (60, "05"), (180, "06")):
            clock.on(seconds)
            carry()
            assert Packet.objects.get(document=document).status == status
        letters = Document.objects.filter(agency=place.agency, direction="incoming")
        assert {each.issuer_name for each in letters} == {each.name for each in NEIGHBOURS[:2]}
        assert all(each.files.count() == 1 for each in letters)
        assert not Message.objects.filter(state__in=("failed", "quarantined", "refused")).exists()
    finally:
        running.stop()
        ways.offer([])
    assert Agency.objects.filter(level=Level.ELSEWHERE).count() == len(NEIGHBOURS)
