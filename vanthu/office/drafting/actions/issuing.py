"""Number and date, issuing, and recalling what was issued."""

from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.office.documents import actions as documents
from vanthu.office.documents.choices import Direction
from vanthu.office.documents.models import Document, Recipient
from vanthu.office.drafting import permissions
from vanthu.office.drafting.choices import Verb
from vanthu.office.drafting.draft import Draft, open_draft
from vanthu.office.drafting.errors import NoRecipients
from vanthu.office.drafting.events import DocumentRecalled
from vanthu.office.drafting.models import Addressee
from vanthu.office.handling import boxes
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act
from vanthu.office.handling.errors import ReasonMissing


@action
def give_number(
    actor: Actor,
    *,
    document_id: int,
    register_id: int | None = None,
    dated: date | None = None,
    reserved_id: int | None = None,
) -> Document:
    """Give number and date to what the signer approved, to the byte (Q-062).

    The handler of NumberGiven then puts it before the clerks to be issued. Raises
    ApprovedTextChanged and what `documents.give_number` raises.
    """
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.GIVE_NUMBER, draft)
    return documents.give_number(
        actor,
        document_id=document_id,
        register_id=register_id,
        dated=dated,
        reserved_id=reserved_id,
    )


@action
def issue(actor: Actor, *, document_id: int) -> Document:
    """Issue a numbered document to its recipients; handlers send it (DocumentIssued).

    Raises NoRecipients, ApprovedTextChanged.
    """
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.ISSUE, draft)
    if not _has_recipients(draft):
        raise NoRecipients
    boxes.take(document_id)
    record_step(actor, document_id, Act.ISSUE, text=draft.document.reference)
    return documents.mark_issued(actor, document_id=document_id)


@action
def recall_issued(actor: Actor, *, document_id: int, reason: str) -> None:
    """Recall an issued document: it is frozen here, and every receiver is ordered to cancel it.

    Decree 30/2020 Art. 18.4; Annex VI III.8 (Q-077). The order goes out by DocumentRecalled.
    """
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.RECALL_ISSUED, draft)
    if not reason.strip():
        raise ReasonMissing
    documents.move(actor, draft.document, "recall_issued", frozen_at=actor.now)
    boxes.take(document_id)
    record_step(actor, document_id, Act.RECALL_ISSUED, text=reason.strip())
    announce(
        actor,
        DocumentRecalled(
            agency_id=draft.document.agency_id,
            object_id=document_id,
            reference=draft.document.reference,
            direction=draft.document.direction,
            reason=reason.strip(),
        ),
    )


def _has_recipients(draft: Draft) -> bool:
    if draft.document.direction == Direction.INTERNAL:
        return Addressee.objects.filter(document=draft.document).exists()
    return Recipient.objects.filter(document=draft.document).exists()
