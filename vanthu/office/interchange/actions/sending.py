"""An issued document becomes one packet per receiver here, and one copy per recipient outside."""

from collections.abc import Sequence
from typing import Any

from vanthu.ground.base.actor import Actor
from vanthu.ground.base.jobs import enqueue
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org.queries import current_codes
from vanthu.office.documents.models import Document, Recipient
from vanthu.office.documents.rules import check_circulation
from vanthu.office.interchange import permissions
from vanthu.office.interchange.actions import outbox
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
    found = routes(actor, document, list(rows.order_by("order", "id")))
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
    """A packet for each receiver here or at the end of a link, on its way by a job or a message;
    and a copy to be sent for each one outside.

    Raises InsideOnly when what circulates inside only would go to somebody outside.
    """
    check_circulation(document.circulation, found.leaving)
    codes = current_codes(found.inside, actor.today)
    payload = pack(document)
    packets = [
        make_packet(
            actor,
            document,
            agency,
            code=next((each.code for each in recipients if each.code), codes.get(agency, "")),
            name="; ".join(each.name for each in recipients),
            link=found.links.get(agency, ""),
            payload=payload,
        )
        for agency, recipients in found.inside.items()
    ]
    Packet.objects.bulk_create(packets)
    _keep_outside(actor, document, found.outside)
    ask_to_deliver(actor, packets, document.urgency)


def make_packet(
    actor: Actor,
    document: Document,
    receiver_id: int,
    *,
    code: str,
    name: str,
    link: str,
    payload: dict[str, Any],
) -> Packet:
    """A packet not yet saved; `code` and `name` are what the document calls its receiver."""
    return Packet(
        sender_id=document.agency_id,
        receiver_id=receiver_id,
        addressed_code=code,
        addressed_name=name[:_NAME],
        link=link,
        identifier=document.identifier if link else "",
        document=document,
        payload=payload,
        payload_hash=payload_hash(payload),
        status_at=actor.now,
        sent_at=actor.now,
    )


def ask_to_deliver(
    actor: Actor, packets: Sequence[Packet], urgency: int, *, again: bool = False
) -> None:
    """One job per packet; the key makes asking twice harmless, `again` makes it a new one. What
    goes over a link has a message in the outbox instead.
    """
    linked = [packet for packet in packets if packet.link]
    if again:
        outbox.ask_again(actor, linked)
    else:
        outbox.put(actor, linked, urgency)
    for packet in packets:
        if packet.link:
            continue
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
    refused = packet.status == ReceiptStatus.REFUSED
    if refused:
        packet = _anew(actor, packet)
    ask_to_deliver(actor, [packet], _document(packet).urgency, again=not refused)
    announce(
        actor,
        PacketResent(
            **packet.home,
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
    packet = make_packet(
        actor,
        _document(refused),
        refused.receiver_id,
        code=refused.addressed_code,
        name=refused.addressed_name,
        link=refused.link,
        payload=pack(_document(refused)),
    )
    packet.save()
    return packet


def _document(packet: Packet) -> Document:
    """The document of ours that the packet sends, as `check_resend` has made sure."""
    if packet.document is None:
        raise PacketNotFound
    return packet.document
