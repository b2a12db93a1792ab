"""What may be done with a draft now, and why not: the same checks as the actions."""

from dataclasses import dataclass

from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Refusal
from vanthu.office.documents.choices import Direction
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_see
from vanthu.office.drafting import permissions
from vanthu.office.drafting.choices import Verb
from vanthu.office.drafting.draft import Draft, open_draft


@dataclass(frozen=True, slots=True)
class Possibility:
    """A verb with its yes or the sentence that the action would refuse with."""

    verb: str
    label: str
    allowed: bool
    reason: str


def possible(actor: Actor, document_id: int) -> list[Possibility]:
    """Every verb of drafting in the order of the tool bar; for an incoming document the answer.

    Raises DocumentNotFound.
    """
    draft = open_draft(actor, document_id, lock=False)
    if draft.document.direction == Direction.INCOMING:
        return [_answer(actor, draft.document)]
    return [_judge(actor, verb, draft) for verb in permissions.VERBS]


def possible_answer(actor: Actor, document_id: int) -> Possibility:
    """Whether the actor may begin an answer to the incoming document."""
    check_see(actor, document_id)
    return _answer(actor, Document.objects.get(pk=document_id))


def _answer(actor: Actor, document: Document) -> Possibility:
    verb = Verb.ANSWER
    try:
        permissions.check_answer(actor, document)
    except Refusal as refusal:
        return Possibility(verb.value, str(verb.label), False, refusal.sentence)
    return Possibility(verb.value, str(verb.label), True, "")


def _judge(actor: Actor, verb: Verb, draft: Draft) -> Possibility:
    try:
        permissions.check(actor, verb, draft)
    except Refusal as refusal:
        return Possibility(verb.value, str(verb.label), False, refusal.sentence)
    return Possibility(verb.value, str(verb.label), True, "")
