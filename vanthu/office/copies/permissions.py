"""Who may copy, sign and issue copies: the clerk, of what the agency may pass on."""

from vanthu.ground.access import keys
from vanthu.ground.access.choices import Right
from vanthu.ground.access.permissions import check_right
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Refusal
from vanthu.office.copies.choices import CopyKind, Medium, Verb
from vanthu.office.copies.errors import (
    NotACopy,
    NotToBeCopied,
    OnPaper,
    OriginalNotOurs,
    SignedAlready,
    SignFirst,
)
from vanthu.office.copies.models import Copy
from vanthu.office.documents.actions.moving import check_living
from vanthu.office.documents.choices import Direction, DocumentState
from vanthu.office.documents.flows import OUTGOING
from vanthu.office.documents.models import Document
from vanthu.office.handling.errors import ActForGiver
from vanthu.office.handling.permissions import acts_at

_UNCOPIED = frozenset(
    {DocumentState.RECEIVED, DocumentState.REFUSED, DocumentState.RECALLED, DocumentState.CANCELLED}
)


def check_make(actor: Actor, source: Document) -> None:
    """The agency's clerk, of what is registered or issued and neither frozen nor held."""
    check_living(actor, source)
    _check_clerk(actor, source)
    incoming = source.direction == Direction.INCOMING
    ready = source.state not in _UNCOPIED if incoming else source.state == DocumentState.ISSUED
    if not ready:
        raise NotToBeCopied(state=DocumentState(source.state).label)


def check_sign(actor: Actor, document: Document, copy: Copy | None) -> None:
    """The clerk, once, on an electronic copy that has its number (Art. 32.2.c)."""
    _check_copy(actor, Verb.SIGN, document, copy)
    assert copy is not None, "checked above"
    if copy.medium == Medium.PAPER:
        raise OnPaper
    if copy.signed_at is not None:
        raise SignedAlready
    OUTGOING.target(document.state, "issue")


def check_issue(actor: Actor, document: Document, copy: Copy | None) -> None:
    """The clerk; an electronic copy must bear the agency's signature."""
    _check_copy(actor, Verb.ISSUE, document, copy)
    assert copy is not None, "checked above"
    OUTGOING.target(document.state, "issue")
    if copy.medium == Medium.ELECTRONIC and copy.signed_at is None:
        raise SignFirst


def check_print_original(actor: Actor, document: Document) -> None:
    """The clerk of the agency that issued the electronic document (Art. 18.5, D-12)."""
    check_living(actor, document)
    if document.direction == Direction.INCOMING or document.state != DocumentState.ISSUED:
        raise OriginalNotOurs
    _check_clerk(actor, document)


def can_print_original(actor: Actor, document: Document) -> bool:
    """Whether `check_print_original` would let it pass, and it is no copy."""
    try:
        check_print_original(actor, document)
    except Refusal:
        return False
    return document.type_id not in CopyKind.values


def _check_copy(actor: Actor, verb: Verb, document: Document, copy: Copy | None) -> None:
    check_living(actor, document)
    if copy is None:
        raise NotACopy(verb=verb.label)
    _check_clerk(actor, document)


def _check_clerk(actor: Actor, document: Document) -> None:
    check_right(actor, Right.ISSUE)
    if not acts_at(actor, keys.registry(document.agency_id)):
        raise ActForGiver
