"""The pages of a copy: those of its source, and on paper the block of a copy below them."""

import io
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from pypdf import PdfReader, PdfWriter

from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of
from vanthu.ground.org.choices import System
from vanthu.ground.org.models import Agency
from vanthu.ground.signing.errors import NotASheet
from vanthu.ground.signing.pdf.forms import updating
from vanthu.office.copies.choices import CopyKind
from vanthu.office.copies.errors import NothingToPrint
from vanthu.office.copies.rules import pages_of
from vanthu.office.documents.choices import FileRole
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.reading.queries import free_from, page_count, printed_pages
from vanthu.office.writing.choices import Family
from vanthu.office.writing.queries import CopyBlock, Signing, copy_sheet

PDF = "application/pdf"
_A4_HEIGHT = 841.89
_VERSION = "%PDF-1.7"
_GAP = 14.0  # points between the end of the text and the line above the block
_BOTTOM = 56.7  # 20 mm, where the text of a page ends
_FOOT = 0.97  # page numbers and footers stand below: no end of a text


def papers_of(source: Document) -> list[Blob]:
    """The PDF files that are the document: what was signed, else what was issued or came in, with
    its annexes."""
    rows = DocumentFile.objects.filter(document=source, replaced_at=None).select_related("blob")
    found = [row for row in rows.order_by("order", "id") if row.blob.media_type == PDF]
    by_role = {role: [row.blob for row in found if row.role == role] for role in FileRole}
    main = by_role[FileRole.SIGNED_SCAN] or by_role[FileRole.MAIN]
    return [*main[:1], *by_role[FileRole.ANNEX]] if main else []


def pages_for(kind: CopyKind, blobs: Sequence[Blob], pages: str) -> bytes:
    """The pages to be copied as one PDF: all of them, or of the paper itself those of an extract.

    Raises NothingToPrint, BadPages, UnreadableFile.
    """
    if not blobs:
        raise NothingToPrint
    if kind is CopyKind.EXTRACT:
        path = path_of(blobs[0].pk)
        return printed_pages(path, pages_of(pages, page_count(path)))
    target = PdfWriter()
    for blob in blobs:
        path = path_of(blob.pk)
        whole = printed_pages(path, pages_of("", page_count(path)))
        target.append(io.BytesIO(whole))
    return _written(target)


def with_block(pages: bytes, block: CopyBlock, fonts: Path) -> bytes:
    """The pages with the block below the last text; on a page of its own where there is no room."""
    reader = PdfReader(io.BytesIO(pages))
    height = float(reader.pages[-1].mediabox.height)
    width = float(reader.pages[-1].mediabox.width)
    free = free_from(pages)
    needed = copy_sheet(block, fonts).height
    upright = abs(height - _A4_HEIGHT) < 2 and width < height
    fits = upright and free < height * _FOOT and free + _GAP + needed <= height - _BOTTOM
    target = PdfWriter(clone_from=reader)
    if not fits:
        target.append(io.BytesIO(copy_sheet(block, fonts).pdf))
        return _written(target)
    laid = copy_sheet(block, fonts, top=free + _GAP)
    target.pages[-1].merge_page(PdfReader(io.BytesIO(laid.pdf)).pages[0])
    return _written(target)


def sheet_of(pages: bytes | None, block: CopyBlock) -> bytes:
    """What is printed: the pages with their block, or the block alone, put below a photocopy."""
    if pages is None:
        return copy_sheet(block, fonts()).pdf
    return with_block(pages, block, fonts())


def block_of(
    document: Document, kind: CopyKind, signing: Signing, lines: Sequence[str]
) -> CopyBlock:
    """The cells of a numbered copy."""
    system = Agency.objects.values_list("system", flat=True).get(pk=document.agency_id)
    return CopyBlock(
        kind=str(kind.label),
        issuer=document.issuer_name,
        number=document.number,
        symbol=document.symbol,
        place=document.place,
        day=document.issued_on or document.created_at.date(),
        signing=signing,
        recipients=tuple(lines),
        family=Family.PARTY if system == System.PARTY else Family.STATE,
    )


def signable(pdf: bytes) -> bytes:
    """The file as it is; written anew, its images untouched, where a scanner wrote what cannot be
    added to."""
    try:
        updating(pdf)
    except NotASheet:
        return _written(PdfWriter(clone_from=PdfReader(io.BytesIO(pdf))))
    return pdf


def fonts() -> Path:
    """The folder of Tinos."""
    return Path(settings.STATIC_ROOT) / "fonts" / "tinos"


def _written(target: PdfWriter) -> bytes:
    out = io.BytesIO()
    target.pdf_header = _VERSION
    target.write(out)
    return out.getvalue()
