"""The hours at which the steps of a paper happen: office hours, never later than now."""

from datetime import date

from vanthu.demo.bulk.moments import at, vietnam_day
from vanthu.demo.papers.days import calendar

_OPENS = 7 * 60 + 30
_CLOSES = 17 * 60


class Clock:
    """Moves forward step by step through working time, and stops at `now`."""

    __slots__ = ("moment", "now")

    def __init__(self, moment: int, now: int) -> None:
        """Starting at `moment`."""
        self.moment = moment
        self.now = now

    def step(self, minutes: int) -> int:
        """The moment `minutes` later, or the next morning when the office has closed by then."""
        self.moment = min(in_office_hours(self.moment + minutes * 60), self.now)
        return self.moment

    def reach(self, moment: int) -> int:
        """The given moment, unless it lies before the last step or after now."""
        self.moment = min(max(moment, self.moment), self.now)
        return self.moment


def in_office_hours(moment: int) -> int:
    """The moment itself when the offices are open, else some minutes into the next morning."""
    day = date.fromisoformat(vietnam_day(moment))
    minute = (moment - at(day, 0)) // 60
    if calendar().is_working(day) and minute < _CLOSES:
        return max(moment, at(day, _OPENS))
    return at(calendar().next_working(day), _OPENS + (moment // 60) % 50)
