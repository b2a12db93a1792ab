from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.kernel.periods import (
    EmptyPeriod,
    OutsidePeriod,
    OverlappingPeriods,
    Period,
    check_no_overlap,
    covering,
)

DAYS = st.dates(date(1975, 1, 1), date(2075, 1, 1))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(DAYS)
    length = draw(st.none() | st.integers(1, 5000))
    return Period(start, None if length is None else start + timedelta(days=length))


@given(DAYS, st.integers(0, 1000))
def test_a_period_without_a_day_is_refused(day: date, back: int) -> None:
    with pytest.raises(EmptyPeriod) as refused:
        Period(day, day - timedelta(days=back))
    assert refused.value.field == "valid_to"


@given(periods())
def test_the_first_day_is_in_and_the_last_boundary_is_out(period: Period) -> None:
    assert period.contains(period.valid_from)
    assert not period.contains(period.valid_from - timedelta(days=1))
    if period.valid_to is not None:
        assert not period.contains(period.valid_to)
        assert period.contains(period.valid_to - timedelta(days=1))


@given(periods(), periods(), DAYS)
def test_a_day_is_in_both_exactly_when_it_is_in_the_intersection(
    a: Period, b: Period, day: date
) -> None:
    common = a.intersect(b)
    assert (common is not None) == a.overlaps(b) == b.overlaps(a)
    assert (common is not None and common.contains(day)) == (a.contains(day) and b.contains(day))


@given(periods(), DAYS)
def test_split_parts_meet_and_leave_no_day_out(period: Period, day: date) -> None:
    if not period.contains(day) or day == period.valid_from:
        with pytest.raises(OutsidePeriod):
            period.split_at(day)
        return
    before, after = period.split_at(day)
    assert before.meets(after)
    assert not before.overlaps(after)
    assert (before.valid_from, after.valid_to) == (period.valid_from, period.valid_to)


@given(periods(), periods())
def test_only_the_day_of_the_end_meets(a: Period, b: Period) -> None:
    assert a.meets(b) == (a.valid_to == b.valid_from)
    if a.valid_to is not None:
        assert a.meets(Period(a.valid_to))


@given(st.lists(periods(), max_size=6))
def test_the_overlap_check_agrees_with_comparing_every_pair(some: list[Period]) -> None:
    clash = any(a.overlaps(b) for i, a in enumerate(some) for b in some[i + 1 :])
    if clash:
        with pytest.raises(OverlappingPeriods):
            check_no_overlap(some)
    else:
        check_no_overlap(some)


@given(st.lists(periods(), max_size=6), DAYS)
def test_covering_finds_the_last_begun_of_those_in_force(some: list[Period], day: date) -> None:
    found = covering(some, day)
    in_force = [p for p in some if p.contains(day)]
    if found is None:
        assert not in_force
    else:
        assert found.contains(day)
        assert found.valid_from == max(p.valid_from for p in in_force)


def test_two_holders_of_a_post_share_no_day() -> None:
    old = Period(date(2024, 1, 1), date(2025, 7, 1))
    new = Period(date(2025, 7, 1))
    check_no_overlap([new, old])
    assert covering([old, new], date(2025, 6, 30)) is old
    assert covering([old, new], date(2025, 7, 1)) is new
    assert covering([old, new], date(2023, 12, 31)) is None


def test_the_refusals_name_the_days() -> None:
    with pytest.raises(OverlappingPeriods) as refused:
        check_no_overlap([Period(date(2025, 1, 1), date(2025, 7, 2)), Period(date(2025, 7, 1))])
    assert "từ 01/01/2025 đến trước 02/07/2025 và từ 01/07/2025" in refused.value.sentence
