"""What is drawn into the fields of a sheet: one-page PDFs as large as the field, ground left clear.

Number and day look as the page itself would print them; a signature is the picture of the hand,
a seal the picture in its real size; a signature without a picture is three lines of Times 10.
"""

import io
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader

from vanthu.office.writing.choices import Family
from vanthu.office.writing.paper import Place
from vanthu.office.writing.pictures import as_png, transparent_picture
from vanthu.office.writing.typesetting.lines import free_day, number_line
from vanthu.office.writing.typesetting.measures import layout
from vanthu.office.writing.typesetting.setting import compiler_of, pdf_of

MILLIMETRE = 72 / 25.4
SEAL_OVERLAP = 1 / 3
"""The share of the signature that the seal covers, on its left (Annex I, II.8; S-02)."""

TEXT_SIGNATURE_WIDTH = 75 * MILLIMETRE
_TOP_RIGHT = (15 * MILLIMETRE, 6 * MILLIMETRE)
_TEMPLATE = Path(__file__).parent / "typesetting" / "look.typ"


def number_look(text: str, width: float, height: float, family: Family, fonts: Path) -> bytes:
    """Cell 3, e.g. `Số: 15/QĐ-UBND`, for a field of this size in points; `text` from
    `number_line`, or from `blank_number` while the number is not given."""
    return _drawn("number", [text], width, height, family, fonts)


def day_look(text: str, width: float, height: float, family: Family, fonts: Path) -> bytes:
    """Cell 4, `text` from `day_line` or `blank_day`."""
    return _drawn("day", [text], width, height, family, fonts)


def blank_number(family: Family, symbol: str) -> str:
    """`Số:        /QĐ-UBND`: what stands in cell 3 until the clerk gives the number."""
    return number_line(family, "\u00a0" * 8, symbol)


def blank_day(place: str) -> str:
    """`Vĩnh Long, ngày      tháng      năm` with room between the words."""
    return free_day(place, "\u00a0" * 6)


def signature_look(png: bytes, width: float, height: float, fonts: Path) -> bytes:
    """The picture of a signature in the middle of its field, as large as fits; raises
    NotATransparentPicture."""
    picture = as_png(transparent_picture(png))
    return _drawn("picture", [], width, height, Family.STATE, fonts, picture)


def seal_look(png: bytes, diameter_mm: float, fonts: Path) -> bytes:
    """The picture of a seal in its real size; raises NotATransparentPicture."""
    side = diameter_mm * MILLIMETRE
    picture = as_png(transparent_picture(png))
    return _drawn("picture", [], side, side, Family.STATE, fonts, picture)


def text_signature_look(lines: list[str], fonts: Path) -> bytes:
    """A signature without a picture, on copies and on annexes in files of their own: Times 10,
    upright, black (S-04, S-05); as high as its lines need."""
    return _drawn("signature", lines, TEXT_SIGNATURE_WIDTH, None, Family.STATE, fonts)


def text_signature_place(look: bytes, width: float, height: float, page: int = 1) -> Place:
    """Where such a signature stands on a page of this size: its upper right (cell 14)."""
    box = PdfReader(io.BytesIO(look)).pages[0].mediabox
    right, top = width - _TOP_RIGHT[0], height - _TOP_RIGHT[1]
    return Place(page, right - float(box.width), top - float(box.height), right, top)


def ink_place(place: Place, png: bytes) -> Place:
    """The rectangle that the picture fills inside its field."""
    width, height = transparent_picture(png).size
    room = (place.x1 - place.x0, place.y1 - place.y0)
    scale = min(room[0] / width, room[1] / height)
    across, up = (room[0] - scale * width) / 2, (room[1] - scale * height) / 2
    return Place(place.page, place.x0 + across, place.y0 + up, place.x1 - across, place.y1 - up)


def seal_place(signature: Place, diameter_mm: float) -> Place:
    """Where the seal stands: over a third of the signature, on its left, level with its middle.

    `signature` is the rectangle of its ink (`ink_place`); the seal is a square of its diameter.
    """
    side = diameter_mm * MILLIMETRE
    right = signature.x0 + SEAL_OVERLAP * (signature.x1 - signature.x0)
    middle = (signature.y0 + signature.y1) / 2
    return replace(signature, x0=right - side, y0=middle - side / 2, x1=right, y1=middle + side / 2)


def _drawn(
    kind: str,
    lines: list[str],
    width: float,
    height: float | None,
    family: Family,
    fonts: Path,
    picture: bytes = b"",
) -> bytes:
    """One page; made at no moment, so that the same look is the same bytes."""
    data = {
        "kind": kind,
        "title": " ".join(lines) or kind,
        "lines": lines,
        "width": width,
        "height": height,
        "picture": list(picture),
        "measures": layout(family).values(),
    }
    return pdf_of(compiler_of(_TEMPLATE, fonts, data), 0)
