"""The front of the reader: files and texts in, `Reading` out. Nothing is ever written back."""

import io
from collections.abc import Iterable
from pathlib import Path

from vanthu.office.reading.choices import CHECK_BELOW, FIELDS, FileKind
from vanthu.office.reading.errors import UnreadableFile, UnsupportedFile
from vanthu.office.reading.fields.assemble import SECRECY_HAZARD, read_sheet
from vanthu.office.reading.layout import Box, Sheet
from vanthu.office.reading.result import Found, Reading
from vanthu.office.reading.sniff import DEFAULT_LIMITS, Inspection, Limits, inspect
from vanthu.office.reading.sources.docx import sheet_of_docx
from vanthu.office.reading.sources.engine import OcrEngine, Tesseract
from vanthu.office.reading.sources.pages import (
    Progress,
    Recognition,
    frame,
    frame_count,
    sheet_of_image,
    sheet_of_pdf,
)
from vanthu.office.reading.sources.pdfium import opened
from vanthu.office.reading.sources.plain import sheet_of_text
from vanthu.office.reading.sources.printing import free_from, printed_pages
from vanthu.office.reading.sources.quality import PageScan, Scan, scan_of
from vanthu.office.reading.sources.turning import as_scanned

__all__ = [
    "CHECK_BELOW",
    "FIELDS",
    "SECRECY_HAZARD",
    "Box",
    "FileKind",
    "Found",
    "Inspection",
    "OcrEngine",
    "PageScan",
    "Progress",
    "Reading",
    "Scan",
    "default_ocr",
    "draw_pages",
    "free_from",
    "inspect_file",
    "page_count",
    "printed_pages",
    "read_file",
    "read_text",
    "render_page",
    "scan_of",
]

_MOST_PIXELS = 6.0


def inspect_file(path: Path, limits: Limits = DEFAULT_LIMITS) -> Inspection:
    """Kind by content, size, hazards. Raises FileTooLarge."""
    return inspect(path, limits)


def read_file(
    path: Path,
    *,
    ocr: OcrEngine | None,
    progress: Progress | None = None,
    every_page: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """Fields of a PDF, a DOCX, a scan or a plain text.

    `ocr` None leaves scans unread and says so in `needs_ocr`; `progress(done, most)` is called
    after every recognised page. The fields need the first page and the closing only; with
    `every_page` all pages of a scan are recognised (up to `limits.every_page`), so that `text`
    can be searched. Raises UnsupportedFile, UnreadableFile, FileTooLarge.
    """
    inspection = inspect(path, limits)
    most = limits.every_page if every_page else limits.ocr_pages
    recognition = Recognition(ocr, progress, most, every_page)
    reading = read_sheet(_sheet(path, inspection, recognition, limits))
    return as_scanned(reading, recognition.turns)


def _sheet(path: Path, file: Inspection, recognition: Recognition, limits: Limits) -> Sheet:
    if file.kind is FileKind.PDF:
        return sheet_of_pdf(path, file.hazards, recognition, limits)
    if file.kind is FileKind.DOCX:
        return sheet_of_docx(path, file.hazards)
    if file.kind.is_image:
        return sheet_of_image(path, recognition)
    if file.kind is FileKind.TEXT:
        return sheet_of_text(_decoded(path))
    raise UnsupportedFile


def _decoded(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile from error


def read_text(text: str) -> Reading:
    """Fields of a paper of which only the text is known; no places, no signatures."""
    return read_sheet(sheet_of_text(text))


def render_page(path: Path, page: int, scale: float = 1.5) -> bytes:
    """PNG of a page (from 1) of a PDF or an image as a person sees it, signature boxes included;
    scale 1.0 is 72 dpi. Raises UnsupportedFile, UnreadableFile; IndexError for no such page."""
    if not 1 <= page <= page_count(path):
        raise IndexError(page)
    scale = min(scale, _MOST_PIXELS)
    if inspect(path).kind is FileKind.PDF:
        with opened(path, forms=True) as pdf:
            image = pdf.image(page, scale)
    else:
        image = frame(path, page, round(72 * scale))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def draw_pages(pdf: bytes, wanted: Iterable[int], scale: float) -> tuple[int, dict[int, bytes]]:
    """How many pages a PDF has, and PNGs of those wanted (from 1) that it has, signature boxes
    included; lightly packed, because they are looked at once. Raises UnreadableFile."""
    drawn = {}
    with opened(pdf, forms=True) as document:
        count = len(document)
        for page in sorted({number for number in wanted if 1 <= number <= count}):
            buffer = io.BytesIO()
            document.image(page, scale).save(buffer, "PNG", compress_level=1)
            drawn[page] = buffer.getvalue()
    return count, drawn


def page_count(path: Path) -> int:
    """Pages of a PDF or an image; raises UnsupportedFile for kinds without fixed pages."""
    kind = inspect(path).kind
    if kind is FileKind.PDF:
        with opened(path) as pdf:
            return len(pdf)
    if kind.is_image:
        return frame_count(path)
    raise UnsupportedFile


def default_ocr() -> OcrEngine:
    """The recogniser of this machine; ask it `available()` before promising anything."""
    return Tesseract()
