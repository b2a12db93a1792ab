"""The paper itself: files and versions of drafts as pages, as text, or a word why not."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from vanthu.faces.web import previews, wording
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import JobState
from vanthu.ground.base.models import Job
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of
from vanthu.kernel.errors import Refusal
from vanthu.office.documents.choices import Direction, FileRole
from vanthu.office.documents.models import Document, DocumentFile, FieldReading
from vanthu.office.documents.permissions import can_read_files
from vanthu.office.drafting import queries as drafting
from vanthu.office.drafting.errors import NoSuchVersion
from vanthu.office.drafting.models import DraftVersion
from vanthu.office.drafting.queries import papers
from vanthu.office.reading.choices import CHECK_BELOW
from vanthu.office.reading.queries import draw_pages
from vanthu.office.search.models import BlobText

Item = dict[str, Any]
# The worker's tasks out of which the text of a file comes.
_READING = ("files.read", "files.recognise", "files.read_version")
_HAZARDS = {
    "pdf-javascript": N_("Có mã lệnh"),
    "pdf-launch": N_("Có lệnh mở chương trình"),
    "pdf-embedded-file": N_("Có tệp đính trong"),
    "pdf-rich-media": N_("Có đa phương tiện"),
    "pdf-encrypted": N_("Có mật khẩu"),
    "encrypted": N_("Có mật khẩu"),
    "office-macros": N_("Có macro"),
    "embedded-object": N_("Có tệp nhúng"),
    "nested-archive": N_("Có tệp nén bên trong"),
    "unknown-type": N_("Không rõ loại tệp"),
}

_LOCKED = frozenset({"pdf-encrypted", "encrypted"})
LOCKED = N_("Tệp có mật khẩu. Hãy xin bản không đặt mật khẩu.")


def _no_pages() -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Source:
    """Something with bytes or text: a file of the document, or a version of the draft.

    `written` is where a version with a text of its own is had as DOCX; `typeset` tells of how many
    pages it is printed, 0 where there is nothing to set.
    """

    document: int
    key: str
    name: str
    role: str
    blob: Blob | None
    url: str
    body: str = ""
    written: str = ""
    typeset: Callable[[], int] = _no_pages


def sources_of(actor: Actor, document: Document) -> list[Source]:
    """What there is to read, the paper itself first, nothing once withdrawn; two statements."""
    if not can_read_files(actor, document):
        return []
    drafts = [] if document.direction == Direction.INCOMING else _version(actor, document)
    found: list[Source] = []
    rows = DocumentFile.objects.filter(document=document, replaced_at=None).select_related("blob")
    published = False
    for row in rows.order_by("order", "id"):
        published = published or row.role == FileRole.MAIN
        found.append(
            Source(
                document=document.pk,
                key=f"f{row.pk}",
                name=row.name,
                role=str(FileRole(row.role).label),
                blob=row.blob,
                url=f"/documents/{document.pk}/files/{row.pk}",
            )
        )
    return found + drafts if published else drafts + found


def _version(actor: Actor, document: Document) -> list[Source]:
    try:
        row = drafting.version(actor, document.pk)
    except NoSuchVersion:
        return []
    return [version_source(actor, row)]


def version_source(actor: Actor, row: DraftVersion) -> Source:
    """A version of a draft, with its file or its text, which is shown as it will be printed."""
    return Source(
        document=row.document_id,
        key=f"v{row.version}",
        name=row.file_name or _("Phiên bản %(number)s") % {"number": row.version},
        role=_("Dự thảo, phiên bản %(number)s") % {"number": row.version},
        blob=row.blob,
        url=f"/documents/{row.document_id}/versions/{row.version}",
        body=row.body,
        written=f"/documents/{row.document_id}/versions/{row.version}/docx" if row.body else "",
        typeset=lambda: _pages_of_version(actor, row),
    )


def _pages_of_version(actor: Actor, row: DraftVersion) -> int:
    if not is_set(row):
        return 0
    try:
        return draw_pages(version_pdf(actor, row), (), 1)[0]
    except Refusal:
        return 0


def is_set(row: DraftVersion) -> bool:
    """Whether a version is shown as it is printed: it has a text of ours, or its sheet was made.

    A text typed as plain lines is set for its approval; from then on that sheet is what one signs.
    """
    return row.content is not None or row.sheet_id is not None


def version_pdf(actor: Actor, row: DraftVersion) -> bytes:
    """A version with a text of its own as it is printed: the sheet that was approved, else as it
    would be set today. Raises Refusal."""
    if row.sheet_id is not None:
        return path_of(row.sheet_id).read_bytes()
    return papers.sheet_of_version(actor, row.document_id, row.version)


def shown(sources: Sequence[Source], wanted: str) -> Source | None:
    """The source asked for, else the first."""
    return next((s for s in sources if s.key == wanted), sources[0] if sources else None)


def sheet(source: Source, readings: Iterable[FieldReading] = ()) -> Item:
    """A source as the reader shows it."""
    item: Item = {
        "key": source.key,
        "name": source.name,
        "role": source.role,
        "size_words": wording.size(source.blob.size) if source.blob else "",
        "url": source.url if source.blob else "",
        "view_url": f"{source.url}/view",
        "written": source.written,
        "note": _note(source.blob),
        "why": "",
        "pages": [],
        "text": source.body,
        "kind": "text",
        "poll": f"/documents/{source.document}/sheet?file={source.key}",
    }
    count = source.typeset()
    if count:
        item |= {"kind": "pages", "pages": [_page(source, n, {}) for n in range(1, count + 1)]}
    elif source.blob is not None:
        item |= _drawn(source, source.blob, readings)
    return item


def _drawn(source: Source, blob: Blob, readings: Iterable[FieldReading]) -> Item:
    count = previews.pages_of(blob.pk) if previews.is_drawn(blob.media_type) else 0
    if count:
        places = places_by_page(readings)
        return {"kind": "pages", "pages": [_page(source, n, places) for n in range(1, count + 1)]}
    text = BlobText.objects.filter(pk=blob.pk).values_list("text", flat=True).first() or ""
    if not text and is_locked(blob):
        return {"kind": "none", "why": _(LOCKED)}
    if not text and blob.media_type == previews.PLAIN:
        text = previews.plain_text(blob.pk)
    if text:
        return {"kind": "text", "text": text}
    return {"kind": "waiting" if being_read(source.document) else "none", "text": ""}


def being_read(document_id: int) -> bool:
    """Whether the worker still has to read files of the document; open jobs are few."""
    open_jobs = Job.objects.filter(
        state__in=(JobState.WAITING, JobState.RUNNING),
        task__in=_READING,
        arguments__document_id=document_id,
    )
    return open_jobs.exists()


def is_locked(blob: Blob) -> bool:
    """Whether a password guards the file; one that only forbids changes lets it be read."""
    return not _LOCKED.isdisjoint(blob.hazards)


def _page(source: Source, number: int, places: Mapping[int, Sequence[Item]]) -> Item:
    return {
        "number": number,
        "image_url": f"{source.url}/pages/{number}.png",
        "width": previews.WIDTH,
        "height": previews.HEIGHT,
        "places": places.get(number, ()),
    }


def places_by_page(readings: Iterable[FieldReading]) -> dict[int, list[Item]]:
    """Where each field was read, page by page, in points of an A4 page."""
    found: dict[int, list[Item]] = defaultdict(list)
    for reading in readings:
        for place in reading.places:
            found[place["page"]].append(_place(reading, place))
    return found


def _place(reading: FieldReading, box: Mapping[str, float]) -> Item:
    return {
        "name": reading.field,
        "label": _(FIELD_LABELS.get(reading.field, reading.field)),
        "x": round(box["x0"] * previews.WIDTH, 1),
        "y": round(box["y0"] * previews.HEIGHT, 1),
        "width": round((box["x1"] - box["x0"]) * previews.WIDTH, 1),
        "height": round((box["y1"] - box["y0"]) * previews.HEIGHT, 1),
        "doubtful": reading.confidence < CHECK_BELOW,
    }


FIELD_LABELS = {
    "number": N_("Số, ký hiệu"),
    "place": N_("Địa danh"),
    "date": N_("Ngày văn bản"),
    "type": N_("Loại văn bản"),
    "abstract": N_("Trích yếu nội dung"),
    "issuer_lines": N_("Cơ quan ban hành"),
    "signer_name": N_("Người ký"),
    "signer_position": N_("Chức vụ người ký"),
    "urgency": N_("Mức độ khẩn"),
    "to": N_("Kính gửi"),
    "recipients": N_("Nơi nhận"),
    "arrival_number": N_("Số đến"),
    "arrival_date": N_("Ngày đến"),
}


def _note(blob: Blob | None) -> str:
    hazards = [_(_HAZARDS[name]) for name in (blob.hazards if blob else ()) if name in _HAZARDS]
    return ", ".join(hazards)
