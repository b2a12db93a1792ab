"""What messages of the exchange are about: the document, who is at the other end, what it says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.org.queries import last_names
from vanthu.office.interchange.choices import Bound, Content, PacketKind, ReceiptStatus, Scope
from vanthu.office.interchange.models import Message, Packet
from vanthu.office.interchange.rules import CHANGE_ORDER, DELIVERY, RECALL_ORDER

# A document or an order, and no word about one.
BRINGS_PAPERS = Q(kind=Content.DOCUMENT) | Q(status=ReceiptStatus.TAKE_BACK)


@dataclass(frozen=True, slots=True)
class Paper:
    """`status` is where the document stands with its receiver, of a status what it says; `name` is
    who is at the other end; `document_id` the row here, None without one."""

    code: str
    name: str
    reference: str
    subject: str
    status: str
    status_label: str
    document_id: int | None


def with_papers(rows: QuerySet[Message]) -> QuerySet[Message]:
    """The rows with all that `papers` reads."""
    return rows.select_related("packet__answers")


def narrowed(rows: QuerySet[Message], scope: Scope, day: date | None) -> QuerySet[Message]:
    """Those of the scope that were made or came in on the day (None: any)."""
    if scope is not Scope.ALL:
        rows = rows.filter(BRINGS_PAPERS if scope is Scope.PAPERS else ~BRINGS_PAPERS)
    if day is not None:
        start = datetime.combine(day, time.min, VIETNAM)
        rows = rows.filter(made_at__gte=start, made_at__lt=start + timedelta(days=1))
    return rows


def papers(rows: Sequence[Message]) -> list[Paper]:
    """What each of the messages is about; one statement, for the names."""
    names = last_names(_others(rows))
    return [_paper(row, names.get(_other(row), "")) for row in rows]


def kind_of(row: Message) -> str:
    """What the message is, in a word or two."""
    if row.kind == Content.DOCUMENT:
        return str(PacketKind(row.business).label)
    if row.status == ReceiptStatus.TAKE_BACK:
        return str(PacketKind.RECALL.label)
    return str(Content(row.kind).label)


def came_again(row: Message) -> tuple[int, datetime | None]:
    """How often what is held came again as it was, and when last."""
    at = row.told.get("again_at")
    return int(row.told.get("again", 0)), datetime.fromisoformat(at) if at else None


def _others(rows: Iterable[Message]) -> list[int]:
    return [number for row in rows if (number := _other(row))]


def _other(row: Message) -> int:
    """The agency at the other end, as far as the message has a packet that tells."""
    if row.packet is None:
        return 0
    mine = row.packet.sender_id == row.agency_id
    return row.packet.receiver_id if mine else row.packet.sender_id


def _paper(row: Message, name: str) -> Paper:
    status = row.status or (row.packet.status if row.packet else "")
    return Paper(
        code=row.receiver_code if row.bound == Bound.OUT else row.sender_code,
        name=name,
        reference=_told(row, "reference"),
        subject=_told(row, "subject"),
        status=status,
        status_label=status_words(None if row.status else row.packet, status),
        document_id=_document(row),
    )


def status_words(packet: Packet | None, status: str) -> str:
    """A status in words; those of an order are its own."""
    if not status:
        return ""
    if packet is not None and packet.kind != PacketKind.NEW:
        machine = RECALL_ORDER if packet.kind == PacketKind.RECALL else CHANGE_ORDER
        return machine.states.get(status, status)
    return DELIVERY.states.get(status) or f"{status} {ReceiptStatus(status).label}"


def _told(row: Message, name: str) -> str:
    """What the packet says of its document; of an order, what the document it is about says."""
    packet = row.packet
    if packet is None:
        return str(row.told.get(name, ""))
    original = packet.answers or packet
    return str(packet.payload.get(name) or original.payload.get(name, ""))


def _document(row: Message) -> int | None:
    """Ours that went out, or what arrived here."""
    packet = row.packet
    if packet is None:
        return None
    arrived = packet.answers.arrival_id if packet.answers is not None else None
    return packet.document_id or packet.arrival_id or arrived
