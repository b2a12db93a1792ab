"""A paper becomes a sheet: PDF/A, the same bytes each time, the places of its cells told."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from tests.office.writing.papers import DECISION, FONTS, LETTER, PARTY, paper
from vanthu.office.writing.errors import WriterFontsMissing
from vanthu.office.writing.queries import Paper, Place, typeset


def text_in(pdf: bytes, place: Place) -> str:
    """The letters that stand in the place."""
    document = pdfium.PdfDocument(pdf)
    letters = document[place.page - 1].get_textpage()
    return str(letters.get_text_bounded(place.x0, place.y0, place.x1, place.y1)).strip()


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert typeset(DECISION, FONTS).pdf == typeset(DECISION, FONTS).pdf


def test_the_moment_of_making_stands_in_the_file() -> None:
    made = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    assert _created(typeset(DECISION, FONTS, made=made).pdf) == made
    assert _created(typeset(DECISION, FONTS).pdf) == datetime(2026, 1, 5, tzinfo=UTC)


def _created(pdf: bytes) -> datetime | None:
    metadata = PdfReader(io.BytesIO(pdf)).metadata
    return metadata.creation_date if metadata else None


@pytest.mark.parametrize("one", [DECISION, LETTER, PARTY], ids=lambda one: one.type_code)
def test_the_cells_are_where_the_sheet_says(one: Paper) -> None:
    sheet = typeset(one, FONTS)
    reference = "Số 05-TB/ĐU" if one is PARTY else f"Số: {one.number}/{one.symbol}"
    assert text_in(sheet.pdf, sheet.number) == reference
    assert text_in(sheet.pdf, sheet.day).startswith("Vĩnh Long, ngày ")
    assert text_in(sheet.pdf, sheet.name) == one.signing.name
    assert text_in(sheet.pdf, sheet.signature) == ""
    assert sheet.signature.y1 - sheet.signature.y0 == pytest.approx(28 * 72 / 25.4, abs=0.1)


@pytest.mark.parametrize("one", [DECISION, LETTER, PARTY], ids=lambda one: one.type_code)
def test_number_and_day_keep_their_room_while_they_are_not_given(one: Paper) -> None:
    given, free = typeset(one, FONTS), typeset(replace(one, number=None, day=None), FONTS)
    assert (free.number, free.day) == (given.number, given.day)
    assert (free.signature, free.name) == (given.signature, given.name)
    assert text_in(free.pdf, free.number) == text_in(free.pdf, free.day) == ""


def test_a_long_paper_is_signed_on_its_last_page() -> None:
    long = paper(text="\n".join(["Một đoạn của văn bản dài khoảng một dòng rưỡi. " * 4] * 60))
    sheet = typeset(long, FONTS)
    assert sheet.pages > 2
    assert sheet.signature.page == sheet.name.page == sheet.pages
    assert sheet.number.page == sheet.day.page == 1


def test_the_signature_never_stands_alone_on_its_page() -> None:
    for lines in range(14, 34):
        sheet = typeset(paper(text="\n".join(["Một dòng của văn bản."] * lines)), FONTS)
        if sheet.pages == 2:
            words = pdfium.PdfDocument(sheet.pdf)[1].get_textpage().get_text_range()
            assert "Một dòng của văn bản" in words
            return
    pytest.fail("no paper of two pages was made")


def test_an_unknown_type_is_set_with_its_title() -> None:
    sheet = typeset(paper(type_code="khac", type_name="Thư ngỏ"), FONTS)
    assert "THƯ NGỎ" in pdfium.PdfDocument(sheet.pdf)[0].get_textpage().get_text_range()


def test_without_tinos_nothing_is_set(tmp_path: Path) -> None:
    with pytest.raises(WriterFontsMissing):
        typeset(paper(day=date(2026, 1, 2)), tmp_path)
