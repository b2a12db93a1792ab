"""Working days, and what is in term, near due or late.

Holidays and make-up days (a Saturday worked in exchange for a bridging day off) are decided anew
each year, so they are configuration rows; this module only counts with them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import Refusal

# Viet Nam has kept one offset without summer time since 1975; the day of an instant is its day here
VIETNAM = timezone(timedelta(hours=7), "+07")
_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class ContradictoryCalendar(Refusal):
    """The same day is entered both as a holiday and as a make-up working day."""

    code = "contradictory-calendar"
    status = 422
    default_sentence = (
        "Ngày {days} vừa là ngày nghỉ vừa là ngày làm bù. Hãy bỏ một trong hai rồi lưu lại."
    )


@dataclass(frozen=True)
class WorkCalendar:
    """Monday to Friday, without `holidays`, with `make_up_days` (which may be Saturdays, Sundays).

    Raises ContradictoryCalendar when a day is in both sets.
    """

    holidays: frozenset[date] = field(default_factory=frozenset)
    make_up_days: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        both = sorted(self.holidays & self.make_up_days)
        if both:
            raise ContradictoryCalendar(days=", ".join(map(short_date, both)))

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`."""
        if day.weekday() >= _SATURDAY:
            return day in self.make_up_days
        return day not in self.holidays

    def on_or_after(self, day: date) -> date:
        """`day` itself when it is a working day, else the next one."""
        while not self.is_working(day):
            day += _ONE_DAY
        return day

    def next_working(self, day: date) -> date:
        """The first working day strictly after `day`."""
        return self.on_or_after(day + _ONE_DAY)

    def add(self, day: date, n: int) -> date:
        """The n-th working day after `day`; `day` itself when n is 0. ValueError when n < 0."""
        if n < 0:
            raise ValueError("working days are counted forwards")
        for _ in range(n):
            day = self.next_working(day)
        return day

    def between(self, a: date, b: date) -> int:
        """How many working days follow `a`, up to and with `b`; negative when `b` is earlier.

        `between(day, add(day, n)) == n`. Costs the number of holidays, not of days.
        """
        if b < a:
            return -self.between(b, a)
        off = sum(a < day <= b for day in self.holidays if day.weekday() < _SATURDAY)
        made_up = sum(a < day <= b for day in self.make_up_days if day.weekday() >= _SATURDAY)
        return _weekdays_until(b) - _weekdays_until(a) - off + made_up


def registration_deadline(received: datetime, urgent: bool, cal: WorkCalendar) -> datetime:
    """The last moment to register, issue or pass on what came at `received` (aware).

    Decree 30/2020 Art. 4.2.c: within the day, at the latest the next working day, so the end of
    that day in Viet Nam; documents with an urgency at once, so the moment itself.
    Raises ValueError for a time without a zone: its day would be a guess.
    """
    if received.tzinfo is None:
        raise ValueError("a time without a zone has no certain day")
    if urgent:
        return received
    last_day = cal.next_working(received.astimezone(VIETNAM).date())
    return datetime.combine(last_day, time.max, tzinfo=VIETNAM)


class Timeliness(StrEnum):
    """Where a matter stands against its term; computed from days only, never entered."""

    IN_TERM = "in-term"
    NEAR_DUE = "near-due"
    OVERDUE = "overdue"
    DONE_ON_TIME = "done-on-time"
    DONE_LATE = "done-late"
    NO_TERM = "no-term"

    @property
    def label(self) -> str:
        """The official Vietnamese words (T-04)."""
        return _LABELS[self]


_LABELS = {
    Timeliness.IN_TERM: "Chưa hoàn thành, trong hạn",
    Timeliness.NEAR_DUE: "Sắp đến hạn",
    Timeliness.OVERDUE: "Chưa hoàn thành, quá hạn",
    Timeliness.DONE_ON_TIME: "Hoàn thành đúng hạn",
    Timeliness.DONE_LATE: "Hoàn thành quá hạn",
    Timeliness.NO_TERM: "Không có thời hạn",
}


def timeliness(
    due: date | None, done: date | None, today: date, near_days: int, cal: WorkCalendar
) -> Timeliness:
    """Judge one matter on `today`; the day of `due` itself is still in term.

    Near due: open, and at most `near_days` working days are left until `due`.
    """
    if due is None:
        return Timeliness.NO_TERM
    if done is not None:
        return Timeliness.DONE_ON_TIME if done <= due else Timeliness.DONE_LATE
    if today > due:
        return Timeliness.OVERDUE
    # equal to between(today, due) <= near_days, without walking through the calendar's holidays
    near = due < cal.next_working(cal.add(today, near_days))
    return Timeliness.NEAR_DUE if near else Timeliness.IN_TERM


def _weekdays_until(day: date) -> int:
    # date.toordinal() 1 is a Monday, so the remainder counts into the running week
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)
