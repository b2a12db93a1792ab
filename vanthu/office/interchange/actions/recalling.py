"""An order to give back: it goes to every receiver, who cancels (15) or refuses with a reason (16).

Decree 30/2020 Art. 18.4.b; Annex VI III.8; Q-077, L-05, L-06.
"""

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.notify.actions import notify_all
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.models import Document
from vanthu.office.handling import boxes
from vanthu.office.handling.actions import withdraw
from vanthu.office.handling.choices import Box
from vanthu.office.handling.errors import ReasonMissing
from vanthu.office.interchange import notices, permissions
from vanthu.office.interchange.actions import outbox
from vanthu.office.interchange.actions.orders import make_orders, move_order
from vanthu.office.interchange.actions.reporting import write_receipt
from vanthu.office.interchange.actions.sending import ask_to_deliver
from vanthu.office.interchange.choices import PacketKind, ReceiptStatus
from vanthu.office.interchange.errors import PacketNotFound
from vanthu.office.interchange.events import RecallAnswered, RecallArrived, RecallOrdered
from vanthu.office.interchange.models import OutsideDelivery, Packet
from vanthu.office.interchange.rules import RECALL_ORDER

_NEVER_ARRIVED = "Gói tin chưa tới nơi nhận nên không được giao nữa."
_NEVER_SENT = "Gói tin chưa rời hệ thống nên không được gửi nữa."
_REFUSED_BEFORE = "Nơi nhận đã từ chối tiếp nhận trước đó."


def order_recall(actor: Actor, document: Document, reason: str) -> None:
    """Send the order to every receiver that has not refused the document; called by the handler.

    Copies outside are marked, so that the clerk sees which to ask back by other means.
    """
    rows = Packet.objects.filter(document=document, kind=PacketKind.NEW)
    packets = list(rows.exclude(status=ReceiptStatus.REFUSED).order_by("pk"))
    Packet.objects.filter(pk__in=[p.pk for p in packets]).update(recall_asked_at=actor.now)
    OutsideDelivery.objects.filter(document=document).update(recall_asked_at=actor.now)
    orders = make_orders(
        actor,
        document,
        packets,
        PacketKind.RECALL,
        status=ReceiptStatus.TAKE_BACK,
        reason=reason,
    )
    kept = [order for order in orders if not _kept_back(actor, order)]
    ask_to_deliver(actor, kept, urgency=1)
    announce(
        actor,
        RecallOrdered(
            agency_id=document.agency_id,
            object_id=document.pk,
            receivers=tuple(packet.receiver_id for packet in packets),
            reason=reason,
        ),
    )


def _kept_back(actor: Actor, order: Packet) -> bool:
    """What waits for its link is not sent at all; the order is then answered by ourselves."""
    original = order.answers
    if original is None or not original.link or not outbox.withdraw(actor, original):
        return False
    conclude(actor, order, original, ReceiptStatus.TAKE_BACK_AGREED, _NEVER_SENT)
    return True


def deliver_order(actor: Actor, order: Packet) -> int | None:
    """The order reaches the receiver's clerks; nothing to cancel is agreed to at once.

    The original packet is locked first: it cannot arrive while the order is looking for it. Over a
    link an order may come before what it is about.
    """
    originals = Packet.objects.select_for_update(no_key=True)
    original = originals.filter(pk=order.answers_id or 0).first()
    arrival_id = original.arrival_id if original is not None else None
    order.delivered_at = actor.now
    order.arrival_id = arrival_id
    Packet.objects.filter(pk=order.pk).update(delivered_at=actor.now, arrival_id=arrival_id)
    if original is None or arrival_id is None:
        conclude(actor, order, original, ReceiptStatus.TAKE_BACK_AGREED, _NEVER_ARRIVED)
        return None
    arrival = Document.objects.select_related("type").get(pk=arrival_id)
    if arrival.state == DocumentState.REFUSED:
        conclude(actor, order, original, ReceiptStatus.TAKE_BACK_AGREED, _REFUSED_BEFORE)
        return arrival.pk
    move_order(actor, order, RECALL_ORDER, ReceiptStatus.ARRIVED)
    write_receipt(actor, order, ReceiptStatus.ARRIVED, "")
    boxes.put(
        actor,
        holder=keys.registry(order.receiver_id),
        box=Box.TO_ANSWER_RECALL,
        document=arrival,
        due_on=actor.today,
        from_name=order.payload.get("reference", ""),
        remark=order.reason,
    )
    announce(
        actor,
        RecallArrived(
            agency_id=order.receiver_id,
            object_id=arrival.pk,
            sender=order.sender_id,
            reason=order.reason,
        ),
    )
    return arrival.pk


