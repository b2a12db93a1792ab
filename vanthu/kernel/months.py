"""Months of the calendar, and spans of them: what ages, terms and pensions are counted in."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from vanthu.kernel.errors import Refusal

_WRITTEN = re.compile(r"(\d{1,2})\s*/\s*(\d{4})", re.ASCII)


class NotAMonth(Refusal):
    """The text names no month of the calendar."""

    code = "not-a-month"
    status = 422
    default_sentence = "“{text}” không phải là một tháng hợp lệ. Hãy nhập theo mẫu 09/2025."


class EmptySpan(Refusal):
    """A span of months that ends before it begins."""

    code = "empty-span"
    status = 422
    default_sentence = "Tháng kết thúc ({last}) không được trước tháng bắt đầu ({first})."


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year; earlier months are smaller. Raises ValueError for a 13th month."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 12:
            raise ValueError(f"a year has no month {self.number}")

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.year:04d}"

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month `day` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """The month written `09/2025` or `9/2025`; raises NotAMonth."""
        found = _WRITTEN.fullmatch(text.strip())
        if found is None or not 1 <= int(found[1]) <= 12:
            raise NotAMonth(text=text)
        return cls(int(found[2]), int(found[1]))

    def shift(self, months: int) -> "Month":
        """The month that lies `months` later (earlier when negative)."""
        year, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, number + 1)

    def since(self, earlier: "Month") -> int:
        """How many months lie from `earlier` to this one; negative when it is later.

        09/2025 since 09/2020 is 60: the number that age conditions are compared with.
        """
        return (self.year - earlier.year) * 12 + self.number - earlier.number

    @property
    def first_day(self) -> date:
        """Day 1 of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """Day 28, 29, 30 or 31 of the month."""
        return self.shift(1).first_day - timedelta(days=1)


@dataclass(frozen=True)
class MonthSpan:
    """Whole months from `first` to `last`, both included. Raises EmptySpan."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise EmptySpan(field="last", first=self.first, last=self.last)

    def __len__(self) -> int:
        return self.last.since(self.first) + 1

    def __str__(self) -> str:
        return f"từ {self.first} đến {self.last}"

    def contains(self, month: Month) -> bool:
        """Whether `month` belongs to the span; its last month does."""
        return self.first <= month <= self.last

    def elapsed(self, as_of: date) -> int:
        """How many months of the span have wholly passed at the end of `as_of`.

        Of 01/2021-12/2025 it is 30 on 30/06/2023 and still 29 the day before.
        """
        passed = Month.of(as_of + timedelta(days=1)).since(self.first)
        return min(max(passed, 0), len(self))
