"""The text as it is being written: saved by itself, made a version when the writer says so.

What stands here is paper on a desk. Every few seconds of typing would be an entry of the journal,
read by nobody and paid for by all; the journal tells of versions, which is what others read,
compare and approve. The row lives on the server, not in the browser alone, so that a lost line, a
closed lid or another computer loses nothing, and two who write at once learn of each other.
"""

from datetime import datetime
from typing import Any

from vanthu.ground.base.actor import Actor
from vanthu.ground.base.moments import hour_and_day
from vanthu.ground.journal.actions import action
from vanthu.office.documents.rules import refuse_secrets
from vanthu.office.drafting import permissions
from vanthu.office.drafting.actions.inputs import Text
from vanthu.office.drafting.actions.versions import write_version
from vanthu.office.drafting.choices import Verb
from vanthu.office.drafting.draft import Draft, open_draft
from vanthu.office.drafting.errors import NothingWritten, WrittenMeanwhile
from vanthu.office.drafting.models import DraftVersion, WorkingText
from vanthu.office.writing.queries import content_from_json, content_to_json, print_text


@action
def save_working_text(
    actor: Actor, *, document_id: int, content: Any, revision: int, based_on: int | None = None
) -> WorkingText:
    """Keep the text being written, by whoever may add a version; `revision` is the one it began
    from, 0 where there was none, `based_on` the version that was the newest then (None: any).

    Raises WrittenMeanwhile when somebody else has saved since, NotAContent, StateSecretRefused.
    """
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.ADD_VERSION, draft)
    text = content_from_json(content)
    refuse_secrets(0, [print_text(text)])
    row = WorkingText.objects.filter(document=draft.document).first()
    _check_version(draft, based_on)
    _check_revision(row, revision)
    if row is None:
        row = WorkingText(document=draft.document, revision=0, based_on=_last(draft))
    row.content = content_to_json(text)
    row.revision += 1
    row.saved_by_post = actor.post_id
    row.saved_by_name = actor.name
    row.saved_at = actor.now
    row.save()
    return row


@action
def drop_working_text(actor: Actor, *, document_id: int) -> None:
    """Throw away what was written since the last version. Raises NothingWritten."""
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.ADD_VERSION, draft)
    if not WorkingText.objects.filter(document=draft.document).delete()[0]:
        raise NothingWritten


@action
def save_version(actor: Actor, *, document_id: int, revision: int, note: str = "") -> DraftVersion:
    """Make the text being written a version; the working copy is then empty.

    Raises NothingWritten, WrittenMeanwhile, and what `add_version` raises.
    """
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.ADD_VERSION, draft)
    row = WorkingText.objects.filter(document=draft.document).first()
    if row is None:
        raise NothingWritten
    _check_revision(row, revision)
    text = Text(content=content_from_json(row.content), note=note)
    return write_version(actor, draft, text)


def _check_revision(row: WorkingText | None, revision: int) -> None:
    if row is not None and row.revision != revision:
        raise _meanwhile(row.saved_by_name, row.saved_at)


def _check_version(draft: Draft, based_on: int | None) -> None:
    """Revisions are counted anew after each version: one that came meanwhile is told here."""
    if draft.last is not None and based_on not in (None, draft.last.version):
        raise _meanwhile(draft.last.author_name, draft.last.made_at)


def _meanwhile(who: str, moment: datetime) -> WrittenMeanwhile:
    return WrittenMeanwhile(who=who, at=hour_and_day(moment))


def _last(draft: Draft) -> int:
    return draft.last.version if draft.last else 0
