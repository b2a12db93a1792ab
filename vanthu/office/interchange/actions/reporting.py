"""The receiver's real events go back to the sender as statuses, each once and never backwards."""

from datetime import datetime

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.notify.actions import notify_all
from vanthu.ground.org.queries import unit_names
from vanthu.office.interchange import notices
from vanthu.office.interchange.actions import outbox
from vanthu.office.interchange.choices import ReceiptStatus
from vanthu.office.interchange.events import StatusReported
from vanthu.office.interchange.models import Packet, Receipt
from vanthu.office.interchange.rules import DELIVERY, DELIVERY_ELSEWHERE

_TEXT, _NAME, _UNIT = 500, 100, 200


@action
def report(
    actor: Actor,
    *,
    packet: Packet,
    status: ReceiptStatus,
    text: str = "",
    department: str = "",
    at: datetime | None = None,
) -> bool:
    """Write a status of a packet, tell its sender; False when it comes too late to say anything.

    Runs in the transaction of the event it reports, so that it can be neither lost nor doubled; the
    guarded update lets one of two that come at once pass. Of a packet that went over a link, `at`
    and `department` are what its receiver said.
    """
    verb, machine = status.value, DELIVERY_ELSEWHERE if packet.is_remote else DELIVERY
    if not machine.allows(packet.status, verb):
        return False
    # Why a packet over a link could not be sent is past once its receiver speaks.
    reason = "" if packet.is_remote else packet.reason
    if packet.is_remote and packet.delivered_at is None:
        Packet.objects.filter(pk=packet.pk).update(delivered_at=actor.now)
    moved = Packet.objects.filter(pk=packet.pk, status=packet.status).update(
        status=machine.target(packet.status, verb),
        status_at=at or actor.now,
        reason=text[:_TEXT] if status is ReceiptStatus.REFUSED else reason,
    )
    if not moved:
        return False
    packet.status = status
    write_receipt(actor, packet, status, text, department=department, at=at)
    announce(
        actor,
        StatusReported(**packet.home, receiver=packet.receiver_id, status=status.value, text=text),
    )
    notify_all(actor, notices.of_status(actor, packet, status, text))
    return True


def write_receipt(
    actor: Actor,
    packet: Packet,
    status: ReceiptStatus,
    text: str,
    *,
    department: str = "",
    at: datetime | None = None,
) -> None:
    """Keep who reported what when, with the department; a sender elsewhere is sent a message."""
    units = unit_names([actor.unit_id], actor.today) if actor.unit_id is not None else {}
    unit = department or (units[actor.unit_id].name if actor.unit_id in units else "")
    Receipt.objects.create(
        packet=packet,
        status=status,
        at=at or actor.now,
        by_name=actor.name[:_NAME],
        department=unit[:_UNIT],
        text=text[:_TEXT],
    )
    if packet.from_elsewhere:
        outbox.tell(actor, packet, status, text, unit)
