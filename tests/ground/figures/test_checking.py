"""The figure checker: what organisation.md 0.2 quotes, 4.f.1, 4.h.3, and what is no claim."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.ground.figures.rules.checking import Finding, Kind, Verdict, check_figures
from vanthu.kernel.numbers import format_percent, format_vi, percent

RIGHT, CUT, WRONG, OPEN = Verdict.RIGHT, Verdict.TRUNCATED, Verdict.WRONG, Verdict.UNCHECKABLE


def only(text: str) -> Finding:
    findings = check_figures(text)
    assert len(findings) == 1, [finding.sentence for finding in findings]
    return findings[0]


@pytest.mark.parametrize(
    ("text", "verdict", "expected"),
    [
        ("6/39 đồng chí, đạt 15,3%", CUT, "15,4%"),
        ("4/13 đồng chí, chiếm 30,76%", CUT, "30,77%"),
        ("trẻ 3/13, chiếm 23,07%", CUT, "23,08%"),
        ("5 đồng chí trẻ, chiếm 10,2% tổng số 45 đồng chí", WRONG, "11,1%"),
        ("10/13 … 73%", WRONG, "77%"),
        ("tỷ lệ 73% (10/13)", WRONG, "77%"),
        ("27/63 = 42,6%", WRONG, "42,9%"),
        ("2.715/5.000 = 54,3%", RIGHT, "54,3%"),
        ("288/815 đạt 35,34%", RIGHT, "35,34%"),
        ("kết nạp được 288 đảng viên, đạt 35,34% chỉ tiêu (815)", RIGHT, "35,34%"),
        ("kết nạp 1.238 đảng viên, đạt 61,9% chỉ tiêu 2.000", RIGHT, "61,9%"),
        ("585/1.238 đồng chí (47,25%)", RIGHT, "47,25%"),
        ("101/1.238 đồng chí, chiếm 8,16%", RIGHT, "8,16%"),
        ("21/20 đồng chí (105%)", RIGHT, "105%"),
        ("đạt 54.3% (2.715/5.000)", RIGHT, "54,3%"),
        ("107/107 đơn vị,\nđạt 100%", RIGHT, "100%"),
        ("có 91 trong tổng số 436 đồng chí là nữ (chiếm 20,8%)", CUT, "20,9%"),
        ("1.234,5/2.000 tỷ đồng, đạt 61,7%", RIGHT, "61,7%"),
    ],
)
def test_shares(text: str, verdict: Verdict, expected: str) -> None:
    finding = only(text)
    assert (finding.kind, finding.verdict, finding.expected) == (Kind.SHARE, verdict, expected)
    assert finding.is_alarm == (verdict is not RIGHT)


def test_a_finding_says_where_and_what() -> None:
    text = "Nữ: 6/39 đồng chí (15,3%)."
    finding = only(text)
    assert text[finding.start : finding.end] == "6/39 đồng chí (15,3%)"
    assert (finding.numerator, finding.denominator) == (Decimal(6), Decimal(39))
    assert finding.printed == "15,3%"
    assert finding.sentence == "Bị cắt đuôi: 6/39 = 15,38%, làm tròn phải là 15,4%."
    assert only("27/63 = 42,6%").sentence == "Sai: 27/63 = 42,9%, văn bản ghi 42,6%."


@pytest.mark.parametrize(
    ("text", "verdict", "expected"),
    [
        ("408 + 20 = 428", RIGHT, "428"),
        ("428 đồng chí (thạc sĩ 408, tiến sĩ 20)", RIGHT, "428"),
        ("428 đồng chí (thạc sĩ 408, tiến sĩ 21)", WRONG, "429"),
        ("tổng số 1.193 người (trong nước 1.191, nước ngoài 2)", RIGHT, "1.193"),
        ("408 thạc sĩ + 20 tiến sĩ = 428 đồng chí", RIGHT, "428"),
        ("5.486 + 1.057 + 152 + 361 = 7.056", RIGHT, "7.056"),
        ("1.168 + 551 + 18 + 1.132 = 2.869", RIGHT, "2.869"),
        ("5.486 + 1.057 + 152 + 316 = 7.056", WRONG, "7.011"),
        ("tổng số 907 = 850 + 87 + 12 − 37 − 5", RIGHT, "907"),
        ("908 = 850 + 87 + 12 - 37 - 5", WRONG, "907"),
        ("2.268 thủ tục gồm 1.833 cấp tỉnh, 301 cấp huyện và 134 cấp xã; mức độ 3", RIGHT, "2.268"),
        ("giảm 67 đơn vị, gồm: 5 phường, 6 thị trấn và 56 xã.", RIGHT, "67"),
        (
            "2.715 đảng viên (năm 2021: 1.012, năm 2022: 1.131, 6 tháng đầu năm 2023: 572)",
            RIGHT,
            "2.715",
        ),
    ],
)
def test_sums(text: str, verdict: Verdict, expected: str) -> None:
    finding = only(text)
    assert (finding.kind, finding.verdict, finding.expected) == (Kind.SUM, verdict, expected)


def test_a_wrong_sum_says_by_how_much() -> None:
    assert only("5.486 + 1.057 + 152 + 316 = 7.056").sentence == (
        "Sai: tổng các phần là 7.011, văn bản ghi 7.056, lệch 45."
    )


def test_what_lacks_its_other_half_cannot_be_checked() -> None:
    missing = only("kết nạp được 2.715 đảng viên, đạt 54,3% so nghị quyết; tinh giản 355")
    assert (missing.kind, missing.verdict, missing.expected) == (Kind.SHARE, OPEN, None)
    assert "thiếu mẫu số" in missing.sentence
    whole = only("100% cơ quan triển khai Hệ thống quản lý văn bản")
    assert (whole.kind, whole.verdict) == (Kind.WHOLE, OPEN)
    assert "n/n" in whole.sentence
    mean = only("Xã A 105%, xã B 50%, xã C 17%, bình quân đạt 57,3%.")
    assert (mean.kind, mean.verdict, mean.printed) == (Kind.AVERAGE, OPEN, "57,3%")


@pytest.mark.parametrize(
    "text",
    [
        "theo Quyết định số 15/QĐ-UBND, đạt 5%",
        "tính đến 30/6, đạt 54,3% kế hoạch",
        "30/6: đạt 54,3%",
        "ngày 26/9/2020, đạt 20%",
        "tháng 12/2022, chiếm 20%",
        "6/2023 đạt 15%",
        "nhiệm kỳ 2020-2025 đạt 15%",
        "Nghị định số 12/2022/NĐ-CP, chiếm 20%",
        "điểm 1/2, đạt 30%",
        "ít nhất 2/3 số đại biểu tán thành, đạt 87%",
        "14/27 chỉ tiêu, tăng 15% so với cùng kỳ",
        "14/27 chỉ tiêu đạt khoảng 50%",
        "14/27 chỉ tiêu. Thu ngân sách đạt 50%",
        "6/27, 14/27, 7/27 chỉ tiêu",
        "12 người (nữ 3, trẻ 2)",
        "428 đồng chí (nữ 120, dân tộc thiểu số 30)",
        "Luật số 57 (9 chương, 48 điều)",
        "GRDP 5,21%, 8,47% và 3,38%, tăng trưởng bình quân 5,67%/năm",
        "sản xuất 15 - 25 phim, chiếm 15% tổng số phim chiếu rạp",
        "từ km9+500 đến km15+500",
        "0,03%/ngày; lãi suất 2/10 000",
        "100% vốn nước ngoài",
        "0/0 đơn vị, đạt 0%",
        "",
    ],
)
def test_what_is_no_claim_is_left_alone(text: str) -> None:
    assert check_figures(text) == []


@given(st.integers(0, 10**6), st.integers(32, 10**6), st.integers(0, 3))
def test_a_share_printed_by_the_house_is_right(over: int, under: int, places: int) -> None:
    printed = format_percent(percent(over, under, places))
    finding = only(f"Đã có {format_vi(over)}/{format_vi(under)} đồng chí, đạt {printed} kế hoạch.")
    assert (finding.verdict, finding.expected) == (RIGHT, printed)


@given(st.integers(0, 10**6), st.integers(2101, 10**6), st.integers(1, 100), st.integers(0, 2))
def test_a_share_off_by_units_is_never_right(over: int, under: int, off: int, places: int) -> None:
    right = percent(over, under, places)
    assert right is not None
    printed = format_percent(right + Decimal(off).scaleb(-places))
    finding = only(f"{format_vi(over)}/{format_vi(under)} = {printed}")
    assert (finding.verdict, finding.expected) == (WRONG, format_percent(right))


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=8), st.integers(-5, 5))
def test_a_sum_is_right_exactly_when_it_adds_up(parts: list[int], off: int) -> None:
    text = " + ".join(map(format_vi, parts)) + f" = {format_vi(sum(parts) + off)}"
    if sum(parts) + off < 0:
        return
    finding = only(text)
    assert finding.verdict is (RIGHT if off == 0 else WRONG)
    assert finding.expected == format_vi(sum(parts))


@given(st.text(alphabet="0123456789/%.,()+-−= \nđạtchiếmgồmbìnhquân", max_size=80))
def test_any_text_is_read_and_places_are_in_it(text: str) -> None:
    findings = check_figures(text)
    for before, after in zip(findings, findings[1:], strict=False):
        assert before.end <= after.start
    for finding in findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.sentence


def test_long_texts_take_no_time() -> None:
    for piece in ("1 + ", "1 (a 1, ", "5%(", "1 a b c d e ", "gồm 1, ", "9"):
        assert isinstance(check_figures(piece * 5000), list)


def test_real_papers_raise_no_alarm(samples: Path) -> None:
    """None of the papers among the samples prints a wrong share or sum (docs/figures.md)."""
    with (samples / "documents" / "documents.jsonl").open(encoding="utf-8") as lines:
        texts = [json.loads(line).get("text") or "" for line in lines]
    findings = [finding for text in texts for finding in check_figures(text)]
    assert [finding.sentence for finding in findings if finding.is_alarm] == []
