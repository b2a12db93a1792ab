import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.kernel.dates import (
    NotADate,
    duration_words,
    parse_date,
    parse_short_date,
    parse_vietnamese_date,
    short_date,
    vietnamese_date,
)


@given(st.dates())
def test_every_written_form_reads_back(day: date) -> None:
    assert parse_vietnamese_date(vietnamese_date(day)) == day
    assert parse_short_date(short_date(day)) == day
    for text in (vietnamese_date(day), short_date(day), day.isoformat()):
        assert parse_date(f" {unicodedata.normalize('NFD', text)} ") == day


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 11, 20), "ngày 20 tháng 11 năm 2026"),
    ],
)
def test_leading_zeros_of_decree_30(day: date, written: str) -> None:
    assert vietnamese_date(day) == written


def test_a_date_line_of_a_paper_is_read() -> None:
    line = "Vĩnh Long, ngày 5  tháng 1 năm 2026"
    assert parse_vietnamese_date(line) == date(2026, 1, 5)
    assert parse_date("NGÀY 05 THÁNG 3 NĂM 2025") == date(2025, 3, 5)
    assert parse_date("5.1.2026") == parse_date("5-1-2026") == date(2026, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/2026",
        "ngày tháng năm 2026",
        "2026/01/05",
        "5/1/26",
        "1/2.2026",
        "0/1/2026",
        "mai",
    ],
)
def test_no_day_is_guessed(text: str) -> None:
    with pytest.raises(NotADate) as refused:
        parse_date(text)
    assert "05/01/2026" in refused.value.sentence


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(days=2, hours=3, minutes=50), "2 ngày 3 giờ"),
        (timedelta(hours=1, minutes=5, seconds=59), "1 giờ 5 phút"),
        (timedelta(days=1, minutes=5), "1 ngày"),
        (timedelta(minutes=-7), "7 phút"),
        (timedelta(seconds=59), "dưới 1 phút"),
    ],
)
def test_durations_in_words(length: timedelta, words: str) -> None:
    assert duration_words(length) == words


@given(st.timedeltas())
def test_a_duration_never_has_more_than_two_units(length: timedelta) -> None:
    words = duration_words(length).split()
    assert len(words) in (2, 3, 4)
    assert words[0] != "0"
