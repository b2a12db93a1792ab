"""Reading the files of a received document: text for the search, fields for the form."""

from dataclasses import asdict
from typing import Any

from vanthu.faces.jobs.registry import Progress, task
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import Lane
from vanthu.ground.base.jobs import enqueue
from vanthu.ground.files.queries import path_of
from vanthu.kernel.errors import Refusal
from vanthu.office.documents.actions import (
    NewReading,
    keep_readings,
    suspect_secret,
)
from vanthu.office.documents.actions.signatures import PDF
from vanthu.office.documents.choices import Direction, FileRole
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.documents.queries import is_cleared, is_suspected
from vanthu.office.drafting.models import DraftVersion
from vanthu.office.reading.queries import (
    SECRECY_HAZARD,
    OcrEngine,
    Reading,
    default_ocr,
    read_file,
)
from vanthu.office.search.actions import keep_text
from vanthu.office.search.models import BlobText


@task("files.read")
def read_files(actor: Actor, progress: Progress, *, document_id: int) -> dict[str, Any]:
    """Read text layers at once; scans go to the slow lane, where OCR takes its time.

    Returns what a waiting page shows: the columns filled, and whether OCR still comes.
    """
    reading = _read_all(actor, progress, document_id, ocr=None)
    if is_suspected(document_id):
        return {"filled": [], "ocr": False}
    _ask_signatures(actor, document_id)
    if reading is None:
        return {"filled": [], "ocr": False}
    waits = reading.needs_ocr and default_ocr().available()
    if waits:
        enqueue(actor, "files.recognise", lane=Lane.SLOW, priority=1, document_id=document_id)
    return {"filled": _fill(actor, document_id, reading), "ocr": waits}


def _ask_signatures(actor: Actor, document_id: int) -> None:
    """PDF files are checked in the lane of slow work: an answer from outside may take its time."""
    files = DocumentFile.objects.filter(document_id=document_id, replaced_at=None)
    if files.filter(blob__media_type=PDF).exists():
        enqueue(
            actor,
            "signatures.check",
            key=f"signatures:{document_id}",
            lane=Lane.SLOW,
            priority=5,
            document_id=document_id,
        )


@task("files.recognise")
def recognise_files(actor: Actor, progress: Progress, *, document_id: int) -> dict[str, Any]:
    """Read the scans of a document by OCR, page by page, telling how far it is."""
    reading = _read_all(actor, progress, document_id, ocr=default_ocr())
    if reading is None or is_suspected(document_id):
        return {"filled": [], "ocr": False}
    return {"filled": _fill(actor, document_id, reading), "ocr": False}


@task("files.read_version")
def read_version(
    actor: Actor, progress: Progress, *, document_id: int, version: int, by_ocr: bool = False
) -> dict[str, Any]:
    """Keep the text of a draft's file (a DOCX is shown by it); no field is filled from a draft.

    A scan is recognised in the slow lane. A secrecy mark holds the draft.
    """
    row = DraftVersion.objects.get(document=document_id, version=version)
    if row.blob_id is None or is_suspected(document_id):
        return {"read": False}
    ocr = default_ocr() if by_ocr else None
    try:
        reading = read_file(path_of(row.blob_id), ocr=ocr, progress=progress)
    except Refusal:
        return {"read": False}  # a kind that has no text: it is kept and sent as it is
    if _hold(actor, document_id, reading):
        return {"read": False}
    if reading.needs_ocr and not by_ocr and default_ocr().available():
        enqueue(
            actor,
            "files.read_version",
            lane=Lane.SLOW,
            priority=1,
            document_id=document_id,
            version=version,
            by_ocr=True,
        )
    _keep_text(actor, row.blob_id, reading, by_ocr=by_ocr)
    return {"read": True}


def _hold(actor: Actor, document_id: int, reading: Reading) -> bool:
    """Whether the file bears a secrecy mark that the clerk has not cleared; then it is held."""
    if SECRECY_HAZARD not in reading.hazards or is_cleared(document_id):
        return False
    suspect_secret(actor, document_id=document_id)
    return True


def _read_all(
    actor: Actor, progress: Progress, document_id: int, ocr: OcrEngine | None
) -> Reading | None:
    """Read every file; the reading of the main one is returned, None when it cannot be read.

    A secrecy mark stops it: nothing of the paper is indexed before the clerk has decided.
    """
    main: Reading | None = None
    files = DocumentFile.objects.filter(document_id=document_id, replaced_at=None)
    for file in files.order_by("order", "id"):
        try:
            reading = read_file(
                path_of(file.blob_id), ocr=ocr, progress=progress, every_page=ocr is not None
            )
        except Refusal:
            continue  # a spreadsheet or an archive has no fields; the file itself is kept as it is
        if _hold(actor, document_id, reading):
            return None
        _keep_text(actor, file.blob_id, reading, by_ocr=ocr is not None)
        if main is None and file.role in (FileRole.MAIN, FileRole.SIGNED_SCAN):
            main = reading
    return main


def _keep_text(actor: Actor, sha256: str, reading: Reading, *, by_ocr: bool) -> None:
    known = BlobText.objects.filter(pk=sha256).values_list("text", flat=True).first()
    if reading.text.strip() and (known is None or len(known) < len(reading.text)):
        keep_text(actor, sha256=sha256, text=reading.text, by_ocr=by_ocr and reading.needs_ocr)


def _fill(actor: Actor, document_id: int, reading: Reading) -> list[str]:
    """Fill the empty fields of what came in; our own documents know their fields. The columns."""
    incoming = Document.objects.filter(pk=document_id, direction=Direction.INCOMING)
    if not incoming.exists():
        return []
    readings = [
        NewReading(
            field=name,
            value=found.value,
            confidence=round(found.confidence, 3),
            places=[asdict(box) for box in reading.places.get(name, ())],
        )
        for name, found in reading.found.items()
    ]
    filled = keep_readings(
        actor,
        document_id=document_id,
        values=reading.fields,
        readings=readings,
        page_count=reading.page_count,
    )
    return sorted(filled)
