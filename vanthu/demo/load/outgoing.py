"""Rows of outgoing and internal papers: drafted, approved, signed, numbered, issued."""

from dataclasses import dataclass
from datetime import date

from vanthu.demo.bulk import Table
from vanthu.demo.bulk.moments import vietnam_day
from vanthu.demo.load.boxes import write_box
from vanthu.demo.load.context import Context, Opened, move
from vanthu.demo.load.desks import Desk, Room, Seat
from vanthu.demo.load.files import attach
from vanthu.demo.load.issued import Issued
from vanthu.demo.load.packets import send_packets
from vanthu.demo.load.payload import FILE_NAME, files_of
from vanthu.demo.load.rows import write_document, write_number
from vanthu.demo.load.schedule import (
    SLOTS,
    drafted_at,
    issued_at,
    outgoing_period,
    stage_of,
)
from vanthu.demo.load.search import index
from vanthu.demo.papers.days import calendar
from vanthu.demo.papers.heads import Head
from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause
from vanthu.office.documents.choices import DocumentState, RelationKind
from vanthu.office.documents.models import Recipient, Relation
from vanthu.office.drafting.models import Addressee, Approval, DraftVersion, Route
from vanthu.office.drafting.rules import issue_due
from vanthu.office.handling.choices import Act, Box

_RECIPIENT = Table(Recipient, "document", "agency", "code", "name", "order")
_RELATION = Table(Relation, "source", "target", "kind", "made_at")
_VERSION = Table(
    DraftVersion,
    *("id", "document", "version", "body", "digest", "author_post", "author_name", "made_at"),
)
_ROUTE = Table(Route, "document", "content_post", "format_post", "signer_post", "round")
_APPROVAL = Table(
    Approval,
    *("document", "version", "kind", "verdict", "round", "digest", "post", "title", "name"),
    *("person", "signed_on", "at"),
)
_ADDRESSEE = Table(Addressee, "document", "unit", "name", "sent_at", "read_at", "read_by_name")

_STAGES = (
    DocumentState.DRAFTING,
    DocumentState.CONTENT_REVIEW,
    DocumentState.FORMAT_REVIEW,
    DocumentState.LEADER_REVIEW,
    DocumentState.APPROVED,
    DocumentState.NUMBERED,
    DocumentState.ISSUED,
)


@dataclass(slots=True)
class Departure:
    """A paper on its way out of an agency."""

    context: Context
    issued: Issued
    head: Head
    desk: Desk
    document_id: int
    direction: str
    stage: int
    room: Room | None
    drafter: Seat
    opened: Opened
    drafted: int
    leaves: int
    version_id: int

    def at(self, share: float) -> int:
        """A moment between the first draft and the issue."""
        return self.drafted + int((self.leaves - self.drafted) * share)

    def reached(self, state: DocumentState) -> bool:
        """Whether the paper has come as far as this state."""
        return self.stage >= _STAGES.index(state)

    def tell(self, moment: int, seat: Seat, name: str, **details: object) -> None:
        """Journal an event."""
        self.context.chronicle.add(
            moment, self.desk.agency_id, seat, name, self.document_id, **details
        )

    def text(self) -> dict[str, object]:
        """The version that an event is about."""
        return {"version": 1, "digest": self.issued.blob}


def write_outgoing(context: Context, paper: int) -> None:
    """Write all rows of one paper with its issuer."""
    departure = _departure(context, paper)
    _draft(departure)
    if departure.room is not None:
        _approve(departure)
        if departure.direction == "internal":
            _address(departure)
    if departure.reached(DocumentState.APPROVED):
        attach(context, departure.issued, departure.document_id, departure.at(0.9))
    if departure.reached(DocumentState.NUMBERED):
        _number(departure)
    if departure.reached(DocumentState.ISSUED):
        _issue(departure)
    elif departure.room is not None:
        _wait(departure)
    _write(departure)


