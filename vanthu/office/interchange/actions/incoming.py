"""What a message from elsewhere does here: a document, a status or an order arrives.

Each raises before it writes anything: SeenBefore, NotYet, or Held with the reason.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.files.models import Blob
from vanthu.ground.org.errors import SuccessorUnclear
from vanthu.ground.org.models import Agency
from vanthu.ground.org.queries import successor
from vanthu.office.documents.choices import FileRole
from vanthu.office.documents.symbols import join_reference
from vanthu.office.interchange.actions.changing import (
    answer_change,
    conclude_change,
    deliver_change,
)
from vanthu.office.interchange.actions.delivering import arrive
from vanthu.office.interchange.actions.following import settle_arrived
from vanthu.office.interchange.actions.orders import move_order
from vanthu.office.interchange.actions.recalling import conclude, deliver_order
from vanthu.office.interchange.actions.reporting import report, write_receipt
from vanthu.office.interchange.choices import (
    ANSWERS,
    CHANGES,
    UNANSWERED,
    Bound,
    Cause,
    Content,
    PacketKind,
    ReceiptStatus,
    Transport,
)
from vanthu.office.interchange.edxml.message import Business, DocumentMessage, StatusMessage
from vanthu.office.interchange.edxml.message import Message as Wire
from vanthu.office.interchange.errors import Held, NotYet, SeenBefore
from vanthu.office.interchange.models import Message, Packet, Receipt
from vanthu.office.interchange.rules import CHANGE_ORDER, RECALL_ORDER, payload_hash
from vanthu.office.interchange.translating import UPDATED, payload_of, said

_TEXT, _NAME = 500, 400
# What somebody will look at, has let in or kept out.
_KEPT = (Transport.APPLIED, Transport.QUARANTINED, Transport.DISCARDED)
Files = Sequence[tuple[Blob, str]]


def take_in(
    actor: Actor, row: Message, message: Wire, sender: Agency, addressed: str, files: Files
) -> None:
    """Apply a message whose sender was checked; the actor acts for the agency that it is for."""
    if isinstance(message, StatusMessage):
        _status(actor, row, message, sender)
        return
    business = message.change.business
    if business is Business.NEW:
        _document(actor, row, message, sender, addressed, files)
    elif business is Business.RECALL:
        _check_new(row)
        _recall(actor, row, sender, message.change.reason)
    elif business is Business.UPDATE:
        _check_new(row)
        _update(actor, row, message, sender, files)
    else:
        _check_new(row)
        _replacement(actor, row, message, sender, addressed, files)


def document_named(message: DocumentMessage) -> str:
    """The document that a message is about: an order may call itself by a name of its own."""
    change = message.change
    if change.business is Business.UPDATE or change.business is Business.RECALL:
        return change.document_id or message.document_id
    if change.business is Business.REPLACE and change.replaced:
        return change.replaced[0].document_id
    return message.document_id


def _packets_from(
    sender: Agency, receiver_id: int, identifier: str, kind: PacketKind = PacketKind.NEW
) -> QuerySet[Packet]:
    """The packets by which a document, or orders about it, came from a sender elsewhere."""
    return Packet.objects.filter(
        sender=sender, receiver=receiver_id, identifier=identifier, document=None, kind=kind
    )


def _document(
    actor: Actor,
    row: Message,
    message: DocumentMessage,
    sender: Agency,
    addressed: str,
    files: Files,
) -> None:
    """A document arrives, unless it did before; a second one by its name is looked at by people.

    What was refused may come once more, as it was or corrected; what was ordered back before it
    came stays away.
    """
    packets = _packets_from(sender, actor.agency_id, row.document_id)
    refused = packets.filter(status=ReceiptStatus.REFUSED).count()
    if packets.exclude(status=ReceiptStatus.REFUSED).exists():
        raise SeenBefore if _same(row).exists() else Held(Cause.CONFLICT, document=row.document_id)
    if refused and row.uuid is not None and _same(row).filter(uuid=row.uuid).exists():
        raise SeenBefore
    row.turn = refused
    payload = payload_of(message, sender.pk, _files(files))
    packet = _new(actor, row, sender, PacketKind.NEW, payload, addressed)
    if _recalled_before(packet):
        packet.recall_asked_at, packet.recall_answer = actor.now, ReceiptStatus.TAKE_BACK_AGREED
        packet.save()
    else:
        arrive(actor, packet)


def is_known(row: Message) -> bool:
    """Whether a described row says the same as what was kept before from this sender."""
    rows = _same_status(row) if row.kind == Content.STATUS else _same(row)
    return rows.exists()


def has_come(row: Message) -> bool:
    """Whether a new document by this name has come from this sender before, and was not refused: a
    refusal of another one by the same name would be taken for one of that."""
    rows = Message.objects.filter(
        bound=Bound.IN,
        kind=Content.DOCUMENT,
        sender_code=row.sender_code,
        document_id=row.document_id,
        agency_id=row.agency_id,
        state=Transport.APPLIED,
        business=Business.NEW,
    )
    standing = rows.exclude(packet__status=ReceiptStatus.REFUSED)
    return row.business == Business.NEW and standing.exists()


def _same(row: Message) -> QuerySet[Message]:
    """What came before from this sender about this document and said the same."""
    return _alike(row).filter(business=row.business, agency_id=row.agency_id)


def _same_status(row: Message) -> QuerySet[Message]:
    return _alike(row).filter(status=row.status, receiver_code=row.receiver_code)


def _alike(row: Message) -> QuerySet[Message]:
    """What was kept of the same sender's and says the same; what was kept apart because another may
    have written it says nothing of whom it names."""
    return kept_alike(row).exclude(Q(cause=Cause.SENDER) & ~Q(state=Transport.APPLIED))


def kept_alike(row: Message) -> QuerySet[Message]:
    """What was kept under the same sender's name and says the same of the same document, whoever
    wrote it."""
    return Message.objects.exclude(pk=row.pk).filter(
        bound=Bound.IN,
        kind=row.kind,
        sender_code=row.sender_code,
        document_id=row.document_id,
        content_hash=row.content_hash,
        state__in=_KEPT,
    )


def _check_new(row: Message) -> None:
    if _same(row).exists():
        raise SeenBefore


def _files(files: Files) -> list[dict[str, str]]:
    """The first file is the paper, the others come with it (the wire does not tell)."""
    roles = [FileRole.MAIN, *([FileRole.ANNEX] * len(files))]
    return [
        {"sha256": blob.pk, "name": name[:255], "role": role.value}
        for (blob, name), role in zip(files, roles, strict=False)
    ]


def _new(
    actor: Actor,
    row: Message,
    sender: Agency,
    kind: PacketKind,
    payload: dict[str, Any],
    addressed: str,
    answers: Packet | None = None,
    status: ReceiptStatus = ReceiptStatus.SENT,
) -> Packet:
    """The row of a packet from elsewhere, tied to the message it came in."""
    row.packet = Packet.objects.create(
        kind=kind,
        sender=sender,
        receiver_id=actor.agency_id,
        addressed_code=row.receiver_code[:35],
        addressed_name=addressed[:_NAME],
        link=row.link,
        identifier=row.document_id,
        answers=answers,
        payload=payload,
        payload_hash=payload_hash(payload),
        status=status,
        status_at=actor.now,
        reason=str(payload.get("reason", ""))[:_TEXT],
        sent_at=actor.now,
    )
    return row.packet


def _recalled_before(packet: Packet) -> bool:
    orders = _packets_from(packet.sender, packet.receiver_id, packet.identifier, PacketKind.RECALL)
    return orders.filter(answers=None).exists()


def _standing(sender: Agency, receiver_id: int, identifier: str) -> Packet | None:
    packets = _packets_from(sender, receiver_id, identifier)
    return packets.exclude(status=ReceiptStatus.REFUSED).order_by("-pk").first()


def _about(row: Message, original: Packet | None, reason: str) -> dict[str, Any]:
    """What every order says: about which document, and why; `unasked` when its sender sent no order
    but a second version."""
    return {
        "unasked": row.business == Business.NEW and row.kind == Content.DOCUMENT,
        "identifier": row.document_id,
        "reference": original.payload["reference"] if original is not None else row.document_id,
        "reason": reason,
        "from_code": row.sender_code,
        "order_id": row.order_id,
    }


def _recall(actor: Actor, row: Message, sender: Agency, reason: str) -> None:
    """An order to give back; what has not come yet is agreed to at once, and stays away then."""
    original = _standing(sender, actor.agency_id, row.document_id)
    orders = _packets_from(sender, actor.agency_id, row.document_id, PacketKind.RECALL)
    if orders.filter(status__in=UNANSWERED).exists():
        raise SeenBefore
    if original is not None:
        Packet.objects.filter(pk=original.pk).update(recall_asked_at=actor.now)
    payload = _about(row, original, reason)
    order = _new(
        actor,
        row,
        sender,
        PacketKind.RECALL,
        payload,
        original.addressed_name if original is not None else "",
        original,
        ReceiptStatus.TAKE_BACK,
    )
    deliver_order(actor, order)


def as_update(
    actor: Actor, row: Message, message: DocumentMessage, sender: Agency, files: Files, reason: str
) -> bool:
    """A second version of a document, let in as an update of the first; False without a first."""
    original = _standing(sender, actor.agency_id, row.document_id)
    if original is None:
        return False
    order = _update_of(actor, row, message, original, files, reason)
    answer_change(actor, packet_id=order.pk, agree=True)
    return True


def _update(
    actor: Actor, row: Message, message: DocumentMessage, sender: Agency, files: Files
) -> None:
    original = _standing(sender, actor.agency_id, row.document_id)
    if original is None:
        raise NotYet
    _update_of(actor, row, message, original, files, message.change.reason)


def _update_of(
    actor: Actor,
    row: Message,
    message: DocumentMessage,
    original: Packet,
    files: Files,
    reason: str,
) -> Packet:
    """What differs from what its sender told last is what an update changes."""
    before = said(original)
    now = payload_of(message, original.sender_id, _files(files))
    changes = {name: [before[name], now[name]] for name in UPDATED if before.get(name) != now[name]}
    known = {file["sha256"] for file in before["files"]}
    added = [file for file in now["files"] if file["sha256"] not in known]
    what = {**_about(row, original, reason), "changes": changes, "files": added}
    name = original.addressed_name
    order = _new(actor, row, original.sender, PacketKind.UPDATE, what, name, original)
    deliver_change(actor, order, original)
    return order


def _replacement(
    actor: Actor,
    row: Message,
    message: DocumentMessage,
    sender: Agency,
    addressed: str,
    files: Files,
) -> None:
    """Word of what takes a document's place; the message may be the new document itself."""
    original = _standing(sender, actor.agency_id, row.document_id)
    if original is None:
        raise NotYet
    new_id = message.change.document_id or message.document_id
    if files and _standing(sender, actor.agency_id, message.document_id) is None:
        payload = payload_of(message, sender.pk, _files(files))
        new = _new(actor, row, sender, PacketKind.NEW, payload, addressed)
        Packet.objects.filter(pk=new.pk).update(identifier=message.document_id)
        new.identifier = message.document_id
        arrive(actor, new)
    by = {
        "identifier": new_id,
        "reference": join_reference(message.number, message.symbol) or new_id,
        "subject": message.subject[:_TEXT],
        "issued_on": message.day.isoformat() if message.day else None,
    }
    what = {**_about(row, original, message.change.reason), "by": by}
    order = _new(actor, row, sender, PacketKind.REPLACE, what, original.addressed_name, original)
    deliver_change(actor, order, original)


