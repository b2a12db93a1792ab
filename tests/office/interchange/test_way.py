"""From one agency to another and back: one arrival, the same bytes, statuses from real events."""

import pytest

from tests.factories import drafts, exchange, incoming
from tests.factories.province import NOW, agency, office, post
from vanthu.ground.access import keys
from vanthu.ground.base.models import Job
from vanthu.ground.files.models import Blob
from vanthu.ground.notify.models import Notice
from vanthu.ground.org.choices import LineageKind, Role
from vanthu.ground.org.models import Agency, AgencyCode, AgencyVersion, Lineage
from vanthu.office.documents.actions import NewRecipient, refuse_incoming
from vanthu.office.documents.choices import Channel, DocumentState, RelationKind
from vanthu.office.documents.models import Document, Relation
from vanthu.office.drafting import actions as drafting
from vanthu.office.drafting.actions import Text
from vanthu.office.handling import actions as handling
from vanthu.office.handling.choices import Box
from vanthu.office.handling.models import BoxItem
from vanthu.office.interchange import actions, queries
from vanthu.office.interchange.choices import OutsideChannel, OutsideStatus
from vanthu.office.interchange.models import OutsideDelivery, Packet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


def test_what_is_issued_arrives_with_fields_and_the_same_bytes() -> None:
    sender, receiver = office("Sở Nội vụ", "SNV", code="H61.3"), office()
    text = Text(blob=drafts.blob(), name="ke-hoach.txt")
    document = exchange.sent(sender, receiver, text=text, urgency=2)
    arrived = exchange.arrival(document, receiver)
    assert (arrived.agency_id, arrived.state) == (receiver.id, DocumentState.RECEIVED)
    assert arrived.channel == Channel.AXIS
    for name in ("reference", "number", "symbol", "subject", "issued_on", "type_id", "urgency"):
        assert getattr(arrived, name) == getattr(document, name)
    assert (arrived.issuer_name, arrived.issuer_id) == ("Sở Nội vụ", sender.id)
    assert arrived.identifier == document.identifier
    assert arrived.signer_name == sender.leader.name
    assert [f.blob_id for f in arrived.files.all()] == [text.digest]
    assert Blob.objects.filter(pk=text.digest).count() == 1
    box = BoxItem.objects.get(document=arrived)
    assert (box.holder, box.box) == (keys.registry(receiver.id), Box.TO_RECEIVE)


def test_every_status_comes_from_a_real_event_once_and_in_order() -> None:
    sender, receiver = office(), office()
    document = exchange.sent(sender, receiver)
    assert exchange.statuses(document, receiver) == ["01"]
    arrived = exchange.directed(document, receiver)
    assert exchange.statuses(document, receiver) == ["01", "03"]
    handling.hand_over(receiver.clerk, document_id=arrived.pk)
    assert exchange.statuses(document, receiver) == ["01", "03", "04"]
    work = incoming.lead_of(arrived)
    handling.accept(receiver.specialist, assignment_id=work.pk)
    assert exchange.statuses(document, receiver) == ["01", "03", "04", "05"]
    handling.finish(receiver.specialist, assignment_id=work.pk, result="Đã xong")
    assert exchange.statuses(document, receiver) == ["01", "03", "04", "05", "06"]
    (row,) = queries.deliveries(sender.specialist, document.pk)
    assert (row.status, row.label, row.receiver_id) == ("06", "Đã hoàn thành", receiver.id)


def test_the_answer_closes_what_it_answers_and_comes_back_tied() -> None:
    asker, answerer = office("Sở Tài chính", "STC"), office()
    question = exchange.sent(asker, answerer)
    arrived = exchange.at_work(question, answerer)
    answer = drafting.answer(
        answerer.specialist,
        incoming_id=arrived.pk,
        route=drafts.route(answerer),
        text=Text(body="Kính gửi Sở Tài chính ..."),
    )
    assert question.reference in answer.subject
    assert list(answer.recipients.values_list("agency", "name")) == [(asker.id, "Sở Tài chính")]
    drafting.submit(answerer.specialist, document_id=answer.pk)
    drafting.approve_content(answerer.head, document_id=answer.pk)
    drafting.approve_format(answerer.chief, document_id=answer.pk)
    drafting.approve_signing(answerer.leader, document_id=answer.pk, version=1)
    drafting.give_number(answerer.clerk, document_id=answer.pk)
    drafting.issue(answerer.clerk, document_id=answer.pk)
    assert exchange.statuses(question, answerer) == ["01", "03", "04", "05", "06"]
    assert drafts.fresh(arrived).state == DocumentState.FINISHED
    exchange.carry()
    back = exchange.arrival(answer, asker)
    assert Relation.objects.get(source=back).target_id == question.pk
    assert Relation.objects.get(source=back).kind == RelationKind.ANSWERS


