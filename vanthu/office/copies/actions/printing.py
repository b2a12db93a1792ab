"""A paper original of an electronic document: printed, then sealed by hand (Art. 18.5, D-12)."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.office.copies import permissions, sheets
from vanthu.office.copies.choices import CopyKind
from vanthu.office.copies.errors import NothingToPrint
from vanthu.office.copies.events import OriginalPrinted
from vanthu.office.documents.queries import find_visible


@action
def print_original(actor: Actor, *, document_id: int) -> bytes:
    """The pages of the issued document as they print, annexes behind; its own bytes stay.

    Raises OriginalNotOurs, NothingToPrint.
    """
    document = find_visible(actor, document_id)
    permissions.check_print_original(actor, document)
    blobs = sheets.papers_of(document)
    if not blobs:
        raise NothingToPrint
    pages = sheets.pages_for(CopyKind.WHOLE, blobs, "")
    announce(
        actor,
        OriginalPrinted(agency_id=document.agency_id, object_id=document_id, sha256=blobs[0].pk),
    )
    return pages
