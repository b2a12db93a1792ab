"""The parts that several verbs share: one transition, giving, taking back, closing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError
from django.db.models import Model

from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import announce
from vanthu.kernel.errors import Conflict
from vanthu.office.documents.actions import grant, move, revoke
from vanthu.office.documents.models import Document
from vanthu.office.handling.case import Case
from vanthu.office.handling.choices import AssignmentRole, AssignmentState
from vanthu.office.handling.errors import AlreadyGiven, ReasonMissing, SecondLead
from vanthu.office.handling.events import DocumentFinished
from vanthu.office.handling.models import Assignment
from vanthu.office.handling.receivers import Receiver, Resolved, resolve
from vanthu.office.handling.rules import OPEN, check_due
from vanthu.office.handling.rules.machine import ASSIGNMENT, CLOSE
from vanthu.office.handling.rules.places import below, receiver_key


@dataclass(frozen=True)
class Share:
    """One receiver of a plan with the role asked of it."""

    role: AssignmentRole
    resolved: Resolved


def require_reason(reason: str, field: str = "reason", sentence: str | None = None) -> str:
    """The reason without blanks around it; raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing(field, sentence)
    return reason.strip()


def plan(
    actor: Actor,
    lead: Receiver | None,
    supports: Sequence[Receiver],
    informs: Sequence[Receiver],
) -> list[Share]:
    """The receivers with their roles, each known to exist."""
    roles = [AssignmentRole.LEAD] * (lead is not None)
    roles += [AssignmentRole.SUPPORT] * len(supports) + [AssignmentRole.INFORM] * len(informs)
    receivers = [*([lead] if lead else []), *supports, *informs]
    found = resolve(actor.agency_id, receivers, actor.today)
    return [Share(role, resolved) for role, resolved in zip(roles, found, strict=True)]


def transition(assignment: Assignment, verb: str, **fields: object) -> None:
    """Take one step of the table by a guarded statement; raises WrongState or Conflict."""
    target = ASSIGNMENT.target(assignment.state, verb)
    rows = Assignment.objects.filter(pk=assignment.pk, state=assignment.state)
    if not rows.update(state=target, **fields):
        raise Conflict
    write_through(assignment, state=target, **fields)


def write_through(row: Model, **fields: object) -> None:
    """The row in hand becomes what was just written."""
    for name, value in fields.items():
        setattr(row, name, value)


@dataclass(frozen=True)
class Terms:
    """What a new set of assignments has in common."""

    state: AssignmentState
    direction_id: int | None
    parent: Assignment | None
    due: date | None


def give(actor: Actor, case: Case, shares: Sequence[Share], terms: Terms) -> list[Assignment]:
    """Write the assignments; those that go out at once open the document to their receivers.

    Raises SecondLead, AlreadyGiven, BadDeadline.
    """
    _check_new(case, shares)
    latest = terms.parent.due_on if terms.parent else None
    rows = [_assignment(actor, case.document, share, terms, latest) for share in shares]
    try:
        made = Assignment.objects.bulk_create(rows)
    except IntegrityError as error:
        raise SecondLead from error
    case.assignments += made
    if terms.state == AssignmentState.GIVEN:
        open_to(actor, made)
    return made


def _check_new(case: Case, shares: Sequence[Share]) -> None:
    taken = {receiver_key(a) for a in case.assignments if a.state in OPEN}
    for share in shares:
        if share.resolved.key in taken:
            raise AlreadyGiven(share.resolved.name)


def _assignment(
    actor: Actor, document: Document, share: Share, terms: Terms, latest: date | None
) -> Assignment:
    receiver = share.resolved.receiver
    if receiver.due_on is not None:
        check_due(receiver.due_on, actor.today, latest)
    due = None if share.role == AssignmentRole.INFORM else receiver.due_on or terms.due
    return Assignment(
        document=document,
        direction_id=terms.direction_id,
        parent=terms.parent,
        role=share.role,
        unit_id=receiver.unit_id,
        post_id=receiver.post_id,
        state=terms.state,
        instruction=receiver.instruction,
        due_on=due,
        original_due_on=due,
        given_by_post=actor.post_id,
        given_by_name=actor.name,
        given_at=actor.now,
    )


def successor(actor: Actor, case: Case, old: Assignment, to: Receiver) -> tuple[Assignment, str]:
    """The assignment that takes the place of `old`, and its receiver's name."""
    (resolved,) = resolve(actor.agency_id, [to], actor.today)
    share = Share(AssignmentRole(old.role), resolved)
    parent = case.find(old.parent_id) if old.parent_id is not None else None
    terms = Terms(AssignmentState.GIVEN, old.direction_id, parent, old.due_on)
    if not to.instruction:
        receiver = Receiver(to.unit_id, to.post_id, to.due_on, old.instruction)
        share = Share(share.role, Resolved(receiver, resolved.name, resolved.key, None))
    return give(actor, case, [share], terms)[0], resolved.name


def open_to(actor: Actor, assignments: Iterable[Assignment]) -> None:
    """Let the receivers see the document, for as long as the assignment stands."""
    for assignment in assignments:
        informed = assignment.role == AssignmentRole.INFORM
        key = receiver_key(assignment)
        if informed and assignment.post_id is None:
            key = keys.unit(assignment.unit_id or 0)
        cause = GrantCause.INFORMED if informed else GrantCause.ASSIGNED
        grant(actor, assignment.document_id, key, cause, assignment.pk)


def shut_to(actor: Actor, assignments: Iterable[Assignment]) -> None:
    """The grants of these assignments go with their cause."""
    for assignment in assignments:
        informed = assignment.role == AssignmentRole.INFORM
        cause = GrantCause.INFORMED if informed else GrantCause.ASSIGNED
        revoke(actor, assignment.document_id, cause, assignment.pk)


def take_below(actor: Actor, case: Case, top: Assignment, reason: str) -> list[int]:
    """Recall everything that was given on from `top`, at any depth; returns the ids."""
    wanted = set(below(case.assignments, top.pk))
    rows = [a for a in case.assignments if a.pk in wanted and a.state in OPEN]
    ids = [a.pk for a in rows]
    if rows:
        fields = {"state": AssignmentState.RECALLED, "ended_at": actor.now, "result": reason}
        Assignment.objects.filter(pk__in=ids).update(**fields)
        for row in rows:
            write_through(row, **fields)
        shut_to(actor, rows)
    return ids


def close(actor: Actor, case: Case, ids: Iterable[int]) -> list[list[object]]:
    """End these with the whole; returns what they were, for undoing."""
    wanted = set(ids)
    rows = [a for a in case.assignments if a.pk in wanted]
    before: list[list[object]] = [[a.pk, a.state] for a in rows]
    for row in rows:
        transition(row, CLOSE, ended_at=actor.now)
    return before


def end_document(actor: Actor, case: Case, answer_document_id: int | None = None) -> None:
    """The whole document is settled."""
    move(actor, case.document, "finish", finished_at=actor.now)
    announce(
        actor,
        DocumentFinished(
            agency_id=case.document.agency_id,
            object_id=case.document.pk,
            answer_document_id=answer_document_id,
        ),
    )
