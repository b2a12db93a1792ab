"""Who may do what: every check raises the sentence that the screen shows on the disabled button."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from vanthu.ground.access.choices import GrantCause, Right
from vanthu.ground.access.permissions import check_right
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.choices import Direction, DocumentState
from vanthu.office.documents.errors import Frozen, NotIssued
from vanthu.office.documents.flows import OUTGOING
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_not_held, relations
from vanthu.office.drafting.choices import Relation, Verb
from vanthu.office.drafting.draft import Draft
from vanthu.office.drafting.errors import (
    AnswerNotYet,
    ApprovalMissing,
    ApprovedTextChanged,
    EmptyDraft,
    NoSheet,
    NotADraft,
    NotAnIncoming,
    NotLate,
    NotOwnSignature,
    NotSignedElectronically,
    NotYourComment,
    NotYourDraft,
    NumberedAlready,
    SealedAlready,
    SealMissing,
    SeveralSigners,
    TextClosed,
)
from vanthu.office.drafting.models import Consultation
from vanthu.office.drafting.rules import (
    DEMANDS,
    IssueTime,
    addressee_key,
    flow_verb,
    is_open,
    missing,
    turn,
)
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
    if not _is_chosen_signer(actor, verb, draft):
        check_right(actor, DEMANDS[verb].right)
    _check_state(verb, document.state)
    _check_relation(actor, verb, draft)
    if verb is Verb.SIGN and actor.on_behalf_of is not None:
        raise NotOwnSignature


def _is_chosen_signer(actor: Actor, verb: Verb, draft: Draft) -> bool:
    """Whoever may sign by order or by authorisation signs without the right of the role: the route
    was written because a mandate allows it, and signing asks for the mandate again."""
    own = actor.post_id is not None and actor.post_id == draft.route.signer_post
    return own and verb in (Verb.APPROVE_SIGNING, Verb.SIGN)


def check_answer(actor: Actor, document: Document) -> None:
    """A registered incoming document is answered by whoever may draft and sees it."""
    if document.direction != Direction.INCOMING:
        raise NotAnIncoming
    check_not_held(actor, document)
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


_MAY_COMMENT = (GrantCause.CREATED, GrantCause.APPROVING, GrantCause.CONSULTED)


def check_comment(actor: Actor, draft: Draft) -> None:
    """Who wrote it, whoever it is put before and whoever was asked may comment, until it is signed.

    Raises TextClosed, NotYourComment, NotADraft.
    """
    _check_open(draft, _("góp ý"))
    held = relations(actor, draft.document.pk)
    if held.isdisjoint(_MAY_COMMENT):
        names = ", ".join(str(cause.label).lower() for cause in _MAY_COMMENT)
        raise NotYourComment(who=names, what=_("góp ý"))


def check_settle(actor: Actor, draft: Draft) -> None:
    """The drafter says that a comment has been taken care of, or whose turn it is.

    Raises TextClosed, NotYourComment, NotADraft.
    """
    what = _("đánh dấu đã giải quyết")
    _check_open(draft, what)
    holders, now = draft.holders(), turn(draft.document.state)
    wanted = dict.fromkeys((Relation.DRAFTER, now or Relation.DRAFTER))
    keys = [holders[relation] for relation in wanted]
    if not any(key is not None and acts_at(actor, key) for key in keys):
        raise NotYourComment(who=_named(wanted), what=what)


def asked_of(actor: Actor, draft: Draft) -> list[Consultation]:
    """What the actor's seat was asked to comment on and has not answered."""
    rows = Consultation.objects.filter(document=draft.document, answered_at=None, closed_at=None)
    return [row for row in rows if acts_at(actor, addressee_key(row.unit_id, row.post_id))]


def check_standards(actor: Actor) -> None:
    """The clerk keeps the standard texts of the agency and its catalogue of who signs what."""
    if not actor.may(Right.CONFIGURE):
        check_right(actor, Right.MANAGE_REGISTERS)


def _check_open(draft: Draft, what: str) -> None:
    if draft.document.direction == Direction.INCOMING:
        raise NotADraft(verb=what)
    if not is_open(draft.document.state):
        raise TextClosed(state=DocumentState(draft.document.state).label)


def check_explain_delay(actor: Actor, time: IssueTime | None) -> None:
    """The clerk, of what was signed and went out late, or is late by now (Art. 18.1; Q-074)."""
    check_right(actor, Right.ISSUE)
    if time is None or not time.late:
        raise NotLate


_UNANSWERED = frozenset({DocumentState.RECEIVED, DocumentState.REFUSED, DocumentState.RECALLED})
_FIXED = frozenset({DocumentState.NUMBERED, DocumentState.ISSUED, DocumentState.RECALLED})


def _check_state(verb: Verb, state: str) -> None:
    if state in STAYS.get(verb, ()):
        return
    if verb is Verb.ADD_VERSION and state in _FIXED:
        raise NumberedAlready
    OUTGOING.target(state, flow_verb(verb), str(verb.label))


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


def _can_be_signed(verb: Verb, draft: Draft) -> None:
    """A mere file has no cells to sign in, and of several signers some may have no key or belong to
    another agency: both are signed on paper."""
    _both_approved(verb, draft)
    if draft.signed_by_several:
        raise SeveralSigners
    last = draft.last
    if last is not None and last.sheet_id is None and last.content is None and last.blob_id:
        raise NoSheet


def _signed_and_not_sealed(verb: Verb, draft: Draft) -> None:
    """The agency signs only what the competent person has signed, and once (Art. 32; S-07)."""
    _unchanged(verb, draft)
    if draft.leader_signature is None:
        raise NotSignedElectronically
    if draft.agency_signature is not None:
        raise SealedAlready


def _complete(verb: Verb, draft: Draft) -> None:
    """What the leader signed electronically goes out with the agency's signature (Art. 14)."""
    _unchanged(verb, draft)
    if draft.leader_signature is not None and draft.agency_signature is None:
        raise SealMissing


_CONDITIONS: dict[Verb, Callable[[Verb, Draft], None]] = {
    Verb.CONSULT: _has_text,
    Verb.SUBMIT: _has_text_and_route,
    Verb.APPROVE_CONTENT: _has_text,
    Verb.APPROVE_FORMAT: _has_text,
    Verb.APPROVE_SIGNING: _both_approved,
    Verb.SIGN: _can_be_signed,
    Verb.RECORD_PAPER_SIGNATURE: _both_approved,
    Verb.GIVE_NUMBER: _unchanged,
    Verb.SEAL: _signed_and_not_sealed,
    Verb.ISSUE: _complete,
}
