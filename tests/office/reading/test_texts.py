"""Papers of which only the text is known: the layout of Decree 30/2020 and its traps."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.office.reading import papers
from vanthu.kernel.dates import vietnamese_date
from vanthu.office.reading.queries import CHECK_BELOW, FIELDS, read_text


def test_every_cell_of_a_plain_decision_is_read() -> None:
    reading = read_text(papers.text())
    assert reading.official_document
    assert reading.fields == dict.fromkeys(FIELDS) | {
        "issuer_lines": ["ỦY BAN NHÂN DÂN", "TỈNH VĨNH LONG"],
        "number": "07/2026/QĐ-UBND",
        "place": "Vĩnh Long",
        "date": "2026-02-09",
        "type": "Quyết định",
        "abstract": "Ban hành Quy chế làm việc theo Nghị định số 45/2025/NĐ-CP ngày 28/02/2025",
        "signer_position": ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
        "signer_name": "Lê Quang Ngời",
        "recipients": ["Như Điều 3", "Lưu: VT, TH"],
    }
    assert reading.doubtful == []


@pytest.mark.parametrize(
    "number", ["", "      /QĐ-UBND", "…./QĐ-UBND", "........../2026/QĐ-UBND", "../QĐ-UBND"]
)
def test_a_blank_number_is_not_read(number: str) -> None:
    reading = read_text(papers.text(number=number))
    assert reading.value("number") is None
    assert (reading.symbol or "").endswith("QĐ-UBND" if number else "")


@pytest.mark.parametrize(
    "day",
    ["ngày    tháng 02 năm 2026", "ngày … tháng … năm 2026", "ngày 31 tháng 02 năm 2026"],
)
def test_a_blank_or_impossible_day_is_not_read(day: str) -> None:
    reading = read_text(papers.text(day=day))
    assert reading.value("date") is None
    assert reading.value("place") == "Vĩnh Long"


@pytest.mark.parametrize(
    "number",
    [
        "07/QÐ-UBND",  # Icelandic letter
        "07/Q\u0110-UBND",
        "07 / QĐ - UBND",
        "07/Q\u00adĐ-UBND",  # soft hyphen
        "07/QĐ-UВND",  # Cyrillic В
        "07/QĐ-UBND\u00a0",
    ],
)
def test_one_reference_in_many_disguises(number: str) -> None:
    assert read_text(papers.text(number=number)).value("number") == "07/QĐ-UBND"


def test_decomposed_letters_are_read_like_composed_ones() -> None:
    plain = papers.text()
    assert read_text(unicodedata.normalize("NFD", plain)).fields == read_text(plain).fields


@given(st.dates(date(1976, 1, 1), date(2099, 12, 31)))
def test_any_day_is_read_as_written(day: date) -> None:
    reading = read_text(papers.text(day=vietnamese_date(day)))
    assert reading.value("date") == day.isoformat()


@given(
    st.integers(1, 99999),
    st.sampled_from(["QĐ", "TB", "KH", "TTr", "BC", "QyĐ", "CTr"]),
    st.sampled_from(["UBND", "SNV", "BGDĐT", "VP", "STC.HC"]),
)
def test_any_reference_is_read_as_written(serial: int, kind: str, agency: str) -> None:
    reference = f"{serial:02d}/{kind}-{agency}"
    assert read_text(papers.text(number=reference)).value("number") == reference


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text: str) -> None:
    reading = read_text(text)
    assert all(0.0 <= sure <= 1.0 for sure in reading.confidence.values())


@given(st.lists(st.sampled_from(papers.text().splitlines()), max_size=25))
def test_shuffled_papers_do_not_break_the_reader(lines: list[str]) -> None:
    reading = read_text("\n".join(lines))
    assert set(reading.confidence) <= set(FIELDS)


def test_party_paper() -> None:
    text = """ĐẢNG BỘ TỈNH VĨNH LONG
