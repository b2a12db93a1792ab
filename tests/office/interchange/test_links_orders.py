"""Recalls, updates and replacements over a link, their answers, and what comes out of its order."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.factories import drafts, linked
from tests.factories.loop import Loop
from tests.factories.province import NOW, Office
from vanthu.office.documents.actions import NewFile, attach_file, register_incoming
from vanthu.office.documents.choices import DocumentState, FileRole
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions as drafting
from vanthu.office.interchange import actions, queries, ways
from vanthu.office.interchange.choices import ReceiptStatus, Transport
from vanthu.office.interchange.drivers.base import Waiting
from vanthu.office.interchange.edxml.message import Answered, Organization, StatusMessage
from vanthu.office.interchange.models import Message, Packet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
Pair = tuple[Office, Office]


def recall(sender: Office, document: Document) -> None:
    drafting.recall_issued(sender.leader, document_id=document.pk, reason="Sai thẩm quyền")


@pytest.mark.parametrize(("agree", "code"), [(True, "15"), (False, "16")])
def test_a_recall_is_answered_by_the_receivers_clerk(pair: Pair, agree: bool, code: str) -> None:
    sender, receiver = pair
    document = linked.sent(sender)
    recall(sender, document)
    linked.carry()
    arrival = linked.arrival_of(document, receiver)
    order = queries.order_for(receiver.clerk, arrival.pk)
    assert order is not None
    assert order.reason == "Sai thẩm quyền"
    actions.answer_recall(receiver.clerk, packet_id=order.pk, agree=agree, reason="Đã rõ")
    linked.carry()
    ours = linked.order(document, 1)
    assert ours.status == code
    (row,) = queries.deliveries(sender.clerk, document.pk)
    assert row.recall == code
    state = DocumentState.RECALLED if agree else DocumentState.RECEIVED
    assert drafts.fresh(arrival).state == state
    assert ours.receipts.get(status=code).text == "Đã rõ"


def test_what_has_not_left_yet_is_recalled_by_not_sending_it(link: Loop, pair: Pair) -> None:
    sender, receiver = pair
    document = linked.issue(sender)
    recall(sender, document)
    linked.carry()
    assert link.count() == 0
    assert linked.order(document, 1).status == "15"
    assert Message.objects.get(bound="out").state == Transport.WITHDRAWN
    assert not Document.objects.filter(agency=receiver.agency).exists()


def test_a_recall_waits_behind_its_document_while_nobody_knows(link: Loop, pair: Pair) -> None:
    sender, receiver = pair
    link.faults = ["lost-after"]
    document = linked.issue(sender)
    linked.carry()
    recall(sender, document)
    linked.carry()
    assert Message.objects.filter(status="13").get().state == Transport.QUEUED
    linked.carry(NOW + timedelta(hours=1))
    assert linked.order(document, 1).status == "13"
    assert linked.order_at(receiver, 1).status == "01"


def test_a_recall_that_comes_first_keeps_the_document_away(link: Loop, pair: Pair) -> None:
    """The network turned the two round: agreed to at once, and what follows never arrives."""
    sender, receiver = pair
    document = linked.issue(sender)
    way_later = _hold_back(link)
    linked.carry()
    recall(sender, document)
    linked.carry()
    assert linked.order(document, 1).status == "15"
    way_later()
    linked.carry()
    assert not Document.objects.filter(agency=receiver.agency).exists()
    assert linked.status_of(document) == "00"


def _hold_back(link: Loop) -> Callable[[], None]:
    """Nothing that lies on the network now is shown until the function returned is called."""
    waiting = link.waiting
    hidden: set[str] = set()
    first = True

    def shown(most: int) -> list[Waiting]:
        nonlocal first
        found = list(waiting(most))
        if first and found:
            hidden.update(each.ref for each in found)
            first = False
        return [each for each in found if each.ref not in hidden]

    link.waiting = shown  # type: ignore[method-assign]
    return hidden.clear


def test_an_update_shows_what_changed_and_is_taken_over(pair: Pair) -> None:
    sender, receiver = pair
    document = linked.sent(sender)
    arrival = linked.arrival_of(document, receiver)
    register_incoming(receiver.clerk, document_id=arrival.pk)
    attach_file(
        sender.clerk,
        document_id=document.pk,
        file=NewFile(drafts.blob(), "ban-quet.txt", FileRole.SIGNED_SCAN),
    )
    values = {"subject": "Kế hoạch đã sửa", "urgency": 1}
    actions.update_issued(sender.clerk, document_id=document.pk, values=values, reason="Sót")
    linked.carry()
    (change,) = queries.changes(receiver.clerk, arrival.pk)
    assert [(each.field, each.after) for each in change.fields] == [
        ("subject", "Kế hoạch đã sửa"),
        ("urgency", "Khẩn"),
    ]
    assert (change.reason, change.files) == ("Sót", ("ban-quet.txt",))
    order = linked.order_at(receiver, 2)
    actions.answer_change(receiver.clerk, packet_id=order.pk, agree=True)
    linked.carry()
    assert linked.order(document, 2).status == "15"
    now = drafts.fresh(arrival)
    assert (now.subject, now.urgency) == ("Kế hoạch đã sửa", 1)
    assert arrival.files.count() == 2
    assert linked.status_of(document) == "03"


def test_two_updates_are_answered_each_for_itself(pair: Pair) -> None:
    """Refused and agreed to in another order than sent: each answer names its order."""
    sender, receiver = pair
    document = linked.sent(sender)
    for subject in ("Lần một", "Lần hai"):
        actions.update_issued(
            sender.clerk, document_id=document.pk, values={"subject": subject}, reason="Sửa"
        )
    linked.carry()
    orders = Packet.objects.filter(receiver=receiver.id, document=None, kind=2).order_by("pk")
    assert [each.payload["changes"]["subject"] for each in orders] == [
        [document.subject, "Lần một"],
        ["Lần một", "Lần hai"],
    ]
    first, second = orders
    actions.answer_change(receiver.clerk, packet_id=second.pk, agree=True)
    actions.answer_change(receiver.clerk, packet_id=first.pk, agree=False, reason="Không cần")
    linked.carry()
    ours = Packet.objects.filter(document=document, kind=2).order_by("pk")
    assert list(ours.values_list("status", flat=True)) == ["16", "15"]


def test_a_replacement_is_told_to_who_holds_the_old_one(pair: Pair) -> None:
    sender, receiver = pair
    old = linked.sent(sender)
    new = drafts.replacement(sender, old)
    linked.carry()
    arrival = linked.arrival_of(old, receiver)
    (change,) = queries.changes(receiver.clerk, arrival.pk)
    assert change.by_reference == drafts.fresh(new).reference
    actions.answer_change(receiver.clerk, packet_id=linked.order_at(receiver, 3).pk, agree=True)
    linked.carry()
    assert linked.order(old, 3).status == "15"
    assert drafts.fresh(arrival).state == DocumentState.RECALLED


def status(document: Document, code: str, **more: str) -> StatusMessage:
    """A status as the receiver's system writes it."""
    return StatusMessage(
        sender=Organization(code="H07.902", name="UBND xã"),
        about=Answered(document_id=more.get("about", document.identifier), code="H61.901"),
        code=code,
        description=more.get("text", ""),
        at=NOW,
    )


