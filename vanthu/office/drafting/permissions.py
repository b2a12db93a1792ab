"""Who may do what: every check raises the sentence that the screen shows on the disabled button."""

from collections.abc import Callable, Iterable

from vanthu.ground.access.choices import Right
from vanthu.ground.access.permissions import check_right
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.choices import Direction, DocumentState
from vanthu.office.documents.errors import Frozen, NotIssued
from vanthu.office.documents.flows import OUTGOING
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_not_held
from vanthu.office.drafting.choices import Relation, Verb
from vanthu.office.drafting.draft import Draft
from vanthu.office.drafting.errors import (
    AnswerNotYet,
    ApprovalMissing,
    ApprovedTextChanged,
    EmptyDraft,
    NotADraft,
    NotAnIncoming,
    NotYourDraft,
    NumberedAlready,
)
from vanthu.office.drafting.rules import DEMANDS, flow_verb, missing
from vanthu.office.drafting.rules.demands import STAYS
from vanthu.office.handling.errors import ActForGiver
from vanthu.office.handling.permissions import acts_at

# In the order of the tool bar; what begins another draft is asked of the document it is about.
VERBS = tuple(verb for verb in Verb if verb not in (Verb.ANSWER, Verb.REPLACE, Verb.CORRECT))


def check_start(actor: Actor) -> None:
    """Whoever handles work may draft."""
    check_right(actor, Right.DRAFT)


def check(actor: Actor, verb: Verb, draft: Draft) -> None:
    """Raise the Refusal that speaks against the verb, if any: right, state, person, conditions."""
    check_step(actor, verb, draft)
    if verb in _CONDITIONS:
        _CONDITIONS[verb](verb, draft)


def check_step(actor: Actor, verb: Verb, draft: Draft) -> None:
    """As `check`, but for what the verb asks of the draft itself (text, route, approvals)."""
    document = draft.document
    if document.direction == Direction.INCOMING:
        raise NotADraft(verb=verb.label)
    if document.frozen_at is not None:
        raise Frozen
    if verb is not Verb.RECALL_ISSUED:
        check_not_held(actor, document)
    check_right(actor, DEMANDS[verb].right)
    _check_state(verb, document.state)
    _check_relation(actor, verb, draft)


def check_answer(actor: Actor, document: Document) -> None:
    """A registered incoming document is answered by whoever may draft and sees it."""
    if document.direction != Direction.INCOMING:
        raise NotAnIncoming
    check_right(actor, Right.DRAFT)
    if document.state in _UNANSWERED:
        raise AnswerNotYet(state=DocumentState(document.state).label)


def check_put_right(actor: Actor, verb: Verb, document: Document) -> None:
    """An issued outgoing document is replaced or corrected by whoever may draft and sees it
    (Decree 30/2020 Art. 18.3)."""
    if document.direction != Direction.OUTGOING:
        raise NotADraft(verb=verb.label)
    check_right(actor, Right.DRAFT)
    if document.state != DocumentState.ISSUED:
        raise NotIssued(state=DocumentState(document.state).label, verb=verb.label)


_UNANSWERED = frozenset({DocumentState.RECEIVED, DocumentState.REFUSED, DocumentState.RECALLED})
_FIXED = frozenset({DocumentState.NUMBERED, DocumentState.ISSUED, DocumentState.RECALLED})


def _check_state(verb: Verb, state: str) -> None:
    if state in STAYS.get(verb, ()):
        return
    if verb is Verb.ADD_VERSION and state in _FIXED:
        raise NumberedAlready
    OUTGOING.target(state, flow_verb(verb))


def _check_relation(actor: Actor, verb: Verb, draft: Draft) -> None:
    wanted = DEMANDS[verb].relations_in(draft.document.state)
    holders = draft.holders()
    held = [holder for relation in wanted if (holder := holders[relation]) is not None]
    if any(acts_at(actor, holder) for holder in held):
        return
    if any(holder in actor.keys for holder in held):
        raise ActForGiver
    raise NotYourDraft(verb=verb.label, who=_named(wanted))


def _named(relations: Iterable[Relation]) -> str:
    return ", ".join(str(relation.label) for relation in relations)


def _has_text_and_route(verb: Verb, draft: Draft) -> None:
    _has_text(verb, draft)
    draft.posts()


def _has_text(verb: Verb, draft: Draft) -> None:
    if draft.last is None:
        raise EmptyDraft


def _both_approved(verb: Verb, draft: Draft) -> None:
    """No signature without the two approvals, and none that differ from the text (Q-061)."""
    _has_text(verb, draft)
    if lacking := missing(draft.words):
        names = ", ".join(str(kind.label).lower() for kind in lacking)
        raise ApprovalMissing(verb=verb.label, missing=names)


def _unchanged(verb: Verb, draft: Draft) -> None:
    """What goes out is what the signer approved, to the byte (Q-062)."""
    _both_approved(verb, draft)
    signed = draft.signature
    if signed is None or signed.digest != draft.digest():
        raise ApprovedTextChanged(verb=verb.label)


_CONDITIONS: dict[Verb, Callable[[Verb, Draft], None]] = {
    Verb.SUBMIT: _has_text_and_route,
    Verb.APPROVE_CONTENT: _has_text,
    Verb.APPROVE_FORMAT: _has_text,
    Verb.APPROVE_SIGNING: _both_approved,
    Verb.RECORD_PAPER_SIGNATURE: _both_approved,
    Verb.GIVE_NUMBER: _unchanged,
    Verb.ISSUE: _unchanged,
}
