"""An issued document becomes one packet per receiver here, and one copy per recipient outside."""

from collections.abc import Iterable, Sequence
from typing import Any

from vanthu.ground.base.actor import Actor
from vanthu.ground.base.jobs import enqueue
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org.queries import current_codes
from vanthu.office.documents.models import Document, Recipient
from vanthu.office.documents.rules import check_circulation
from vanthu.office.interchange import permissions
from vanthu.office.interchange.choices import OutsideStatus, PacketKind, ReceiptStatus
from vanthu.office.interchange.errors import PacketNotFound
from vanthu.office.interchange.events import PacketResent, PacketsSent
from vanthu.office.interchange.models import OutsideDelivery, Packet
from vanthu.office.interchange.packing import pack
from vanthu.office.interchange.routing import Routes, routes
from vanthu.office.interchange.rules import payload_hash

TASK = "interchange.deliver"
_URGENT = 10
_NAME = 400


def send(actor: Actor, document: Document) -> None:
    """Write the packets of a document just issued and their jobs; called by the handler alone.

    An agency receives once, however many recipients lead to it.
    """
    rows = Recipient.objects.filter(document=document).select_related("agency")
    found = routes(document, list(rows.order_by("order", "id")), actor.today)
    make_ready(actor, document, found)
    announce(
        actor,
        PacketsSent(
            agency_id=document.agency_id,
            object_id=document.pk,
            receivers=tuple(found.inside),
            outside=tuple(recipient.name for recipient, _problem in found.outside),
        ),
    )


def make_ready(actor: Actor, document: Document, found: Routes) -> None:
    """A packet and a job for each receiver here, and a copy to be sent for each one outside.

    Raises InsideOnly when what circulates inside only would go to somebody outside.
    """
    check_circulation(document.circulation, [row.name for row, _problem in found.outside])
    codes = current_codes(found.inside, actor.today)
    payload = pack(document)
    packets = [
        make_packet(actor, document, payload, agency, recipients, codes.get(agency, ""))
        for agency, recipients in found.inside.items()
    ]
    Packet.objects.bulk_create(packets)
    _keep_outside(actor, document, found.outside)
    ask_to_deliver(actor, packets, document.urgency)


def make_packet(
    actor: Actor,
    document: Document,
    payload: dict[str, Any],
    receiver_id: int,
    recipients: Iterable[Recipient],
    code: str,
) -> Packet:
    """A packet not yet saved; addressed by the code the document used, else the current one."""
    named = list(recipients)
    used = next((recipient.code for recipient in named if recipient.code), code)
    return Packet(
        sender_id=document.agency_id,
        receiver_id=receiver_id,
        addressed_code=used,
        addressed_name="; ".join(recipient.name for recipient in named)[:_NAME],
        document=document,
        payload=payload,
        payload_hash=payload_hash(payload),
        status_at=actor.now,
        sent_at=actor.now,
    )


def ask_to_deliver(
    actor: Actor, packets: Sequence[Packet], urgency: int, *, again: bool = False
) -> None:
    """One job per packet; the key makes asking twice harmless, `again` makes it a new one."""
    for packet in packets:
        mark = f"@{actor.now.isoformat()}" if again else ""
        enqueue(
            actor,
            TASK,
            key=f"{TASK}:{packet.uuid}{mark}",
            priority=_URGENT if urgency > 0 else 0,
            uuid=str(packet.uuid),
        )


def _keep_outside(
    actor: Actor, document: Document, recipients: Sequence[tuple[Recipient, str]]
) -> None:
    first = OutsideDelivery.objects.filter(document=document).count()
    OutsideDelivery.objects.bulk_create(
        OutsideDelivery(
            document=document,
            name=recipient.name,
            code=recipient.code,
            order=place,
            status=OutsideStatus.UNCLEAR if problem else OutsideStatus.TO_SEND,
            status_at=actor.now,
            problem=problem[:500],
        )
        for place, (recipient, problem) in enumerate(recipients, first)
    )


@action
def resend(actor: Actor, *, packet_id: int) -> Packet:
    """Send a packet again: the same one when it has not arrived, a new one when it was refused.

    Raises PacketNotFound, ArrivedAlready, RecalledAlready, NotTheClerk.
    """
    rows = Packet.objects.select_related("document").select_for_update(of=("self",), no_key=True)
    packet = rows.filter(pk=packet_id, kind=PacketKind.NEW).first()
    if packet is None:
        raise PacketNotFound
    permissions.check_resend(actor, packet)
    if packet.status == ReceiptStatus.REFUSED:
        packet = _anew(actor, packet)
        ask_to_deliver(actor, [packet], packet.document.urgency)
    else:
        ask_to_deliver(actor, [packet], packet.document.urgency, again=True)
    announce(
        actor,
        PacketResent(
            agency_id=packet.sender_id,
            object_id=packet.document_id,
            receiver=packet.receiver_id,
            uuid=str(packet.uuid),
        ),
    )
    return packet


def _anew(actor: Actor, refused: Packet) -> Packet:
    """A second packet to an agency that refused the first; the first stays as it ended."""
    later = Packet.objects.filter(
        document=refused.document, receiver=refused.receiver, kind=PacketKind.NEW
    )
    if (standing := later.exclude(status=ReceiptStatus.REFUSED).first()) is not None:
        permissions.check_resend(actor, standing)
        return standing
    payload = pack(refused.document)
    return Packet.objects.create(
        sender_id=refused.sender_id,
        receiver_id=refused.receiver_id,
        addressed_code=refused.addressed_code,
        addressed_name=refused.addressed_name,
        document=refused.document,
        payload=payload,
        payload_hash=payload_hash(payload),
        status_at=actor.now,
        sent_at=actor.now,
    )
