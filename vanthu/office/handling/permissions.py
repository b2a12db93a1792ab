"""Who may do what: every check raises the sentence that the screen shows on the disabled button."""

from collections.abc import Callable

from vanthu.ground.access import keys
from vanthu.ground.access.choices import Right
from vanthu.ground.access.permissions import check_right
from vanthu.ground.access.rules import keys_of
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.choices import Direction, DocumentState
from vanthu.office.documents.errors import Frozen
from vanthu.office.documents.flows import INCOMING
from vanthu.office.documents.permissions import check_not_held
from vanthu.office.handling.case import Case
from vanthu.office.handling.choices import AssignmentRole, AssignmentState, Verb
from vanthu.office.handling.errors import (
    ActForGiver,
    DocumentClosed,
    LeadStillOpen,
    NoDeadline,
    NotGiven,
    NotGiver,
    NothingAsked,
    NothingGiven,
    NotIncoming,
    NotPresentedToYou,
    NotRegistered,
    SecondLead,
    WrongRole,
)
from vanthu.office.handling.models import Assignment
from vanthu.office.handling.rules.machine import ASSIGNMENT, DEMANDS, Relation
from vanthu.office.handling.rules.places import receiver_key

# The words of the document's own table for each verb on the whole document.
FLOW_VERBS = {
    Verb.PRESENT: "present",
    Verb.RETURN_PRESENTED: "return_",
    Verb.RECALL_PRESENTED: "return_",
    Verb.OPINE: "direct",
    Verb.DIRECT: "direct",
    Verb.HAND_OVER: "hand_over",
    Verb.FINISH_DOCUMENT: "finish",
}


def check(actor: Actor, verb: Verb, case: Case, assignment: Assignment | None = None) -> None:
    """Raise the Refusal that speaks against the verb, if any."""
    _check_alive(actor, case, verb)
    if verb in FLOW_VERBS:
        INCOMING.target(case.document.state, FLOW_VERBS[verb])
        _DOCUMENT_CHECKS[verb](actor, case)
        return
    if assignment is None:
        raise NothingGiven(verb=verb.label)
    _check_assignment(actor, verb, case, assignment)


def acts_at(actor: Actor, holder: int) -> bool:
    """Whether the seat the actor acts from holds the key.

    One's own seat also sees the boxes of whoever delegated, but acts in them only after changing to
    the giver's seat, so that every act says on whose behalf it was done.
    """
    return holder in _seat_keys(actor)


def holds(actor: Actor, assignment: Assignment) -> bool:
    """Whether the assignment was given to the actor's seat."""
    return acts_at(actor, receiver_key(assignment))


def gave(actor: Actor, case: Case, assignment: Assignment) -> bool:
    """Whether the actor's seat gave it, holds what it was given from, or leads the agency."""
    if assignment.given_by_post is not None and assignment.given_by_post == actor.post_id:
        return True
    if assignment.parent_id is not None:
        return holds(actor, case.find(assignment.parent_id))
    return actor.may(Right.DIRECT) and leads(actor, case)


def to_read(actor: Actor, case: Case) -> list[Assignment]:
    """What reading for information would be about: the actor's unread ones, else the next best."""
    informs = [a for a in case.assignments if a.role == AssignmentRole.INFORM]
    mine = [a for a in informs if holds(actor, a)]
    unread = [a for a in mine if a.state == AssignmentState.GIVEN]
    return unread or mine[:1] or informs[:1]


def leads(actor: Actor, case: Case) -> bool:
    """Whether the actor's seat is one of the agency's leaders or its chief of office."""
    return acts_at(actor, keys.leaders(case.document.agency_id))


def _seat_keys(actor: Actor) -> tuple[int, ...]:
    if actor.post_id is None:
        return ()
    return keys_of(
        actor.role, post_id=actor.post_id, agency_id=actor.agency_id, unit_id=actor.unit_id
    )


def _check_alive(actor: Actor, case: Case, verb: Verb) -> None:
    document = case.document
    if document.direction != Direction.INCOMING:
        raise NotIncoming(verb=verb.label)
    if document.frozen_at is not None:
        raise Frozen
    check_not_held(actor, document)
    if document.state == DocumentState.RECEIVED:
        raise NotRegistered


def _check_present(actor: Actor, case: Case) -> None:
    """The clerk or the chief of office; while presented, the leader who has it passes it on."""
    if case.document.state == DocumentState.PRESENTED and actor.may(Right.DIRECT):
        _check_presented_to(actor, case, Verb.PRESENT)
        return
    check_right(actor, Right.PRESENT)


