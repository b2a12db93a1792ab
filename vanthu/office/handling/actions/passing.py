"""Giving work on, back and away, and taking it back."""

from collections.abc import Sequence

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.office.handling.actions.steps import (
    Share,
    Terms,
    give,
    plan,
    require_reason,
    shut_to,
    successor,
    take_below,
    transition,
)
from vanthu.office.handling.actions.working import take_on
from vanthu.office.handling.case import Case, case_of
from vanthu.office.handling.choices import Act, AssignmentRole, AssignmentState, Verb
from vanthu.office.handling.errors import BadReceiver, NoLead, SecondLead
from vanthu.office.handling.events import (
    AssignedInUnit,
    AssignmentRecalled,
    AssignmentReturned,
    Forwarded,
    Reassigned,
)
from vanthu.office.handling.history import record
from vanthu.office.handling.models import Assignment, Movement
from vanthu.office.handling.permissions import check
from vanthu.office.handling.receivers import Receiver, Resolved, name_of, resolve
from vanthu.office.handling.rules.places import giver_key, receiver_key


@action
def assign(
    actor: Actor,
    *,
    assignment_id: int,
    lead: Receiver | None = None,
    supports: Sequence[Receiver] = (),
    informs: Sequence[Receiver] = (),
) -> Movement:
    """Give the work on within the unit: one lead on this level too; not yet accepted, it is now.

    Deadlines default to the one it was given with and never lie behind it.
    Raises NoLead, SecondLead, BadReceiver, AlreadyGiven, BadDeadline.
    """
    case, assignment = case_of(actor, assignment_id)
    check(actor, Verb.ASSIGN, case, assignment)
    shares = plan(actor, lead, supports, informs)
    _check_level(case, assignment, shares)
    _check_inside(actor, assignment, [share.resolved for share in shares])
    if assignment.state == AssignmentState.GIVEN:
        take_on(actor, case, assignment)
    terms = Terms(AssignmentState.GIVEN, assignment.direction_id, assignment, assignment.due_on)
    made = give(actor, case, shares, terms)
    announce(
        actor,
        AssignedInUnit(
            agency_id=case.document.agency_id,
            object_id=case.document.pk,
            assignment_id=assignment_id,
            assignment_ids=tuple(a.pk for a in made),
        ),
    )
    case.settle(actor)
    names = ", ".join(share.resolved.name for share in shares)
    words = "; ".join(dict.fromkeys(a.instruction for a in made if a.instruction))
    return record(
        actor, case.document.pk, Act.ASSIGN, assignment_id=assignment_id, to_name=names, text=words
    )


@action
def forward(actor: Actor, *, assignment_id: int, to: Receiver, reason: str) -> Movement:
    """Pass the work to another unit or person, with role, deadline and instruction as they are.

    What was given on within the unit ends. The one who passes it on keeps seeing the document.
    """
    case, assignment = case_of(actor, assignment_id)
    check(actor, Verb.FORWARD, case, assignment)
    text = require_reason(reason)
    _check_same_level(actor, case, assignment, to)
    take_below(actor, case, assignment, text)
    transition(assignment, Verb.FORWARD.value, ended_at=actor.now, result=text)
    return _succeed(actor, case, assignment, to, Act.FORWARD, Forwarded, text)


@action
def return_(actor: Actor, *, assignment_id: int, reason: str) -> Movement:
    """Send the work back to whoever gave it, saying why; what was given on from it ends."""
    case, assignment = case_of(actor, assignment_id)
    check(actor, Verb.RETURN, case, assignment)
    text = require_reason(reason)
    take_below(actor, case, assignment, text)
    transition(assignment, Verb.RETURN.value, ended_at=actor.now, result=text)
    shut_to(actor, [assignment])
    announce(
        actor,
        AssignmentReturned(
            agency_id=case.document.agency_id,
            object_id=case.document.pk,
            assignment_id=assignment_id,
            reason=text,
        ),
    )
    case.remark = text
    case.settle(actor)
    return record(
        actor,
        case.document.pk,
        Act.RETURN,
        assignment_id=assignment_id,
        to_key=giver_key(assignment, case.document.agency_id),
        to_name=assignment.given_by_name,
        text=text,
    )


