"""The arithmetic of training, with the examples of organisation.md 4.g."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.cadres.training.choices import TrainingState
from vanthu.cadres.training.rules import (
    Days,
    is_over_age,
    owed_months,
    repayment,
    served_months,
    service_ends,
    state_on,
)
from vanthu.kernel.ages import Birth
from vanthu.kernel.months import Month

AMOUNTS = st.integers(0, 10**12)
MONTHS = st.integers(0, 240)


def test_example_3_repayment_by_the_factor_of_the_pack() -> None:
    """F 120,000,000 and 24 months: T1 72 leaves 70,000,000 after 30 months, T1 48 45,000,000."""
    assert owed_months(24, Fraction(3)) == 72
    assert owed_months(24, Fraction(2)) == 48
    assert repayment(120_000_000, 72, 30) == 70_000_000
    assert repayment(120_000_000, 48, 30) == 45_000_000


@given(AMOUNTS, MONTHS, MONTHS)
def test_more_service_never_costs_more(fee: int, owed: int, served: int) -> None:
    paid = repayment(fee, owed, served)
    assert 0 <= paid <= fee
    assert repayment(fee, owed, served + 1) <= paid
    assert repayment(fee, owed, owed) == 0


def test_negative_money_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="negative"):
        repayment(-1, 72, 30)


def test_months_served_are_whole() -> None:
    done = date(2021, 6, 15)
    assert served_months(done, date(2023, 12, 14)) == 29
    assert served_months(done, date(2023, 12, 15)) == 30
    assert served_months(done, date(2021, 6, 1)) == 0
    assert service_ends(done, 72) == date(2027, 6, 15)
    assert service_ends(date(2021, 8, 31), 6) == date(2022, 3, 1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 240))
def test_service_ends_on_the_first_day_on_which_it_is_served(done: date, owed: int) -> None:
    ends = service_ends(done, owed)
    assert served_months(done, ends) == owed
    assert served_months(done, ends - timedelta(days=1)) == owed - 1


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_service_grows_with_the_days(done: date, later: int) -> None:
    first = date.fromordinal(done.toordinal() + later)
    second = date.fromordinal(done.toordinal() + later + 31)
    assert served_months(done, first) < served_months(done, second)


def test_a_state_follows_from_the_days() -> None:
    days = Days(date(2022, 8, 1), date(2022, 9, 5), date(2024, 9, 30), None)
    expected = {
        date(2022, 8, 2): TrainingState.SENT,
        date(2022, 9, 5): TrainingState.STUDYING,
        date(2024, 9, 29): TrainingState.STUDYING,
        date(2024, 9, 30): TrainingState.COMPLETED,
    }
    assert {day: state_on(days, day) for day in expected} == expected
    dropped = Days(None, date(2022, 9, 5), None, date(2023, 1, 1))
    assert state_on(dropped, date(2023, 1, 1)) is TrainingState.DROPPED


def test_an_age_is_passed_by_the_month() -> None:
    assert not is_over_age(Birth(1980, 9), Month(2025, 9), 45)
    assert is_over_age(Birth(1980, 8), Month(2025, 9), 45)
    # the year alone: nobody is refused who may still be young enough
    assert not is_over_age(Birth(1980), Month(2025, 12), 45)
    assert is_over_age(Birth(1980), Month(2026, 1), 45)
