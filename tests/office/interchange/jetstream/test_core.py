"""The whole way over a real broker: out with files, statuses back, orders answered, days agreed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from brokers import Network
from tests.factories import brokered, drafts, incoming, linked
from tests.factories.province import NOW, Office
from vanthu.ground.base.actor import VIETNAM
from vanthu.office.documents.actions import (
    NewFile,
    attach_file,
    refuse_incoming,
)
from vanthu.office.documents.choices import DocumentState, FileRole
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions as drafting
from vanthu.office.drafting.actions import Text
from vanthu.office.interchange import actions, queries, ways
from vanthu.office.interchange.choices import Agreement, Gap, PacketKind, Transport
from vanthu.office.interchange.models import Message, Packet, Reconciliation
from vanthu.office.interchange.translating import parcel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store", "ends")]
Pair = tuple[Office, Office]
Ends = tuple[ways.Way, ways.Way]
DAY = NOW.astimezone(VIETNAM).date()


@pytest.fixture
def ends(brokers: Network, tmp_path: Path) -> Iterator[Ends]:
    """Both ends of a real link."""
    with brokered.joined(brokers, tmp_path) as both:
        yield both


@pytest.fixture
def pair(ends: Ends) -> Pair:
    """A sender and a receiver that know each other over the broker alone."""
    return linked.pair()


def _issue(sender: Office) -> Document:
    """With a text and two annexes, each of several chunks."""
    text = Text(blob=drafts.blob(), name="ke-hoach.txt")
    document = drafts.draft(sender, recipients=[linked.FAR], text=text)
    for name in ("phu-luc-1.txt", "phu-luc-2.txt"):
        annex = NewFile(drafts.blob(name * 100_000), name, FileRole.ANNEX)
        attach_file(sender.specialist, document_id=document.pk, file=annex)
    return drafts.issue(sender, document)


def _sent(sender: Office) -> Document:
    document = _issue(sender)
    brokered.carry()
    return document


def _reported(document: Document) -> list[str]:
    packet = Packet.objects.get(document=document, kind=PacketKind.NEW)
    return list(packet.receipts.order_by("pk").values_list("status", flat=True))


def _states(bound: str) -> list[str]:
    rows = Message.objects.filter(bound=bound).order_by("pk")
    return list(rows.values_list("state", flat=True))


def test_a_document_arrives_byte_for_byte_and_its_statuses_come_home(pair: Pair) -> None:
    sender, receiver = pair
    document = _sent(sender)
    arrived = linked.arrival_of(document, receiver)
    assert (arrived.subject, arrived.reference) == (document.subject, document.reference)
    sent = [(file.name, file.blob_id) for file in document.files.order_by("pk")]
    assert len(sent) == 3
    came = [(file.name, file.blob_id) for file in arrived.files.order_by("pk")]
    assert came == sent
    incoming.work_off(receiver, arrived)
    brokered.carry()
    assert _reported(document) == ["01", "03", "04", "05", "06"]
    assert set(_states("out")) == {Transport.DONE}, "each was receipted by its receiver"
    assert set(_states("in")) == {Transport.APPLIED}


def test_a_refusal_comes_home_with_its_reason(pair: Pair) -> None:
    sender, receiver = pair
    document = _sent(sender)
    arrived = linked.arrival_of(document, receiver)
    refuse_incoming(receiver.clerk, document_id=arrived.pk, reason="Sai thẩm quyền")
    brokered.carry()
    assert _reported(document) == ["01", "02"]
    (row,) = queries.deliveries(sender.clerk, document.pk)
    assert (row.status, row.text) == ("02", "Sai thẩm quyền")


@pytest.mark.parametrize(("agree", "code"), [(True, "15"), (False, "16")])
def test_a_recall_is_answered(pair: Pair, agree: bool, code: str) -> None:
    sender, receiver = pair
    document = _sent(sender)
    drafting.recall_issued(sender.leader, document_id=document.pk, reason="Sai thẩm quyền")
    brokered.carry()
    arrived = linked.arrival_of(document, receiver)
    order = queries.order_for(receiver.clerk, arrived.pk)
    assert order is not None
    actions.answer_recall(receiver.clerk, packet_id=order.pk, agree=agree, reason="Đã rõ")
    brokered.carry()
    assert linked.order(document, PacketKind.RECALL).status == code
    state = DocumentState.RECALLED if agree else DocumentState.RECEIVED
    assert drafts.fresh(arrived).state == state


@pytest.mark.parametrize(("agree", "code"), [(True, "15"), (False, "16")])
def test_an_update_is_answered(pair: Pair, agree: bool, code: str) -> None:
    sender, receiver = pair
    document = _sent(sender)
    scan = NewFile(drafts.blob(), "ban-quet.txt", FileRole.SIGNED_SCAN)
    attach_file(sender.clerk, document_id=document.pk, file=scan)
    values = {"due_on": date(2026, 12, 20)}
    actions.update_issued(sender.clerk, document_id=document.pk, values=values, reason="Sót")
    brokered.carry()
    arrived = linked.arrival_of(document, receiver)
    assert (arrived.due_on, arrived.files.count()) == (None, 3)
    change = queries.change_for(receiver.clerk, arrived.pk)
    assert change is not None
    actions.answer_change(receiver.clerk, packet_id=change.pk, agree=agree, reason="Đã rõ")
    brokered.carry()
    assert linked.order(document, PacketKind.UPDATE).status == code
    now = drafts.fresh(arrived)
    assert (now.due_on, now.files.count()) == ((values["due_on"], 4) if agree else (None, 3))


def test_what_is_handed_out_again_after_a_crash_changes_nothing(
    pair: Pair, ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process died between its commit and its word to the broker: it is not fetched again."""
    document, (here, there) = _issue(pair[0]), ends
    actions.send_due(here, lambda: NOW)
    handed = there.driver().waiting(9)
    with monkeypatch.context() as patch:
        patch.setattr(there.driver(), "waiting", lambda _most: handed)
        patch.setattr(there.driver(), "acknowledge", _crash)
        with pytest.raises(RuntimeError):
            actions.fetch_waiting(there, lambda: NOW, limit=10**8)
    there.driver().put_back(handed)
    brokered.carry()
    assert _states("in") == [Transport.APPLIED, Transport.APPLIED]
    _unchanged(document, pair[1])
    assert there.driver().waiting(9) == []


