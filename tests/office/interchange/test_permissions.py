"""Every verb of sending, state and person; what is refused, and exactly which events are left."""

from collections.abc import Callable
from functools import partial

import pytest

from tests.factories import drafts, exchange
from tests.factories.province import NOW, Office, agency, office
from tests.support.attempts import events_of, refusal_of
from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.notify.models import Notice
from vanthu.kernel.machine import WrongState
from vanthu.office.documents.actions import NewRecipient, refuse_incoming
from vanthu.office.documents.errors import DocumentNotFound
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions as drafting
from vanthu.office.interchange import actions, queries
from vanthu.office.interchange.choices import OutsideStatus, ReceiptStatus, Verb
from vanthu.office.interchange.errors import (
    ArrivedAlready,
    NotHere,
    PacketAltered,
    PacketNotFound,
    SentAlready,
)
from vanthu.office.interchange.models import OutsideDelivery, Packet
from vanthu.office.interchange.rules import DELIVERY, OUTSIDE, RECALL_ORDER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
ELSEWHERE = NewRecipient(name="Bộ Nội vụ")


def sent_to(receiver: Office) -> tuple[Office, Document]:
    """A sender and what it issued to the receiver and to a ministry; nothing carried yet."""
    sender = office()
    return sender, drafts.issued(sender, recipients=[*drafts.to(receiver), ELSEWHERE])


def acts_of(actor: Actor, document: Document, receiver: Office) -> dict[Verb, Callable[[], object]]:
    """Each verb of the sender as this person would do it."""
    packet = exchange.packet(document, receiver).pk
    copy = OutsideDelivery.objects.get(document=document).pk
    other = office().id
    values = {"subject": "Kế hoạch khác"}
    return {
        Verb.UPDATE_ISSUED: lambda: actions.update_issued(
            actor, document_id=document.pk, values=values, reason="Sai"
        ),
        Verb.SEND_FURTHER: lambda: actions.send_further(
            actor, document_id=document.pk, recipients=drafts.to(office()), reason="Sót"
        ),
        Verb.RESEND: lambda: actions.resend(actor, packet_id=packet),
        Verb.RECORD_OUTSIDE: lambda: actions.record_outside(
            actor, outside_id=copy, status=OutsideStatus.SENT
        ),
        Verb.REROUTE: lambda: actions.reroute(actor, outside_id=copy, agency_id=other),
    }


def deliver(document: Document, kind: int) -> None:
    """Carry the document's packet of that kind, and nothing else that waits."""
    packet = Packet.objects.get(document=document, kind=kind)
    actions.deliver(Actor.system(NOW), uuid=str(packet.uuid))


def said(actor: Actor, document: Document) -> dict[str, str]:
    """What the tool bar says."""
    return {row.verb: row.reason for row in queries.possible(actor, document.pk)}


def test_only_the_senders_clerk_sends_again_and_records() -> None:
    receiver = office()
    sender, document = sent_to(receiver)
    for who, actor in sender.staff.items():
        done = {verb: refusal_of(act) for verb, act in acts_of(actor, document, receiver).items()}
        if who in {"sysadmin", "inspector", "colleague", "archivist", "deputy_head"}:
            assert set(done.values()) == {DocumentNotFound.default_sentence}
            continue
        assert said(actor, document) == done
        assert (set(done.values()) == {""}) == (who == "clerk")
    for actor in receiver.staff.values():
        sentences = {refusal_of(act) for act in acts_of(actor, document, receiver).values()}
        assert sentences == {DocumentNotFound.default_sentence}


def test_only_the_receivers_clerk_answers_a_recall() -> None:
    receiver = office()
    sender, document = sent_to(receiver)
    exchange.carry()
    arrived = exchange.registered(document, receiver)
    before = said(receiver.clerk, arrived)
    assert before[Verb.ANSWER_RECALL.value].startswith("Không có đề nghị")
    drafting.recall_issued(sender.leader, document_id=document.pk, reason="Sai")
    exchange.carry()
    order = Packet.objects.get(kind=1)
    for who in ("clerk", "leader", "deputy", "chief"):
        actor = receiver.staff[who]
        act = partial(actions.answer_recall, actor, packet_id=order.pk, agree=True)
        sentence = refusal_of(act)
        assert said(actor, arrived)[Verb.ANSWER_RECALL.value] == sentence
        assert (sentence == "") == (who == "clerk")
    assert refusal_of(lambda: actions.answer_recall(sender.clerk, packet_id=order.pk, agree=True))


def test_what_has_arrived_is_not_sent_again() -> None:
    receiver = office()
    sender, document = sent_to(receiver)
    exchange.carry()
    packet = exchange.packet(document, receiver)
    with pytest.raises(ArrivedAlready, match="01 Đã đến"):
        actions.resend(sender.clerk, packet_id=packet.pk)
    with pytest.raises(PacketNotFound):
        actions.resend(sender.clerk, packet_id=0)