def _departure(context: Context, paper: int) -> Departure:
    schedule = context.schedule
    issued = context.issued(paper)
    head = issued.paper.head
    desk = context.desks[head.issuer.key]
    leaves = issued_at(head, schedule.now)
    unit = issued.paper.unit
    room = desk.rooms[head.issuer.units.index(unit)] if unit is not None else None
    document_id = schedule.id_of(paper, 0)
    direction = "outgoing" if head.recipients else "internal"
    return Departure(
        context=context,
        issued=issued,
        head=head,
        desk=desk,
        document_id=document_id,
        direction=direction,
        stage=_STAGES.index(stage_of(schedule.plan, head)),
        room=room,
        drafter=(room.specialist or room.head) if room else desk.clerk,
        opened=Opened(context, document_id, direction),
        drafted=drafted_at(head, leaves),
        leaves=leaves,
        version_id=context.next_id("version"),
    )


def _draft(departure: Departure) -> None:
    context, drafter = departure.context, departure.drafter
    document_id, moment = departure.document_id, departure.drafted
    body = departure.issued.paper.body
    context.table(_VERSION).append(
        (
            *(departure.version_id, document_id, 1, body, departure.issued.blob),
            *(drafter.post_id, drafter.name, context.stamp(moment)),
        )
    )
    if drafter.post_id is not None:
        departure.opened.to(keys.post(drafter.post_id), GrantCause.CREATED, moment)
    departure.tell(
        moment,
        drafter,
        "draft-created",
        direction=departure.direction,
        type_code=context.schedule.series.type_code(departure.head),
        subject=departure.issued.paper.subject,
    )
    more = {"file_name": "", "back_to_signer": False}
    departure.tell(moment, drafter, "version-added", **departure.text(), **more)
    move(context, document_id, moment, Act.DRAFT, drafter)
    move(context, document_id, moment, Act.ADD_VERSION, drafter)
    if departure.direction == "outgoing":
        _write_recipients(departure)
    _answer(departure)


def _write_recipients(departure: Departure) -> None:
    rows = departure.context.table(_RECIPIENT)
    for order, agency in enumerate(departure.head.recipients):
        desk = departure.context.desks.get(agency.key)
        code = desk.code if desk else ""
        agency_id = departure.context.agency_ids.get(agency.key)
        rows.append((departure.document_id, agency_id, code, agency.name, order))


def _answer(departure: Departure) -> None:
    """Tie an answer to what it answers, as this agency keeps that."""
    head, schedule = departure.head, departure.context.schedule
    if head.answers is None:
        return
    asked = schedule.plan.head(head.answers)
    slot = asked.recipients.index(head.issuer) + 1
    target = schedule.id_of(head.answers, slot)
    if not target:
        return
    kind = RelationKind.ANSWERS.value
    stamp = departure.context.stamp(departure.drafted)
    departure.context.table(_RELATION).append((departure.document_id, target, kind, stamp))
    departure.tell(
        departure.drafted, departure.drafter, "documents-related", target_id=target, kind=kind
    )


@dataclass(frozen=True, slots=True)
class _Word:
    """One approval on the way: what it is called and what it leads to."""

    kind: str
    state: DocumentState
    share: float
    event: str
    act: Act


_WORDS = (
    _Word("content", DocumentState.FORMAT_REVIEW, 0.5, "content-approved", Act.APPROVE_CONTENT),
    _Word("format", DocumentState.LEADER_REVIEW, 0.7, "format-approved", Act.APPROVE_FORMAT),
    _Word("leader", DocumentState.APPROVED, 0.9, "signing-approved", Act.APPROVE_SIGNING),
)


