"""Periods that reports are made for: by the calendar, or from the 15th to the 14th.

A scheme is data: it says on which day a month of reporting begins. Party bodies report by the
calendar (“tính đến 30/6”), state bodies by Decree 09/2019, so a period has a name and days that
need not be those of the calendar.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vanthu.kernel.citations import Certainty, Citation
from vanthu.kernel.months import Month, MonthSpan
from vanthu.kernel.periods import Period

DECREE_09_2019 = Citation(
    document="Nghị định số 09/2019/NĐ-CP",
    title="Quy định về chế độ báo cáo của cơ quan hành chính nhà nước",
    article="Điều 12",
    certainty=Certainty.UNVERIFIED,
)


class Span(StrEnum):
    """How long a period of reporting is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine-months"
    YEAR = "year"

    @property
    def label(self) -> str:
        """The Vietnamese word for it."""
        return _SHAPES[self].label

    @property
    def per_year(self) -> int:
        """How many of them a year has; the first nine months are there once."""
        return _SHAPES[self].per_year


@dataclass(frozen=True)
class _Shape:
    months: int
    per_year: int
    label: str
    names: tuple[str, ...]


_SHAPES = {
    Span.MONTH: _Shape(1, 12, "Tháng", tuple(f"tháng {number}" for number in range(1, 13))),
    Span.QUARTER: _Shape(3, 4, "Quý", ("quý I", "quý II", "quý III", "quý IV")),
    Span.HALF: _Shape(6, 2, "6 tháng", ("6 tháng đầu", "6 tháng cuối")),
    Span.NINE_MONTHS: _Shape(9, 1, "9 tháng", ("9 tháng đầu",)),
    Span.YEAR: _Shape(12, 1, "Năm", ("",)),
}


@dataclass(frozen=True)
class Scheme:
    """Where a month of reporting begins: on `first_day`, `months_before` months earlier."""

    code: str
    label: str
    first_day: int = 1
    months_before: int = 0
    basis: Citation | None = None

    def start_of(self, month: Month) -> date:
        """The first day that counts for `month`: 15/05 for June under the state's scheme."""
        return month.shift(-self.months_before).first_day.replace(day=self.first_day)


CALENDAR = Scheme("calendar", "Theo tháng dương lịch")
STATE = Scheme(
    "state", "Từ ngày 15 tháng trước đến ngày 14", 15, months_before=1, basis=DECREE_09_2019
)
SCHEMES = {scheme.code: scheme for scheme in (CALENDAR, STATE)}


@dataclass(frozen=True)
class ReportPeriod:
    """The `index`-th (from 1) span of `year` under a scheme; ValueError for a 5th quarter."""

    scheme: Scheme
    span: Span
    year: int
    index: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.index <= self.span.per_year:
            raise ValueError(f"a year has {self.span.per_year} of {self.span}")

    def __str__(self) -> str:
        return f"{_SHAPES[self.span].names[self.index - 1]} năm {self.year}".lstrip()

    @property
    def months(self) -> MonthSpan:
        """The months it is named for."""
        length = _SHAPES[self.span].months
        first = Month(self.year, 1).shift(length * (self.index - 1))
        return MonthSpan(first, first.shift(length - 1))

    @property
    def days(self) -> Period:
        """The days that count: six months of 2023 of the state are 15/12/2022 to 14/06/2023."""
        months = self.months
        return Period(
            self.scheme.start_of(months.first), self.scheme.start_of(months.last.shift(1))
        )


def period_of(day: date, span: Span, scheme: Scheme = CALENDAR) -> ReportPeriod | None:
    """The period of that length which `day` counts for; None after the first nine months."""
    month = Month.of(day)
    while scheme.start_of(month.shift(1)) <= day:
        month = month.shift(1)
    index = (month.number - 1) // _SHAPES[span].months + 1
    return ReportPeriod(scheme, span, month.year, index) if index <= span.per_year else None
