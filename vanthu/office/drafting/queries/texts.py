"""The text being written, comments on it, who was asked, and standard texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.office.documents.permissions import check_see
from vanthu.office.drafting.models import (
    Comment,
    Consultation,
    DraftVersion,
    StandardText,
    WorkingText,
)
from vanthu.office.writing.queries import Content, content_from_json, parse_text


@dataclass(frozen=True, slots=True)
class Desk:
    """What an editor opens with: the text, the revision to save on top of, and who saved it.

    `revision` 0: nobody has written since version `version` (0: there is none). `replaced` names
    the file, where the newest version is one that no text was read out of; `lost` are the sentences
    of what the file of the newest version held that could not be taken over.
    """

    content: Content
    revision: int
    version: int
    saved: WorkingText | None
    replaced: str = ""
    lost: Sequence[str] = ()


def desk(actor: Actor, document_id: int) -> Desk:
    """What is being written, else the newest version, else an empty text."""
    check_see(actor, document_id)
    saved = WorkingText.objects.filter(document=document_id).first()
    last = DraftVersion.objects.filter(document=document_id).order_by("-version").first()
    number, lost = (last.version, last.lost) if last else (0, ())
    if saved is not None:
        return Desk(content_from_json(saved.content), saved.revision, number, saved, lost=lost)
    found = content_of(last) if last else Content()
    replaced = last.file_name if last and found is None else ""
    return Desk(found or Content(), 0, number, None, replaced, lost)


def content_of(version: DraftVersion) -> Content | None:
    """The structured text of a version; a plain body is read as one, a mere file has none."""
    if version.content is not None:
        return content_from_json(version.content)
    return parse_text(version.body) if version.blob_id is None else None


def comments(actor: Actor, document_id: int) -> Sequence[Comment]:
    """Every comment and reply in the order they were made."""
    check_see(actor, document_id)
    rows = Comment.objects.filter(document=document_id).select_related("version")
    return list(rows.defer("version__body", "version__content").order_by("id"))


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was asked for comments, and where that stands on a day."""

    row: Consultation
    answered: bool
    late: bool


def consultations(actor: Actor, document_id: int) -> list[Asked]:
    """Who was asked, in the order of asking, who has answered, and who is late today."""
    check_see(actor, document_id)
    rows = Consultation.objects.filter(document=document_id).order_by("id")
    return [_asked(row, actor.today) for row in rows]


def _asked(row: Consultation, today: date) -> Asked:
    answered = row.answered_at is not None
    waiting = not answered and row.closed_at is None
    return Asked(row, answered, late=waiting and row.due_on < today)


def standard_texts(agency_id: int, type_code: str | None = None) -> Sequence[StandardText]:
    """The agency's standard texts by name; with a type, those for it and those for any."""
    rows = StandardText.objects.filter(agency=agency_id).select_related("type").order_by("name")
    if type_code is None:
        return list(rows)
    return [row for row in rows if row.type_id in (None, type_code)]