def _approve(departure: Departure) -> None:
    """Submit and gather the three words: content, format, signature."""
    room = departure.room
    assert room is not None, "only a live agency's papers are approved here"
    context, document_id = departure.context, departure.document_id
    people = (room.head, departure.desk.clerk, departure.issued.signer)
    posts = tuple(seat.post_id for seat in people)
    submitted = departure.reached(DocumentState.CONTENT_REVIEW)
    context.table(_ROUTE).append((document_id, *posts, int(submitted)))
    if not submitted:
        return
    moment = departure.at(0.3)
    names = ("content_post", "format_post", "signer_post")
    route = dict(zip(names, posts, strict=True))
    departure.tell(
        moment, departure.drafter, "sent-for-content", **departure.text(), round=1, **route
    )
    _pass_to(departure, people[0], moment, Act.SUBMIT, departure.drafter)
    for place, (word, seat) in enumerate(zip(_WORDS, people, strict=True)):
        if departure.reached(word.state):
            following = people[place + 1] if place + 1 < len(people) else None
            _say(departure, word, seat, following)


def _pass_to(departure: Departure, seat: Seat, moment: int, act: Act, by: Seat) -> None:
    post = seat.post_id or 0
    departure.opened.to(keys.post(post), GrantCause.APPROVING, moment, post)
    move(departure.context, departure.document_id, moment, act, by, keys.post(post), seat.label)


def _say(departure: Departure, word: _Word, seat: Seat, following: Seat | None) -> None:
    context, moment = departure.context, departure.at(word.share)
    signed = vietnam_day(moment) if word.kind == "leader" else None
    context.table(_APPROVAL).append(
        (
            *(departure.document_id, departure.version_id, word.kind, "approved", 1),
            *(departure.issued.blob, seat.post_id, f"{seat.title} {seat.unit_name}".rstrip()),
            *(seat.name, seat.person_id, signed, context.stamp(moment)),
        )
    )
    departure.tell(moment, seat, word.event, **departure.text())
    if word.kind == "format":
        departure.opened.to(departure.desk.registry, GrantCause.REGISTRY, moment)
    if following is not None:
        _pass_to(departure, following, moment, word.act, seat)
        return
    move(context, departure.document_id, moment, word.act, seat)
    file = {"sha256": departure.issued.blob, "file_name": FILE_NAME, "role": "main"}
    departure.tell(moment, seat, "file-attached", **file)


def _number(departure: Departure) -> None:
    context, head, issued = departure.context, departure.head, departure.issued
    moment, clerk = departure.at(0.97), departure.desk.clerk
    period = outgoing_period(context.schedule.series, head)
    if departure.room is None:
        departure.opened.to(departure.desk.registry, GrantCause.REGISTRY, moment)
    departure.tell(
        moment,
        clerk,
        "number-given",
        register_id=period.register_id,
        period_id=period.period_id,
        number=context.schedule.number_of(head.index, 0),
        suffix="",
        reference=issued.reference,
        dated=head.issued_on.isoformat(),
        identifier=issued.identifier,
    )
    move(context, departure.document_id, moment, Act.GIVE_NUMBER, clerk, text=issued.reference)
    write_number(context, head.index * SLOTS, period.period_id, moment, clerk)


def _issue(departure: Departure) -> None:
    context, moment = departure.context, departure.leaves
    clerk, reference = departure.desk.clerk, departure.issued.reference
    leaders = keys.leaders(departure.desk.agency_id)
    departure.opened.to(leaders, GrantCause.LEADERSHIP, moment)
    departure.tell(
        moment,
        clerk,
        "document-issued",
        direction=departure.direction,
        reference=reference,
        urgency=departure.head.urgency,
    )
    move(context, departure.document_id, moment, Act.ISSUE, clerk, text=reference)
    if departure.room is None:
        return
    if departure.issued.scan:
        _attach_sheet(departure)
    if departure.direction == "outgoing":
        send_packets(context, departure.issued, departure.desk, moment)


def _attach_sheet(departure: Departure) -> None:
    """The clerk adds the scan of the signed paper."""
    sha256, name, role = files_of(departure.issued)[0]
    file = {"sha256": sha256, "file_name": name, "role": role}
    departure.tell(departure.at(0.99), departure.desk.clerk, "file-attached", **file)


