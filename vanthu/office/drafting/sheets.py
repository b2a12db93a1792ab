"""Sheets: the typeset paper with its cells for number, day, signature and seal kept free.

A sheet is made when the content is approved and made anew at each later step for which something
on the paper changed; what is signed is the sheet, and what is numbered and sealed is what was
signed. The names of the cells are those of the form fields inside the file.
"""

import io
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from pypdf import PdfReader

from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.files.actions import store
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of
from vanthu.ground.signing.choices import SlotKind
from vanthu.ground.signing.pdf.filling import fill
from vanthu.ground.signing.pdf.reserving import reserve
from vanthu.ground.signing.pdf.slots import Filling, Slot
from vanthu.office.documents.models import Document
from vanthu.office.drafting.models import DraftVersion
from vanthu.office.drafting.queries.cells import DAY, NUMBER, rect, reserved
from vanthu.office.drafting.queries.papers import fonts, paper_digest, paper_of
from vanthu.office.drafting.queries.texts import content_of
from vanthu.office.writing.looks import (
    day_look,
    ink_place,
    number_look,
    seal_look,
    seal_place,
    signature_look,
    text_signature_look,
    text_signature_place,
)
from vanthu.office.writing.queries import (
    Family,
    Place,
    day_line,
    number_line,
    typeset,
)

SEAL = "dau"


def make_sheet(document: Document, version: DraftVersion, now: datetime, today: date) -> None:
    """Typeset the version as it would go out today, unless its sheet already says the same.

    A version that is a mere file gets none: it is signed on paper. Raises NoMandate,
    OtherAuthority, WriterFontsMissing.
    """
    content = content_of(version)
    if content is None:
        return
    paper = paper_of(document, content, today, strict=True)
    source = paper_digest(paper)
    if version.sheet_id is not None and version.sheet_source == source:
        return
    sheet = typeset(paper, fonts(), made=now)
    pdf = reserved(paper, sheet, fonts())
    version.sheet = store(io.BytesIO(pdf), now=now)
    version.sheet_source = source
    version.places = {
        "family": str(paper.family),
        "symbol": paper.symbol,
        **{name: asdict(getattr(sheet, name)) for name in ("number", "day", "signature", "name")},
    }
    version.save(update_fields=["sheet", "sheet_source", "places"])


def numbered(pdf: bytes, version: DraftVersion, document: Document) -> bytes:
    """The paper with number and day of the document in their cells (3 and 4)."""
    places: Mapping[str, Any] = version.places or {}
    family = Family(places["family"])
    number = number_line(family, document.number, document.symbol)
    assert document.issued_on is not None, "a number comes with its day"
    day = day_line(document.place, document.issued_on)
    return fill(
        pdf,
        {
            NUMBER: Filling(number, number_look(number, *_size(places["number"]), family, fonts())),
            DAY: Filling(day, day_look(day, *_size(places["day"]), family, fonts())),
        },
    )


def to_sign(version: DraftVersion, picture: bytes, diameter: float) -> bytes:
    """The sheet with the seal's field beside the leader's (S-02): it stands over a third of this
    signature's ink, so its place is known only now, and no field may be added later."""
    assert version.sheet is not None, "what is signed is a sheet"
    ink = ink_place(Place(**(version.places or {})["signature"]), picture)
    place = seal_place(ink, diameter)
    slot = Slot(
        SEAL,
        SlotKind.SIGNATURE,
        place.page,
        rect(place),
        label="Chữ ký của cơ quan, tổ chức",
        locks=(NUMBER, DAY),
    )
    return reserve(bytes_of(version.sheet), [slot])


def signature_picture(picture: bytes, version: DraftVersion) -> bytes:
    """What the leader's signature shows in its cell (7c): the blue PNG, centred (S-01)."""
    return signature_look(picture, *_size((version.places or {})["signature"]), fonts())


def seal_picture(picture: bytes, diameter: float) -> bytes:
    """What the agency's signature shows: the red PNG of the seal in its real size (S-02)."""
    return seal_look(picture, diameter, fonts())


def text_look(lines: list[str]) -> bytes:
    """What a signature without a picture shows (S-04, S-05)."""
    return text_signature_look(lines, fonts())


def annex_lines(reference: str, at: datetime) -> list[str]:
    """What stands on an annex in a file of its own: number, symbol and time (S-04)."""
    return [reference, at.astimezone(VIETNAM).isoformat(timespec="seconds")]


def corner(pdf: bytes, look: bytes) -> tuple[float, float, float, float]:
    """The upper right corner of the first page, where such a signature stands."""
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    place = text_signature_place(look, float(box.width), float(box.height))
    return rect(place)


def kept(pdf: bytes, now: datetime) -> Blob:
    """The bytes as a stored file."""
    return store(io.BytesIO(pdf), now=now)


def bytes_of(blob: Blob) -> bytes:
    """A stored file, whole; papers are small."""
    return path_of(blob.pk).read_bytes()


def _size(told: Mapping[str, float]) -> tuple[float, float]:
    return (told["x1"] - told["x0"], told["y1"] - told["y0"])
