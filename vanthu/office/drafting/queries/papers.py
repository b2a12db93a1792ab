"""The paper a draft is: its cells from the document, the catalogues of the day and the text."""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from django.conf import settings

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import AgencyKind
from vanthu.ground.org.models import Agency, AgencyVersion
from vanthu.ground.org.queries import agency_names
from vanthu.ground.people.queries import holder_name
from vanthu.kernel.errors import Refusal
from vanthu.office.documents.choices import Circulation, TypeFamily, Urgency
from vanthu.office.documents.models import Document, DocumentType
from vanthu.office.documents.permissions import check_see
from vanthu.office.documents.queries import expected_symbol
from vanthu.office.drafting.errors import NoTextInVersion
from vanthu.office.drafting.models import Route
from vanthu.office.drafting.queries.cells import reserved
from vanthu.office.drafting.queries.mandates import signing_words
from vanthu.office.drafting.queries.recipients import lines_on
from vanthu.office.drafting.queries.texts import content_of
from vanthu.office.drafting.queries.versions import version
from vanthu.office.writing.queries import (
    Content,
    Family,
    Paper,
    Signing,
    docx_of,
    find_form,
    typeset,
)

# Their names stand alone; other agencies name the one above them (Decree 30, Annex I, II.2).
_STANDS_ALONE = (AgencyKind.PEOPLES_COMMITTEE, AgencyKind.PEOPLES_COUNCIL)


def fonts() -> Path:
    """Where the free Times lies that papers are set in."""
    return Path(settings.STATIC_ROOT) / "fonts" / "tinos"


def paper_of(document: Document, content: Content, day: date, *, strict: bool = False) -> Paper:
    """Everything that stands on the document as it would go out on `day`, number and date aside.

    The words above the signer's name are set by the system. While a draft is being written a signer
    who may not sign leaves them empty; `strict` raises NoMandate, OtherAuthority instead.
    """
    kind = document.type
    party = kind is not None and kind.family == TypeFamily.PARTY
    return Paper(
        type_code=kind.code if kind else "",
        type_name=kind.name if kind else "",
        family=Family.PARTY if party else Family.STATE,
        issuer=document.issuer_name,
        parent=_above(document, day),
        symbol=expected_symbol(document, day),
        place=document.place,
        subject=document.subject,
        signing=_as_role(_signing(document, day, strict=strict), content, kind),
        more_signers=content.signers,
        content=content,
        recipients=tuple(lines_on(document, day, content.to)),
        urgency=str(Urgency(document.urgency).label).upper() if document.urgency else "",
        circulation=str(Circulation(document.circulation).label) if document.circulation else "",
    )


def preview(actor: Actor, document_id: int, content: Content) -> bytes:
    """The document typeset with this text as its signer would get it today, number and day blank.

    Raises DocumentNotFound.
    """
    check_see(actor, document_id)
    document = Document.objects.select_related("type").get(pk=document_id)
    paper = paper_of(document, content, actor.today)
    return reserved(paper, typeset(paper, fonts()), fonts())


def paper_of_version(actor: Actor, document_id: int, number: int) -> Paper:
    """The paper that a version makes today, with number and day once the document has them.

    Raises NoSuchVersion, SecrecyHeld, NoTextInVersion for a file that no text was read out of.
    """
    row = version(actor, document_id, number)
    content = content_of(row)
    if content is None:
        raise NoTextInVersion(version=row.version, name=row.file_name)
    document = Document.objects.select_related("type").get(pk=document_id)
    paper = paper_of(document, content, document.issued_on or actor.today)
    return replace(paper, number=document.number or None, day=document.issued_on)


def sheet_of_version(actor: Actor, document_id: int, number: int) -> bytes:
    """A version typeset, as PDF; raises as `paper_of_version` does."""
    return typeset(paper_of_version(actor, document_id, number), fonts()).pdf


def docx_of_version(actor: Actor, document_id: int, number: int) -> bytes:
    """A version as DOCX to go on with in Word; raises as `paper_of_version` does."""
    return docx_of(paper_of_version(actor, document_id, number))


def paper_digest(paper: Paper) -> str:
    """SHA-256 over all that is typeset: whether a sheet made before still says the same."""
    values = json.dumps(asdict(paper), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(values.encode()).hexdigest()


def _above(document: Document, day: date) -> str:
    """The agency above the issuer; of a consultative body the agency that set it up."""
    own = AgencyVersion.objects.on(day).filter(agency=document.agency_id).first()
    if own is None:
        return ""
    if document.issuer_name and document.issuer_name != own.name:
        return own.name
    kind = Agency.objects.values_list("kind", flat=True).get(pk=document.agency_id)
    if own.parent_id is None or kind in _STANDS_ALONE:
        return ""
    names = agency_names([own.parent_id], day)
    return names[own.parent_id].name if own.parent_id in names else ""


def _signing(document: Document, day: date, *, strict: bool) -> Signing:
    route = Route.objects.filter(document=document).first()
    post_id = route.signer_post if route else None
    if post_id is None:
        return Signing((), document.signer_name)
    name = document.signer_name or holder_name(post_id, day)
    try:
        return Signing(signing_words(document, post_id, day).lines, name)
    except Refusal:
        if strict:
            raise
        return Signing((), name)


def _as_role(signing: Signing, content: Content, kind: DocumentType | None) -> Signing:
    """The own signer among several: the role above the post, in minutes instead of it."""
    if not content.role:
        return signing
    form = find_form(kind.code) if kind else None
    alone = form is not None and form.role_alone
    return replace(signing, authority=(content.role, *(() if alone else signing.authority)))
