"""Several parcels on their way at once: each document's own messages still follow each other."""

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Event, Lock
from typing import TypeVar
from uuid import UUID

import pytest

from tests.factories import drafts, linked, loop
from tests.factories.loop import Loop
from tests.factories.province import NOW, Office, office
from vanthu.office.documents.actions import NewRecipient
from vanthu.office.documents.models import Document
from vanthu.office.interchange import actions, ways
from vanthu.office.interchange.actions import carrying, links
from vanthu.office.interchange.choices import Transport
from vanthu.office.interchange.drivers.base import (
    BadAnswer,
    Fetched,
    Parcel,
    Taken,
    Verdict,
    Waiting,
)
from vanthu.office.interchange.models import LinkState, Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
T = TypeVar("T")
MANY = 4
AWAY = tuple(NewRecipient(code=f"H07.{n}", name=f"UBND xã {n}") for n in range(1, 7))


@pytest.fixture
def link(tmp_path: Path) -> Iterator[Loop]:
    """A loop that may carry some parcels at once."""
    yield loop.offered(tmp_path / "loop", abreast=MANY)
    ways.offer([])


@pytest.fixture
def sender() -> Office:
    return office("Sở Nội vụ", "SNV", code="H61.901")


class Watch:
    """How many calls of a method were under way at once; the first wait for each other, for so
    many seconds at most."""

    def __init__(self, parties: int, seconds: float = 20.0) -> None:
        self.most, self.calls = 0, 0
        self._parties, self._seconds = parties, seconds
        self._now, self._lock, self._meet = 0, Lock(), Barrier(parties)

    def over(self, method: Callable[..., T]) -> Callable[..., T]:
        def watched(*given: object) -> T:
            with self._lock:
                self._now, self.calls = self._now + 1, self.calls + 1
                self.most = max(self.most, self._now)
                is_among_first = self.calls <= self._parties
            if is_among_first:
                with suppress(BrokenBarrierError):
                    self._meet.wait(self._seconds)
            try:
                return method(*given)
            finally:
                with self._lock:
                    self._now -= 1

        return watched


def way() -> ways.Way:
    return ways.all_ways()[0]


def send(most: int = 200) -> int:
    return actions.send_due(way(), lambda: NOW, most)


def states() -> list[str]:
    rows = Message.objects.filter(bound="out").order_by("pk")
    return list(rows.values_list("state", flat=True))


def test_so_many_as_the_link_allows_are_sent_at_once(link: Loop, sender: Office) -> None:
    drafts.issued(sender, recipients=AWAY)
    watch = Watch(MANY)
    link.send = watch.over(link.send)  # type: ignore[method-assign]
    assert send() == len(AWAY)
    assert (watch.most, watch.calls) == (MANY, len(AWAY))
    assert set(states()) == {Transport.SENT}


def test_no_more_than_asked_for_are_begun(link: Loop, sender: Office) -> None:
    drafts.issued(sender, recipients=AWAY)
    assert send(3) == 3
    assert link.count() == 3


def test_what_is_said_of_one_document_goes_in_order(link: Loop, sender: Office) -> None:
    """The updates of a document wait for what was sent of it to the same receiver."""
    document = drafts.issued(sender, recipients=AWAY[:2])
    for subject in ("Kế hoạch phòng, chống hạn mặn", "Kế hoạch phòng, chống lụt bão"):
        actions.update_issued(
            sender.clerk, document_id=document.pk, values={"subject": subject}, reason="Nhầm"
        )
    assert Message.objects.filter(bound="out").count() == 6
    gone: list[tuple[str, UUID]] = []
    held = link.send

    def note(parcel: Parcel) -> Taken:
        taken = held(parcel)
        gone.append((parcel.receiver, parcel.uuid))
        return taken

    link.send = note  # type: ignore[method-assign]
    assert send() == 6
    for place in AWAY[:2]:
        written = Message.objects.filter(receiver_code=place.code).order_by("pk")
        assert [uuid for code, uuid in gone if code == place.code] == [m.uuid for m in written]


def test_beside_a_big_one_nothing_is_begun(
    link: Loop, sender: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "_size", lambda made: 2 << 20)
    drafts.issued(sender, recipients=AWAY[:2])
    watch = Watch(2, 0.5)
    link.send = watch.over(link.send)  # type: ignore[method-assign]
    assert send() == 2
    assert watch.most == 1


