"""Ages, and the month of retirement by a schedule that rises year by year.

The law counts ages of office by months: a person reaches an age in the month of that birthday,
whatever the day. Records sometimes know only the year of birth; then an age is a pair of bounds,
and a question that depends on the missing month is answered None, never by a guess.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from vanthu.kernel.citations import Certainty, Citation
from vanthu.kernel.months import Month

DECREE_135_2020 = Citation(
    document="Nghị định số 135/2020/NĐ-CP",
    title="Quy định về tuổi nghỉ hưu",
    article="Điều 4",
    in_force_from=date(2021, 1, 1),
    certainty=Certainty.SECONDARY,
)


class Sex(StrEnum):
    """The sex that rules on age and shares ask for, as the record states it."""

    MALE = "male"
    FEMALE = "female"

    @property
    def label(self) -> str:
        """`Nam` or `Nữ`."""
        return {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}[self]


@dataclass(frozen=True)
class Age:
    """An age in whole months: `61 tuổi 6 tháng`."""

    months: int

    @classmethod
    def of(cls, years: int, months: int = 0) -> "Age":
        """`Age.of(61, 6)` is 61 years and 6 months."""
        return cls(years * 12 + months)

    @property
    def years(self) -> int:
        """Whole years."""
        return self.months // 12

    def __str__(self) -> str:
        rest = self.months % 12
        return f"{self.years} tuổi" + (f" {rest} tháng" if rest else "")


def whole_months(born: date, day: date) -> int:
    """Months completed from `born` to `day`; negative before birth.

    A month without the day of birth completes on its last day (Civil Code 2015, Art. 148.3).
    """
    started = Month.of(day).since(Month.of(born))
    ends_month = Month.of(day + timedelta(days=1)) != Month.of(day)
    return started if day.day >= born.day or ends_month else started - 1


def whole_years(born: date, day: date) -> int:
    """Years of age completed on `day`, the birthday included."""
    return whole_months(born, day) // 12


@dataclass(frozen=True)
class Birth:
    """The month of birth, or the year alone where the record knows no more."""

    year: int
    month: int | None = None

    @classmethod
    def on(cls, day: date) -> "Birth":
        """The birth of somebody whose birthday is known."""
        return cls(day.year, day.month)

    @property
    def earliest(self) -> Month:
        """The first month it can have been: that of the oldest possible person."""
        return Month(self.year, self.month or 1)

    @property
    def latest(self) -> Month:
        """The last month it can have been."""
        return Month(self.year, self.month or 12)

    def assumed(self, month: int) -> "Birth":
        """With `month` where none is known: what a rule pack says to take instead."""
        return self if self.month is not None else Birth(self.year, month)

    def age_in(self, month: Month) -> tuple[Age, Age]:
        """The least and the greatest age in `month`; both the same when the month is known."""
        return Age(month.since(self.latest)), Age(month.since(self.earliest))


@dataclass(frozen=True)
class Ladder:
    """One sex's age of retirement: `start` in `first_year`, `step` months more each year to `top`.

    In the years before `first_year` it is `before`.
    """

    before: Age
    first_year: int
    start: Age
    step: int
    top: Age

    def required_in(self, year: int) -> Age:
        """The age that retires in `year`."""
        if year < self.first_year:
            return self.before
        risen = self.start.months + self.step * (year - self.first_year)
        return Age(min(risen, self.top.months))


@dataclass(frozen=True)
class RetirementSchedule:
    """Ages of retirement with the document that sets them."""

    men: Ladder
    women: Ladder
    basis: Citation

    def required_in(self, year: int, sex: Sex) -> Age:
        """The age at which persons of `sex` retire in `year`."""
        return (self.men if sex is Sex.MALE else self.women).required_in(year)

    def retirement_month(self, born: Month, sex: Sex) -> Month:
        """The first month in which the age reaches what is required in that month's year."""
        return _retires(self.men if sex is Sex.MALE else self.women, born)

    def retirement_range(self, birth: Birth, sex: Sex) -> tuple[Month, Month]:
        """The earliest and the latest month of retirement that the record allows."""
        return (
            self.retirement_month(birth.earliest, sex),
            self.retirement_month(birth.latest, sex),
        )

    def months_left(self, birth: Birth, sex: Sex, at: Month) -> tuple[int, int]:
        """From `at` to the month of retirement: at least and at most; negative when past."""
        first, last = self.retirement_range(birth, sex)
        return first.since(at), last.since(at)

    def can_serve(self, birth: Birth, sex: Sex, at: Month, months: int) -> bool | None:
        """Whether `months` are left from `at`; None when the month of birth decides."""
        least, most = self.months_left(birth, sex, at)
        if least >= months:
            return True
        return False if most < months else None


@lru_cache(maxsize=4096)
def _retires(ladder: Ladder, born: Month) -> Month:
    """Kept: the persons of a province were born in some hundreds of months."""
    month = born
    # no month in between can do: until then the age is below what that year asks
    while month.since(born) < (age := ladder.required_in(month.year)).months:
        month = born.shift(age.months)
    return month


def pension_month(retirement: Month) -> Month:
    """The first month of the pension: the one after the month of retirement."""
    return retirement.shift(1)


def _flat(age: Age) -> Ladder:
    return Ladder(before=age, first_year=1, start=age, step=0, top=age)


SCHEDULE_2021 = RetirementSchedule(
    men=Ladder(Age.of(60), 2021, start=Age.of(60, 3), step=3, top=Age.of(62)),
    women=Ladder(Age.of(55), 2021, start=Age.of(55, 4), step=4, top=Age.of(60)),
    basis=DECREE_135_2020,
)
"""Normal working conditions, from 01/01/2021: men to 62 in 2028, women to 60 in 2035."""

SCHEDULE_BEFORE_2021 = RetirementSchedule(
    men=_flat(Age.of(60)),
    women=_flat(Age.of(55)),
    basis=Citation(
        document="Bộ luật Lao động số 10/2012/QH13", title="Bộ luật Lao động", article="Điều 187"
    ),
)
"""Men 60, women 55: what a case decided before 2021 was judged by, also for later years."""


@dataclass(frozen=True)
class AgeBands:
    """Groups of ages parted at `bounds` (years, rising): (40, 45) makes <40, 40-<45 and ≥45."""

    bounds: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.bounds or any(low >= high for low, high in pairwise(self.bounds)):
            raise ValueError("bounds of age bands rise")

    def index(self, age: Age) -> int:
        """The band `age` falls into, from 0; a bound belongs to the band above it."""
        return sum(age.years >= bound for bound in self.bounds)

    @property
    def labels(self) -> list[str]:
        """The bands in words, youngest first."""
        between = [f"Từ {low} đến dưới {high} tuổi" for low, high in pairwise(self.bounds)]
        return [f"Dưới {self.bounds[0]} tuổi", *between, f"Từ {self.bounds[-1]} tuổi trở lên"]
