"""Periods of an indicator: which have been, when a report is due, who is late."""

from collections.abc import Iterator
from datetime import date, timedelta

from vanthu.kernel.months import Month, MonthSpan
from vanthu.kernel.reporting import ReportPeriod, Scheme, Span


def periods_of(span: MonthSpan, length: Span, scheme: Scheme) -> Iterator[ReportPeriod]:
    """The periods whose months lie wholly within the span, the first first."""
    for year in range(span.first.year, span.last.year + 1):
        for index in range(1, length.per_year + 1):
            period = ReportPeriod(scheme, length, year, index)
            if span.contains(period.months.first) and span.contains(period.months.last):
                yield period


def last_day(period: ReportPeriod) -> date:
    """The last day that counts for the period."""
    end = period.days.valid_to
    assert end is not None
    return end - timedelta(days=1)


def deadline(period: ReportPeriod, days: int) -> date:
    """By when the report of a period is confirmed: so many days after its last day."""
    return last_day(period) + timedelta(days=days)


def is_late(due_on: date, confirmed_on: date | None, today: date) -> bool:
    """Confirmed after its day, or not confirmed though the day has passed."""
    return (confirmed_on or today) > due_on


def span_of(first: date, last: date) -> MonthSpan:
    """The months that a target is set for, from two of their days."""
    return MonthSpan(Month.of(first), Month.of(last))