def _check_return_presented(actor: Actor, case: Case) -> None:
    check_right(actor, Right.DIRECT)
    _check_presented_to(actor, case, Verb.RETURN_PRESENTED)


def _check_recall_presented(actor: Actor, case: Case) -> None:
    check_right(actor, Right.PRESENT)


def _check_direct(actor: Actor, case: Case, verb: Verb = Verb.DIRECT) -> None:
    """Presented: by whom it is presented to; before and after, any leader of the agency."""
    check_right(actor, Right.DIRECT)
    if case.document.state == DocumentState.PRESENTED:
        _check_presented_to(actor, case, verb)
    elif not leads(actor, case):
        raise NotPresentedToYou(verb=verb.label)


def _check_opine(actor: Actor, case: Case) -> None:
    _check_direct(actor, case, Verb.OPINE)


def _check_presented_to(actor: Actor, case: Case, verb: Verb) -> None:
    if case.presented_to is None or acts_at(actor, case.presented_to):
        return
    if case.presented_to in actor.keys:
        raise ActForGiver
    raise NotPresentedToYou(verb=verb.label)


def _check_hand_over(actor: Actor, case: Case) -> None:
    check_right(actor, Right.PRESENT)
    if not any(a.state == AssignmentState.PLANNED for a in case.assignments):
        raise NothingGiven(verb=Verb.HAND_OVER.label)


def _check_finish_document(actor: Actor, case: Case) -> None:
    """To file without handling: clerk or chief before presenting, the leader it is presented to; in
    handling a leader, once no lead is open."""
    state = case.document.state
    if state == DocumentState.REGISTERED and actor.may(Right.PRESENT):
        return
    _check_direct(actor, case, Verb.FINISH_DOCUMENT)
    if case.lead() is not None:
        raise LeadStillOpen


_DOCUMENT_CHECKS: dict[Verb, Callable[[Actor, Case], None]] = {
    Verb.PRESENT: _check_present,
    Verb.RETURN_PRESENTED: _check_return_presented,
    Verb.RECALL_PRESENTED: _check_recall_presented,
    Verb.OPINE: _check_opine,
    Verb.DIRECT: _check_direct,
    Verb.HAND_OVER: _check_hand_over,
    Verb.FINISH_DOCUMENT: _check_finish_document,
}


def _check_assignment(actor: Actor, verb: Verb, case: Case, assignment: Assignment) -> None:
    demand = DEMANDS[verb]
    _check_open(verb, case, assignment)
    check_right(actor, demand.right)
    if demand.relation is Relation.RECEIVER:
        _check_holds(actor, verb, assignment)
    elif not gave(actor, case, assignment):
        raise NotGiver(verb=verb.label)
    _check_role(verb, assignment)
    ASSIGNMENT.target(assignment.state, verb.value)
    if verb is Verb.REASSIGN:
        _check_no_other_lead(case, assignment)
    if verb is Verb.ASK_EXTENSION and assignment.due_on is None:
        raise NoDeadline(verb=verb.label)
    if verb in _DECIDING and assignment.asked_due_on is None:
        raise NothingAsked(verb=verb.label)


_DECIDING = frozenset({Verb.GRANT_EXTENSION, Verb.REFUSE_EXTENSION})


def _check_no_other_lead(case: Case, assignment: Assignment) -> None:
    """What came back is not given anew once another leads in its place."""
    lead = case.lead(assignment.parent_id)
    if assignment.role == AssignmentRole.LEAD and lead not in (None, assignment):
        raise SecondLead


def _check_open(verb: Verb, case: Case, assignment: Assignment) -> None:
    """Work ends with the whole; whoever was informed may still read, and be taken off the list."""
    state = case.document.state
    if state == DocumentState.HANDLING:
        return
    if state == DocumentState.FINISHED and assignment.role == AssignmentRole.INFORM:
        return
    raise DocumentClosed(state=DocumentState(state).label, verb=verb.label)


def _check_holds(actor: Actor, verb: Verb, assignment: Assignment) -> None:
    if holds(actor, assignment):
        return
    if receiver_key(assignment) in actor.keys:
        raise ActForGiver
    raise NotGiven(verb=verb.label)


def _check_role(verb: Verb, assignment: Assignment) -> None:
    if assignment.role in DEMANDS[verb].roles:
        return
    known = assignment.role == AssignmentRole.INFORM
    advice = (
        "Văn bản nhận để biết chỉ cần đánh dấu đã xem."
        if known
        else "Hãy xử lý rồi báo hoàn thành."
    )
    raise WrongRole(role=AssignmentRole(assignment.role).label, verb=verb.label, advice=advice)
