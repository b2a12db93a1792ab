"""What may be done about the sending of a document, and why not: the actions' own checks."""

from dataclasses import dataclass

from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Refusal
from vanthu.office.documents.choices import Direction
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_see
from vanthu.office.interchange.choices import Verb
from vanthu.office.interchange.permissions import check_any


@dataclass(frozen=True, slots=True)
class Possibility:
    """A verb with its yes or the sentence that the action would refuse with."""

    verb: str
    label: str
    allowed: bool
    reason: str


def possible(actor: Actor, document_id: int) -> list[Possibility]:
    """The verbs that concern the document: its sending, or the order to give it back.

    Raises DocumentNotFound.
    """
    check_see(actor, document_id)
    document = Document.objects.get(pk=document_id)
    if document.direction == Direction.INCOMING:
        return [_judge(actor, verb, document) for verb in (Verb.ANSWER_CHANGE, Verb.ANSWER_RECALL)]
    if document.direction == Direction.INTERNAL:
        return []
    verbs = (Verb.UPDATE_ISSUED, Verb.SEND_FURTHER, Verb.RESEND, Verb.RECORD_OUTSIDE, Verb.REROUTE)
    return [_judge(actor, verb, document) for verb in verbs]


def _judge(actor: Actor, verb: Verb, document: Document) -> Possibility:
    try:
        check_any(actor, verb, document)
    except Refusal as refusal:
        return Possibility(verb.value, str(verb.label), False, refusal.sentence)
    return Possibility(verb.value, str(verb.label), True, "")
