"""Versions: every one is kept; after the signer's approval a new one goes back to the signer."""

from dataclasses import replace

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.text import nfc
from vanthu.office.documents.actions import move
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.rules import refuse_secrets
from vanthu.office.drafting import permissions
from vanthu.office.drafting.actions.inputs import Text
from vanthu.office.drafting.actions.publishing import withdraw
from vanthu.office.drafting.actions.steps import send_to_post
from vanthu.office.drafting.choices import SignatureKind, Verb
from vanthu.office.drafting.draft import Draft, open_draft
from vanthu.office.drafting.errors import EmptyDraft, SameAsBefore
from vanthu.office.drafting.events import VersionAdded
from vanthu.office.drafting.models import DraftVersion, WorkingText
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act, Box
from vanthu.office.writing.queries import content_from_json, content_to_json


@action
def add_version(actor: Actor, *, document_id: int, text: Text) -> DraftVersion:
    """Save a new version: by the drafter, or by whoever has the draft before them (III.1.n).

    After the signer's approval the document goes back to the signer (Art. 11.2; Q-062). Raises
    EmptyDraft, SameAsBefore, NumberedAlready once the document has its number.
    """
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.ADD_VERSION, draft)
    return write_version(actor, draft, text)


def write_version(actor: Actor, draft: Draft, text: Text) -> DraftVersion:
    """Write and announce the version of a draft already checked."""
    row = _write(actor, draft, text)
    back = draft.document.state == DocumentState.APPROVED
    if back:
        _back_to_signer(actor, draft)
    else:
        record_step(actor, draft.document.pk, Act.ADD_VERSION, text=row.note)
    announce(
        actor,
        VersionAdded(
            agency_id=draft.document.agency_id,
            object_id=draft.document.pk,
            version=row.version,
            digest=row.digest,
            file_name=row.file_name,
            back_to_signer=back,
        ),
    )
    return row


def _write(actor: Actor, draft: Draft, text: Text) -> DraftVersion:
    if text.empty:
        raise EmptyDraft
    text = _with_signers(draft, text)
    plain = text.plain
    refuse_secrets(0, [plain, text.name, text.note])
    if draft.last is not None and draft.last.digest == text.digest:
        raise SameAsBefore(draft.last.version)
    row = DraftVersion.objects.create(
        document=draft.document,
        version=draft.last.version + 1 if draft.last else 1,
        blob=text.blob,
        file_name=nfc(text.name)[:255],
        body=plain,
        content=content_to_json(text.content) if text.content is not None else None,
        lost=list(text.lost),
        digest=text.digest,
        note=nfc(text.note)[:500],
        author_post=actor.post_id,
        author_name=actor.name,
        made_at=actor.now,
    )
    draft.last = row
    WorkingText.objects.filter(document=draft.document).delete()
    return row


def _with_signers(draft: Draft, text: Text) -> Text:
    """A file says nothing of who signs beside: those named in the draft stay."""
    before = draft.last.content if draft.last else None
    if text.blob is None or text.content is None or not before:
        return text
    known = content_from_json(before)
    return replace(text, content=replace(text.content, role=known.role, signers=known.signers))


def _back_to_signer(actor: Actor, draft: Draft) -> None:
    move(actor, draft.document, "add_version")
    withdraw(actor, draft, SignatureKind.LEADER)
    send_to_post(actor, draft, Box.TO_SIGN, draft.posts()[2], Act.ADD_VERSION)
