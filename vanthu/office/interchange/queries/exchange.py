"""The exchange as its screens show it: links, messages on them, and what lies in quarantine.

A clerk sees the messages of the own agency; whoever configures the system sees all of them, as
envelopes without content.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TypedDict, Unpack

from django.db.models import Count, Q, QuerySet

from vanthu.ground.base.actor import Actor
from vanthu.office.interchange.choices import (
    UNSENT,
    Cause,
    Content,
    PacketKind,
    Scope,
    Transport,
)
from vanthu.office.interchange.errors import MessageNotFound
from vanthu.office.interchange.models import LinkState, Message
from vanthu.office.interchange.permissions import check_exchange, sees_messages, visible
from vanthu.office.interchange.queries.papers import Paper, narrowed, papers, with_papers
from vanthu.office.interchange.queries.waiting import silent_since
from vanthu.office.interchange.ways import all_ways, title_of

PAGE = 50  # of messages and of days
_PIECE = 1000


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link: when it last answered, whether it rests, what waits on it.

    `ours` says that our own configuration or credentials are refused.
    """

    name: str
    title: str
    good_at: datetime | None
    silent_since: datetime | None
    paused_until: datetime | None
    problem: str
    ours: bool
    queued: int
    unknown: int
    failed: int
    unread: int
    quarantined: int
    held_at: datetime | None
    held_by: str
    held_reason: str


