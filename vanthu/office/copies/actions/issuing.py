"""Issues a copy: from here on it goes to its recipients as any outgoing document."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action
from vanthu.office.copies import permissions, queries
from vanthu.office.documents import actions as documents
from vanthu.office.documents.models import Document
from vanthu.office.documents.queries import find_visible
from vanthu.office.drafting.errors import NoRecipients
from vanthu.office.handling import boxes
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act


@action
def issue_copy(actor: Actor, *, document_id: int) -> Document:
    """Issue a numbered copy to its recipients; handlers send it (DocumentIssued).

    Raises NotACopy, SignFirst, NoRecipients.
    """
    document = find_visible(actor, document_id)
    permissions.check_issue(actor, document, queries.copy_of(document_id))
    if not document.recipients.exists():
        raise NoRecipients
    boxes.take(document_id)
    record_step(actor, document_id, Act.ISSUE, text=document.reference)
    return documents.mark_issued(actor, document_id=document_id)
