"""Pages of a PDF for the printer: signature boxes and seals drawn into the page, nothing to click.

What is printed is a new file; the one it comes from is only read.
"""

import io
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from vanthu.office.reading.sources.pdfium import LOCK, opened_document

_WHITE = 250


def printed_pages(path: Path, pages: Sequence[int]) -> bytes:
    """A PDF of these pages (from 1) as they print. Raises UnreadableFile; IndexError for a page
    that is not there."""
    with opened_document(path) as document, LOCK:
        if not all(1 <= number <= len(document) for number in pages):
            raise IndexError(pages)
        for number in set(pages):
            with closing(document[number - 1]) as page:
                raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)
        with closing(pdfium.PdfDocument.new()) as target:
            target.import_pages(document, [number - 1 for number in pages])
            return _saved(target)


def free_from(pdf: bytes) -> float:
    """How many points below its upper edge the last page of the PDF is free to its lower edge."""
    with (
        LOCK,
        closing(pdfium.PdfDocument(pdf)) as document,
        closing(document[len(document) - 1]) as page,
        closing(page.render(scale=1)) as bitmap,
    ):
        image = bitmap.to_pil().convert("L")
    inked = image.point(lambda value: 255 if value < _WHITE else 0).getbbox()
    return float(inked[3]) if inked else 0.0


def _saved(document: pdfium.PdfDocument) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
