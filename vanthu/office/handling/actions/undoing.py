"""Undo instead of "are you sure": for a few minutes, while nobody has acted on it."""

from datetime import date, timedelta

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce, touch
from vanthu.office.documents.actions import move
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.models import Document
from vanthu.office.handling.actions.steps import shut_to, transition, write_through
from vanthu.office.handling.case import Case, open_case
from vanthu.office.handling.choices import Act, AssignmentState
from vanthu.office.handling.errors import CannotUndo
from vanthu.office.handling.events import ActUndone
from vanthu.office.handling.history import record
from vanthu.office.handling.models import Movement
from vanthu.office.handling.rules.machine import BACKWARDS
from vanthu.office.handling.terms import parameters

UNDOABLE = frozenset({Act.ACCEPT, Act.MARK_KNOWN, Act.FINISH, Act.HAND_OVER})


@action
def undo(actor: Actor, *, token: int) -> Movement:
    """Take back one's last act on a document: `token` is the id of the step the act returned.

    Accepting, finishing, reading and handing over can be undone by the same seat within
    `undo_minutes` and while no later step is on the path. Raises CannotUndo.
    """
    step = Movement.objects.filter(pk=token).first()
    if step is None:
        raise CannotUndo(minutes=0)
    case = open_case(actor, step.document_id)
    check_undo(actor, step, case.document.agency_id)
    _restore(actor, case, step)
    Movement.objects.filter(pk=token).update(undone_at=actor.now)
    announce(
        actor,
        ActUndone(
            agency_id=case.document.agency_id,
            object_id=case.document.pk,
            act=step.act,
            movement_id=step.pk,
        ),
    )
    case.settle(actor)
    return record(actor, case.document.pk, Act.UNDO, text=str(Act(step.act).label))


def check_undo(actor: Actor, step: Movement, agency_id: int) -> None:
    """Raise CannotUndo unless the step is the actor's own last one, recent and undoable."""
    minutes = parameters(agency_id, actor.today).undo_minutes
    own = (step.by_post, step.on_behalf_of, step.by_name) == (
        actor.post_id,
        actor.on_behalf_of,
        actor.name,
    )
    fresh = actor.now - step.at <= timedelta(minutes=minutes)
    open_act = step.act in UNDOABLE and step.undone_at is None
    later = Movement.objects.filter(document=step.document_id, pk__gt=step.pk)
    if not (own and fresh and open_act) or later.exists():
        raise CannotUndo(minutes=minutes)


def _restore(actor: Actor, case: Case, step: Movement) -> None:
    for assignment_id, state in step.before.get("assignments", ()):
        assignment = case.find(assignment_id)
        transition(assignment, BACKWARDS[assignment.state, state], **_fields_of(state))
        if state == AssignmentState.PLANNED and step.act == Act.HAND_OVER:
            shut_to(actor, [assignment])
    if case.document.state == DocumentState.FINISHED:
        move(actor, case.document, "reopen", finished_at=None)
    if step.before.get("document") == DocumentState.DIRECTED:
        move(actor, case.document, "take_back")
    if step.act == Act.HAND_OVER:
        _restore_leaf_fields(case, step)


def _restore_leaf_fields(case: Case, step: Movement) -> None:
    """To whom and until when, as they were before handing over."""
    due = step.before.get("due_on")
    fields = {
        "to_places": step.before.get("to_places", ""),
        "due_on": date.fromisoformat(due) if due else None,
    }
    Document.objects.filter(pk=case.document.pk).update(**fields)
    write_through(case.document, **fields)
    touch("fields", case.document.pk)


def _fields_of(state: str) -> dict[str, object]:
    """What an assignment loses on its way back."""
    fields: dict[str, object] = {"ended_at": None, "result": "", "answer_id": None}
    if state != AssignmentState.ACCEPTED:
        fields["accepted_at"] = None
    return fields
