"""Moving the deadline of work: by who gave it, or asked for by who has it and then decided."""

from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.notify.actions import notify_all
from vanthu.office.documents.models import Document
from vanthu.office.handling import notices
from vanthu.office.handling.actions.steps import require_reason, transition
from vanthu.office.handling.case import Case, case_of
from vanthu.office.handling.choices import Act, AssignmentRole, Verb
from vanthu.office.handling.events import (
    DeadlineExtended,
    ExtensionAsked,
    ExtensionGranted,
    ExtensionRefused,
)
from vanthu.office.handling.history import record
from vanthu.office.handling.models import Assignment, Movement
from vanthu.office.handling.permissions import check
from vanthu.office.handling.receivers import name_of
from vanthu.office.handling.rules import check_due, check_extension
from vanthu.office.handling.rules.places import giver_key, receiver_key
from vanthu.office.handling.terms import parameters


@action
def extend(actor: Actor, *, assignment_id: int, due_on: date, reason: str) -> Movement:
    """Move the deadline of work one has given, within the agency's limits (L-13, T-10).

    Raises BadDeadline; the first deadline stays readable in `original_due_on`. What had none gets
    its first, which is no extension. A request that waits is settled by it.
    """
    case, assignment = case_of(actor, assignment_id)
    check(actor, Verb.EXTEND, case, assignment)
    text = require_reason(reason)
    before = _move_deadline(actor, case, assignment, due_on, Verb.EXTEND)
    announce(
        actor,
        DeadlineExtended(
            agency_id=case.document.agency_id,
            object_id=case.document.pk,
            assignment_id=assignment_id,
            due_before=before,
            due_on=due_on,
            reason=text,
        ),
    )
    case.settle(actor)
    return _to_receiver(actor, case, Act.EXTEND, assignment, text)


@action
def ask_extension(actor: Actor, *, assignment_id: int, due_on: date, reason: str) -> Movement:
    """Ask who gave the work for a later deadline; asked again, the later request counts (T-10).

    Raises BadDeadline where the agency's limits or the deadline above would not let it be granted,
    so that nobody waits for what cannot be.
    """
    case, assignment = case_of(actor, assignment_id)
    check(actor, Verb.ASK_EXTENSION, case, assignment)
    text = require_reason(reason)
    before = _check_limits(actor, case, assignment, due_on)
    transition(assignment, Verb.ASK_EXTENSION.value, asked_due_on=due_on, asked_reason=text)
    announce(
        actor,
        ExtensionAsked(
            agency_id=case.document.agency_id,
            object_id=case.document.pk,
            assignment_id=assignment_id,
            due_before=before or due_on,
            asked_due_on=due_on,
            reason=text,
        ),
    )
    case.settle(actor)
    return record(
        actor,
        case.document.pk,
        Act.ASK_EXTENSION,
        assignment_id=assignment_id,
        to_key=giver_key(assignment, case.document.agency_id),
        to_name=assignment.given_by_name,
        text=f"{notices.until(due_on)} – {text}",
    )


@action
def grant_extension(
    actor: Actor, *, assignment_id: int, due_on: date | None = None, note: str = ""
) -> Movement:
    """Agree to a later deadline: the day asked for, or `due_on` instead.

    Raises NothingAsked, and BadDeadline as `extend` does.
    """
    case, assignment = case_of(actor, assignment_id)
    check(actor, Verb.GRANT_EXTENSION, case, assignment)
    asked = assignment.asked_due_on or actor.today
    new = due_on or asked
    before = _move_deadline(actor, case, assignment, new, Verb.GRANT_EXTENSION)
    announce(
        actor,
        ExtensionGranted(
            agency_id=case.document.agency_id,
            object_id=case.document.pk,
            assignment_id=assignment_id,
            due_before=before or new,
            asked_due_on=asked,
            due_on=new,
        ),
    )
    case.settle(actor)
    _tell(actor, case, assignment, notices.granted(case.document, new))
    text = " – ".join(part for part in (notices.until(new), note.strip()) if part)
    return _to_receiver(actor, case, Act.GRANT_EXTENSION, assignment, text)


@action
def refuse_extension(actor: Actor, *, assignment_id: int, reason: str) -> Movement:
    """Leave the deadline as it is, saying why. Raises NothingAsked."""
    case, assignment = case_of(actor, assignment_id)
    check(actor, Verb.REFUSE_EXTENSION, case, assignment)
    text = require_reason(reason)
    asked = assignment.asked_due_on or actor.today
    transition(assignment, Verb.REFUSE_EXTENSION.value, asked_due_on=None, asked_reason="")
    announce(
        actor,
        ExtensionRefused(
            agency_id=case.document.agency_id,
            object_id=case.document.pk,
            assignment_id=assignment_id,
            asked_due_on=asked,
            reason=text,
        ),
    )
    case.settle(actor)
    _tell(actor, case, assignment, notices.not_granted(case.document, assignment.due_on))
    return _to_receiver(actor, case, Act.REFUSE_EXTENSION, assignment, text)


def _check_limits(actor: Actor, case: Case, assignment: Assignment, due_on: date) -> date | None:
    """Whether the deadline may move to that day; returns the one it has."""
    before = assignment.due_on
    if before is not None:
        numbers = parameters(case.document.agency_id, actor.today)
        check_extension(before, due_on, actor.today, assignment.extensions, numbers)
    parent = case.find(assignment.parent_id) if assignment.parent_id is not None else None
    check_due(due_on, actor.today, parent.due_on if parent else None)
    return before


def _move_deadline(
    actor: Actor, case: Case, assignment: Assignment, due_on: date, verb: Verb
) -> date | None:
    """Give the work its new deadline within the limits; returns the one it had."""
    before = _check_limits(actor, case, assignment, due_on)
    first = {} if before is not None else {"original_due_on": due_on}
    count = assignment.extensions + (before is not None)
    settled = {"asked_due_on": None, "asked_reason": ""}
    transition(assignment, verb.value, due_on=due_on, extensions=count, **settled, **first)
    _extend_document(case, assignment, before)
    return before


def _extend_document(case: Case, assignment: Assignment, before: date | None) -> None:
    """The document's own deadline (Annex VI, field 18) follows that of its lead."""
    leads = assignment.parent_id is None and assignment.role == AssignmentRole.LEAD
    if leads and case.document.due_on == before:
        Document.objects.filter(pk=case.document.pk).update(due_on=assignment.due_on)
        case.document.due_on = assignment.due_on


def _tell(actor: Actor, case: Case, assignment: Assignment, sentence: str) -> None:
    """Who asked reads what was decided; the deadline in their box has moved or not."""
    note = notices.about_work(case.document, receiver_key(assignment), sentence)
    notify_all(actor, [note])


def _to_receiver(actor: Actor, case: Case, act: Act, assignment: Assignment, text: str) -> Movement:
    return record(
        actor,
        case.document.pk,
        act,
        assignment_id=assignment.pk,
        to_key=receiver_key(assignment),
        to_name=name_of(assignment.unit_id, assignment.post_id, actor.today),
        text=text,
    )
