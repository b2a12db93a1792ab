"""What will stand above a chosen signer's name, shown beside the choice: the system sets it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from vanthu.faces.acts.words import sentence_of
from vanthu.faces.web.act_forms import Item
from vanthu.faces.web.elements import url
from vanthu.faces.web.numbers import row_number
from vanthu.ground.base.actor import Actor
from vanthu.ground.people.queries import holder_name
from vanthu.kernel.errors import NotFound
from vanthu.office.copies.errors import NoSigner
from vanthu.office.copies.rules import COPYING
from vanthu.office.copies.signers import signer_of
from vanthu.office.documents.choices import Direction
from vanthu.office.documents.models import Document
from vanthu.office.documents.queries import find_visible
from vanthu.office.drafting import queries as drafting
from vanthu.office.drafting.errors import NoMandate


@dataclass(frozen=True)
class Above:
    """The lines above the name, on what `basis`, and the words of the `others` allowed too.

    Without lines nobody is chosen yet, or `why` says what the chosen one lacks. `address` answers
    for another choice.
    """

    address: str
    lines: Sequence[str] = ()
    name: str = ""
    basis: str = ""
    others: Sequence[str] = ()
    why: str = ""


def asked(form: QueryDict) -> tuple[str, int | None]:
    """The type of the paper and who signs it, as far as a form says so."""
    return form.get("type_code", ""), row_number(form.get("signer_post", ""))


def above_new(actor: Actor, type_code: str, signer: int | None) -> Above:
    """For a paper of the type that is not begun yet."""
    document = Document(agency_id=actor.agency_id, type_id=type_code or None)
    return _above(actor, url("new_signer_words"), document, signer, None)


def above_draft(actor: Actor, number: int, signer: int | None) -> Above:
    """For a draft, whose signer may be another than the one chosen before.

    Raises DocumentNotFound, NotFound for an incoming paper.
    """
    document = find_visible(actor, number)
    if document.direction == Direction.INCOMING:
        raise NotFound
    route = drafting.route(actor, number)
    before = route.signer_post if route else None
    return _above(actor, url("signer_words", number), document, signer, before)


def above_copy(actor: Actor, number: int, signer: int | None) -> Above:
    """For a copy of the document; raises DocumentNotFound."""
    address = url("copy_signer_words", find_visible(actor, number).pk)
    if signer is None:
        return Above(address)
    try:
        found = signer_of(actor, signer)
    except NoSigner as refusal:
        return Above(address, why=sentence_of(refusal))
    return Above(address, lines=found.signing.authority, name=found.name, basis=str(COPYING))


_ABOVE = {"signer": above_draft, "copy-signer": above_copy}


def tell_above(actor: Actor, number: int, fields: Iterable[Item]) -> None:
    """Put the lines beside the choice of the signer, where the form of an act asks for one."""
    for field in fields:
        if field["widget"] in _ABOVE:
            field["above"] = _ABOVE[field["widget"]](actor, number, row_number(str(field["value"])))


def _above(
    actor: Actor, address: str, document: Document, signer: int | None, before: int | None
) -> Above:
    if signer is None:
        return Above(address)
    try:
        ways = drafting.ways_of(document.agency_id, signer, document.type_id, actor.today)
        words = ways.given(document.signing_authority, new=signer != before)
    except NotFound:
        return Above(address)
    except NoMandate as refusal:
        return Above(address, why=sentence_of(refusal))
    return Above(
        address,
        lines=words.lines,
        name=holder_name(signer, actor.today),
        basis=words.basis,
        others=[drafting.word_or_direct(each.authority) for each in ways.ways if each is not words],
    )