def test_a_link_that_breaks_is_asked_no_more(link: Loop, sender: Office) -> None:
    """What was on its way with the first that failed waits as it does; the rest is not begun."""
    drafts.issued(sender, recipients=AWAY)
    watch = Watch(MANY)
    link.down = True
    link.send = watch.over(link.send)  # type: ignore[method-assign]
    assert send() <= MANY
    assert watch.calls <= MANY
    assert set(states()) == {Transport.QUEUED}
    state = LinkState.objects.get(name=loop.NAME)
    assert (state.failures, links.is_open(loop.NAME)) == (1, False)


def test_what_takes_longer_than_a_lease_is_renewed(tmp_path: Path, sender: Office) -> None:
    """Nobody asks about a parcel whose carrier is alive, however long it takes."""
    slow = loop.offered(tmp_path / "slow", abreast=MANY, lease=timedelta(seconds=0.3))
    drafts.issued(sender, recipients=AWAY[:1])
    held = slow.send
    until: list[datetime] = []

    def slowly(parcel: Parcel) -> Taken:
        time.sleep(0.8)
        return held(parcel)

    renew = carrying._renew

    def note(way: ways.Way, going: carrying.Rows, now: datetime) -> None:
        renew(way, going, now)
        until.extend(row.leased_until for row, _made in going if row.leased_until)

    slow.send = slowly  # type: ignore[method-assign]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(carrying, "_renew", note)
        began = time.monotonic()
        assert actions.send_due(way(), lambda: NOW + timedelta(seconds=time.monotonic() - began))
    assert states() == [Transport.SENT]
    assert max(until) >= NOW + timedelta(seconds=0.8)
    ways.offer([])


def test_packets_are_fetched_ahead_and_applied_in_turn(link: Loop) -> None:
    sender, receiver = linked.pair()
    issued = [linked.issue(sender, subject=f"V/v việc {n}") for n in range(MANY + 2)]
    send()
    watch = Watch(MANY)
    link.fetch = watch.over(link.fetch)  # type: ignore[method-assign]
    assert actions.fetch_waiting(way(), lambda: NOW, limit=10**9) == len(issued)
    assert (watch.most, watch.calls) == (MANY, len(issued))
    arrived = Document.objects.filter(agency=receiver.agency).order_by("pk")
    assert [each.identifier for each in arrived] == [each.identifier for each in issued]


def test_a_long_one_keeps_waiting_what_its_own_sender_sent_alone(link: Loop) -> None:
    """What others sent is taken meanwhile, its sender's own after it, in the order it was sent."""
    first, second = linked.pair()
    mine = [linked.issue(first, subject=f"V/v việc {n}") for n in range(3 * MANY)]
    back = NewRecipient(code="H07.901", name="Sở bên kia")
    others = [drafts.issued(second, recipients=[back]) for _ in range(3)]
    send()
    (long,), fetch, tell = link.waiting(1), link.fetch, link.acknowledge
    told: list[str] = []
    others_came = Event()

    def wait_for_others(waiting: Waiting, folder: Path) -> Fetched:
        if waiting == long and not others_came.wait(20):
            raise BadAnswer("Những gói khác chưa được nhận.")
        return fetch(waiting, folder)

    def note(waiting: Waiting, verdict: Verdict, reason: str = "") -> None:
        tell(waiting, verdict, reason)
        told.append(waiting.sender)
        if told.count("H07.902") == len(others):
            others_came.set()

    link.fetch, link.acknowledge = wait_for_others, note  # type: ignore[method-assign]
    assert actions.fetch_waiting(way(), lambda: NOW, limit=10**9) == len(mine) + len(others)
    arrived = Document.objects.filter(agency=second.agency, direction="incoming").order_by("pk")
    assert [each.identifier for each in arrived] == [each.identifier for each in mine]


def test_what_was_not_begun_in_time_is_put_back(link: Loop) -> None:
    """Two are on their way when the time is over: they are taken, the rest waits again."""
    sender, receiver = linked.pair()
    for _turn in range(MANY + 2):
        linked.issue(sender)
    send()
    back: list[Waiting] = []
    link.put_back = back.extend  # type: ignore[assignment,method-assign]
    ticks = itertools.chain([NOW] * 5, itertools.repeat(NOW + timedelta(minutes=1)))
    taken = actions.fetch_waiting(way(), lambda: next(ticks), limit=10**9)
    assert taken + len(back) == MANY + 2
    assert 0 < taken < MANY + 2
    assert Document.objects.filter(agency=receiver.agency).count() == taken
