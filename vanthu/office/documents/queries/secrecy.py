"""Whether a secrecy mark read on a file waits for the clerk's decision (Q-145)."""

from vanthu.office.documents.errors import NothingSuspected
from vanthu.office.documents.models import Document, FieldReading

CLEARED = "secrecy-cleared"


def is_suspected(document_id: int) -> bool:
    """Whether a secrecy mark was read on a file of the document and nobody has decided yet."""
    return Document.objects.filter(pk=document_id).exclude(held_at=None).exists()


def is_cleared(document_id: int) -> bool:
    """Whether the clerk has looked and found no secrecy mark."""
    return FieldReading.objects.filter(document=document_id, field=CLEARED).exists()


def check_suspected(document: Document) -> None:
    """Raise NothingSuspected unless a secrecy mark waits for the clerk's decision."""
    if document.held_at is None:
        raise NothingSuspected
