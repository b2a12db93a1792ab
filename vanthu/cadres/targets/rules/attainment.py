"""How far an indicator has come, kind by kind (organisation.md 2.h)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from vanthu.cadres.targets.choices import Kind, RollUp, Way
from vanthu.kernel.numbers import average_growth
from vanthu.kernel.reporting import ReportPeriod


@dataclass(frozen=True)
class Reading:
    """What an indicator read in a period, after rolling up; `done_on` is a milestone's day."""

    period: ReportPeriod
    value: Fraction
    done_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What is aimed at: the target of the term, targets of single years, the value it began from.

    `target` None: a milestone or a judgement at the end has none.
    """

    kind: Kind
    target: Fraction | None = None
    yearly: Mapping[int, Fraction] = field(default_factory=dict)
    base: Fraction | None = None
    way: Way = Way.UP
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Attainment:
    """What was reached: the value compared, its share of the target, and the distance covered.

    `covered` is (x - x0) / (T - x0), for levels that began somewhere; `met` None: cannot be said.
    """

    value: Fraction | None = None
    share: Fraction | None = None
    covered: Fraction | None = None
    met: bool | None = None


NOTHING = Attainment()


def rolled_up(
    parts: Iterable[tuple[Decimal, Decimal | None]], how: RollUp, scale: int = 1
) -> Fraction | None:
    """The value of several readings of one period; ratios are divided once, after adding.

    `scale` 100 makes a ratio a percentage. None without parts, or of a ratio of nothing. ValueError
    for two readings of what is read at its own level alone.
    """
    pairs = list(parts)
    if how is RollUp.OWN and len(pairs) > 1:
        raise ValueError("what is read at its own level is read once a period")
    if not pairs:
        return None
    numerator = sum((Fraction(pair[0]) for pair in pairs), Fraction(0))
    if how is RollUp.SUM or (how is RollUp.OWN and pairs[0][1] is None):
        return numerator
    denominator = sum((Fraction(pair[1] or 0) for pair in pairs), Fraction(0))
    return numerator * scale / denominator if denominator else None


def attained(goal: Goal, readings: Sequence[Reading], as_of: date) -> Attainment:
    """How far the indicator has come by the readings known; the latest reading comes last."""
    if goal.kind is Kind.END:
        return NOTHING
    if goal.kind is Kind.MILESTONE:
        return _milestone(goal, readings, as_of)
    if not readings:
        return NOTHING
    if goal.kind is Kind.COUNT:
        return Attainment(value=sum((each.value for each in readings), Fraction(0)))
    if goal.target is None:
        return NOTHING
    return _BY_KIND[goal.kind](goal, goal.target, sorted(readings, key=_last))


def years_counted(readings: Iterable[Reading]) -> Fraction:
    """How many years the readings stand for: three half-years are one and a half."""
    return Fraction(sum(len(reading.period.months) for reading in readings), 12)


def _last(reading: Reading) -> date:
    return reading.period.months.last.last_day


def _flow(goal: Goal, target: Fraction, readings: Sequence[Reading]) -> Attainment:
    return _compared(goal, sum((each.value for each in readings), Fraction(0)), target)


def _average(goal: Goal, target: Fraction, readings: Sequence[Reading]) -> Attainment:
    total = sum((each.value for each in readings), Fraction(0))
    return _compared(goal, total / years_counted(readings), target)


def _level(goal: Goal, target: Fraction, readings: Sequence[Reading]) -> Attainment:
    value = readings[-1].value
    found = _compared(goal, value, target)
    if goal.base is None or goal.base == target:
        return found
    covered = (value - goal.base) / (target - goal.base)
    return Attainment(value=value, share=found.share, covered=covered, met=found.met)


def _worst_year(goal: Goal, target: Fraction, readings: Sequence[Reading]) -> Attainment:
    years = [
        _compared(goal, reading.value, goal.yearly.get(year, target))
        for year, reading in _by_year(readings).items()
    ]
    return min(years, key=lambda each: each.share if each.share is not None else Fraction(0))


def _ceiling(goal: Goal, target: Fraction, readings: Sequence[Reading]) -> Attainment:
    return _compared(Goal(kind=goal.kind, way=Way.DOWN), readings[-1].value, target)


def _rate(goal: Goal, target: Fraction, readings: Sequence[Reading]) -> Attainment:
    # a rate is entered as a decimal, so the fraction holds it exactly
    rates = [_decimal(reading.value) for reading in _by_year(readings).values()]
    average = average_growth(rates, places=2)
    assert average is not None
    return _compared(goal, Fraction(average), target)


def _milestone(goal: Goal, readings: Sequence[Reading], as_of: date) -> Attainment:
    days = [each.done_on for each in readings if each.done_on and each.done_on <= as_of]
    if days:
        in_time = goal.due_on is None or min(days) <= goal.due_on
        return Attainment(value=Fraction(1), share=Fraction(1), met=in_time)
    if goal.due_on is not None and as_of > goal.due_on:
        return Attainment(value=Fraction(0), share=Fraction(0), met=False)
    return NOTHING


def _by_year(readings: Sequence[Reading]) -> dict[int, Reading]:
    """The latest reading of each year."""
    return {reading.period.year: reading for reading in readings}


def _compared(goal: Goal, value: Fraction, target: Fraction) -> Attainment:
    """Up: x/T, met from T on. Down: T/x, met up to T; nothing at all is as good as the target."""
    if goal.way is Way.UP:
        share = value / target if target else None
        return Attainment(value=value, share=share, met=value >= target)
    share = target / value if value else Fraction(1)
    return Attainment(value=value, share=share, met=value <= target)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


_BY_KIND: Mapping[Kind, Callable[[Goal, Fraction, Sequence[Reading]], Attainment]] = {
    Kind.FLOW_CUM: _flow,
    Kind.FLOW_AVG: _average,
    Kind.STOCK_END: _level,
    Kind.STOCK_EACH_YEAR: _worst_year,
    Kind.CEILING: _ceiling,
    Kind.RATE_AVG: _rate,
}