def test_a_copy_outside_moves_as_its_table_says() -> None:
    receiver = office()
    sender, document = sent_to(receiver)
    copy = OutsideDelivery.objects.get(document=document)
    with pytest.raises(WrongState):
        actions.record_outside(sender.clerk, outside_id=copy.pk, status=OutsideStatus.RECEIVED)
    with pytest.raises(NotHere):
        actions.reroute(sender.clerk, outside_id=copy.pk, agency_id=agency().pk)
    with pytest.raises(SentAlready):
        actions.reroute(sender.clerk, outside_id=copy.pk, agency_id=receiver.id)
    other = office()
    actions.reroute(sender.clerk, outside_id=copy.pk, agency_id=other.id)
    exchange.carry()
    assert exchange.arrival(document, other).reference == document.reference
    names = [row.name for row in queries.deliveries(sender.clerk, document.pk)]
    assert "Bộ Nội vụ" not in names
    assert len(names) == 2


def test_what_was_altered_on_its_way_does_not_arrive() -> None:
    receiver = office()
    _sender, document = sent_to(receiver)
    packet = exchange.packet(document, receiver)
    Packet.objects.filter(pk=packet.pk).update(payload={**packet.payload, "subject": "Khác"})
    with pytest.raises(PacketAltered):
        actions.deliver(receiver.clerk, uuid=str(packet.uuid))
    assert not Document.objects.filter(agency=receiver.agency).exists()


def test_what_could_not_be_delivered_is_seen_by_the_sender() -> None:
    receiver = office()
    sender, document = sent_to(receiver)
    packet = exchange.packet(document, receiver)
    Packet.objects.filter(pk=packet.pk).update(payload={**packet.payload, "subject": "Khác"})
    assert "delivery-failed" in events_of(exchange.carry)
    row = queries.deliveries(sender.clerk, document.pk)[0]
    assert (row.status, row.attention, row.text) == ("00", True, PacketAltered.default_sentence)
    told = Notice.objects.filter(kind="delivery-failed", holder=keys.registry(sender.id))
    assert told.get().urgent
    Packet.objects.filter(pk=packet.pk).update(payload=packet.payload)
    actions.resend(sender.clerk, packet_id=packet.pk)
    exchange.carry()
    row = queries.deliveries(sender.clerk, document.pk)[0]
    assert (row.status, row.attention, row.text) == ("01", False, "")


def test_events_on_both_sides() -> None:
    receiver = office()
    sender, document = sent_to(receiver)
    assert events_of(lambda: deliver(document, kind=0)) == [
        "document-received",
        "status-reported",
    ]
    registering = events_of(lambda: exchange.registered(document, receiver))
    assert registering == ["document-registered", "status-reported"]
    recalling = events_of(
        lambda: drafting.recall_issued(sender.leader, document_id=document.pk, reason="Sai")
    )
    assert recalling == ["document-recalled", "recall-ordered"]
    assert events_of(lambda: deliver(document, kind=1)) == ["recall-arrived"]
    order = Packet.objects.get(kind=1)
    agreeing = events_of(
        lambda: actions.answer_recall(receiver.clerk, packet_id=order.pk, agree=True)
    )
    assert agreeing == ["handling-withdrawn", "recall-answered"]


def test_events_of_refusing_sending_again_and_recording() -> None:
    receiver = office()
    sender, document = sent_to(receiver)
    packet = exchange.packet(document, receiver)
    assert events_of(lambda: actions.resend(sender.clerk, packet_id=packet.pk)) == ["packet-resent"]
    exchange.carry()
    arrival = exchange.arrival(document, receiver).pk
    refusing = events_of(
        lambda: refuse_incoming(receiver.clerk, document_id=arrival, reason="Nhầm")
    )
    assert refusing == ["document-refused", "status-reported"]
    copy = OutsideDelivery.objects.get(document=document).pk
    recording = events_of(
        lambda: actions.record_outside(sender.clerk, outside_id=copy, status=OutsideStatus.SENT)
    )
    assert recording == ["outside-recorded"]


def test_the_reports_of_what_waits() -> None:
    receiver = office()
    sender, document = sent_to(receiver)
    now = sender.clerk.now
    assert list(queries.undelivered(sender.id, now)) == []
    stuck = queries.undelivered(sender.id, now.replace(hour=10))
    assert [packet.receiver_id for packet in stuck] == [receiver.id]
    exchange.carry()
    (row,) = queries.not_accepted(receiver.id, now.date())
    assert (row.reference, row.sender_id) == (document.reference, sender.id)
    exchange.registered(document, receiver)
    assert queries.not_accepted(receiver.id, now.date()) == []


def test_the_tables_are_whole() -> None:
    assert set(DELIVERY.ends) == {ReceiptStatus.REFUSED, ReceiptStatus.FINISHED}
    assert set(RECALL_ORDER.ends) == {"15", "16"}
    assert set(OUTSIDE.ends) == {OutsideStatus.RECEIVED, OutsideStatus.REROUTED}
    assert all(step.source < step.target for step in DELIVERY.transitions)
