"""A signature on paper, recorded by the clerk with the scan that shows it."""

from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.ground.files.models import Blob
from vanthu.ground.journal.actions import action, announce, touch
from vanthu.ground.people.queries import holders
from vanthu.office.documents.actions import NewFile, move, put_file, refuse_secrets
from vanthu.office.documents.choices import DocumentState, FileRole
from vanthu.office.drafting import permissions
from vanthu.office.drafting.actions.publishing import publish_text
from vanthu.office.drafting.actions.steps import last_version, post_title, send_to_registry
from vanthu.office.drafting.choices import ApprovalKind, Verb, Verdict
from vanthu.office.drafting.draft import Draft, open_draft
from vanthu.office.drafting.errors import FutureSignature
from vanthu.office.drafting.events import PaperSigned
from vanthu.office.drafting.models import Approval, PaperSignature
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act, Box


@action
def record_paper_signature(
    actor: Actor, *, document_id: int, blob: Blob, name: str, signed_on: date
) -> None:
    """Record that the paper was signed on a day and attach the scan of it.

    While the draft waits for the signer this is the signer's approval, made on paper: both
    approvals must be there (ApprovalMissing). Raises FutureSignature.
    """
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.RECORD_PAPER_SIGNATURE, draft)
    if signed_on > actor.today:
        raise FutureSignature
    signer = _signer_name(draft, signed_on)
    scan = NewFile(blob, name, FileRole.SIGNED_SCAN)
    refuse_secrets(0, [], [scan])
    put_file(actor, document=draft.document, file=scan)
    PaperSignature.objects.create(
        document=draft.document,
        blob=blob,
        signed_on=signed_on,
        signer_name=signer,
        recorded_at=actor.now,
        recorded_by_post=actor.post_id,
        recorded_by_name=actor.name,
    )
    if draft.document.state == DocumentState.LEADER_REVIEW:
        _approved_on_paper(actor, draft, signer, signed_on)
    record_step(actor, document_id, Act.PAPER_SIGN, to_name=signer)
    touch("fields", document_id)
    announce(actor, _event(draft, blob, signer, signed_on))


def _signer_name(draft: Draft, day: date) -> str:
    """The name on the document, else the holder of the signer's post on the day of signing."""
    holder = holders([draft.posts()[2]], day).get(draft.posts()[2])
    return draft.document.signer_name or (holder.name if holder else "")


def _approved_on_paper(actor: Actor, draft: Draft, signer: str, signed_on: date) -> None:
    post_id = draft.posts()[2]
    holder = holders([post_id], signed_on).get(post_id)
    title = post_title(post_id, signed_on)
    Approval.objects.create(
        document=draft.document,
        version=last_version(draft),
        kind=ApprovalKind.LEADER,
        verdict=Verdict.APPROVED,
        round=draft.route.round,
        digest=draft.digest(),
        post=post_id,
        title=title,
        name=signer,
        person=holder.person_id if holder else None,
        on_paper=True,
        signed_on=signed_on,
        at=actor.now,
    )
    move(
        actor,
        draft.document,
        "record_paper_signature",
        signer_name=signer,
        signer_position=draft.document.signer_position or title,
    )
    publish_text(actor, draft)
    send_to_registry(actor, draft, Box.TO_NUMBER, signed_on)


def _event(draft: Draft, blob: Blob, signer: str, signed_on: date) -> PaperSigned:
    version = last_version(draft)
    return PaperSigned(
        agency_id=draft.document.agency_id,
        object_id=draft.document.pk,
        version=version.version,
        digest=version.digest,
        signed_on=signed_on,
        sha256=blob.pk,
        signer_name=signer,
    )