def link_views(actor: Actor) -> list[LinkView]:
    """Every configured link and how it stands, with what lies on it: of the own agency for its
    clerks, of all for administrators; two statements. Raises MissingRight."""
    rows = _messages(actor)
    states = {row.name: row for row in LinkState.objects.all()}
    counted = {
        (link, state): count
        for link, state, count in rows.filter(
            state__in=(*UNSENT, Transport.FAILED, Transport.ARRIVED, Transport.QUARANTINED)
        )
        .values_list("link", "state")
        .annotate(count=Count("pk"))
    }
    return [
        LinkView(
            name=way.name,
            title=way.title,
            good_at=row.good_at if (row := states.get(way.name)) else None,
            silent_since=silent_since(way, row, actor.now),
            paused_until=row.paused_until if row else None,
            problem=row.problem if row else "",
            ours=row.ours if row else False,
            queued=counted.get((way.name, Transport.QUEUED), 0)
            + counted.get((way.name, Transport.SENDING), 0),
            unknown=counted.get((way.name, Transport.UNKNOWN), 0),
            failed=counted.get((way.name, Transport.FAILED), 0),
            unread=counted.get((way.name, Transport.ARRIVED), 0),
            quarantined=counted.get((way.name, Transport.QUARANTINED), 0),
            held_at=row.held_at if row else None,
            held_by=row.held_by_name if row else "",
            held_reason=row.held_reason if row else "",
        )
        for way in all_ways()
    ]


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message as its envelope: who to whom, about which document, where it stands since when.

    `what` is the kind with the business or the status, `link` the title; `document_id` names the
    document on the wire, `document` is the row here that it is about, 0 when there is none;
    `vouched_for` is whom the network authenticated. `paper` is what it is about, for the clerks of
    its agency alone.
    """

    id: int
    bound: str
    link: str
    what: str
    sender_code: str
    receiver_code: str
    document_id: str
    document: int
    state: str
    label: str
    cause: str
    problem: str
    attempts: int
    made_at: datetime
    state_at: datetime
    sent_hash: str
    sent_size: int
    remote_id: str
    paper: Paper | None = None
    vouched_for: str = ""


class Wanted(TypedDict, total=False):
    """What of the ledger is asked for; whatever is left out is asked for whole.

    `text` is a document id, an agency's code or a network's own id, whole; `nobody` asks for what
    is for no agency here.
    """

    bound: str
    states: Sequence[str]
    link: str
    text: str
    scope: Scope
    day: date | None
    nobody: bool


def messages(
    actor: Actor, *, before: int | None = None, **wanted: Unpack[Wanted]
) -> list[MessageRow]:
    """A page of the ledger, newest first, `before` an id; two statements. Raises NotTheClerk."""
    return _page(actor, _wanted(actor, wanted), before, PAGE)


def every_message(actor: Actor, *, most: int, **wanted: Unpack[Wanted]) -> Iterator[MessageRow]:
    """All of the ledger that is wanted, newest first, the newest `most`; two statements for a
    thousand, so that a table is written row by row. Raises NotTheClerk."""
    return islice(_pages(actor, _wanted(actor, wanted)), most)


def are_more_messages(actor: Actor, *, most: int, **wanted: Unpack[Wanted]) -> bool:
    """Whether more than `most` are wanted; one statement. Raises NotTheClerk."""
    rows = _wanted(actor, wanted).order_by("-pk")
    return rows[most : most + 1].exists()


def _pages(actor: Actor, rows: QuerySet[Message]) -> Iterator[MessageRow]:
    last = None
    while found := _page(actor, rows, last, _PIECE):
        yield from found
        last = found[-1].id


def _page(
    actor: Actor, rows: QuerySet[Message], before: int | None, length: int
) -> list[MessageRow]:
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return _rows(actor, rows.order_by("-pk")[:length])


def _wanted(actor: Actor, wanted: Wanted) -> QuerySet[Message]:
    rows = narrowed(_messages(actor), wanted.get("scope", Scope.ALL), wanted.get("day"))
    if wanted.get("nobody"):
        rows = rows.filter(agency_id=0)
    if bound := wanted.get("bound"):
        rows = rows.filter(bound=bound)
    if states := wanted.get("states"):
        rows = rows.filter(state__in=list(states))
    if link := wanted.get("link"):
        rows = rows.filter(link=link)
    if text := wanted.get("text", "").strip():
        rows = rows.filter(
            Q(document_id=text) | Q(sender_code=text) | Q(receiver_code=text) | Q(remote_id=text)
        )
    return rows


def messages_with(actor: Actor, row: Message) -> list[MessageRow]:
    """The messages about the same packet as this one, and itself, in order."""
    if row.packet_id is None:
        return []
    return _rows(actor, _messages(actor).filter(packet=row.packet_id).order_by("pk"))


def message(actor: Actor, message_id: int) -> MessageRow:
    """One message. Raises NotTheClerk, MessageNotFound."""
    return _rows(actor, [_one(actor, message_id)])[0]


def raw_of(actor: Actor, message_id: int) -> str:
    """The hash of the packet as it came, for its clerk alone; "" when nothing was kept.

    Raises NotTheClerk, MessageNotFound.
    """
    check_exchange(actor)
    return _one(actor, message_id).raw_id or ""


def _one(actor: Actor, message_id: int) -> Message:
    row = with_papers(_messages(actor)).filter(pk=message_id).first()
    if row is None:
        raise MessageNotFound
    return row


def _messages(actor: Actor) -> QuerySet[Message]:
    return visible(actor, Message.objects.all())


def _rows(actor: Actor, rows: QuerySet[Message] | Sequence[Message]) -> list[MessageRow]:
    """The rows with what they are about; to whoever only configures, without it."""
    found = list(with_papers(rows) if isinstance(rows, QuerySet) else rows)
    if not sees_messages(actor):
        return [_row(each, None) for each in found]
    return [_row(each, paper) for each, paper in zip(found, papers(found), strict=True)]


def _row(row: Message, paper: Paper | None) -> MessageRow:
    packet = row.packet
    document = (packet.document_id or packet.arrival_id) if packet is not None else None
    return MessageRow(
        id=row.pk,
        bound=row.bound,
        link=title_of(row.link),
        what=_what(row),
        sender_code=row.sender_code,
        receiver_code=row.receiver_code,
        document_id=row.document_id,
        document=document or 0,
        state=row.state,
        label=str(Transport(row.state).label),
        cause=str(Cause(row.cause).label) if row.cause else "",
        problem=row.problem,
        attempts=row.attempts,
        made_at=row.made_at,
        state_at=row.state_at,
        sent_hash=row.sent_hash,
        sent_size=row.sent_size,
        remote_id=row.remote_id,
        paper=paper,
        vouched_for=row.vouched_for,
    )


def _what(row: Message) -> str:
    if row.kind == Content.STATUS and row.status:
        return f"{row.status} {row.get_status_display()}"
    return str(
        PacketKind(row.business).label if row.kind == Content.DOCUMENT else Content(row.kind).label
    )
