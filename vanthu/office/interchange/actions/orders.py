"""Orders about packets already sent - give back, update, replace - as packets of their own."""

from collections.abc import Mapping, Sequence
from typing import Any

from vanthu.ground.base.actor import Actor
from vanthu.kernel.machine import Machine
from vanthu.office.documents.models import Document
from vanthu.office.interchange.choices import PacketKind, ReceiptStatus
from vanthu.office.interchange.models import Packet
from vanthu.office.interchange.rules import payload_hash

_TEXT = 500


def make_orders(
    actor: Actor,
    document: Document,
    packets: Sequence[Packet],
    kind: PacketKind,
    *,
    status: ReceiptStatus,
    reason: str,
    what: Mapping[str, Any] | None = None,
) -> list[Packet]:
    """An order to the receiver of each packet, with the same payload for all."""
    payload = {
        "identifier": document.identifier,
        "reference": document.reference,
        "reason": reason,
        **(what or {}),
    }
    return Packet.objects.bulk_create(
        Packet(
            kind=kind,
            sender_id=packet.sender_id,
            receiver_id=packet.receiver_id,
            addressed_code=packet.addressed_code,
            addressed_name=packet.addressed_name,
            link=packet.link,
            identifier=packet.identifier,
            document=document,
            answers=packet,
            payload=payload,
            payload_hash=payload_hash(payload),
            status=status,
            status_at=actor.now,
            reason=reason[:_TEXT],
            sent_at=actor.now,
        )
        for packet in packets
    )


def move_order(actor: Actor, order: Packet, machine: Machine, status: ReceiptStatus) -> None:
    """Bring the order to the status, where its machine lets it."""
    order.status = machine.target(order.status, status.value)
    Packet.objects.filter(pk=order.pk).update(status=order.status, status_at=actor.now)
