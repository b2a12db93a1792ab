"""The whole way over the simulated axis, by real calls: out, statuses back, recall, outage."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from tests.factories import axis, drafts
from tests.factories.province import NOW, Office, office
from vanthu.config.exchange import ways_of
from vanthu.demo.axis.faults import Fault, Trouble
from vanthu.demo.axis.server import Simulator
from vanthu.office.documents.actions import NewRecipient
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions as drafting
from vanthu.office.drafting.actions import Text
from vanthu.office.interchange import actions, queries, ways
from vanthu.office.interchange.choices import Transport
from vanthu.office.interchange.drivers.base import Kind, Parcel, Verdict
from vanthu.office.interchange.edxml.fingerprint import fingerprint
from vanthu.office.interchange.edxml.message import (
    Answered,
    DocumentMessage,
    Message,
    Organization,
    StatusMessage,
)
from vanthu.office.interchange.models import LinkState, Packet
from vanthu.office.interchange.models import Message as Row
from vanthu.office.interchange.translating import said_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
LINK = """
[[links]]
name = "truc"
kind = "axis"
title = "Trục liên thông"
own = ["{own}"]
reaches = ["*"]
[links.settings]
endpoint = "{url}/XrdAdapter/adapter"
system_id = "he-thong-{own}"
secret = "khoa-{own}"
[links.settings.limits]
answer_seconds = 5
settle_seconds = 1
"""


@dataclass
class Partner:
    """Another system on the axis: takes what is for it, and tells statuses."""

    way: ways.Way
    folder: Path

    def take(self) -> list[Message]:
        """What waits for it, read and acknowledged."""
        found: list[Message] = []
        for waiting in self.way.driver().waiting(100):
            fetched = self.way.driver().fetch(waiting, self.folder)
            place = self.folder / uuid4().hex
            place.mkdir()
            found.append(self.way.read(fetched.raw, fetched.files, place))
            self.way.driver().acknowledge(waiting, Verdict.TAKEN)
        return found

    def tell(self, about: str, code: str) -> None:
        """Say where a document of ours stands."""
        message = StatusMessage(
            sender=Organization(code=axis.THEIRS, name="Sở Y tế"),
            about=Answered(document_id=about, code=axis.OURS),
            code=code,
            at=datetime.now(UTC),
        )
        self.way.driver().send(
            Parcel(
                uuid=uuid4(),
                kind=Kind.STATUS,
                sender=axis.THEIRS,
                receiver=axis.OURS,
                document_id=about,
                message=message,
            )
        )


def _way(simulator: Simulator, folder: Path, own: str) -> ways.Way:
    axis.secret_file(folder, f"khoa-{own}")
    path = folder / f"{own}.toml"
    path.write_text(LINK.format(own=own, url=simulator.url), encoding="utf-8")
    (way,) = ways_of(path)
    return way


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[Simulator]:
    """The axis, and our link to it."""
    with axis.simulator(tmp_path) as running:
        way = _way(running, tmp_path, axis.OURS)
        ways.offer([way])
        yield running
        ways.offer([])
        way.driver().close()


@pytest.fixture
def partner(simulator: Simulator, tmp_path: Path) -> Iterator[Partner]:
    """Who lives at the other end."""
    way = _way(simulator, tmp_path, axis.THEIRS)
    yield Partner(way, tmp_path)
    way.driver().close()


@pytest.fixture
def sender(simulator: Simulator) -> Office:
    """Our agency."""
    return office("Sở Nội vụ", "SNV", code=axis.OURS)


def _carry(minutes: int = 0) -> None:
    at = NOW + timedelta(minutes=minutes)
    (way,) = ways.all_ways()
    actions.send_due(way, lambda: at)
    actions.apply_waiting(way, lambda: at)
    actions.fetch_waiting(way, lambda: at, limit=10**8)


def _issue(sender: Office, text: Text | None = None) -> Document:
    to = [NewRecipient(code=axis.THEIRS, name="Sở Y tế")]
    more = {"text": text} if text is not None else {}
    return drafts.issued(sender, recipients=to, **more)


def _reported(document: Document, kind: int = 0) -> list[str]:
    packet = Packet.objects.get(document=document, kind=kind)
    return list(packet.receipts.order_by("id").values_list("status", flat=True))


def test_a_document_goes_out_and_its_statuses_come_home_once(
    simulator: Simulator, sender: Office, partner: Partner
) -> None:
    text = Text(blob=drafts.blob(), name="ke-hoach.txt")
    document = _issue(sender, text)
    _carry()
    (came,) = partner.take()
    assert isinstance(came, DocumentMessage)
    assert (came.document_id, came.subject) == (document.identifier, document.subject)
    row = Row.objects.get(packet__document=document)
    assert row.fingerprint == fingerprint(came), "both ends compute the same"
    assert row.said_on == said_on(came)
    (file,) = came.attachments
    assert file.open is not None
    with file.open() as stream:
        assert hashlib.sha256(stream.read()).hexdigest() == text.digest
    simulator.store.put_fault(Fault(trouble=Trouble.DUPLICATE, path="/sendEdoc", calls=3))
    for code in ("01", "03", "06"):
        partner.tell(document.identifier, code)
    _carry(1)
    _carry(2)
    assert _reported(document) == ["01", "03", "06"]
    rows = Row.objects.filter(bound="in").values_list("state", flat=True)
    assert sorted(rows) == ["applied"] * 3 + ["duplicate"] * 3


def test_an_order_to_give_it_back_goes_and_its_answer_comes(
    sender: Office, partner: Partner
) -> None:
    document = _issue(sender)
    _carry()
    partner.take()
    partner.tell(document.identifier, "01")
    _carry(1)
    drafting.recall_issued(sender.leader, document_id=document.pk, reason="Sai thẩm quyền")
    _carry(2)
    (order,) = partner.take()
    assert isinstance(order, StatusMessage)
    assert (order.code, order.about.document_id) == ("13", document.identifier)
    partner.tell(document.identifier, "15")
    _carry(3)
    assert "15" in _reported(document, kind=1)


def test_an_outage_is_no_empty_inbox_and_loses_nothing(
    simulator: Simulator, sender: Office, partner: Partner
) -> None:
    document = _issue(sender)
    _carry()
    partner.take()
    for code in ("01", "03", "06"):
        partner.tell(document.identifier, code)
    good = LinkState.objects.get(name="truc").good_at
    down = Fault(trouble=Trouble.DOWN, calls=None)
    simulator.store.put_fault(down)
    second = _issue(sender)
    for minute in range(1, 11):
        _carry(minute)
    state = LinkState.objects.get(name="truc")
    assert state.good_at == good, "an outage counted as an empty inbox"
    assert state.problem
    assert _reported(document) == []
    (silent,) = queries.silent_links(NOW + timedelta(minutes=20))
    assert silent.since == good
    simulator.store.lift_faults()
    for minute in range(60, 64):
        _carry(minute)
    assert _reported(document) == ["01", "03", "06"]
    (came,) = partner.take()
    assert isinstance(came, DocumentMessage)
    assert came.document_id == second.identifier
    out = Row.objects.filter(bound="out", packet__document=second)
    assert list(out.values_list("state", flat=True)) == [Transport.SENT]


def test_what_was_taken_without_an_answer_is_found_and_not_sent_again(
    simulator: Simulator, sender: Office, partner: Partner
) -> None:
    page = Fault(trouble=Trouble.HTML, path="/sendEdoc", after=True)
    simulator.store.put_fault(page)
    document = _issue(sender)
    _carry()
    row = Row.objects.get(packet__document=document)
    assert row.state == Transport.UNKNOWN
    _carry(10)
    row.refresh_from_db()
    assert row.state == Transport.SENT
    assert len(partner.take()) == 1