def test_a_hundred_recipients_of_whom_three_refuse_and_two_are_dead() -> None:
    sender = office()
    receivers = [office() for _ in range(8)]
    plain = [agency() for _ in range(90)]
    for row in plain:
        post(row, Role.RECORDS_CLERK, "Văn thư")
    dead = [_dead() for _ in range(2)]
    ids = [*(r.id for r in receivers), *(row.pk for row in plain)]
    to = [NewRecipient(agency_id=number) for number in ids]
    to += [NewRecipient(agency_id=row.pk, name=f"UBND xã cũ {row.pk}") for row in dead]
    assert len(to) == 100
    document = drafts.issued(sender, recipients=to)
    exchange.carry()
    for receiver in receivers[:3]:
        found = exchange.arrival(document, receiver)
        refuse_incoming(receiver.clerk, document_id=found.pk, reason="Sai thẩm quyền")
    for receiver in receivers[3:]:
        exchange.registered(document, receiver)
    rows = queries.deliveries(sender.clerk, document.pk)
    counted = queries.summary(rows)
    assert (counted.total, counted.refused, counted.accepted, counted.arrived) == (100, 3, 5, 90)
    unclear = [row for row in rows if row.status == OutsideStatus.UNCLEAR]
    assert len(unclear) == counted.outside == 2
    assert all(row.attention and "kế thừa" in row.text for row in unclear)
    assert {row.text for row in rows if row.status == "02"} == {"Sai thẩm quyền"}
    refused = next(row for row in rows if row.status == "02")
    actions.resend(sender.clerk, packet_id=refused.packet_id or 0)
    exchange.carry()
    again = queries.summary(queries.deliveries(sender.clerk, document.pk))
    assert (again.total, again.refused, again.arrived) == (100, 2, 91)


def _dead() -> Agency:
    """An agency that ended and left nobody to succeed it."""
    row = agency()
    Agency.objects.filter(pk=row.pk).update(valid_to=NOW.date())
    AgencyVersion.objects.filter(agency=row).update(valid_to=NOW.date())
    return row


def test_a_closed_agency_leads_to_its_successor_which_receives_once() -> None:
    sender, heir = office(), office()
    first, second = _dead(), _dead()
    for row in (first, second):
        Lineage.objects.create(
            predecessor=row,
            successor=heir.agency,
            kind=LineageKind.MERGED,
            on=NOW.date(),
            basis="Nghị quyết sắp xếp",
        )
    code = AgencyCode.objects.get(agency=second).code
    document = drafts.issued(
        sender,
        recipients=[
            NewRecipient(agency_id=first.pk, name="UBND xã cũ 1"),
            NewRecipient(code=code, name="UBND xã cũ 2"),
            NewRecipient(agency_id=heir.id),
        ],
    )
    exchange.carry()
    assert Packet.objects.filter(document=document).count() == 1
    assert Document.objects.filter(agency=heir.agency).count() == 1
    found = exchange.packet(document, heir)
    assert found.addressed_name.startswith("UBND xã cũ 1; UBND xã cũ 2")


def test_recipients_outside_are_kept_for_the_clerk_to_record() -> None:
    sender, receiver = office(), office()
    to = [NewRecipient(name="Bộ Nội vụ", code="G09"), *drafts.to(receiver)]
    document = drafts.issued(sender, recipients=to)
    (row,) = OutsideDelivery.objects.filter(document=document)
    assert (row.name, row.status) == ("Bộ Nội vụ", OutsideStatus.TO_SEND)
    actions.record_outside(
        sender.clerk,
        outside_id=row.pk,
        status=OutsideStatus.SENT,
        channel=OutsideChannel.POST,
        note="EK123456789VN",
    )
    actions.record_outside(sender.clerk, outside_id=row.pk, status=OutsideStatus.RETURNED)
    last = queries.deliveries(sender.clerk, document.pk)[-1]
    assert (last.label, last.attention) == ("Bị trả lại", True)


def test_the_sender_is_told_of_refusal_and_finish_at_once() -> None:
    sender, receiver = office(), office()
    document = exchange.sent(sender, receiver)
    arrived = exchange.arrival(document, receiver)
    refuse_incoming(receiver.clerk, document_id=arrived.pk, reason="Không đúng nơi nhận")
    told = Notice.objects.filter(kind="receipt-02", object_id=document.pk)
    holders = {keys.registry(sender.id), keys.post(sender.specialist.post_id or 0)}
    assert set(told.values_list("holder", flat=True)) == holders
    assert all(notice.urgent and "Không đúng nơi nhận" in notice.text for notice in told)
    assert document.subject not in "".join(told.values_list("text", flat=True))


def test_an_urgent_packet_goes_before_all_others() -> None:
    sender, receiver = office(), office()
    drafts.issued(sender, recipients=drafts.to(receiver))
    drafts.issued(sender, recipients=drafts.to(receiver), urgency=3)
    rows = Job.objects.filter(task="interchange.deliver").order_by("id")
    assert list(rows.values_list("priority", flat=True)) == [0, 10]


def test_delivering_again_gives_no_second_arrival() -> None:
    sender, receiver = office(), office()
    document = exchange.sent(sender, receiver)
    found = exchange.packet(document, receiver)
    job = Job.objects.filter(task="interchange.deliver").latest("pk")
    Job.objects.filter(pk=job.pk).update(state="waiting", run_after=NOW)
    assert exchange.carry() == 1
    assert actions.deliver(sender.clerk, uuid=str(found.uuid)) == found.arrival_id
    assert Document.objects.filter(agency=receiver.agency).count() == 1
    assert exchange.statuses(document, receiver) == ["01"]
