"""Every type of paper is set and read again: each cell comes back as it went in."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office.writing.every_type import MANY, expected, paper_of
from tests.office.writing.papers import FONTS
from vanthu.ground.signing.choices import SlotKind
from vanthu.ground.signing.pdf.filling import fill
from vanthu.ground.signing.pdf.reserving import reserve
from vanthu.ground.signing.pdf.slots import Filling, Slot
from vanthu.office.reading.queries import Reading, read_file
from vanthu.office.writing import looks
from vanthu.office.writing.queries import (
    Paper,
    Place,
    Sheet,
    day_line,
    form_of,
    forms,
    number_line,
    typeset,
)


def read(paper: Paper, folder: Path) -> Reading:
    path = folder / "paper.pdf"
    path.write_bytes(typeset(paper, FONTS).pdf)
    return read_file(path, ocr=None)


@pytest.mark.parametrize("code", list(forms()))
def test_every_cell_of_every_type_is_read_back(code: str, tmp_path: Path) -> None:
    paper = paper_of(form_of(code))
    reading = read(paper, tmp_path)
    assert reading.fields == expected(paper)
    assert reading.official_document


@pytest.mark.parametrize("code", ["cong-van", "bao-cao", "to-trinh", "cong-dien", "dang-to-trinh"])
def test_several_addressees_are_read_back(code: str, tmp_path: Path) -> None:
    paper = paper_of(form_of(code), to=MANY)
    assert read(paper, tmp_path).fields == expected(paper)


@pytest.mark.parametrize("code", ["cong-van", "quyet-dinh", "cong-dien"])
@pytest.mark.parametrize("urgency", ["KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HỎA TỐC HẸN GIỜ"])
def test_the_urgency_is_read_back_beside_everything_else(
    code: str, urgency: str, tmp_path: Path
) -> None:
    paper = paper_of(
        form_of(code),
        urgency=urgency,
        circulation="LƯU HÀNH NỘI BỘ",
        drafter="VP.(30)",
        contact=("Địa chỉ: Số 12 Hoàng Thái Hiếu", "Điện thoại: 0270 3823 456"),
    )
    assert read(paper, tmp_path).fields == expected(paper)


def test_a_text_put_in_force_leaves_the_cells_of_the_decision(tmp_path: Path) -> None:
    """Form 1.3: the regulation has a head of its own, and numbers its articles anew."""
    form = form_of("quyet-dinh")
    assert form.enacting is not None
    paper = paper_of(form, content=form.enacting)
    assert read(paper, tmp_path).fields == expected(paper)


@pytest.mark.parametrize("month", [1, 2, 3, 9, 10, 12])
@pytest.mark.parametrize("day", [1, 9, 10, 28])
def test_every_day_is_read_back(month: int, day: int, tmp_path: Path) -> None:
    paper = paper_of(form_of("thong-bao"), day=date(2027, month, day))
    assert read(paper, tmp_path).fields["date"] == f"2027-{month:02d}-{day:02d}"


@pytest.mark.parametrize("code", ["cong-van", "quyet-dinh", "qppl-quyet-dinh", "dang-thong-bao"])
def test_number_and_day_filled_in_later_are_read_back(code: str, tmp_path: Path) -> None:
    paper = paper_of(form_of(code))
    free = typeset(replace(paper, number=None, day=None), FONTS)
    pdf = reserved(paper, free)
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    blank = read_file(path, ocr=None)
    assert blank.symbol == paper.symbol
    assert (blank.fields["number"], blank.fields["date"]) == (None, None)
    path.write_bytes(filled(paper, free, pdf))
    reading = read_file(path, ocr=None)
    assert reading.fields == expected(paper)
    assert reading.signatures == 0


def _rect(place: Place) -> tuple[float, float, float, float]:
    return place.x0, place.y0, place.x1, place.y1


def _looks(paper: Paper, sheet: Sheet, number: str, day: str) -> tuple[bytes, bytes]:
    (left, low, right, high), (west, south, east, north) = _rect(sheet.number), _rect(sheet.day)
    return (
        looks.number_look(number, right - left, high - low, paper.family, FONTS),
        looks.day_look(day, east - west, north - south, paper.family, FONTS),
    )


def reserved(paper: Paper, sheet: Sheet) -> bytes:
    """The sheet with fields for number and day that look blank."""
    blank = looks.blank_number(paper.family, paper.symbol), looks.blank_day(paper.place)
    number, day = _looks(paper, sheet, *blank)
    slots = [
        Slot("so", SlotKind.TEXT, sheet.number.page, _rect(sheet.number), number),
        Slot("ngay", SlotKind.TEXT, sheet.day.page, _rect(sheet.day), day),
    ]
    return reserve(sheet.pdf, slots)


def filled(paper: Paper, sheet: Sheet, pdf: bytes) -> bytes:
    """The fields with the number and the day of the paper."""
    assert paper.day is not None
    words = (
        number_line(paper.family, paper.number or "", paper.symbol),
        day_line(paper.place, paper.day),
    )
    number, day = _looks(paper, sheet, *words)
    return fill(pdf, {"so": Filling(words[0], number), "ngay": Filling(words[1], day)})
