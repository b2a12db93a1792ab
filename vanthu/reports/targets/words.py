"""Values of indicators as papers write them: to the indicator's own decimals, half-up once."""

from decimal import Decimal
from fractions import Fraction

from vanthu.cadres.targets.choices import Kind
from vanthu.cadres.targets.models import Indicator
from vanthu.cadres.targets.queries import Standing, rounded
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import NO_VALUE, format_percent, format_vi, percent

# An average rate needs two decimals to be told from a plain mean (organisation.md 4.h.2).
_RATE_PLACES = 2


def value(kind: Indicator, amount: Fraction | Decimal | None) -> str:
    """`2.715`, `24,5`; an en dash for nothing."""
    if amount is None:
        return NO_VALUE
    exact = Fraction(amount)
    places = max(kind.decimals, _RATE_PLACES) if kind.kind == Kind.RATE_AVG else kind.decimals
    return format_vi(percent(exact.numerator, exact.denominator * 100, places))


def share(part: Fraction | None) -> str:
    """`54,3%`; an en dash for nothing."""
    return format_percent(rounded(part))


def target(each: Standing) -> str:
    """What is aimed at: a value, or the day of a milestone."""
    if each.indicator.kind == Kind.MILESTONE:
        return short_date(each.indicator.due_on) if each.indicator.due_on else NO_VALUE
    return value(each.indicator, each.target.value if each.target else None)


def reached(each: Standing) -> str:
    """What was reached: a value, or that a milestone was passed."""
    if each.indicator.kind == Kind.MILESTONE:
        days = [reading.done_on for reading in each.readings if reading.done_on]
        return short_date(min(days)) if days else NO_VALUE
    return value(each.indicator, each.reached.value)
