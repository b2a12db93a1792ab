from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.kernel.months import EmptySpan, Month, MonthSpan, NotAMonth

MONTHS = st.builds(Month, st.integers(1900, 2100), st.integers(1, 12))


@given(MONTHS, st.integers(-900, 900))
def test_shifting_and_counting_are_inverse(month: Month, months: int) -> None:
    assert month.shift(months).since(month) == months
    assert (month.shift(months) > month) == (months > 0)


@given(MONTHS)
def test_what_is_written_reads_back(month: Month) -> None:
    assert Month.parse(str(month)) == month
    assert Month.of(month.first_day) == Month.of(month.last_day) == month
    assert Month.of(month.last_day + timedelta(days=1)) == month.shift(1)


@pytest.mark.parametrize("text", ["13/2025", "0/2025", "2025", "9-2025", "٩/2025", ""])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(NotAMonth):
        Month.parse(text)


def test_a_thirteenth_month_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="13"):
        Month(2025, 13)


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(EmptySpan) as refused:
        MonthSpan(Month(2025, 2), Month(2025, 1))
    assert refused.value.sentence == (
        "Tháng kết thúc (01/2025) không được trước tháng bắt đầu (02/2025)."
    )


@pytest.mark.parametrize(
    ("as_of", "passed"),
    [
        (date(2020, 12, 31), 0),
        (date(2021, 1, 30), 0),
        (date(2021, 1, 31), 1),
        (date(2023, 6, 29), 29),
        (date(2023, 6, 30), 30),
        (date(2025, 12, 31), 60),
        (date(2030, 1, 1), 60),
    ],
)
def test_only_whole_months_have_passed(as_of: date, passed: int) -> None:
    span = MonthSpan(Month(2021, 1), Month(2025, 12))
    assert len(span) == 60
    assert span.elapsed(as_of) == passed


@given(MONTHS, st.integers(0, 100), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_time_never_runs_backwards(first: Month, length: int, day: date) -> None:
    span = MonthSpan(first, first.shift(length))
    assert 0 <= span.elapsed(day) <= span.elapsed(day + timedelta(days=1)) <= len(span)
    assert span.contains(Month.of(day)) == (span.first <= Month.of(day) <= span.last)
