"""A paper becomes a sheet: PDF/A, the same bytes each time, the places of its cells told."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from tests.office.writing.papers import DECISION, FONTS, LETTER, PARTY, paper
from tests.office.writing.strategies import contents
from vanthu.office.writing.errors import LettersMissing, WriterFontsMissing
from vanthu.office.writing.queries import Content, Family, Paper, Place, Signing, typeset


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


@pytest.mark.parametrize(
    "one",
    [
        paper(text="Chọn ☐ hoặc ✓"),
        paper(subject="Việc 😀"),
        paper(recipients=("- 数;",)),
        paper(text="a\x07"),
    ],
    ids=["body", "subject", "recipients", "control"],
)
def test_letters_that_tinos_lacks_are_named(one: Paper) -> None:
    with pytest.raises(LettersMissing, match="Phông chữ của văn bản không có ký tự “.+”"):
        typeset(one, FONTS)


BARE = Paper("cong-van", "Công văn", Family.STATE, "", "", "", Signing((), ""), Content())


@pytest.mark.parametrize(
    "one",
    [
        BARE,
        replace(BARE, type_code="dang-bao-cao", family=Family.PARTY),
        paper(text="x" * 3000),
        paper(text="Điều 1.\n1.\na)\n-\n[căn cứ]\n[đoạn]\nChương I\n\n| |\n|---|\n"),
        paper(text='#include "x" $a$ <told> @x *b* _c_ `d` // e /* [f] \\ #let g'),
        paper(subject="#let x = 1 $y$ *a* _b_ <told> @d `e`"),
        paper(recipients=tuple(f"- Cơ quan {n};" for n in range(90))),
        paper(text="| " + " | ".join(map(str, range(30))) + " |\n|" + "---|" * 30 + "\n"),
    ],
    ids=["nothing", "nothing of the Party", "word", "empty", "signs", "title", "many", "wide"],
)
def test_odd_papers_are_set_too(one: Paper) -> None:
    sheet = typeset(one, FONTS)
    assert sheet.pages >= 1
    assert sheet.signature.y0 > 0


def test_signs_of_the_typesetter_are_letters_in_a_paper() -> None:
    words = '#include "x" $a$ <told> @x *b* _c_ `d` // e'
    pdf = typeset(paper(text=f"{words}\n"), FONTS).pdf
    assert words in pdfium.PdfDocument(pdf)[0].get_textpage().get_text_range()


@given(contents())
@settings(max_examples=25, deadline=None)
def test_every_content_is_set(content: Content) -> None:
    assert typeset(replace(LETTER, content=content), FONTS).pages >= 1


def test_each_who_signs_beside_has_a_room(tmp_path: Path) -> None:
    two = (Signing(("ĐẠI DIỆN BÊN A",), "Trần Thị Bình"), Signing(("BÊN B",), "Lê Văn Cường"))
    sheet = typeset(paper(type_code="hop-dong", more_signers=two), FONTS)
    rooms = [*sheet.others, sheet.signature]
    assert [room.x0 for room in rooms] == sorted(room.x0 for room in rooms)
    assert {(round(room.y0), room.page) for room in rooms} == {(round(sheet.signature.y0), 1)}


def test_without_tinos_nothing_is_set(tmp_path: Path) -> None:
    with pytest.raises(WriterFontsMissing):
        typeset(paper(day=date(2026, 1, 2)), tmp_path)


def test_recipients_stay_on_the_page_of_those_who_sign() -> None:
    secretary = Signing(("THƯ KÝ",), "Lê Thị Hoa")
    for lines in range(20, 40):
        text = "Một dòng.\n" * lines
        sheet = typeset(paper(DECISION, text, more_signers=(secretary,)), FONTS)
        last = PdfReader(io.BytesIO(sheet.pdf)).pages[-1].extract_text()
        assert sheet.signature.page == sheet.pages
        assert "Nơi nhận" in last
