"""What waits for the actor's electronic signature, and how far a paper is with its signatures."""

from collections.abc import Sequence
from dataclasses import dataclass

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Refusal
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_see, visible
from vanthu.office.drafting import permissions
from vanthu.office.drafting.choices import Verb
from vanthu.office.drafting.draft import Draft
from vanthu.office.drafting.models import ElectronicSignature, Route

MOST = 200


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paper before the signer: what it is, which version and which sheet (SHA-256, "" where it is
    not set yet) would be signed, why it cannot be."""

    document_id: int
    type_name: str
    subject: str
    version: int
    sheet: str
    urgency: int
    refusal: Refusal | None


def prepared_to_sign(actor: Actor, document_id: int | None = None) -> list[Prepared]:
    """The papers that wait for the actor's own signature, urgent ones first, 200 at most; with a
    document that one alone."""
    if actor.post_id is None or keys.post(actor.post_id) not in actor.keys:
        return []
    rows = visible(actor).filter(
        state=DocumentState.LEADER_REVIEW, route__signer_post=actor.post_id
    )
    if document_id is not None:
        rows = rows.filter(pk=document_id)
    found = rows.select_related("type").order_by("-urgency", "id")[:MOST]
    routes = {row.document_id: row for row in Route.objects.filter(document__in=found)}
    return [_prepared(actor, document, routes[document.pk]) for document in found]


def _prepared(actor: Actor, document: Document, route: Route) -> Prepared:
    draft = Draft(document, route)
    refusal: Refusal | None = None
    try:
        permissions.check(actor, Verb.SIGN, draft)
    except Refusal as found:
        refusal = found
    return Prepared(
        document_id=document.pk,
        type_name=document.type.name if document.type else "",
        subject=document.subject,
        version=draft.last.version if draft.last else 0,
        sheet=(draft.last.sheet_id or "") if draft.last else "",
        urgency=document.urgency,
        refusal=refusal,
    )


def signed_electronically(document_id: int) -> bool:
    """Whether an electronic signature on it counts: one that was not withdrawn."""
    return ElectronicSignature.objects.filter(document=document_id, withdrawn_at=None).exists()


def esignatures(actor: Actor, document_id: int) -> Sequence[ElectronicSignature]:
    """The electronic signatures on a document in the order they were made, withdrawn ones too."""
    check_see(actor, document_id)
    return list(ElectronicSignature.objects.filter(document=document_id).order_by("id"))
