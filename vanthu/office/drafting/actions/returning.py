"""Back to the drafter, or nowhere: return with a reason, take back, cancel. Nothing is deleted."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.office.documents.actions import move
from vanthu.office.documents.choices import DocumentState
from vanthu.office.drafting import permissions
from vanthu.office.drafting.actions.publishing import withdraw
from vanthu.office.drafting.actions.steps import approve, close_to_waiting, send_to_drafter
from vanthu.office.drafting.choices import ApprovalKind, SignatureKind, Verb, Verdict
from vanthu.office.drafting.draft import open_draft
from vanthu.office.drafting.events import DraftCancelled, DraftRecalled, DraftReturned
from vanthu.office.handling import boxes
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act, Box
from vanthu.office.handling.errors import ReasonMissing

# In which step "returned" was said; the clerk's return before numbering is about the format.
_KINDS: dict[str, ApprovalKind] = {
    DocumentState.CONTENT_REVIEW: ApprovalKind.CONTENT,
    DocumentState.FORMAT_REVIEW: ApprovalKind.FORMAT,
    DocumentState.LEADER_REVIEW: ApprovalKind.LEADER,
    DocumentState.APPROVED: ApprovalKind.FORMAT,
}


@action
def return_draft(actor: Actor, *, document_id: int, reason: str) -> None:
    """Send the draft back to its drafter with a reason; it goes the whole way again."""
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.RETURN_DRAFT, draft)
    if not reason.strip():
        raise ReasonMissing
    before = draft.document.state
    approve(actor, draft, _KINDS[before], reason.strip(), verdict=Verdict.RETURNED)
    move(actor, draft.document, "return_draft")
    withdraw(actor, draft, SignatureKind.LEADER)
    send_to_drafter(actor, draft, Box.RETURNED, reason.strip())
    record_step(actor, document_id, Act.RETURN_DRAFT, text=reason.strip())
    announce(
        actor,
        DraftReturned(
            agency_id=draft.document.agency_id,
            object_id=document_id,
            from_state=before,
            reason=reason.strip(),
        ),
    )


@action
def recall_draft(actor: Actor, *, document_id: int) -> None:
    """Take the draft back before it is approved; who had it only to read loses sight of it."""
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.RECALL_DRAFT, draft)
    before = draft.document.state
    move(actor, draft.document, "recall_draft")
    close_to_waiting(actor, draft)
    send_to_drafter(actor, draft, Box.DRAFTS)
    record_step(actor, document_id, Act.RECALL_DRAFT)
    announce(
        actor,
        DraftRecalled(agency_id=draft.document.agency_id, object_id=document_id, from_state=before),
    )


@action
def cancel(actor: Actor, *, document_id: int, reason: str) -> None:
    """End the draft for good, with a reason; its versions and approvals stay readable."""
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.CANCEL, draft)
    if not reason.strip():
        raise ReasonMissing
    before = draft.document.state
    move(actor, draft.document, "cancel", finished_at=actor.now)
    close_to_waiting(actor, draft)
    boxes.take(document_id)
    record_step(actor, document_id, Act.CANCEL_DRAFT, text=reason.strip())
    announce(
        actor,
        DraftCancelled(
            agency_id=draft.document.agency_id,
            object_id=document_id,
            from_state=before,
            reason=reason.strip(),
        ),
    )
