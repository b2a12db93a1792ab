"""What may be done with a document now, and why not: the same checks as the actions."""

from collections.abc import Iterator
from dataclasses import dataclass

from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Refusal
from vanthu.office.documents.models import Document
from vanthu.office.handling.case import Case, around, open_case
from vanthu.office.handling.choices import AssignmentState, Verb
from vanthu.office.handling.models import Assignment
from vanthu.office.handling.permissions import FLOW_VERBS, check, gave, holds, to_read
from vanthu.office.handling.rules.machine import DEMANDS, Relation


@dataclass(frozen=True, slots=True)
class Possibility:
    """A verb with its yes or the sentence that the action would refuse with.

    `assignment_id` is what the verb would act on; None for the document as a whole. `refusal` is
    what the sentence came from, for whoever answers in another language.
    """

    verb: str
    label: str
    allowed: bool
    reason: str
    assignment_id: int | None = None
    refusal: Refusal | None = None


def possible(actor: Actor, document_id: int, seen: Document | None = None) -> list[Possibility]:
    """Every verb in the order of the tool bar: each assignment it may act on, or one refusal.

    Four statements; two when the caller has `seen` the document. Raises DocumentNotFound.
    """
    case = around(seen) if seen is not None else open_case(actor, document_id, lock=False)
    found: list[Possibility] = []
    for verb in Verb:
        if verb in FLOW_VERBS:
            found.append(_judge(actor, verb, case, None))
        else:
            found += _of_assignments(actor, verb, case)
    return found


def open_assignments(actor: Actor, document_id: int) -> list[Assignment]:
    """What of the document waits for the actor's seat: given to it or returned to it."""
    case = open_case(actor, document_id, lock=False)
    waiting = {AssignmentState.GIVEN, AssignmentState.ACCEPTED}
    mine = [a for a in case.assignments if holds(actor, a) and a.state in waiting]
    returned = [
        a for a in case.assignments if a.state == AssignmentState.RETURNED and gave(actor, case, a)
    ]
    return mine + returned


def _of_assignments(actor: Actor, verb: Verb, case: Case) -> list[Possibility]:
    judged = [_judge(actor, verb, case, a) for a in _concerned(actor, verb, case)]
    allowed = [each for each in judged if each.allowed]
    if allowed:
        return allowed
    return judged[-1:] or [_judge(actor, verb, case, None)]


def _concerned(actor: Actor, verb: Verb, case: Case) -> Iterator[Assignment]:
    """Every assignment; those the actor is related to as the verb asks come last."""
    relation = DEMANDS[verb].relation

    def related(a: Assignment) -> bool:
        return holds(actor, a) if relation is Relation.RECEIVER else gave(actor, case, a)

    if verb is Verb.MARK_KNOWN:
        yield from to_read(actor, case)
        return
    yield from sorted(case.assignments, key=related)


def _judge(actor: Actor, verb: Verb, case: Case, assignment: Assignment | None) -> Possibility:
    number = assignment.pk if assignment else None
    try:
        check(actor, verb, case, assignment)
    except Refusal as refusal:
        return Possibility(verb.value, str(verb.label), False, refusal.sentence, number, refusal)
    return Possibility(verb.value, str(verb.label), True, "", number)
