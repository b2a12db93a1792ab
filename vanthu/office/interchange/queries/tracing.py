"""One message in full, for the clerks of its agency: its path in time, its hashes, its company."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import last_names
from vanthu.office.interchange.choices import Bound, Content, PacketKind, Transport
from vanthu.office.interchange.errors import MessageNotFound
from vanthu.office.interchange.models import Message, Receipt
from vanthu.office.interchange.permissions import check_exchange
from vanthu.office.interchange.queries.exchange import MessageRow, message, messages_with
from vanthu.office.interchange.queries.papers import came_again, status_words

_BAD = frozenset({Transport.FAILED, Transport.QUARANTINED, Transport.REFUSED, Transport.UNKNOWN})
# What the first moments have told already.
_BEGUN = frozenset({Transport.QUEUED, Transport.SENDING, Transport.SENT, Transport.ARRIVED})


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened to a message or to the document it brought; `bad` wants somebody."""

    at: datetime
    label: str
    by: str
    text: str
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """A message with everything that is kept of it. `vouched_for` is whom the network
    authenticated, `raw_hash` and `raw_size` are those of the packet as it came in, empty of one
    that went out or was thrown away; `others` are the other messages about its document."""

    row: MessageRow
    moments: tuple[Moment, ...]
    others: tuple[MessageRow, ...]
    sender_name: str
    receiver_name: str
    vouched_for: str
    order_id: str
    uuid: str
    content_hash: str
    raw_hash: str
    raw_size: int
    next_at: datetime | None


def trace(actor: Actor, message_id: int) -> Trace:
    """One message of the actor's agency; six statements. Raises MessageNotFound, MissingRight,
    NotTheClerk."""
    check_exchange(actor)
    row = message(actor, message_id)
    kept = Message.objects.select_related("packet", "raw").get(pk=message_id)
    if row.paper is None:
        raise MessageNotFound
    mine = last_names([actor.agency_id]).get(actor.agency_id, "")
    out = kept.bound == Bound.OUT
    receipts = Receipt.objects.filter(packet=kept.packet_id).order_by("at", "pk")
    told = _of_receiver(kept, list(receipts)) if _brought_by(kept) else ()
    waits = kept.state in (Transport.QUEUED, Transport.UNKNOWN) and kept.next_at > actor.now
    return Trace(
        row=row,
        moments=tuple(sorted([*_of_message(kept), *told], key=lambda each: each.at)),
        others=tuple(each for each in messages_with(actor, kept) if each.id != kept.pk),
        sender_name=mine if out else row.paper.name,
        receiver_name=row.paper.name if out else mine,
        vouched_for=kept.vouched_for,
        order_id=kept.order_id,
        uuid=str(kept.uuid or ""),
        content_hash=kept.content_hash,
        raw_hash=kept.raw.pk if kept.raw is not None else "",
        raw_size=kept.raw.size if kept.raw is not None else 0,
        next_at=kept.next_at if waits else None,
    )


def _brought_by(row: Message) -> bool:
    """Whether the message is the document itself: what was reported of it is part of its path."""
    packet = row.packet
    return packet is not None and row.kind == Content.DOCUMENT and packet.kind == PacketKind.NEW


def _of_message(row: Message) -> Iterator[Moment]:
    out, state = row.bound == Bound.OUT, Transport(row.state)
    yield Moment(row.made_at, _("Vào hàng đợi gửi") if out else _("Nhận về từ mạng"), "", "")
    if row.sent_at is not None:
        number = _("Mã trên mạng: %(id)s") % {"id": row.remote_id} if row.remote_id else ""
        yield Moment(row.sent_at, str(Transport.SENT.label), "", number)
    count, last = came_again(row)
    if last is not None:
        again = _("Đến lại nguyên như vậy %(count)s lần, lần cuối lúc này") % {"count": count}
        yield Moment(last, again, "", "")
    if state not in _BEGUN:
        by, why = str(row.told.get("by", "")), str(row.told.get("reason", ""))
        text = why or row.problem
        yield Moment(row.state_at, str(state.label), by, text, state in _BAD)
    elif row.problem:
        yield Moment(row.state_at, str(state.label), "", row.problem, True)


def _of_receiver(row: Message, receipts: list[Receipt]) -> Iterator[Moment]:
    for each in receipts:
        by = ", ".join(part for part in (each.by_name, each.department) if part)
        words = status_words(row.packet, each.status)
        yield Moment(each.at, words, by, each.text, each.status == "02")
