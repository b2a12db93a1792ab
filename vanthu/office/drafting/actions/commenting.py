"""Comments in the margin of a version: made, answered, settled; all stay readable."""

from dataclasses import dataclass

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.errors import Invalid
from vanthu.kernel.text import nfc
from vanthu.office.documents.rules import refuse_secrets
from vanthu.office.drafting import permissions
from vanthu.office.drafting.actions.steps import last_version, post_title
from vanthu.office.drafting.draft import Draft, open_draft
from vanthu.office.drafting.errors import NoSuchComment, SettledAlready
from vanthu.office.drafting.events import CommentMade, CommentSettled
from vanthu.office.drafting.models import Comment, DraftVersion

_QUOTE, _TEXT = 500, 2000


@dataclass(frozen=True, slots=True)
class Anchor:
    """Letters `start` (inclusive) to `stop` (exclusive) of a block, and what stood there.

    Without a block the comment is on the whole.
    """

    block: str = ""
    start: int = 0
    stop: int = 0
    quote: str = ""


@action
def comment(actor: Actor, *, document_id: int, text: str, anchor: Anchor | None = None) -> Comment:
    """Say something to the newest version, at a place of it or as a whole.

    By whoever the draft is before, was before, or was sent to for comments. Raises TextClosed once
    the signer has approved, NotYourDraft, Invalid.
    """
    draft = open_draft(actor, document_id)
    permissions.check_comment(actor, draft)
    place = anchor or Anchor()
    if place.start < 0 or place.stop < place.start or len(place.block) > 40:
        raise Invalid({"anchor": "Chỗ góp ý không hợp lệ. Hãy chọn lại đoạn văn bản."})
    return _write(actor, draft, last_version(draft), text, place, None)


@action
def reply(actor: Actor, *, document_id: int, comment_id: int, text: str) -> Comment:
    """Answer a comment; raises NoSuchComment and what `comment` raises."""
    draft = open_draft(actor, document_id)
    permissions.check_comment(actor, draft)
    first = _comment(draft, comment_id)
    above = first.parent or first
    return _write(actor, draft, above.version, text, Anchor(), above)


@action
def settle_comment(actor: Actor, *, document_id: int, comment_id: int) -> None:
    """Say that a comment has been taken care of: the drafter, or whose turn it is.

    Raises NotYourDraft, NoSuchComment, SettledAlready.
    """
    draft = open_draft(actor, document_id)
    permissions.check_settle(actor, draft)
    row = _comment(draft, comment_id)
    if row.resolved_at is not None:
        raise SettledAlready(who=row.resolved_by_name)
    row.resolved_at, row.resolved_by_name = actor.now, actor.name
    row.save(update_fields=["resolved_at", "resolved_by_name"])
    announce(
        actor,
        CommentSettled(
            agency_id=draft.document.agency_id, object_id=document_id, comment_id=row.pk
        ),
    )


def _comment(draft: Draft, comment_id: int) -> Comment:
    rows = Comment.objects.filter(document=draft.document).select_related("parent", "version")
    found = rows.filter(pk=comment_id).first()
    if found is None:
        raise NoSuchComment
    return found


def _write(
    actor: Actor,
    draft: Draft,
    version: DraftVersion,
    text: str,
    place: Anchor,
    parent: Comment | None,
) -> Comment:
    said = nfc(text).strip()
    if not said or len(said) > _TEXT:
        raise Invalid({"text": "Hãy nhập nội dung góp ý, tối đa 2.000 ký tự."})
    refuse_secrets(0, [said])
    row = Comment.objects.create(
        document=draft.document,
        version=version,
        parent=parent,
        block=place.block,
        start=place.start,
        stop=place.stop,
        quote=nfc(place.quote)[:_QUOTE],
        text=said,
        author_post=actor.post_id,
        author_title=post_title(actor.post_id, actor.today) if actor.post_id else "",
        author_name=actor.name,
        at=actor.now,
    )
    announce(
        actor,
        CommentMade(
            agency_id=draft.document.agency_id,
            object_id=draft.document.pk,
            version=version.version,
            comment_id=row.pk,
            answers=parent.pk if parent else None,
        ),
    )
    return row
