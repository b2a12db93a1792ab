"""How a paper was scanned: read from the PDF itself, not from what the scanner's name says.

What a copy from paper must be is a rule of its caller; here are only the measures.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from vanthu.office.reading.sources.pdfium import LOCK, opened_document

_MM = 25.4 / 72
_COLOURED = 24  # bits of a dot: red, green, blue
_COVERS = 0.5


@dataclass(frozen=True, slots=True)
class PageScan:
    """A page of a scan, from 1: its size in millimetres, the dots an inch of the image that covers
    it (the lesser of the two directions), and whether the image has colours. `dpi` None: no image
    covers the page, so it is no scan."""

    page: int
    width: float
    height: float
    dpi: int | None
    colour: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanned PDF: its version as 14 for 1.4, and its pages."""

    version: int
    pages: tuple[PageScan, ...]


def scan_of(path: Path) -> Scan:
    """The measures of a PDF, as a scan. Raises UnreadableFile."""
    with opened_document(path) as document, LOCK:
        version = document.get_version() or 0
        pages = tuple(_page(document, number) for number in range(len(document)))
    return Scan(version, pages)


def _page(document: pdfium.PdfDocument, index: int) -> PageScan:
    with closing(document[index]) as page:
        width, height = page.get_size()
        found = [
            (dpi, colour)
            for dpi, colour, share in _images(page, width * height)
            if share >= _COVERS
        ]
    dpi, colour = min(found) if found else (None, False)
    return PageScan(index + 1, width * _MM, height * _MM, dpi, colour)


def _images(page: pdfium.PdfPage, area: float) -> Iterator[tuple[int, bool, float]]:
    """Dots an inch, colour and share of the page of each image on it."""
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        told = image.get_metadata()
        left, bottom, right, top = image.get_bounds()
        dpi = round(min(told.horizontal_dpi, told.vertical_dpi))
        yield dpi, told.bits_per_pixel >= _COLOURED, (right - left) * (top - bottom) / area