def _address(departure: Departure) -> None:
    """An internal paper is for another unit, which gets it when issued and reads it in two days."""
    context, rooms = departure.context, departure.desk.rooms
    room = rooms[departure.head.index % len(rooms)]
    issued = departure.reached(DocumentState.ISSUED)
    read = departure.leaves + 3600 * (1 + departure.head.index % 40)
    seen = issued and read < context.schedule.now
    sent_at = context.stamp(departure.leaves) if issued else None
    reading = (context.stamp(read), room.head.name) if seen else (None, "")
    context.table(_ADDRESSEE).append(
        (departure.document_id, room.unit_id, room.name, sent_at, *reading)
    )
    addressee = context.next_id("addressee")
    if not issued:
        return
    departure.opened.to(keys.unit(room.unit_id), GrantCause.INFORMED, departure.leaves, addressee)
    if not seen:
        _box(departure, Box.TO_KNOW, keys.unit_heads(room.unit_id), departure.leaves)


# Where an unfinished paper waits: the box, whose it is, and since which part of its way.
_WAITS: dict[DocumentState, tuple[Box, float]] = {
    DocumentState.DRAFTING: (Box.DRAFTS, 0.0),
    DocumentState.CONTENT_REVIEW: (Box.TO_APPROVE_CONTENT, 0.3),
    DocumentState.FORMAT_REVIEW: (Box.TO_APPROVE_FORMAT, 0.5),
    DocumentState.LEADER_REVIEW: (Box.TO_SIGN, 0.7),
    DocumentState.APPROVED: (Box.TO_NUMBER, 0.9),
    DocumentState.NUMBERED: (Box.TO_ISSUE, 0.97),
}


def _wait(departure: Departure) -> None:
    state, room, desk = _STAGES[departure.stage], departure.room, departure.desk
    assert room is not None, "only a live agency's papers are on their way"
    box, share = _WAITS[state]
    holders: dict[Box, int] = {
        Box.DRAFTS: keys.post(departure.drafter.post_id or 0),
        Box.TO_APPROVE_CONTENT: keys.post(room.head.post_id or 0),
        Box.TO_APPROVE_FORMAT: keys.post(desk.clerk.post_id or 0),
        Box.TO_SIGN: keys.post(departure.issued.signer.post_id or 0),
    }
    _box(departure, box, holders.get(box, desk.registry), departure.at(share))


def _box(departure: Departure, box: Box, holder: int, since: int) -> None:
    due: date | None = None
    if box in {Box.TO_NUMBER, Box.TO_ISSUE}:
        signed = date.fromisoformat(vietnam_day(departure.at(0.9)))
        due = issue_due(signed, departure.head.urgency > 0, calendar())
    write_box(
        departure.context,
        departure.issued,
        document_id=departure.document_id,
        agency_id=departure.desk.agency_id,
        holder=holder,
        box=box.value,
        since=since,
        due_on=due,
        sender=departure.drafter.name,
    )


def _write(departure: Departure) -> None:
    context, room = departure.context, departure.room
    state = _STAGES[departure.stage]
    names = "; ".join(agency.name for agency in departure.head.recipients)[:1000]
    write_document(
        context,
        departure.issued,
        document_id=departure.document_id,
        agency_id=departure.desk.agency_id,
        direction=departure.direction,
        state=state.value,
        channel="upload",
        due_on=departure.head.due_on,
        to_places=names,
        number_row=context.schedule.number_row(departure.head.index, 0) or None,
        unit_id=room.unit_id if room else None,
        created_by_post=departure.drafter.post_id,
        revision=departure.stage + 1,
        created_at=departure.drafted,
        issued_at=departure.leaves if state == DocumentState.ISSUED else None,
    )
    index(
        context,
        departure.issued,
        departure.opened,
        departure.desk.agency_id,
        names,
        with_text=departure.reached(DocumentState.APPROVED),
    )