@action
def answer_recall(actor: Actor, *, packet_id: int, agree: bool, reason: str = "") -> None:
    """The receiver cancels the document (15), or keeps it and says why (16).

    Cancelled, it leaves every box and is frozen: its metadata stay, its files are closed to those
    who were handling it (Annex VI III.8.b, c). Raises NoRecallOrder, ReasonMissing for a refusal.
    """
    order, original = _locked(actor, packet_id)
    if agree:
        _cancel(actor, order, reason)
        conclude(actor, order, original, ReceiptStatus.TAKE_BACK_AGREED, reason.strip())
        return
    if not reason.strip():
        raise ReasonMissing
    boxes.take(order.arrival_id or 0, box=Box.TO_ANSWER_RECALL)
    conclude(actor, order, original, ReceiptStatus.TAKE_BACK_REFUSED, reason.strip())


def _locked(actor: Actor, packet_id: int) -> tuple[Packet, Packet]:
    """The order and what it is about, for an answer by this actor.

    The document is locked first, as by every act of handling, which then reports on the packet: in
    the other order the two could wait for each other.
    """
    rows = Packet.objects.filter(pk=packet_id, kind=PacketKind.RECALL)
    seen = rows.first()
    if seen is None:
        raise PacketNotFound
    permissions.check_answer_recall(actor, seen)
    Document.objects.select_for_update(no_key=True).get(pk=seen.arrival_id or 0)
    order = rows.select_for_update(no_key=True).get()
    permissions.check_answer_recall(actor, order)
    return order, Packet.objects.select_for_update(no_key=True).get(pk=order.answers_id or 0)


def settle_order(actor: Actor, arrival_id: int) -> None:
    """A document refused while an order to give it back waited: there is nothing left to cancel."""
    rows = Packet.objects.select_related("answers").select_for_update(of=("self",), no_key=True)
    order = rows.filter(
        arrival=arrival_id, kind=PacketKind.RECALL, status=ReceiptStatus.ARRIVED
    ).first()
    if order is not None and order.answers is not None:
        conclude(actor, order, order.answers, ReceiptStatus.TAKE_BACK_AGREED, _REFUSED_BEFORE)


def _cancel(actor: Actor, order: Packet, reason: str) -> None:
    arrival_id = order.arrival_id or 0
    withdraw(actor, document_id=arrival_id, reason=reason.strip() or order.reason)
    Document.objects.filter(pk=arrival_id).update(frozen_at=actor.now)
    boxes.take(arrival_id)


def conclude(
    actor: Actor,
    order: Packet,
    original: Packet | None,
    answer: ReceiptStatus,
    text: str,
    department: str = "",
) -> None:
    """Write the answer on the order and on the packet it is about, and tell the sender."""
    move_order(actor, order, RECALL_ORDER, answer)
    if original is not None:
        Packet.objects.filter(pk=original.pk).update(recall_answer=answer)
    write_receipt(actor, order, answer, text, department=department)
    announce(
        actor,
        RecallAnswered(
            **order.home,
            receiver=order.receiver_id,
            status=answer.value,
            text=text,
        ),
    )
    notify_all(actor, notices.of_recall(actor, order, answer, text))
