"""Days, spans and numbers read as an office writes them."""

from datetime import UTC, date, datetime, timedelta

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from vanthu.faces.web import wording

NOW = datetime(2026, 11, 23, 7, 5, tzinfo=UTC)  # 14:05 in the office


def test_days_are_written_in_the_office_s_time_zone() -> None:
    late = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
    assert wording.day(late) == "23/11/2026"
    assert wording.day_time(late) == "01:30, 23/11/2026"
    assert wording.day(None) == ""


def test_small_days_and_the_first_two_months_take_a_zero() -> None:
    assert wording.long_day(date(2026, 1, 5)) == "ngày 05 tháng 01 năm 2026"
    assert wording.long_day(date(2026, 3, 15)) == "ngày 15 tháng 3 năm 2026"


def test_how_long_ago_grows_from_minutes_to_the_day_itself() -> None:
    told = [
        wording.ago(NOW - timedelta(**length), NOW)
        for length in ({"seconds": 20}, {"minutes": 5}, {"hours": 3}, {"hours": 15}, {"days": 4})
    ]
    assert told == ["vừa xong", "5 phút trước", "3 giờ trước", "hôm qua, 23:05", "19/11/2026"]


def test_a_span_is_told_in_its_two_largest_units() -> None:
    assert wording.span(timedelta(days=2, hours=3, minutes=7)) == "2 ngày 3 giờ"
    assert wording.span(timedelta(minutes=45)) == "45 phút"
    assert wording.span(timedelta(seconds=9)) == "dưới 1 phút"


def test_numbers_follow_the_language() -> None:
    assert wording.number(1234.5) == "1.234,5"
    with translation.override("en"):
        assert wording.number(1234.5) == "1,234.5"
    assert wording.size(1_300_000) == "1,2 MB"


@given(st.floats(min_value=0, max_value=1))
def test_certainty_is_never_rounded_up_to_sure(value: float) -> None:
    assert (wording.confidence(value) == "100 %") == (value == 1)
