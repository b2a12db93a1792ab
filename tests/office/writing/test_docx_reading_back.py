"""The DOCX of every type of paper is read again: each cell comes back as it went in."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.office.writing.every_type import MANY, expected, paper_of
from vanthu.office.reading.queries import Reading, read_file
from vanthu.office.writing.queries import Paper, content_of_docx, docx_of, form_of, forms


def read(paper: Paper, folder: Path) -> Reading:
    """The fields of the paper as DOCX."""
    path = folder / "paper.docx"
    path.write_bytes(docx_of(paper))
    return read_file(path, ocr=None)


@pytest.mark.parametrize("code", list(forms()))
def test_every_cell_of_every_type_is_read_back(code: str, tmp_path: Path) -> None:
    paper = paper_of(form_of(code))
    reading = read(paper, tmp_path)
    assert reading.fields == expected(paper)
    assert reading.official_document


@pytest.mark.parametrize("code", list(forms()))
def test_the_text_of_every_type_comes_back(code: str) -> None:
    paper = paper_of(form_of(code))
    found = content_of_docx(docx_of(paper))
    assert found.lost == ()
    assert [b.id for b in found.content.blocks] == [b.id for b in paper.content.blocks]
    assert [b.kind for b in found.content.blocks] == [b.kind for b in paper.content.blocks]
    assert found.content.to == paper.content.to


@pytest.mark.parametrize("code", ["cong-van", "bao-cao", "dang-to-trinh"])
def test_several_addressees_are_read_back(code: str, tmp_path: Path) -> None:
    paper = paper_of(form_of(code), to=MANY)
    assert read(paper, tmp_path).fields == expected(paper)


@pytest.mark.parametrize("urgency", ["KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HỎA TỐC HẸN GIỜ"])
def test_the_urgency_is_read_back_beside_everything_else(urgency: str, tmp_path: Path) -> None:
    paper = paper_of(
        form_of("cong-van"),
        urgency=urgency,
        circulation="LƯU HÀNH NỘI BỘ",
        drafter="VP.(30)",
        contact=("Địa chỉ: Số 12 Hoàng Thái Hiếu", "Điện thoại: 0270 3823 456"),
    )
    assert read(paper, tmp_path).fields == expected(paper)


def test_number_and_day_not_given_yet_are_left_blank(tmp_path: Path) -> None:
    paper = replace(paper_of(form_of("quyet-dinh")), number=None, day=None)
    fields = read(paper, tmp_path).fields
    assert (fields["number"], fields["date"], fields["place"]) == (None, None, "Vĩnh Long")
