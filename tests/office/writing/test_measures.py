"""What the rule measures, measured on the finished PDF (Decree 30/2020, Annex I; Guidance 05)."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from tests.office.writing.measured import MM, Measured, Row, measure
from tests.office.writing.papers import DECISION, FONTS, LETTER, PARTY, paper
from vanthu.office.writing.queries import Family, Paper, Signing, layout, typeset

LONG = "Một đoạn văn bản đủ dài để chiếm trọn nhiều dòng của trang giấy khi được trình bày. " * 4
FULL = replace(
    LETTER,
    urgency="HỎA TỐC",
    circulation="XEM XONG TRẢ LẠI",
    drafter="VP.(30)",
    contact=("Địa chỉ: Số 12 Hoàng Thái Hiếu, phường Long Châu", "Điện thoại: 0270 3823 456"),
)
LONG_DECISION = paper(text="\n".join(["Căn cứ Luật A;", "QUYẾT ĐỊNH:", *[LONG] * 20]))
WITH_ANNEXES = paper(
    text="Điều 1. A.\n\nPhụ lục I\nDANH MỤC\n"
    + f"{LONG}\n" * 14
    + "\nPhụ lục II (khổ ngang)\nBIỂU\n| A | B |\n|---|---|\n"
    + "| một | hai |\n" * 70
)


@cache
def made(one: Paper) -> Measured:
    """The measures of a paper, typeset once."""
    return measure(typeset(one, FONTS).pdf)


# cell, paper, words, least and most size, bold, italic
TYPE = [
    ("1 Quốc hiệu, II.1", DECISION, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, 13, True, False),
    ("1 Tiêu ngữ, II.1", DECISION, "Độc lập - Tự do - Hạnh phúc", 13, 14, True, False),
    ("2 cơ quan chủ quản, II.2", LETTER, "ỦY BAN NHÂN DÂN", 12, 13, False, False),
    ("2 cơ quan ban hành, II.2", LETTER, "SỞ NỘI VỤ", 12, 13, True, False),
    ("3 số, ký hiệu, II.3", DECISION, "Số: 05/QĐ-UBND", 13, 13, False, False),
    ("4 địa danh, ngày, II.4", DECISION, "Vĩnh Long, ngày 05 tháng 01", 13, 14, False, True),
    ("5a tên loại, II.5.a", DECISION, "QUYẾT ĐỊNH", 13, 14, True, False),
    ("5a trích yếu, II.5.a", DECISION, "Về việc ban hành", 13, 14, True, False),
    ("5b trích yếu công văn, II.5.b", LETTER, "V/v báo cáo", 12, 13, False, False),
    ("6 căn cứ, II.6", DECISION, "Căn cứ Luật", 13, 14, False, True),
    ("6 nội dung, II.6", LETTER, "Thực hiện Kế hoạch", 13, 14, False, False),
    ("6 Điều, II.6", DECISION, "Điều 1.", 13, 14, True, False),
    ("7a quyền hạn, II.7.a", DECISION, "TM. ỦY BAN NHÂN DÂN", 13, 14, True, False),
    ("7a chức vụ, II.7.a", DECISION, "CHỦ TỊCH", 13, 14, True, False),
    ("7b họ và tên, II.7.b", DECISION, "Nguyễn Văn An", 13, 14, True, False),
    ("9a kính gửi, II.9.a", LETTER, "Kính gửi:", 13, 14, False, False),
    ("9b nơi nhận, II.9.b", DECISION, "Nơi nhận:", 12, 12, True, True),
    ("9b danh sách, II.9.b", DECISION, "- Lưu: VT", 11, 11, False, False),
    ("10b độ khẩn, III.2.b", FULL, "HỎA TỐC", 13, 14, True, False),
    ("11 phạm vi lưu hành, III.2.c", FULL, "XEM XONG TRẢ LẠI", 13, 14, True, False),
    ("12 ký hiệu người soạn, III.3", FULL, "VP.(30)", 11, 11, False, False),
    ("13 địa chỉ, III.4", FULL, "Địa chỉ:", 11, 12, False, False),
    ("số trang, I.7", LONG_DECISION, "2", 13, 14, False, False),
    ("phụ lục, III.1", WITH_ANNEXES, "Phụ lục I", 14, 14, True, False),
    ("tiêu đề phụ lục, III.1", WITH_ANNEXES, "DANH MỤC", 13, 14, True, False),
    ("kèm theo văn bản, III.1", WITH_ANNEXES, "(Kèm theo Quyết định", 13, 14, False, True),
    ("Đảng: tiêu đề", PARTY, "ĐẢNG CỘNG SẢN VIỆT NAM", 14, 15, True, False),
    ("Đảng: cơ quan cấp trên", PARTY, "ĐẢNG BỘ ỦY BAN", 13, 14, False, False),
    ("Đảng: cơ quan ban hành", PARTY, "ĐẢNG ỦY SỞ NỘI VỤ", 13, 14, True, False),
    ("Đảng: số, ký hiệu", PARTY, "Số 05-TB/ĐU", 13, 14, False, False),
    ("Đảng: ngày", PARTY, "Vĩnh Long, ngày", 13, 14, False, True),
    ("Đảng: nội dung", PARTY, "Thực hiện Kế hoạch", 14, 14, False, False),
    ("Đảng: quyền hạn", PARTY, "T/M BAN THƯỜNG VỤ", 14, 14, True, False),
    ("Đảng: chức vụ (HD05a)", PARTY, "BÍ THƯ", 14, 14, False, False),
    ("Đảng: nơi nhận", PARTY, "Nơi nhận:", 12, 14, False, False),
]


@pytest.mark.parametrize("rule", TYPE, ids=lambda rule: str(rule[0]))
def test_size_and_style(rule: tuple[str, Paper, str, float, float, bool, bool]) -> None:
    _, one, words, least, most, bold, italic = rule
    row = made(one).row(words)
    assert least - 0.01 <= row.size <= most + 0.01
    assert (row.bold, row.italic) == (bold, italic)


@pytest.mark.parametrize("one", [DECISION, FULL, LONG_DECISION, WITH_ANNEXES, PARTY])
def test_everything_is_tinos_and_black_but_the_urgency(one: Paper) -> None:
    for row in made(one).rows:
        assert "+Tinos" in row.font
        assert row.colour == ((255, 0, 0) if row.text == "HỎA TỐC" else (0, 0, 0))


@pytest.mark.parametrize("family", list(Family))
def test_every_measure_lies_within_its_bounds_and_names_its_source(family: Family) -> None:
    for name, one in layout(family).measures.items():
        assert one.least <= one.value <= one.most, name
        assert one.source, name


@pytest.mark.parametrize("one", [LONG_DECISION, WITH_ANNEXES])
def test_margins(one: Paper) -> None:
    """I.3: top and bottom 20-25, left 30-35, right 15-20 mm; page numbers stand above."""
    found = made(one)
    for page, (width, height) in enumerate(found.sizes, start=1):
        assert {round(width / MM), round(height / MM)} == {210, 297}
        rows = [row for row in found.rows if row.page == page and not row.text.isdigit()]
        assert min(row.x0 for row in rows) / MM >= 29.9
        assert (width - max(row.x1 for row in rows)) / MM >= 14.5
        assert 19.5 <= (height - max(row.y1 for row in rows)) / MM <= 25
        assert min(row.y0 for row in rows) / MM >= 19.9
    first = [row for row in found.rows if row.page == 1]
    assert min(row.x0 for row in first) / MM <= 35


def test_margins_of_the_party_are_fixed() -> None:
    found = made(replace(PARTY, content=LONG_DECISION.content))
    rows = [row for row in found.rows if row.page == 1]
    assert min(row.x0 for row in rows) / MM == pytest.approx(30, abs=0.3)
    assert (found.sizes[0][0] - max(row.x1 for row in rows)) / MM == pytest.approx(15, abs=0.3)
    assert (found.sizes[0][1] - max(row.y1 for row in rows)) / MM == pytest.approx(20, abs=0.6)


def test_page_numbers_stand_in_the_middle_of_the_top_margin_from_the_second_page() -> None:
    found = made(LONG_DECISION)
    numbers = [row for row in found.rows if row.text.isdigit()]
    assert [(row.page, row.text) for row in numbers] == [
        (page, str(page)) for page in range(2, len(found.sizes) + 1)
    ]
    for row in numbers:
        assert (found.sizes[0][1] - row.y0) / MM < 20
        assert row.centre == pytest.approx((30 + 195) / 2 * MM, abs=1)


def test_annexes_have_page_numbers_of_their_own_and_may_lie_across() -> None:
    """I.7; III.1: two annexes are told apart by Roman figures."""
    found = made(WITH_ANNEXES)
    first, second = found.row("Phụ lục I").page, found.row("Phụ lục II").page
    numbers = {row.page: row.text for row in found.rows if row.text.isdigit() and row.size > 13.5}
    wanted: dict[int, str] = {}
    for start, stop in ((1, first), (first, second), (second, len(found.sizes) + 1)):
        assert stop - start > 1 or start == 1
        wanted |= {page: str(page - start + 1) for page in range(start + 1, stop)}
    assert numbers == wanted
    assert [width > height for width, height in found.sizes] == [
        page >= second for page in range(1, len(found.sizes) + 1)
    ]


def test_the_motto_is_centred_below_the_name_of_the_nation_and_underlined_whole() -> None:
    found = made(DECISION)
    nation, motto = found.row("CỘNG HÒA"), found.row("Độc lập")
    rule = found.rule_below(motto)
    assert motto.centre == pytest.approx(nation.centre, abs=1)
    assert nation.x0 > found.row("ỦY BAN NHÂN DÂN").x1
    assert rule.width == pytest.approx(motto.x1 - motto.x0, abs=1.5)
    assert rule.y1 < motto.baseline


@pytest.mark.parametrize(
    ("one", "words"), [(LETTER, "SỞ NỘI VỤ"), (DECISION, "TỈNH VĨNH LONG"), (DECISION, "Về việc")]
)
def test_rules_below_issuer_and_abstract_are_a_third_to_a_half_of_the_words(
    one: Paper, words: str
) -> None:
    found = made(one)
    row = found.row(words)
    rule = found.rule_below(row)
    assert 1 / 3 <= rule.width / (row.x1 - row.x0) <= 0.5
    assert rule.centre == pytest.approx(row.centre, abs=1)


@pytest.mark.parametrize("one", [LETTER, DECISION, PARTY])
def test_number_and_day_stand_on_one_line_each_in_the_middle_of_its_side(one: Paper) -> None:
    found = made(one)
    number, day = found.row("Số"), found.row("Vĩnh Long, ngày")
    issuer = found.row(one.issuer.split("\n")[0].upper())
    nation = found.row("ĐẢNG CỘNG SẢN" if one is PARTY else "CỘNG HÒA")
    assert number.baseline == pytest.approx(day.baseline, abs=0.5)
    assert number.centre == pytest.approx(issuer.centre, abs=1)
    assert day.centre == pytest.approx(nation.centre, abs=1)


def test_the_subject_of_a_letter_is_six_points_below_its_number() -> None:
    found = made(LETTER)
    number, subject = found.row("Số: 15"), found.row("V/v")
    below = number.baseline - 0.216 * number.size
    above = subject.baseline + 0.891 * subject.size
    assert below - above == pytest.approx(6, abs=0.3)
    assert subject.centre == pytest.approx(number.centre, abs=2)


def body_rows(found: Measured, page: int) -> list[Row]:
    return [
        r for r in found.rows if r.page == page and r.size == 14 and not r.bold and len(r.text) > 5
    ]


def test_the_body_is_justified_and_its_paragraphs_set_in() -> None:
    """II.6: first line 1 or 1.27 cm, lines single to 1.5, six points between paragraphs."""
    rows = body_rows(made(LONG_DECISION), 2)
    starts = [row for row in rows if row.text.startswith("Một đoạn") and row.x0 > 31 * MM]
    inner = [row for row in rows if row.x0 < 31 * MM]
    assert {round((row.x0 - 30 * MM) / MM, 1) for row in starts} <= {10.0, 12.7}
    full = [row for row in rows if row.x1 > 190 * MM]
    assert len(full) > 15
    assert all(row.x1 == pytest.approx(195 * MM, abs=0.8) for row in full)
    assert len(inner) > len(starts)
    pitches = [one.baseline - two.baseline for one, two in pairwise(rows)]
    lines = min(pitches)
    assert 1.149 * 14 <= lines <= 1.149 * 14 * 1.5
    assert max(pitches) - lines >= 6


def test_the_lines_of_the_party_stand_exactly_eighteen_points_apart() -> None:
    rows = body_rows(made(replace(PARTY, content=LONG_DECISION.content)), 2)
    pitches = [round(one.baseline - two.baseline, 1) for one, two in pairwise(rows)]
    assert set(pitches) <= {18.0, 24.0}


def test_grounds_end_with_a_sign_and_the_text_with_its_mark() -> None:
    rows = [row.text for row in made(DECISION).rows if row.italic and "Căn cứ" in row.text]
    assert all(text.endswith(";") for text in rows)
    assert made(DECISION).row("có hiệu lực").text.endswith("./.")
    assert not made(PARTY).row("quan tâm, thực hiện").text.endswith("./.")


def test_signature_and_recipients_begin_level_and_stand_on_their_sides() -> None:
    found = made(DECISION)
    top, sent = found.row("TM. ỦY BAN"), found.row("Nơi nhận:")
    position, name = found.row("CHỦ TỊCH"), found.row("Nguyễn Văn An")
    assert sent.y1 == pytest.approx(top.y1, abs=4)
    assert sent.x0 == pytest.approx(30 * MM, abs=1)
    assert top.centre > 105 * MM
    assert position.centre == pytest.approx(top.centre, abs=1)
    assert name.centre == pytest.approx(top.centre, abs=1)
    assert position.baseline > name.baseline + 20 * MM


@pytest.mark.parametrize(
    ("words", "width"), [("HỎA TỐC", 30), ("THƯỢNG KHẨN", 40), ("KHẨN", 20)], ids=str
)
def test_frames_of_urgency_have_their_exact_size_and_are_red(words: str, width: float) -> None:
    """III.2.b: 30x8, 40x8 and 20x8 millimetres, single frame, bright red."""
    found = made(replace(LETTER, urgency=words))
    frame = found.frame_of(found.row(words))
    assert frame.width / MM == pytest.approx(width, abs=0.1)
    assert frame.height / MM == pytest.approx(8, abs=0.1)
    assert frame.colour == (255, 0, 0)


def test_the_note_on_circulation_is_framed_and_black() -> None:
    found = made(FULL)
    assert found.frame_of(found.row("XEM XONG")).colour == (0, 0, 0)


def test_the_contact_stands_at_the_foot_of_the_first_page_below_a_full_line() -> None:
    found = made(FULL)
    address = found.row("Địa chỉ:")
    above = [s for s in found.shapes if s.width > 160 * MM and s.y0 > address.y0]
    assert address.page == 1
    assert address.y0 / MM < 45
    assert min(s.y0 for s in above) < address.y1 + 6
    assert min(above, key=lambda s: s.y0).width / MM == pytest.approx(165, abs=0.2)


def test_the_second_signer_stands_left_of_the_last() -> None:
    two = paper(
        type_code="bien-ban",
        signing=Signing(("CHỦ TỌA",), "Nguyễn Văn An"),
        more_signers=(Signing(("THƯ KÝ",), "Trần Thị Bình"),),
    )
    found = made(two)
    left, right = found.row("THƯ KÝ"), found.row("CHỦ TỌA")
    assert left.centre < 100 * MM < right.centre
    assert left.baseline == pytest.approx(right.baseline, abs=0.5)
    assert found.row("Trần Thị Bình").centre == pytest.approx(left.centre, abs=1)


def test_marks_of_the_party() -> None:
    """An asterisk below the issuer, dashes below the abstract, recipients underlined, no motto."""
    found = made(PARTY)
    star = found.row("*")
    assert star.centre == pytest.approx(found.row("ĐẢNG ỦY SỞ").centre, abs=1)
    assert found.row("-----").centre == pytest.approx(found.row("THÔNG BÁO").centre, abs=2)
    assert found.rule_below(found.row("Nơi nhận:")).width > 40
    heading = found.row("ĐẢNG CỘNG SẢN")
    assert found.rule_below(heading).width == pytest.approx(heading.x1 - heading.x0, abs=1.5)
    assert not any("Độc lập" in row.text for row in found.rows)


WORDS = "phối hợp triển khai thực hiện nhiệm vụ cải cách hành chính nhà nước trên địa bàn".split()


@pytest.mark.parametrize("count", range(4, 40, 3))
def test_rules_keep_their_share_below_abstracts_of_any_length(count: int) -> None:
    words = (WORDS * 3)[:count]
    found = made(paper(subject=" ".join(words)))
    rows = [row for row in found.rows if row.bold and set(row.text.split()) <= set(words)]
    rule = found.rule_below(rows[-1])
    assert 1 / 3 <= rule.width / max(row.x1 - row.x0 for row in rows) <= 0.5
