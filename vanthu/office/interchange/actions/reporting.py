"""The receiver's real events go back to the sender as statuses, each once and never backwards."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.notify.actions import notify_all
from vanthu.ground.org.queries import unit_names
from vanthu.office.interchange import notices
from vanthu.office.interchange.choices import ReceiptStatus
from vanthu.office.interchange.events import StatusReported
from vanthu.office.interchange.models import Packet, Receipt
from vanthu.office.interchange.rules import DELIVERY

_TEXT = 500


@action
def report(actor: Actor, *, packet: Packet, status: ReceiptStatus, text: str = "") -> bool:
    """Write a status of a packet, tell its sender; False when it comes too late to say anything.

    Runs in the transaction of the event it reports, so that it can be neither lost nor doubled; the
    guarded update lets one of two that come at once pass.
    """
    verb = status.value
    if not DELIVERY.allows(packet.status, verb):
        return False
    moved = Packet.objects.filter(pk=packet.pk, status=packet.status).update(
        status=DELIVERY.target(packet.status, verb),
        status_at=actor.now,
        reason=text[:_TEXT] if status is ReceiptStatus.REFUSED else packet.reason,
    )
    if not moved:
        return False
    packet.status = status
    write_receipt(actor, packet, status, text)
    announce(
        actor,
        StatusReported(
            agency_id=packet.sender_id,
            object_id=packet.document_id,
            receiver=packet.receiver_id,
            status=status.value,
            text=text,
        ),
    )
    notify_all(actor, notices.of_status(actor, packet, status, text))
    return True


def write_receipt(actor: Actor, packet: Packet, status: ReceiptStatus, text: str) -> None:
    """Keep who reported what when, with the department."""
    units = unit_names([actor.unit_id], actor.today) if actor.unit_id is not None else {}
    Receipt.objects.create(
        packet=packet,
        status=status,
        at=actor.now,
        by_name=actor.name,
        department=units[actor.unit_id].name if actor.unit_id in units else "",
        text=text[:_TEXT],
    )