def _status(actor: Actor, row: Message, message: StatusMessage, sender: Agency) -> None:
    """A status of a document of ours, an answer to an order, or an order to give back (13)."""
    status = ReceiptStatus(row.status)
    # said again about a document that was sent again, the same words are news
    row.turn = _same_status(row).filter(state=Transport.APPLIED).count()
    if status is ReceiptStatus.TAKE_BACK:
        if _same_status(row).exists():
            raise SeenBefore
        _recall(actor, row, sender, message.description)
    elif status in ANSWERS:
        _answer(actor, row, message, sender, status)
    else:
        _progress(actor, row, message, sender, status)


def _progress(
    actor: Actor, row: Message, message: StatusMessage, sender: Agency, status: ReceiptStatus
) -> None:
    """01 to 06: the furthest one stands, each is kept once."""
    packet = _sent_to(actor, sender, row.document_id)
    if packet is None:
        raise Held(Cause.UNMATCHED, document=row.document_id)
    known = Receipt.objects.filter(packet=packet, status=status)
    if known.exists() and _same_status(row).exists():
        raise SeenBefore
    row.packet = packet
    settle_arrived(packet, actor.now)
    speaker, at = _speaker(actor, message, sender), _moment(actor, message)
    department = message.staff.department
    moved = report(
        speaker,
        packet=packet,
        status=status,
        text=message.description,
        department=department,
        at=at,
    )
    if not moved and not known.exists():
        text = message.description
        write_receipt(speaker, packet, status, text, department=department, at=at)