ĐẢNG ỦY XÃ TÂN PHÚ
*
ĐẢNG CỘNG SẢN VIỆT NAM
Số 05-NQ/ĐU
Tân Phú, ngày 20 tháng 4 năm 2026
NGHỊ QUYẾT
về lãnh đạo nhiệm vụ phát triển kinh tế - xã hội năm 2026
- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;
Ban Chấp hành Đảng bộ xã quyết nghị:
Điều 1. Thông qua báo cáo kết quả thực hiện.
Nơi nhận:
- Ban Thường vụ Tỉnh ủy,
- Các chi bộ trực thuộc,
- Lưu Đảng ủy.
T/M ĐẢNG ỦY
BÍ THƯ
Phạm Hữu Lộc
"""
    reading = read_text(text)
    assert reading.value("number") == "05-NQ/ĐU"
    assert reading.value("type") == "Nghị quyết"
    assert reading.value("date") == "2026-04-20"
    assert reading.value("issuer_lines") == ["ĐẢNG BỘ TỈNH VĨNH LONG", "ĐẢNG ỦY XÃ TÂN PHÚ"]
    assert reading.value("signer_position") == ["T/M ĐẢNG ỦY", "BÍ THƯ"]
    assert reading.value("signer_name") == "Phạm Hữu Lộc"


def test_the_title_decides_the_type_when_the_symbol_has_no_type_code() -> None:
    reading = read_text(papers.text(title="TỜ TRÌNH", number="123/UBND-TH"))
    assert reading.value("type") == "Tờ trình"


def test_an_official_letter_is_known_by_its_form() -> None:
    text = """CỤC THUẾ TỈNH VĨNH LONG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 88/CT-TTHT
V/v trả lời chính sách thuế
Vĩnh Long, ngày 03 tháng 3 năm 2026
Kính gửi:
- Công ty TNHH Một;
- Công ty Cổ phần Hai.
Trả lời công văn số 01/CV ngày 02/02/2026, Cục Thuế có ý kiến như sau.
"""
    reading = read_text(text)
    assert reading.value("type") == "Công văn"
    assert reading.value("number") == "88/CT-TTHT"
    assert reading.value("to") == ["Công ty TNHH Một", "Công ty Cổ phần Hai"]
    assert reading.value("abstract") == "V/v trả lời chính sách thuế"


def test_a_handwritten_serial_is_never_sure() -> None:
    text = """TỔNG CỤC THUẾ CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
CỤC THUÊ TP HÀ NỘI Độc lập - Tự do - Hạnh phúc
Số: 2444 /CT-TTHT Hà Nội, ngày 12 tháng 7 năm 2018
V/v chính sách thuê
Kính gửi: Cục Thuế tỉnh Đồng Nai
"""
    reading = read_text(text)
    assert reading.confidence.get("number", 0.0) < CHECK_BELOW / 2
    assert reading.confidence["date"] < CHECK_BELOW
    assert reading.value("issuer_lines") == ["TỔNG CỤC THUẾ", "CỤC THUẾ TP HÀ NỘI"]


def test_an_unreadable_serial_is_left_out() -> None:
    text = papers.text(number="Z#_/CVL-QLLĐ")
    assert read_text(text).value("number") is None


def test_two_signers_are_both_known() -> None:
    closing = "CHỦ TỊCH\nNguyễn Văn An\nBÍ THƯ\nTrần Thị Bé"
    reading = read_text(papers.text(closing=closing))
    assert reading.signers == ("Nguyễn Văn An", "Trần Thị Bé")
    assert reading.value("signer_name") == "Nguyễn Văn An"
    assert reading.confidence["signer_name"] < CHECK_BELOW


def test_titles_before_a_name_are_left_off() -> None:
    reading = read_text(papers.text(closing="HIỆU TRƯỞNG\nPGS.TS. Trần Công Luận"))
    assert reading.value("signer_name") == "Trần Công Luận"


def test_urgency_and_arrival_stamp() -> None:
    stamp = "HỎA TỐC\nCÔNG VĂN ĐẾN\nSố: 123\nNgày: 10/02/2026\n"
    lines = papers.text().split("\n", 2)
    reading = read_text(f"{lines[0]}\n{lines[1]}\n{stamp}{lines[2]}")
    assert reading.value("urgency") == "HỎA TỐC"
    assert reading.value("arrival_number") == "123"
    assert reading.value("arrival_date") == "2026-02-10"
    assert reading.value("number") == "07/2026/QĐ-UBND"
    assert reading.value("issuer_lines") == ["ỦY BAN NHÂN DÂN", "TỈNH VĨNH LONG"]


def test_a_secrecy_mark_is_reported() -> None:
    assert "secrecy-mark" in read_text("MẬT\n" + papers.text()).hazards
    assert read_text(papers.text()).hazards == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tình hình việc làm của người lao động\nBáo cáo số 71/BC-TCTK (ngày 27/4/2024) cho thấy",
        "Góp ý dự thảo Luật\nTác giả: Nguyễn Văn An\nQuyết định số 15/QĐ-UBND ngày 01/02/2024",
    ],
)
def test_other_texts_are_not_official(text: str) -> None:
    reading = read_text(text)
    assert not reading.official_document
    assert set(reading.fields.values()) == {None}