@action
def recall(actor: Actor, *, assignment_id: int, reason: str) -> Movement:
    """Take back work one has given, and all that was given on from it.

    A level that loses its lead goes back to the box of whoever must name another.
    """
    case, assignment = case_of(actor, assignment_id)
    check(actor, Verb.RECALL, case, assignment)
    text = require_reason(reason)
    name = name_of(assignment.unit_id, assignment.post_id, actor.today)
    below = _end_old(actor, case, assignment, Verb.RECALL, text)
    announce(
        actor,
        AssignmentRecalled(
            agency_id=case.document.agency_id,
            object_id=case.document.pk,
            assignment_id=assignment_id,
            reason=text,
            below=tuple(below),
        ),
    )
    case.remark = text
    case.settle(actor)
    return _step(actor, case, Act.RECALL, assignment, name, text)


@action
def reassign(actor: Actor, *, assignment_id: int, to: Receiver, reason: str) -> Movement:
    """Give work one has given to somebody else instead; also what came back."""
    case, assignment = case_of(actor, assignment_id)
    check(actor, Verb.REASSIGN, case, assignment)
    text = require_reason(reason)
    _check_same_level(actor, case, assignment, to)
    _end_old(actor, case, assignment, Verb.REASSIGN, text)
    return _succeed(actor, case, assignment, to, Act.REASSIGN, Reassigned, text)


def _succeed(
    actor: Actor,
    case: Case,
    assignment: Assignment,
    to: Receiver,
    act: Act,
    event: type[Forwarded] | type[Reassigned],
    text: str,
) -> Movement:
    """Somebody else has the work from now on, as it was given; the old assignment has ended."""
    new, name = successor(actor, case, assignment, to)
    announce(
        actor,
        event(
            agency_id=case.document.agency_id,
            object_id=case.document.pk,
            assignment_id=assignment.pk,
            to_assignment_id=new.pk,
            reason=text,
        ),
    )
    case.settle(actor)
    return _step(actor, case, act, new, name, text)


def _end_old(actor: Actor, case: Case, assignment: Assignment, verb: Verb, text: str) -> list[int]:
    """End what its giver takes back, with all that was given on from it."""
    below = take_below(actor, case, assignment, text)
    transition(assignment, verb.value, ended_at=actor.now, result=text)
    shut_to(actor, [assignment])
    return below


def _step(
    actor: Actor, case: Case, act: Act, assignment: Assignment, name: str, text: str
) -> Movement:
    return record(
        actor,
        case.document.pk,
        act,
        assignment_id=assignment.pk,
        to_key=receiver_key(assignment),
        to_name=name,
        text=text,
    )


def _check_level(case: Case, assignment: Assignment, shares: Sequence[Share]) -> None:
    """One lead on the level: the first time it must be named, later it must not be."""
    at_work = case.lead(assignment.pk) is not None
    named = any(share.role == AssignmentRole.LEAD for share in shares)
    if at_work and named:
        raise SecondLead
    if not shares or not (at_work or named):
        raise NoLead


def _check_inside(actor: Actor, assignment: Assignment, found: Sequence[Resolved]) -> None:
    unit = assignment.unit_id if assignment.unit_id is not None else actor.unit_id
    for resolved in found:
        if resolved.receiver.post_id is None or resolved.home_unit_id != unit:
            raise BadReceiver(
                "{name} không thuộc đơn vị được giao. Hãy chọn người trong đơn vị, "
                "hoặc chuyển tiếp cho đơn vị khác.",
                name=resolved.name,
            )


def _check_same_level(actor: Actor, case: Case, assignment: Assignment, to: Receiver) -> None:
    """Within a unit work stays within the unit."""
    if assignment.parent_id is None:
        return
    parent = case.find(assignment.parent_id)
    found = resolve(actor.agency_id, [to], actor.today)
    _check_inside(actor, parent, found)