def test_statuses_out_of_order_keep_the_furthest_and_all_are_kept(link: Loop, pair: Pair) -> None:
    document = linked.issue(pair[0])
    actions.send_due(ways.all_ways()[0], lambda: NOW)
    for code in ("05", "01", "03", "02"):
        link.put(status(document, code), kind="status")
    _only_statuses(link)
    linked.carry()
    packet = Packet.objects.get(document=document)
    assert packet.status == "05"
    reported = packet.receipts.order_by("id").values_list("status", flat=True)
    assert list(reported) == ["05", "01", "03", "02"]


def _only_statuses(link: Loop) -> None:
    """The document itself never gets there."""
    first = sorted(link.folder.glob("*.parcel"))[0]
    first.with_suffix(".done").touch()


def test_a_recall_after_it_was_finished_is_still_for_the_clerk_to_answer(pair: Pair) -> None:
    sender, receiver = pair
    document = linked.sent(sender)
    packet = Packet.objects.get(receiver=receiver.id, document=None)
    actions.report(receiver.clerk, packet=packet, status=ReceiptStatus.ACCEPTED)
    actions.report(receiver.clerk, packet=packet, status=ReceiptStatus.FINISHED)
    linked.carry()
    assert linked.status_of(document) == "06"
    recall(sender, document)
    linked.carry()
    assert linked.order_at(receiver, 1).status == "01"
