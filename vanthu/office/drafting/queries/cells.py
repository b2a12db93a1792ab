"""The cells of a typeset paper that stay free for number, day and signature (3, 4, 7c)."""

from pathlib import Path

from vanthu.ground.signing.choices import SlotKind
from vanthu.ground.signing.pdf.reserving import reserve
from vanthu.ground.signing.pdf.slots import Slot
from vanthu.office.writing.looks import blank_day, blank_number, day_look, number_look
from vanthu.office.writing.queries import Paper, Place, Sheet

# The names of the form fields inside the file.
NUMBER, DAY, LEADER = "so", "ngay", "ky"


def reserved(paper: Paper, sheet: Sheet, fonts: Path) -> bytes:
    """The sheet with its free cells as form fields, number and day shown as blanks to fill."""
    return reserve(sheet.pdf, _slots(paper, sheet, fonts))


def rect(place: Place) -> tuple[float, float, float, float]:
    """The corners of a place, as a slot takes them."""
    return (place.x0, place.y0, place.x1, place.y1)


def _slots(paper: Paper, sheet: Sheet, fonts: Path) -> list[Slot]:
    family = paper.family
    number, day = blank_number(family, paper.symbol), blank_day(paper.place)
    return [
        Slot(
            NUMBER,
            SlotKind.TEXT,
            sheet.number.page,
            rect(sheet.number),
            number_look(number, *_width_and_height(sheet.number), family, fonts),
            "Số, ký hiệu",
        ),
        Slot(
            DAY,
            SlotKind.TEXT,
            sheet.day.page,
            rect(sheet.day),
            day_look(day, *_width_and_height(sheet.day), family, fonts),
            "Địa danh, ngày tháng năm",
        ),
        Slot(
            LEADER,
            SlotKind.SIGNATURE,
            sheet.signature.page,
            rect(sheet.signature),
            label="Chữ ký của người có thẩm quyền",
        ),
    ]


def _width_and_height(place: Place) -> tuple[float, float]:
    return (place.x1 - place.x0, place.y1 - place.y0)
