"""An agency that makes copies: its register of them, papers of one page to copy, scans."""

import io
from pathlib import Path

from PIL import Image
from pypdf import PdfReader, PdfWriter

from tests.factories import drafts, incoming, province
from tests.factories.province import NOW, Office
from tests.office.reading.papers import pdf
from vanthu.ground.files.actions import store
from vanthu.ground.files.models import Blob
from vanthu.office.copies.actions import Wanted, make_copy
from vanthu.office.copies.choices import CopyKind, Medium
from vanthu.office.documents.actions import (
    NewFile,
    NewRecipient,
    receive_incoming,
    register_incoming,
)
from vanthu.office.documents.choices import Channel, RegisterKind
from vanthu.office.documents.models import Document
from vanthu.office.documents.registers import Register
from vanthu.office.drafting.actions import Text


def register(place: Office) -> Register:
    """The agency's one register of copies, open for 2026."""
    known = Register.objects.filter(agency=place.agency, kind=RegisterKind.COPY).first()
    if known is not None:
        return known
    made = province.register(place.agency, RegisterKind.COPY, "Sổ đăng ký bản sao")
    province.year(made, 2026)
    return made


def letter(folder: Path) -> Blob:
    """A typeset letter of one page, stored."""
    return store([pdf(folder).read_bytes()], now=NOW)


def issued(place: Office, folder: Path, **more: object) -> Document:
    """An issued document of the agency whose file is a PDF."""
    text = Text(blob=letter(folder), name="cong-van.pdf")
    return drafts.issued(place, text=text, **more)


def registered(
    place: Office, folder: Path | None = None, channel: str = Channel.UPLOAD
) -> Document:
    """A registered document from elsewhere, with its file unless `folder` is left out."""
    files = [NewFile(letter(folder), "van-ban.pdf")] if folder else []
    document = receive_incoming(place.clerk, fields=incoming.fields(), files=files, channel=channel)
    return register_incoming(place.clerk, document_id=document.pk)


def scan(dpi: int = 200, mode: str = "RGB", *, scale: float = 1.0, pages: int = 1) -> Blob:
    """A scan of blank pages of A4, stored; `scale` other than 1 is another size of paper."""
    size = (round(210 / 25.4 * dpi * scale), round(297 / 25.4 * dpi * scale))
    images = [Image.new(mode, size, "white") for _ in range(pages)]
    out = io.BytesIO()
    images[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=images[1:])
    # what Pillow writes is PDF 1.4, but not to the letter: written anew, it can be added to
    whole, writer = io.BytesIO(), PdfWriter(clone_from=PdfReader(out))
    writer.pdf_header = "%PDF-1.4"
    writer.write(whole)
    return store([whole.getvalue()], now=NOW)


def wanted(
    place: Office,
    kind: CopyKind = CopyKind.WHOLE,
    source: Medium = Medium.ELECTRONIC,
    medium: Medium = Medium.PAPER,
    *,
    signer: str = "leader",
    pages: str = "",
    blob: Blob | None = None,
) -> Wanted:
    """What copy is wanted, signed by the leader unless another of the staff is named."""
    return Wanted(
        kind=kind,
        source_medium=source,
        medium=medium,
        signer_post=incoming.post(place, signer),
        pages=pages,
        file=NewFile(blob, "ban-quet.pdf") if blob else None,
    )


def copied(place: Office) -> Document:
    """A copy on paper of a paper that the system has no pages of, to a ministry."""
    source = registered(place, channel=Channel.PAPER)
    return make_copy(
        place.clerk,
        source_id=source.pk,
        wanted=wanted(place, source=Medium.PAPER),
        recipients=[NewRecipient(name="Bộ Nội vụ")],
    )
