from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.kernel.workdays import (
    VIETNAM,
    ContradictoryCalendar,
    Timeliness,
    WorkCalendar,
    registration_deadline,
    timeliness,
)

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
NEAR = st.integers(-30, 60)
# the year-end bridge of 2026 as an example: Thursday 1 January, Friday off, Saturday 10 worked
NEW_YEAR = WorkCalendar(
    holidays=frozenset({date(2026, 1, 1), date(2026, 1, 2)}),
    make_up_days=frozenset({date(2026, 1, 10)}),
)


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    base = draw(DAYS)
    off = draw(st.frozensets(NEAR.map(lambda n: base + timedelta(days=n)), max_size=15))
    worked = draw(st.frozensets(NEAR.map(lambda n: base + timedelta(days=n)), max_size=5))
    return WorkCalendar(off - worked, worked)


def slow_between(cal: WorkCalendar, a: date, b: date) -> int:
    return sum(cal.is_working(a + timedelta(days=n)) for n in range(1, (b - a).days + 1))


@given(calendars(), DAYS)
def test_the_next_working_day_is_the_first_one(cal: WorkCalendar, day: date) -> None:
    after = cal.next_working(day)
    assert after > day
    assert cal.is_working(after)
    assert slow_between(cal, day, after) == 1
    assert cal.on_or_after(day) == (day if cal.is_working(day) else after)


@given(calendars(), DAYS, st.integers(0, 60))
def test_counting_and_adding_are_inverse(cal: WorkCalendar, day: date, n: int) -> None:
    assert cal.between(day, cal.add(day, n)) == n


@given(calendars(), DAYS, st.integers(0, 400))
def test_the_fast_count_equals_the_count_day_by_day(cal: WorkCalendar, a: date, days: int) -> None:
    b = a + timedelta(days=days)
    assert cal.between(a, b) == slow_between(cal, a, b)
    assert cal.between(b, a) == -cal.between(a, b)


def test_holidays_and_make_up_days() -> None:
    assert not NEW_YEAR.is_working(date(2026, 1, 2))
    assert NEW_YEAR.is_working(date(2026, 1, 10))
    assert NEW_YEAR.add(date(2025, 12, 31), 1) == date(2026, 1, 5)
    assert NEW_YEAR.add(date(2026, 1, 5), 5) == date(2026, 1, 10)


def test_a_day_cannot_be_off_and_worked() -> None:
    with pytest.raises(ContradictoryCalendar) as refused:
        WorkCalendar(frozenset({date(2026, 1, 2)}), frozenset({date(2026, 1, 2)}))
    assert "02/01/2026" in refused.value.sentence


def test_days_are_counted_forwards_only() -> None:
    with pytest.raises(ValueError, match="forwards"):
        WorkCalendar().add(date(2026, 1, 5), -1)


def test_received_on_friday_is_due_on_monday() -> None:
    friday = datetime(2026, 11, 20, 16, 0, tzinfo=VIETNAM)
    due = registration_deadline(friday, False, WorkCalendar())
    assert due.date() == date(2026, 11, 23)
    assert due + timedelta(microseconds=1) == datetime(2026, 11, 24, tzinfo=VIETNAM)
    assert registration_deadline(friday, True, WorkCalendar()) == friday


def test_a_holiday_moves_the_deadline_on() -> None:
    received = datetime(2025, 12, 31, 9, 0, tzinfo=VIETNAM)
    assert registration_deadline(received, False, NEW_YEAR).date() == date(2026, 1, 5)


def test_the_day_of_an_instant_is_its_day_in_viet_nam() -> None:
    # 20:00 UTC on Thursday is already Friday 03:00 in Viet Nam
    received = datetime(2026, 11, 19, 20, 0, tzinfo=UTC)
    assert registration_deadline(received, False, WorkCalendar()).date() == date(2026, 11, 23)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        registration_deadline(
            datetime(2026, 11, 20, 16, 0, tzinfo=VIETNAM).replace(tzinfo=None),
            False,
            WorkCalendar(),
        )


@given(calendars(), DAYS, st.integers(-60, 60), st.integers(0, 10))
def test_open_matters_are_overdue_near_or_in_term(
    cal: WorkCalendar, today: date, offset: int, near_days: int
) -> None:
    due = today + timedelta(days=offset)
    verdict = timeliness(due, None, today, near_days, cal)
    if due < today:
        assert verdict is Timeliness.OVERDUE
    elif cal.between(today, due) <= near_days:
        assert verdict is Timeliness.NEAR_DUE
    else:
        assert verdict is Timeliness.IN_TERM


@given(DAYS, DAYS, DAYS)
def test_what_is_done_is_judged_by_its_own_day_for_ever(due: date, done: date, today: date) -> None:
    verdict = timeliness(due, done, today, 3, WorkCalendar())
    assert verdict is (Timeliness.DONE_ON_TIME if done <= due else Timeliness.DONE_LATE)


MATTERS = st.tuples(st.none() | DAYS, st.none() | DAYS)


def test_every_verdict_has_words() -> None:
    assert len({verdict.label for verdict in Timeliness}) == len(Timeliness)
