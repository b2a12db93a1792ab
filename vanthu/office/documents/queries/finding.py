"""One document, and the catalogue of types."""

from vanthu.ground.base.actor import Actor
from vanthu.office.documents.errors import DocumentNotFound
from vanthu.office.documents.models import Document, DocumentType
from vanthu.office.documents.permissions import visible


def find_visible(actor: Actor, document_id: int) -> Document:
    """The document when one of the actor's keys opens it; raises DocumentNotFound otherwise."""
    found = visible(actor).filter(pk=document_id).first()
    if found is None:
        raise DocumentNotFound
    return found


def types_by_code() -> dict[str, DocumentType]:
    """Every document type, in the order of the catalogue."""
    return {row.code: row for row in DocumentType.objects.order_by("order")}
