"""The table of a document's recipients with the last status and its time (Q-076, III.1.k, o)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.org.queries import agency_names
from vanthu.kernel.dates import short_date
from vanthu.office.documents.choices import Circulation
from vanthu.office.documents.permissions import check_see
from vanthu.office.interchange.choices import (
    Bound,
    OutsideStatus,
    PacketKind,
    ReceiptStatus,
    Transport,
)
from vanthu.office.interchange.models import Message, OutsideDelivery, Packet
from vanthu.office.interchange.permissions import opens_messages
from vanthu.office.interchange.ways import title_of


@dataclass(frozen=True, slots=True)
class Delivery:
    """One recipient: inside (`packet_id`) or outside (`outside_id`), where it stands since when.

    `status` is the code on the wire, or an OutsideStatus; `attention` marks what the clerk must
    look at: refused, came back, not found, undelivered. `recall` answers a recall ("" none, "13"
    waiting). `given_back` says of what is to be returned after reading whether it was. `way` is
    the link it goes by, blank inside; `transport` where its message is on the network, told until
    the receiver says more; `message_id` that message, for the clerks who may open it.
    """

    packet_id: int | None
    outside_id: int | None
    receiver_id: int | None
    name: str
    status: str
    label: str
    at: datetime
    text: str
    attention: bool
    recall: str
    recall_label: str
    given_back: str = ""
    owed: bool = False
    way: str = ""
    transport: str = ""
    message_id: int | None = None


def deliveries(actor: Actor, document_id: int) -> list[Delivery]:
    """Every recipient in the order of sending, those inside first; three statements, and one more
    where links carry some of them.

    Of several packets to one agency (refused and sent again) the last.
    """
    check_see(actor, document_id)
    rows = Packet.objects.filter(document=document_id, kind=PacketKind.NEW).defer("payload")
    rows = rows.annotate(circulation=F("document__circulation"))
    last = {row.receiver_id: row for row in rows.order_by("pk")}
    names = agency_names(last, actor.today)
    linked = _messages(last.values())
    inside = [
        _inside(
            actor,
            row,
            names[row.receiver_id].name if row.receiver_id in names else "",
            linked.get(row.uuid),
        )
        for row in last.values()
    ]
    outside = OutsideDelivery.objects.filter(document=document_id).order_by("order")
    return inside + [_outside(row) for row in outside if row.status != OutsideStatus.REROUTED]


def _messages(rows: Iterable[Packet]) -> dict[UUID | None, Message]:
    """The messages that carry those packets which go by a link."""
    uuids = [row.uuid for row in rows if row.link]
    if not uuids:
        return {}
    found = Message.objects.filter(bound=Bound.OUT, uuid__in=uuids)
    return {message.uuid: message for message in found}


def _inside(actor: Actor, row: Packet, name: str, message: Message | None) -> Delivery:
    status = ReceiptStatus(row.status)
    recall = row.recall_answer or (ReceiptStatus.TAKE_BACK if row.recall_asked_at else "")
    return Delivery(
        packet_id=row.pk,
        outside_id=None,
        receiver_id=row.receiver_id,
        name=name or row.addressed_name,
        status=status.value,
        label=str(status.label),
        at=row.status_at,
        text=row.reason or _problem(status, message),
        attention=status is ReceiptStatus.REFUSED
        or recall == ReceiptStatus.TAKE_BACK_REFUSED
        or (status is ReceiptStatus.SENT and bool(row.reason)),
        recall=str(recall),
        recall_label=str(ReceiptStatus(recall).label) if recall else "",
        way=title_of(row.link),
        transport=str(Transport(message.state).label)
        if message is not None and status is ReceiptStatus.SENT
        else "",
        message_id=message.pk
        if message is not None and opens_messages(actor, message.agency_id)
        else None,
        given_back=(given_back := _given_back(row)),
        owed=bool(given_back) and row.given_back_at is None,
    )


def _problem(status: ReceiptStatus, message: Message | None) -> str:
    """Why it is not on its way yet, as long as its receiver has said nothing."""
    return message.problem if message is not None and status is ReceiptStatus.SENT else ""


def _given_back(row: Packet) -> str:
    refused = row.status == ReceiptStatus.REFUSED
    if refused or row.circulation != Circulation.RETURN_AFTER_READING:  # type: ignore[attr-defined]
        return ""
    if row.given_back_at is None:
        return _("Chưa trả lại sau khi xem")
    day = short_date(row.given_back_at.astimezone(VIETNAM).date())
    return _("Đã trả lại ngày %(day)s") % {"day": day}


def _outside(row: OutsideDelivery) -> Delivery:
    status = OutsideStatus(row.status)
    asked = ReceiptStatus.TAKE_BACK if row.recall_asked_at else None
    return Delivery(
        packet_id=None,
        outside_id=row.pk,
        receiver_id=None,
        name=row.name,
        status=status.value,
        label=str(status.label),
        at=row.status_at,
        text=row.problem or row.note,
        attention=status in (OutsideStatus.UNCLEAR, OutsideStatus.RETURNED),
        recall=asked.value if asked else "",
        recall_label=str(asked.label) if asked else "",
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """How many recipients stand where."""

    total: int
    waiting: int
    arrived: int
    refused: int
    accepted: int
    finished: int
    outside: int


def summary(rows: list[Delivery]) -> Summary:
    """Counts of a table of deliveries; accepted are all from 03 on, finished among them."""
    inside = Counter(row.status for row in rows if row.packet_id is not None)
    accepted = sum(inside[s] for s in ("03", "04", "05", "06"))
    return Summary(
        total=len(rows),
        waiting=inside["00"],
        arrived=inside["01"],
        refused=inside["02"],
        accepted=accepted,
        finished=inside["06"],
        outside=len(rows) - inside.total(),
    )
