"""Where a document waits: for every state of its handling exactly the boxes it lies in.

Boxes are a function of the state. Every action changes the state and then puts the boxes to what
this function says, so that no act can forget to take from one box or to put to the next.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from vanthu.ground.access import keys
from vanthu.office.documents.choices import Channel, DocumentState
from vanthu.office.handling.choices import AssignmentRole, AssignmentState, Box
from vanthu.office.handling.rules.machine import OPEN


class AssignmentLike(Protocol):
    """What the rules need to know of an assignment."""

    id: int
    parent_id: int | None
    role: str
    state: str
    unit_id: int | None
    post_id: int | None
    given_by_post: int | None
    asked_due_on: date | None


@dataclass(frozen=True)
class Stand:
    """How the handling of one document stands.

    `presented_to` is the key of the leader it is presented to; `director` the post of the last
    direction; `sent_back` whether a leader sent it back to the clerk.
    """

    agency_id: int
    state: str
    channel: str
    presented_to: int | None = None
    director: int | None = None
    sent_back: bool = False


@dataclass(frozen=True)
class Place:
    """One box item that must exist: whose box, which box, and for which assignment."""

    holder: int
    box: Box
    assignment_id: int | None = None


def receiver_key(assignment: AssignmentLike) -> int:
    """Whose box an assignment lies in: the post's, else the heads' of the unit."""
    if assignment.post_id is not None:
        return keys.post(assignment.post_id)
    return keys.unit_heads(assignment.unit_id or 0)


def giver_key(assignment: AssignmentLike, agency_id: int) -> int:
    """Where a returned assignment goes: to the post that gave it, else to the clerks."""
    if assignment.given_by_post is None:
        return keys.registry(agency_id)
    return keys.post(assignment.given_by_post)


def places(stand: Stand, assignments: Sequence[AssignmentLike]) -> set[Place]:
    """The box items that must exist, at most one for each holder and box."""
    found: dict[tuple[int, Box], Place] = {}
    for place in _all_places(stand, assignments):
        found.setdefault((place.holder, place.box), place)
    return set(found.values())


def _all_places(stand: Stand, assignments: Sequence[AssignmentLike]) -> Iterator[Place]:
    registry = keys.registry(stand.agency_id)
    match stand.state:
        case DocumentState.RECEIVED:
            received = Box.TO_RECEIVE if stand.channel == Channel.AXIS else Box.TO_REGISTER
            yield Place(registry, received)
        case DocumentState.REGISTERED:
            yield Place(registry, Box.RETURNED if stand.sent_back else Box.TO_PRESENT)
        case DocumentState.PRESENTED if stand.presented_to is not None:
            yield Place(stand.presented_to, Box.TO_DIRECT)
        case DocumentState.DIRECTED:
            yield Place(registry, Box.TO_HAND_OVER)
        case DocumentState.HANDLING:
            yield from _in_handling(stand, assignments)
        case DocumentState.FINISHED:
            yield from _to_know(assignments)


def _in_handling(stand: Stand, assignments: Sequence[AssignmentLike]) -> Iterator[Place]:
    if any(a.state == AssignmentState.PLANNED for a in assignments):
        yield Place(keys.registry(stand.agency_id), Box.TO_HAND_OVER)
    if not _lead_at(assignments, None, _HELD):
        yield Place(_director_key(stand), Box.TO_DIRECT)
    yield from _to_know(assignments)
    for assignment in assignments:
        yield from _work(stand, assignment, assignments)
    yield from _to_extend(stand, assignments)


def _director_key(stand: Stand) -> int:
    if stand.director is None:
        return keys.leaders(stand.agency_id)
    return keys.post(stand.director)


def _to_know(assignments: Iterable[AssignmentLike]) -> Iterator[Place]:
    for a in assignments:
        if a.role == AssignmentRole.INFORM and a.state == AssignmentState.GIVEN:
            yield Place(receiver_key(a), Box.TO_KNOW, a.id)


def _to_extend(stand: Stand, assignments: Iterable[AssignmentLike]) -> Iterator[Place]:
    """A later day asked for waits with who gave the work, as long as the work is open."""
    for a in assignments:
        if a.asked_due_on is not None and a.state in _AT_WORK:
            yield Place(giver_key(a, stand.agency_id), Box.TO_EXTEND, a.id)


_AT_WORK = frozenset({AssignmentState.GIVEN.value, AssignmentState.ACCEPTED.value})


# A level has somebody to answer for it: being planned, at work, or lying returned with its giver.
_HELD = OPEN | {AssignmentState.RETURNED.value}


def _lead_at(
    assignments: Iterable[AssignmentLike], parent_id: int | None, states: frozenset[str]
) -> bool:
    return any(
        a.parent_id == parent_id and a.role == AssignmentRole.LEAD and a.state in states
        for a in assignments
    )


def _work(
    stand: Stand, assignment: AssignmentLike, assignments: Sequence[AssignmentLike]
) -> Iterator[Place]:
    if assignment.role == AssignmentRole.INFORM:
        return
    if assignment.state == AssignmentState.RETURNED:
        if _still_asked(assignment, assignments):
            yield Place(giver_key(assignment, stand.agency_id), Box.RETURNED, assignment.id)
        return
    # given on to somebody below: the one below acts now
    given_on = _lead_at(assignments, assignment.id, _HELD)
    if assignment.state in _AT_WORK and not given_on:
        yield Place(receiver_key(assignment), work_box(assignment), assignment.id)


def work_box(assignment: AssignmentLike) -> Box:
    """The box of the receiver: a unit first gives it to somebody, a person handles it."""
    if assignment.post_id is None and assignment.state == AssignmentState.GIVEN:
        return Box.TO_ASSIGN
    return Box.TO_HANDLE if assignment.role == AssignmentRole.LEAD else Box.TO_SUPPORT


def _still_asked(assignment: AssignmentLike, assignments: Sequence[AssignmentLike]) -> bool:
    """Whether the giver must answer a return: its level is open and no other lead took over."""
    parent = next((a for a in assignments if a.id == assignment.parent_id), None)
    if parent is not None and parent.state != AssignmentState.ACCEPTED:
        return False
    replaced = _lead_at(assignments, assignment.parent_id, OPEN)
    return not (assignment.role == AssignmentRole.LEAD and replaced)


_MILLISECONDS = 1000
_URGENCY_SHIFT = 50


def box_rank(urgency: int, since: datetime) -> int:
    """Orders a box in one index range: urgency first, then the newest (Q-048).

    `since` to the millisecond takes 41 bits until the year 2039 and 50 until 37,000.
    """
    return (urgency << _URGENCY_SHIFT) | int(since.timestamp() * _MILLISECONDS)


def below(assignments: Iterable[AssignmentLike], top: int) -> list[int]:
    """The ids of everything given on, at any depth, under the assignment `top`."""
    rows = list(assignments)
    found: list[int] = []
    waiting = [top]
    while waiting:
        parent = waiting.pop()
        children = [a.id for a in rows if a.parent_id == parent]
        found += children
        waiting += children
    return found