def _crash(*_given: object) -> None:
    raise RuntimeError("crash")


def _unchanged(document: Document, receiver: Office) -> None:
    """It arrived once, with its files, and reported so once."""
    (arrived,) = Document.objects.filter(agency=receiver.agency)
    assert arrived.files.count() == document.files.count()
    assert _reported(document) == ["01"]
    assert Message.objects.get(bound="out", packet__document=document).state == Transport.DONE


def test_what_its_sender_sends_again_changes_nothing(pair: Pair, ends: Ends) -> None:
    """By its own name the broker knows it again; by another its receiver does."""
    document = _sent(pair[0])
    row = Message.objects.get(bound="out", packet__document=document)
    driver = ends[0].driver()
    driver.send(parcel(row))
    brokered.carry()
    assert Message.objects.filter(bound="in", kind="document").count() == 1
    driver.send(replace(parcel(row), uuid=uuid4()))
    brokered.carry()
    states = Message.objects.filter(bound="in", kind="document").order_by("pk")
    assert [each.state for each in states] == [Transport.APPLIED, Transport.DUPLICATE]
    _unchanged(document, pair[1])


def _night(days: int = 1) -> None:
    """Both ends compare, and their sheets travel."""
    at = NOW + timedelta(days=days)
    for way in ways.all_ways():
        actions.reconcile(way, lambda: at)
    brokered.carry(at)


def _day(site: str) -> Reconciliation:
    return Reconciliation.objects.get(day=DAY, link=site)


def test_both_ends_agree_about_a_day_until_one_byte_differs(pair: Pair) -> None:
    for _turn in range(2):
        document = _sent(pair[0])
    incoming.work_off(pair[1], linked.arrival_of(document, pair[1]))
    brokered.carry()
    _night()
    here, there = (_day(site) for site in brokered.LIVES)
    assert (here.state, there.state) == (Agreement.EQUAL, Agreement.EQUAL)
    assert (here.sent_count, here.received_count) == (2, 6)
    assert (here.sent_hash, here.received_hash) == (there.received_hash, there.sent_hash)
    sheets = Message.objects.filter(kind="sheet")
    assert set(sheets.filter(bound="out").values_list("state", flat=True)) == {Transport.DONE}
    assert set(sheets.filter(bound="in").values_list("state", flat=True)) == {Transport.APPLIED}
    row = Message.objects.filter(bound="in", kind="document").latest("pk")
    Message.objects.filter(pk=row.pk).update(fingerprint="0" * 64)
    _night(2)
    here, there = (_day(site) for site in brokered.LIVES)
    assert (here.state, there.state) == (Agreement.DIFFERENT, Agreement.DIFFERENT)
    seen, known = here.differences.get(), there.differences.get()
    assert (seen.gap, seen.hash_there) == (Gap.OTHER, "0" * 64)
    assert (known.gap, known.hash_here) == (Gap.OTHER, "0" * 64)
    assert seen.about == known.about == document.identifier
