"""One document, and the catalogue of types."""

from django.db import connection
from django.db.models import Case, Exists, Q, When

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import System
from vanthu.ground.org.models import Agency
from vanthu.office.documents.choices import FileRole, TypeFamily
from vanthu.office.documents.errors import DocumentNotFound
from vanthu.office.documents.models import Document, DocumentFile, DocumentType
from vanthu.office.documents.permissions import visible


def find_visible(actor: Actor, document_id: int) -> Document:
    """The document when one of the actor's keys opens it; raises DocumentNotFound otherwise."""
    found = visible(actor).filter(pk=document_id).first()
    if found is None:
        raise DocumentNotFound
    return found


def direction_of(actor: Actor, document_id: int) -> str:
    """Incoming, outgoing or internal, of a document that may be seen; raises DocumentNotFound.

    For who needs the document only to know whether there is one: grants carry its direction.
    """
    if not actor.keys:
        raise DocumentNotFound
    marks = ", ".join(["%s"] * len(actor.keys))
    with connection.cursor() as cursor:
        cursor.execute(_DIRECTION.format(marks=marks), [document_id, *actor.keys])
        row = cursor.fetchone()
    if row is None:
        raise DocumentNotFound
    return str(row[0])


_DIRECTION = (
    "SELECT direction FROM documents_grant WHERE document_id = %s AND key IN ({marks}) LIMIT 1"
)


def has_signed_scan(document_id: int) -> bool:
    """Whether the scan of what was signed is with it."""
    rows = DocumentFile.objects.filter(document=document_id, role=FileRole.SIGNED_SCAN)
    return rows.filter(replaced_at=None).exists()


def types_by_code() -> dict[str, DocumentType]:
    """Every document type, in the order of the catalogue."""
    return {row.code: row for row in DocumentType.objects.order_by("order")}


def types_for(agency_id: int) -> list[DocumentType]:
    """Every document type as the agency is offered it: in the order of the catalogue, where Party
    papers come last; an agency of the Party has its own first. One statement."""
    of_party = Exists(Agency.objects.filter(pk=agency_id, system=System.PARTY))
    own = When(of_party & Q(family=TypeFamily.PARTY), then=0)
    return list(DocumentType.objects.order_by(Case(own, default=1), "order"))


def type_names() -> dict[str, str]:
    """The name of every document type by its code, in the order of the catalogue."""
    return dict(DocumentType.objects.order_by("order").values_list("code", "name"))
