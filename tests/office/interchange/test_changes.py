"""An issued document is updated or replaced: seen, answered, and nothing written over (Q-077)."""

from datetime import date

import pytest

from tests.factories import drafts, exchange
from tests.factories.province import NOW, Office, office
from tests.support.attempts import events_of
from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.notify.models import Notice
from vanthu.office.documents.actions import NewFile, attach_file, refuse_incoming
from vanthu.office.documents.choices import DocumentState, FileRole, RelationKind
from vanthu.office.documents.errors import NothingChanged, NotIssued
from vanthu.office.documents.models import Document, Relation
from vanthu.office.documents.permissions import check_files
from vanthu.office.drafting import actions as drafting
from vanthu.office.handling.choices import Box
from vanthu.office.handling.errors import ReasonMissing
from vanthu.office.handling.models import BoxItem
from vanthu.office.interchange import actions, queries
from vanthu.office.interchange.choices import PacketKind
from vanthu.office.interchange.errors import NoChangeOrder, RecalledAlready
from vanthu.office.interchange.models import Packet
from vanthu.office.interchange.queries.changes import Changed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
WHY = "Ghi nhầm trích yếu"
NEW = {"subject": "Kế hoạch phòng, chống hạn mặn", "due_on": date(2026, 12, 20)}


def update(sender: Office, document: Document, **values: object) -> None:
    actions.update_issued(sender.clerk, document_id=document.pk, values=values or NEW, reason=WHY)


def waits(document: Document) -> bool:
    return BoxItem.objects.filter(document=document, box=Box.TO_ANSWER_CHANGE).exists()


def answer(receiver: Office, arrived: Document, *, agree: bool, reason: str = "") -> None:
    change = queries.change_for(receiver.clerk, arrived.pk)
    assert change is not None
    actions.answer_change(receiver.clerk, packet_id=change.pk, agree=agree, reason=reason)


def test_an_update_is_seen_and_taken_over() -> None:
    sender, receiver = office(), office()
    document = exchange.sent(sender, receiver)
    arrived = exchange.at_work(document, receiver)
    before = arrived.subject
    assert "fields-corrected" in events_of(lambda: update(sender, document))
    assert drafts.fresh(document).subject == NEW["subject"]
    exchange.carry()
    assert drafts.fresh(arrived).subject == before
    assert waits(arrived)
    (change,) = queries.changes(receiver.clerk, arrived.pk)
    assert change.reason == WHY
    assert change.fields[0] == Changed("subject", before, str(NEW["subject"]))
    assert change.fields[1] == Changed("due_on", "", "20/12/2026")
    answer(receiver, arrived, agree=True)
    now = drafts.fresh(arrived)
    assert (now.subject, now.state) == (NEW["subject"], DocumentState.HANDLING)
    assert not waits(arrived)
    packet = exchange.packet(document, receiver)
    assert packet.payload["subject"] == before, "what was sent first stays readable"
    (seen,) = queries.changes(sender.clerk, document.pk)
    assert [(each.agency, each.status) for each in seen.answers] == [
        (change.answers[0].agency, "15")
    ]
    told = Notice.objects.filter(holder=keys.registry(sender.id), kind="change-15")
    assert told.count() == 1


def test_a_refused_update_changes_nothing_there() -> None:
    sender, first, second = office(), office(), office()
    document = exchange.sent(sender, first, second)
    update(sender, document)
    exchange.carry()
    arrived = exchange.arrival(document, first)
    with pytest.raises(ReasonMissing):
        answer(first, arrived, agree=False)
    answer(first, arrived, agree=False, reason="Đã xử lý theo bản cũ")
    assert drafts.fresh(arrived).subject != NEW["subject"]
    (seen,) = queries.changes(sender.clerk, document.pk)
    assert [each.status for each in seen.answers] == ["16", "01"]
    with pytest.raises(NoChangeOrder):
        actions.answer_change(
            first.clerk, packet_id=seen.answers[0].packet_id, agree=True, reason=""
        )


def test_delivered_twice_nothing_is_doubled() -> None:
    sender, receiver = office(), office()
    document = exchange.sent(sender, receiver)
    update(sender, document)
    packet = Packet.objects.get(kind=PacketKind.UPDATE)
    system = Actor.system(NOW)
    assert events_of(lambda: actions.deliver(system, uuid=str(packet.uuid))) == ["change-arrived"]
    assert events_of(lambda: actions.deliver(system, uuid=str(packet.uuid))) == []
    assert BoxItem.objects.filter(box=Box.TO_ANSWER_CHANGE).count() == 1
    assert packet.receipts.count() == 1


def test_an_update_that_overtakes_its_document_brings_it_along() -> None:
    sender, receiver = office(), office()
    document = drafts.issued(sender, recipients=drafts.to(receiver))
    update(sender, document)
    packet = Packet.objects.get(kind=PacketKind.UPDATE)
    actions.deliver(Actor.system(NOW), uuid=str(packet.uuid))
    exchange.carry()
    assert Document.objects.filter(agency=receiver.agency).count() == 1
    assert waits(exchange.arrival(document, receiver))


