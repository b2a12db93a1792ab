"""The approved text becomes the document's main file: what is numbered, issued and sent."""

import io

from vanthu.ground.base.actor import Actor
from vanthu.ground.files.actions import store
from vanthu.ground.files.models import Blob
from vanthu.office.documents.actions import NewFile, put_file, set_aside
from vanthu.office.documents.choices import FileRole
from vanthu.office.documents.models import DocumentFile
from vanthu.office.drafting.actions.steps import last_version
from vanthu.office.drafting.draft import Draft
from vanthu.office.drafting.models import DraftVersion


def publish_text(actor: Actor, draft: Draft) -> None:
    """Make the newest version the main file; an older main file stays, marked replaced."""
    version = last_version(draft)
    blob = version.blob or _stored(actor, version)
    rows = DocumentFile.objects.filter(
        document=draft.document, role=FileRole.MAIN, replaced_at=None
    )
    older = list(rows)
    if any(row.blob_id == blob.pk for row in older):
        return
    for row in older:
        reason = f"Thay bằng phiên bản {version.version} đã duyệt"
        set_aside(actor, document=draft.document, row=row, reason=reason)
    name = version.file_name or f"du-thao-{version.version}.txt"
    put_file(actor, document=draft.document, file=NewFile(blob, name, FileRole.MAIN))


def _stored(actor: Actor, version: DraftVersion) -> Blob:
    """A body written in the system goes out as the same UTF-8 text that was hashed."""
    return store(io.BytesIO(version.body.encode()), now=actor.now)
