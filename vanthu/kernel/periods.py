"""Half-open periods of days: `valid_from` is in, `valid_to` is out, None is open-ended.

Everything dated in the system uses this one shape (design 1.1), so that the end of one holder and
the start of the next are the same day and no day belongs to both or to neither.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import Conflict, Refusal


class EmptyPeriod(Refusal):
    """A period that ends on or before the day it begins contains no day."""

    code = "empty-period"
    status = 422
    default_sentence = "Ngày kết thúc ({valid_to}) phải sau ngày bắt đầu ({valid_from})."


class OverlappingPeriods(Conflict):
    """Two periods of a series claim the same day."""

    code = "overlapping-periods"
    default_sentence = (
        "Hai khoảng thời gian chồng lên nhau: {first} và {second}. "
        "Hãy kết thúc khoảng trước rồi mới bắt đầu khoảng sau."
    )


class OutsidePeriod(Refusal):
    """A period cannot be split at a day that leaves one part empty."""

    code = "outside-period"
    status = 422
    default_sentence = "Ngày {day} không nằm bên trong khoảng thời gian {period}."


@dataclass(frozen=True)
class Period:
    """Days from `valid_from` (included) to `valid_to` (excluded; None: still running).

    Raises EmptyPeriod when it would contain no day.
    """

    valid_from: date
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise EmptyPeriod(
                field="valid_to",
                valid_from=short_date(self.valid_from),
                valid_to=short_date(self.valid_to),
            )

    def __str__(self) -> str:
        if self.valid_to is None:
            return f"từ {short_date(self.valid_from)}"
        return f"từ {short_date(self.valid_from)} đến trước {short_date(self.valid_to)}"

    def contains(self, day: date) -> bool:
        """Whether `day` belongs to the period; the day of `valid_to` does not."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def overlaps(self, other: "Period") -> bool:
        """Whether some day belongs to both."""
        return _starts_before_end(self, other) and _starts_before_end(other, self)

    def meets(self, other: "Period") -> bool:
        """Whether `other` begins on the very day this one ends: no gap, no overlap."""
        return self.valid_to == other.valid_from

    def intersect(self, other: "Period") -> "Period | None":
        """The days that belong to both, or None."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.valid_to, other.valid_to) if end is not None]
        return Period(max(self.valid_from, other.valid_from), min(ends, default=None))

    def split_at(self, day: date) -> "tuple[Period, Period]":
        """The part before `day` and the part from `day` on; raises OutsidePeriod."""
        if day == self.valid_from or not self.contains(day):
            raise OutsidePeriod(field="day", day=short_date(day), period=str(self))
        return Period(self.valid_from, day), Period(day, self.valid_to)


class Dated(Protocol):
    """Anything with the two days: a Period or a row of a dated table."""

    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def check_no_overlap(periods: Iterable[Period]) -> None:
    """Raise OverlappingPeriods, naming the first pair of neighbours that share a day."""
    in_order = sorted(periods, key=lambda period: period.valid_from)
    for first, second in pairwise(in_order):
        if first.overlaps(second):
            raise OverlappingPeriods(first=str(first), second=str(second))


def covering(periods: Sequence[D], day: date) -> D | None:
    """The item in force on `day`, or None; with several, the one that began last."""
    in_force = [
        item
        for item in periods
        if item.valid_from <= day and (item.valid_to is None or day < item.valid_to)
    ]
    return max(in_force, key=lambda item: item.valid_from, default=None)


def _starts_before_end(one: Period, other: Period) -> bool:
    return other.valid_to is None or one.valid_from < other.valid_to
