"""The single lines of a paper, as they are printed."""

from datetime import date

import pytest

from tests.office.writing.papers import DECISION, LETTER, paper
from vanthu.office.writing.queries import Family, day_line, letter_subject, number_line, to_label
from vanthu.office.writing.typesetting.lines import agency_lines, enclosed_line


@pytest.mark.parametrize(
    ("family", "number", "symbol", "line"),
    [
        (Family.STATE, "05", "QĐ-UBND", "Số: 05/QĐ-UBND"),
        (Family.STATE, "12", "UBND-VX", "Số: 12/UBND-VX"),
        (Family.STATE, "05", "2026/NQ-HĐND", "Số: 05/2026/NQ-HĐND"),
        (Family.PARTY, "05", "NQ/ĐU", "Số 05-NQ/ĐU"),
    ],
)
def test_numbers(family: Family, number: str, symbol: str, line: str) -> None:
    assert number_line(family, number, symbol) == line


def test_days() -> None:
    assert day_line("Vĩnh Long", date(2026, 1, 5)) == "Vĩnh Long, ngày 05 tháng 01 năm 2026"
    assert day_line("", date(2026, 10, 15)) == "Ngày 15 tháng 10 năm 2026"


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        ("Về việc báo cáo kết quả", "V/v báo cáo kết quả"),
        ("Phối hợp kiểm tra", "V/v phối hợp kiểm tra"),
        ("V/v mời họp", "V/v mời họp"),
        ("Sở Nội vụ đề nghị", "V/v Sở Nội vụ đề nghị"),
        ("UBND tỉnh giao", "V/v UBND tỉnh giao"),
        ("Ủy ban nhân dân tỉnh giao", "V/v Ủy ban nhân dân tỉnh giao"),
        ("", ""),
    ],
)
def test_the_subject_of_a_letter(subject: str, line: str) -> None:
    assert letter_subject(Family.STATE, subject) == line


def test_the_subject_of_a_letter_of_the_party() -> None:
    assert letter_subject(Family.PARTY, "Về việc mời họp") == "về việc mời họp"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("Ủy ban nhân dân tỉnh Vĩnh Long", "Ủy ban nhân dân\ntỉnh Vĩnh Long"),
        ("ỦY BAN NHÂN DÂN XÃ TÂN PHÚ ĐÔNG", "ỦY BAN NHÂN DÂN\nXÃ TÂN PHÚ ĐÔNG"),
        ("Sở Nông nghiệp\nvà Môi trường", "Sở Nông nghiệp\nvà Môi trường"),
    ],
)
def test_long_names_break_where_the_place_begins(name: str, lines: str) -> None:
    assert agency_lines(name) == lines


def test_what_an_annex_goes_with() -> None:
    free = paper(number=None, day=None)
    blank = "ngày …… tháng …… năm ……"
    issuer = "Ủy ban nhân dân tỉnh Vĩnh Long"
    assert enclosed_line(free, enacted=False) == (
        f"(Kèm theo Quyết định số ……/QĐ-UBND {blank} của {issuer})"
    )
    assert enclosed_line(DECISION, enacted=True) == (
        f"(Ban hành kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 01 năm 2026 của {issuer})"
    )


def test_a_telegram_is_wired_by_its_issuer() -> None:
    assert to_label(paper(type_code="cong-dien")) == "ỦY BAN NHÂN DÂN TỈNH VĨNH LONG điện:"
    assert to_label(LETTER) == "Kính gửi:"
    assert to_label(paper(type_code="dang-to-trinh")) == "Kính trình:"
