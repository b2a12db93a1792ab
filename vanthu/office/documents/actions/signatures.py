"""Checking the signatures of a document again: when somebody asks, never as a condition (Q-041).

What a check finds is shown beside the paper. It decides nothing: a document is registered, and
refused (status 02, Q-042), by the clerk alone.
"""

from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import Lane
from vanthu.ground.base.jobs import enqueue
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.signing.errors import NotSignable
from vanthu.office.documents import permissions
from vanthu.office.documents.events import SignatureCheckAsked
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.documents.queries import find_visible

PDF = "application/pdf"


@action
def recheck_signatures(actor: Actor, *, document_id: int) -> None:
    """Let the worker check the signatures anew, by the trust list and revocations of now.

    Raises DocumentNotFound, NotSignable, and what forbids to read the files.
    """
    document = find_visible(actor, document_id)
    check_signable(actor, document)
    enqueue(
        actor,
        "signatures.check",
        key=f"signatures-again:{document_id}",
        lane=Lane.SLOW,
        priority=10,
        document_id=document_id,
        again=True,
    )
    announce(actor, SignatureCheckAsked(agency_id=document.agency_id, object_id=document.pk))


def check_signable(actor: Actor, document: Document) -> None:
    """Raise NotSignable when no file of the document is a PDF."""
    permissions.check_files(actor, document)
    files = DocumentFile.objects.filter(document=document, replaced_at=None)
    if not files.filter(blob__media_type=PDF).exists():
        raise NotSignable
