"""Looking at a document is an act: it leaves an entry of the journal (III.6.l, Q-010)."""

from typing import Literal

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.office.documents import queries
from vanthu.office.documents.errors import Frozen
from vanthu.office.documents.events import DocumentDownloaded, DocumentPrinted, DocumentViewed
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_not_held

How = Literal["view", "print", "download"]


@action
def record_view(actor: Actor, *, document: Document) -> None:
    """Journal that the actor views a document in hand, found to be open to them."""
    announce(actor, DocumentViewed(agency_id=document.agency_id, object_id=document.pk))


@action
def record_access(actor: Actor, *, document_id: int, how: How, file_id: int | None = None) -> None:
    """Journal that the actor views, prints or downloads; raises DocumentNotFound when not open.

    A recalled document that was frozen, and one held for its secrecy mark, is still shown, but
    neither printed nor taken away.
    """
    document = queries.find_visible(actor, document_id)
    if how != "view" and document.frozen_at is not None:
        raise Frozen
    if how != "view":
        check_not_held(actor, document)
    about = {"agency_id": document.agency_id, "object_id": document_id}
    if how == "view":
        record_view(actor, document=document)
    elif how == "print":
        announce(actor, DocumentPrinted(**about, file_id=file_id))
    else:
        announce(actor, DocumentDownloaded(**about, file_id=file_id))
