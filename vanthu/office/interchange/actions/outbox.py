"""The outbox: messages written in the transaction that causes them, for the job that sends them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import current_codes
from vanthu.office.documents.symbols import join_reference
from vanthu.office.interchange.choices import (
    ANSWERS,
    CHANGES,
    Bound,
    Content,
    PacketKind,
    ReceiptStatus,
    Transport,
)
from vanthu.office.interchange.edxml.message import Business, DocumentMessage
from vanthu.office.interchange.models import Message, Packet
from vanthu.office.interchange.rules import TRANSPORT_OUT, payload_hash
from vanthu.office.interchange.ways import way_named


def put(actor: Actor, packets: Sequence[Packet], urgency: int) -> None:
    """One message for each packet that leaves this installation; part of the act that sends it.

    A recall goes as status 13 with its reason, an update or a replacement as a document message
    that calls itself by its own uuid, so that its answer finds it (interchange 2.1, 2.3).
    """
    if not packets:
        return
    agencies = {number for each in packets for number in (each.sender_id, each.receiver_id)}
    codes = current_codes(agencies, actor.today)
    Message.objects.bulk_create(_of_packet(actor, each, codes, urgency) for each in packets)


def _of_packet(actor: Actor, packet: Packet, codes: dict[int, str], urgency: int) -> Message:
    recall = packet.kind == PacketKind.RECALL
    named = packet.kind in CHANGES
    return Message(
        bound=Bound.OUT,
        link=packet.link,
        uuid=packet.uuid,
        kind=Content.STATUS if recall else Content.DOCUMENT,
        business=PacketKind.NEW if recall else packet.kind,
        status=ReceiptStatus.TAKE_BACK if recall else "",
        sender_code=codes.get(packet.sender_id, ""),
        receiver_code=codes.get(packet.receiver_id, packet.addressed_code),
        document_id=packet.identifier,
        order_id=str(packet.uuid) if named else "",
        content_hash=packet.payload_hash,
        told=_told(actor, packet.reason, "") if recall else {},
        packet=packet,
        agency_id=packet.sender_id,
        state=TRANSPORT_OUT.initial,
        urgency=urgency,
        **_moments(actor.now),
    )


def tell(actor: Actor, packet: Packet, status: ReceiptStatus, text: str, department: str) -> None:
    """What happened here to a packet from elsewhere goes back to its sender, in this transaction.

    An order is answered by 15 or 16 alone, that it arrived is said by the network; one that a clerk
    made out of a second version is answered to nobody.
    """
    if packet.kind != PacketKind.NEW and (status not in ANSWERS or packet.payload["unasked"]):
        return
    codes = current_codes([packet.receiver_id], actor.today)
    told = _told(actor, text, department)
    Message.objects.create(
        bound=Bound.OUT,
        link=packet.link,
        uuid=uuid5(packet.uuid, status.value),
        kind=Content.STATUS,
        status=status,
        sender_code=codes.get(packet.receiver_id, packet.addressed_code),
        receiver_code=packet.payload["from_code"],
        document_id=packet.identifier,
        order_id=packet.payload.get("order_id", ""),
        content_hash=payload_hash(told),
        told=told,
        packet=packet,
        agency_id=packet.receiver_id,
        state=TRANSPORT_OUT.initial,
        **_moments(actor.now),
    )


def turn_away(actor: Actor, row: Message, message: DocumentMessage, reason: str) -> None:
    """A document that cannot be taken in is refused (02) to its sender, an order about one by 16;
    it has no packet here."""
    new = message.change.business is Business.NEW
    told = _told(actor, reason, "") | {
        "reference": join_reference(message.number, message.symbol),
        "issued_on": message.day.isoformat() if message.day else None,
    }
    Message.objects.create(
        bound=Bound.OUT,
        link=row.link,
        uuid=uuid5(NAMESPACE_URL, f"{row.link}/{row.ref}/{row.receiver_code}"),
        kind=Content.STATUS,
        status=ReceiptStatus.REFUSED if new else ReceiptStatus.TAKE_BACK_REFUSED,
        sender_code=row.receiver_code,
        receiver_code=row.sender_code,
        document_id=row.document_id,
        order_id=row.order_id,
        content_hash=payload_hash(told),
        told=told,
        agency_id=row.agency_id,
        state=TRANSPORT_OUT.initial,
        **_moments(actor.now),
    )


def ask_again(actor: Actor, packets: Sequence[Packet]) -> None:
    """The clerk wants them sent again now: where the network may have one, it is asked first."""
    for packet in packets:
        row = Message.objects.select_for_update(no_key=True).get(uuid=packet.uuid, bound=Bound.OUT)
        again(actor, row)


def again(actor: Actor, row: Message) -> None:
    """Let a locked row be tried at once; one whose outcome is not known not before the network can
    say for sure."""
    unsure = row.state == Transport.UNKNOWN
    if TRANSPORT_OUT.allows(row.state, "again"):
        row.state = TRANSPORT_OUT.target(row.state, "again")
        row.state_at, row.leased_until, row.attempts = actor.now, None, 0
        row.made_at, row.problem = actor.now, ""
    row.next_at = max(actor.now, _sure_at(row)) if unsure else actor.now
    row.save()


def _sure_at(row: Message) -> datetime:
    """When the other side has settled what it was handed last."""
    way = way_named(row.link)
    return row.state_at + way.settle if way is not None else row.state_at


def withdraw(actor: Actor, packet: Packet) -> bool:
    """Keep a packet from being sent, as long as the network cannot have it; False when it may."""
    rows = Message.objects.filter(uuid=packet.uuid, bound=Bound.OUT)
    unsent = rows.filter(state=Transport.QUEUED) | rows.filter(state=Transport.FAILED, remote_id="")
    return bool(unsent.update(state=Transport.WITHDRAWN, state_at=actor.now))


def _told(actor: Actor, text: str, department: str) -> dict[str, Any]:
    """What the form of a status says besides its code (interchange 2.2)."""
    at = actor.now.isoformat()
    return {"text": text, "at": at, "name": actor.name, "department": department}


def _moments(now: datetime) -> dict[str, datetime]:
    return {"made_at": now, "state_at": now, "next_at": now}
