"""The arithmetic of training: states, service owed, money paid back, ages: pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from vanthu.cadres.training.choices import TrainingState
from vanthu.kernel.ages import Birth
from vanthu.kernel.months import Month
from vanthu.kernel.numbers import round_money


@dataclass(frozen=True)
class Days:
    """What is known of somebody's days in a course."""

    sent_on: date | None
    first: date
    completed_on: date | None
    dropped_on: date | None


def state_on(days: Days, day: date) -> TrainingState:
    """Where they stood on the day; who is on a class list without a decision studies from its
    first day."""
    if days.completed_on is not None and days.completed_on <= day:
        return TrainingState.COMPLETED
    if days.dropped_on is not None and days.dropped_on <= day:
        return TrainingState.DROPPED
    if days.first <= day:
        return TrainingState.STUDYING
    return TrainingState.SENT


def owed_months(training_months: int, times: Fraction) -> int:
    """Months of service owed after a course, rounded up to whole months (NĐ 171/2025: 3 times)."""
    return -(-(training_months * times.numerator) // times.denominator)


def served_months(completed_on: date, left_on: date) -> int:
    """Whole months served from the completion to the leaving; 0 when they left before it."""
    months = Month.of(left_on).since(Month.of(completed_on))
    return max(0, months - (left_on.day < completed_on.day))


def repayment(fee: int, owed: int, served: int) -> int:
    """What is paid back in đồng: S = F ÷ T1 × (T1 − T2), half-up; nothing once T1 is served.

    NĐ 101/2017 (unverified); acceptance example organisation.md 4.g.3. ValueError for a negative.
    """
    if fee < 0 or owed < 0 or served < 0:
        raise ValueError("money and months are not negative")
    if owed == 0 or served >= owed:
        return 0
    return round_money(Fraction(fee) * (owed - served) / owed)


def service_ends(completed_on: date, owed: int) -> date:
    """The first day on which the months owed are served: the same day of the month, or the first
    of the next month where it has no such day."""
    month = Month.of(completed_on).shift(owed)
    if completed_on.day > month.last_day.day:
        return month.last_day + timedelta(days=1)
    return month.first_day.replace(day=completed_on.day)


def is_over_age(birth: Birth, month: Month, limit: int) -> bool:
    """Whether somebody is surely past `limit` years in the month; a birth known by its year alone
    gets the benefit of the doubt."""
    return month.since(birth.latest) > limit * 12
