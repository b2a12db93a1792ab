"""When papers are written: working days and office hours, the newest weeks busier in the demo."""

from datetime import date, timedelta
from functools import cache

from vanthu.demo.draws import Draws
from vanthu.demo.sources import REFORM, day, rows
from vanthu.kernel.workdays import WorkCalendar

FIRST_DAY = date(2024, 1, 2)
_RECENT_DAYS = 30
_LATELY = 14


@cache
def calendar() -> WorkCalendar:
    """Holidays and make-up days 2024-2026 known to the demo."""
    found: dict[str, set[date]] = {"holiday": set(), "make-up": set()}
    for row in rows("holidays.csv"):
        moment = day(row["day"])
        assert moment is not None, "every row of the holidays has a day"
        found[row["kind"]].add(moment)
    return WorkCalendar(frozenset(found["holiday"]), frozenset(found["make-up"]))


@cache
def _working_days(first: date, last: date) -> tuple[date, ...]:
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(moment for moment in span if calendar().is_working(moment))


def day_before_reform(draws: Draws) -> date:
    """A working day of the three old provinces."""
    return draws.pick(_working_days(FIRST_DAY, REFORM - timedelta(days=1)))


def day_after_reform(draws: Draws, until: date) -> date:
    """A working day of the new province up to `until`; one paper in five is of the last 30 days."""
    recent = draws.chance(0.2)
    start = max(REFORM, until - timedelta(days=_RECENT_DAYS)) if recent else REFORM
    return draws.pick(_working_days(start, until))


def day_of_late(draws: Draws, until: date) -> date:
    """One of the last working days, the very last ones likelier, for papers still at work."""
    days = _working_days(max(REFORM, until - timedelta(days=_LATELY)), until)
    return max(draws.pick(days), draws.pick(days))


@cache
def working_day_after(start: date, count: int) -> date:
    """The working day `count` working days after `start`."""
    return calendar().add(start, count)
