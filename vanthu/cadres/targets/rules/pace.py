"""What was reached against the time that has passed, and where it leads if nothing changes."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from vanthu.cadres.targets.choices import Kind
from vanthu.cadres.targets.rules.attainment import Attainment, Goal
from vanthu.kernel import terms
from vanthu.kernel.months import Month, MonthSpan
from vanthu.kernel.reporting import Scheme

# Kinds that grow with time; the others are as good or bad as their latest level.
GROWING = frozenset({Kind.FLOW_CUM, Kind.STOCK_END})


@dataclass(frozen=True, kw_only=True)
class Course:
    """How an indicator goes: the part of the time passed, the pace, and the linear forecast.

    `remaining` is what is missing from the target, `a_year` what that means for each year left.
    None: not said of this kind of indicator, or not yet.
    """

    elapsed: Fraction
    pace: Fraction | None = None
    forecast: Fraction | None = None
    remaining: Fraction | None = None
    a_year: Fraction | None = None


def elapsed(span: MonthSpan, as_of: date, scheme: Scheme) -> Fraction:
    """How much of the span has passed, by whole months as the scheme counts them.

    On 14/06/2023 the state's June is over; by the calendar it is not.
    """
    return terms.elapsed_share(span, _month_passed(as_of, scheme).last_day)


def course(goal: Goal, reached: Attainment, span: MonthSpan, as_of: date, scheme: Scheme) -> Course:
    """Pace and forecast of what grows with time; only the time passed for other kinds."""
    share = elapsed(span, as_of, scheme)
    progress = progress_of(goal, reached)
    if goal.kind not in GROWING or progress is None or not share:
        return Course(elapsed=share)
    assert goal.target is not None
    assert reached.value is not None
    start = _start(goal)
    missing = max(goal.target - reached.value, Fraction(0)) if goal.target > start else None
    left = Fraction(len(span), 12) * (1 - share)
    return Course(
        elapsed=share,
        pace=progress / share,
        forecast=start + (reached.value - start) / share,
        remaining=missing,
        a_year=missing / left if missing is not None and left else None,
    )


def progress_of(goal: Goal, reached: Attainment) -> Fraction | None:
    """What is compared with time: the share of a flow, the distance covered of a level."""
    return reached.covered if goal.kind is Kind.STOCK_END else reached.share


def _start(goal: Goal) -> Fraction:
    return goal.base if goal.kind is Kind.STOCK_END and goal.base is not None else Fraction(0)


def _month_passed(as_of: date, scheme: Scheme) -> Month:
    month = Month.of(as_of)
    while scheme.start_of(month.shift(1)) > as_of + timedelta(days=1):
        month = month.shift(-1)
    return month