def _sent_to(actor: Actor, receiver: Agency, identifier: str) -> Packet | None:
    """The last packet of ours by which a document went to the agency, or to one it came out of."""
    rows = Packet.objects.filter(
        identifier=identifier, kind=PacketKind.NEW, document__isnull=False
    ).exclude(link="")
    for packet in rows.select_related("receiver").order_by("-pk"):
        if packet.receiver_id == receiver.pk or _heir(packet.receiver, actor) == receiver.pk:
            return packet
    return None


def _heir(agency: Agency, actor: Actor) -> int:
    try:
        return successor(agency, actor.today).pk
    except SuccessorUnclear:
        return 0


def _answer(
    actor: Actor, row: Message, message: StatusMessage, sender: Agency, status: ReceiptStatus
) -> None:
    """15 or 16: to the order that it names, else to the oldest one about the document."""
    orders = Packet.objects.filter(document__isnull=False, kind__gt=PacketKind.NEW)
    named = _uuid(message.about.document_id)
    if named is not None:
        orders = orders.filter(uuid=named)
    else:
        orders = orders.filter(identifier=row.document_id)
    mine = [
        order
        for order in orders.select_related("receiver", "answers").order_by("pk")
        if order.receiver_id == sender.pk or _heir(order.receiver, actor) == sender.pk
    ]
    if not mine:
        raise Held(Cause.UNMATCHED, document=row.document_id)
    unanswered = [order for order in mine if order.status in UNANSWERED]
    if not unanswered and _same_status(row).exists():
        raise SeenBefore
    row.packet = (unanswered or mine)[0]
    if unanswered:
        _conclude(_speaker(actor, message, sender), unanswered[0], status, message)


def _conclude(actor: Actor, order: Packet, status: ReceiptStatus, message: StatusMessage) -> None:
    """The answer implies that the order has arrived."""
    machine = CHANGE_ORDER if order.kind in CHANGES else RECALL_ORDER
    if order.status != ReceiptStatus.ARRIVED:
        move_order(actor, order, machine, ReceiptStatus.ARRIVED)
    text, department = message.description, message.staff.department
    if order.kind in CHANGES:
        conclude_change(actor, order, status, text, department)
    else:
        conclude(actor, order, order.answers, status, text, department)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _speaker(actor: Actor, message: StatusMessage, sender: Agency) -> Actor:
    """Who reports: the person named, else the agency; our own system writes it down."""
    name = message.staff.name or message.sender.name or message.sender.code
    return replace(actor, name=name[:100])


def _moment(actor: Actor, message: StatusMessage) -> datetime:
    """When it happened by the sender's clock, which may be wrong but not ahead of ours."""
    if message.at is None:
        return actor.now
    at = message.at if message.at.tzinfo else message.at.replace(tzinfo=VIETNAM)
    return min(at, actor.now)