def test_two_updates_are_answered_one_after_the_other() -> None:
    sender, receiver = office(), office()
    document = exchange.sent(sender, receiver)
    update(sender, document, subject="Kế hoạch thứ nhất")
    update(sender, document, subject="Kế hoạch thứ hai")
    exchange.carry()
    arrived = exchange.arrival(document, receiver)
    answer(receiver, arrived, agree=True)
    assert waits(arrived)
    answer(receiver, arrived, agree=True)
    assert not waits(arrived)
    assert drafts.fresh(arrived).subject == "Kế hoạch thứ hai"


def test_a_scan_added_later_goes_along_once() -> None:
    sender, receiver = office(), office()
    document = exchange.sent(sender, receiver)
    arrived = exchange.arrival(document, receiver)
    held = arrived.files.count()
    with pytest.raises(NothingChanged):
        update(sender, document, subject=document.subject)
    scan = NewFile(drafts.blob(), "Ban quet.txt", FileRole.SIGNED_SCAN)
    attach_file(sender.clerk, document_id=document.pk, file=scan)
    update(sender, document, subject=document.subject)
    exchange.carry()
    answer(receiver, arrived, agree=True)
    assert arrived.files.count() == held + 1
    with pytest.raises(NothingChanged):
        update(sender, document, subject=document.subject)


def test_the_deadline_an_agency_set_for_itself_stays() -> None:
    sender, receiver = office(), office()
    document = exchange.sent(sender, receiver)
    arrived = exchange.arrival(document, receiver)
    Document.objects.filter(pk=arrived.pk).update(due_on=date(2026, 12, 1))
    update(sender, document)
    exchange.carry()
    answer(receiver, arrived, agree=True)
    assert drafts.fresh(arrived).due_on == date(2026, 12, 1)


def test_a_replacement_ends_the_old_and_both_stay_readable() -> None:
    sender, first, second = office(), office(), office()
    old = exchange.sent(sender, first, second)
    arrived = exchange.at_work(old, first)
    new = drafts.replacement(sender, old)
    exchange.carry()
    fresh = exchange.arrival(new, first)
    tied = Relation.objects.get(source=fresh, target=arrived)
    assert tied.kind == RelationKind.REPLACES
    assert waits(arrived)
    (change,) = queries.changes(first.clerk, arrived.pk)
    assert (change.kind, change.by_reference) == (PacketKind.REPLACE, new.reference)
    answer(first, arrived, agree=True)
    assert drafts.fresh(arrived).state == DocumentState.RECALLED
    assert not BoxItem.objects.filter(document=arrived).exists()
    check_files(first.specialist, drafts.fresh(arrived))
    assert drafts.fresh(old).state == DocumentState.ISSUED
    kept = exchange.arrival(old, second)
    answer(second, kept, agree=False, reason="Còn theo bản cũ")
    assert drafts.fresh(kept).state == DocumentState.RECEIVED
    (seen,) = queries.changes(sender.clerk, old.pk)
    assert [each.status for each in seen.answers] == ["15", "16"]


def test_what_is_gone_is_not_changed() -> None:
    sender, first, second = office(), office(), office()
    document = exchange.sent(sender, first, second)
    update(sender, document)
    exchange.carry()
    refuse_incoming(first.clerk, document_id=exchange.arrival(document, first).pk, reason="Nhầm")
    (seen,) = queries.changes(sender.clerk, document.pk)
    assert [each.status for each in seen.answers] == ["15", "01"]
    drafting.recall_issued(sender.leader, document_id=document.pk, reason=WHY)
    exchange.carry()
    order = queries.order_for(second.clerk, exchange.arrival(document, second).pk)
    assert order is not None
    actions.answer_recall(second.clerk, packet_id=order.pk, agree=True)
    (seen,) = queries.changes(sender.clerk, document.pk)
    assert [each.status for each in seen.answers] == ["15", "15"]
    with pytest.raises(RecalledAlready):
        update(sender, drafts.fresh(document))


def test_who_may() -> None:
    sender, receiver = office(), office()
    document = exchange.sent(sender, receiver)
    for actor in (sender.leader, sender.specialist):
        with pytest.raises(Exception, match="quyền|văn thư"):
            actions.update_issued(actor, document_id=document.pk, values=NEW, reason=WHY)
    with pytest.raises(ReasonMissing):
        actions.update_issued(sender.clerk, document_id=document.pk, values=NEW, reason=" ")
    update(sender, document)
    exchange.carry()
    arrived = exchange.registered(document, receiver)
    change = queries.change_for(receiver.clerk, arrived.pk)
    assert change is not None
    with pytest.raises(Exception, match="quyền|văn thư"):
        actions.answer_change(receiver.leader, packet_id=change.pk, agree=True)
    draft = drafts.draft(sender)
    with pytest.raises(NotIssued):
        drafting.replace_issued(sender.specialist, document_id=draft.pk)
