"""Ages and retirement; the published bands of organisation.md sections 1, 4.a.3 and 4.c.2."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.kernel.ages import (
    SCHEDULE_2021,
    SCHEDULE_BEFORE_2021,
    Age,
    AgeBands,
    Birth,
    RetirementSchedule,
    Sex,
    pension_month,
    whole_months,
    whole_years,
)
from vanthu.kernel.months import Month

SEXES = st.sampled_from(Sex)
SCHEDULES = st.sampled_from([SCHEDULE_2021, SCHEDULE_BEFORE_2021])
BIRTHS = st.builds(Month, st.integers(1940, 2020), st.integers(1, 12))
MEN, WOMEN = Sex.MALE, Sex.FEMALE


@pytest.mark.parametrize(
    ("sex", "year", "age"),
    [
        (MEN, 2020, Age.of(60)),
        (MEN, 2021, Age.of(60, 3)),
        (MEN, 2022, Age.of(60, 6)),
        (MEN, 2027, Age.of(61, 9)),
        (MEN, 2028, Age.of(62)),
        (MEN, 2050, Age.of(62)),
        (WOMEN, 2020, Age.of(55)),
        (WOMEN, 2021, Age.of(55, 4)),
        (WOMEN, 2034, Age.of(59, 8)),
        (WOMEN, 2035, Age.of(60)),
        (WOMEN, 2050, Age.of(60)),
    ],
)
def test_the_age_of_retirement_rises_by_steps(sex: Sex, year: int, age: Age) -> None:
    assert SCHEDULE_2021.required_in(year, sex) == age


@pytest.mark.parametrize(
    ("sex", "first", "last", "age"),
    [
        (MEN, "10/1964", "06/1965", Age.of(61, 6)),
        (MEN, "04/1966", "12/1990", Age.of(62)),
        (WOMEN, "09/1970", "04/1971", Age.of(57, 8)),
        (WOMEN, "05/1975", "12/1990", Age.of(60)),
    ],
)
def test_the_bands_of_the_official_appendix(sex: Sex, first: str, last: str, age: Age) -> None:
    month, end = Month.parse(first), Month.parse(last)
    while month <= end:
        assert SCHEDULE_2021.retirement_month(month, sex) == month.shift(age.months)
        month = month.shift(1)
    before = Month.parse(first).shift(-1)
    assert SCHEDULE_2021.retirement_month(before, sex).since(before) < age.months


def test_the_pension_starts_the_month_after() -> None:
    retires = SCHEDULE_2021.retirement_month(Month(1978, 1), WOMEN)
    assert (retires, pension_month(retires)) == (Month(2038, 1), Month(2038, 2))


@pytest.mark.parametrize(
    ("schedule", "sex", "born", "at", "left"),
    [
        # 4.a.3: province, term 2025-2030, reference month 09/2025
        (SCHEDULE_2021, MEN, "09/1968", "09/2025", 60),
        (SCHEDULE_2021, MEN, "08/1968", "09/2025", 59),
        (SCHEDULE_2021, MEN, "09/1973", "09/2025", 120),
        (SCHEDULE_2021, MEN, "08/1973", "09/2025", 119),
        (SCHEDULE_2021, WOMEN, "05/1972", "09/2025", 60),
        (SCHEDULE_2021, WOMEN, "04/1972", "09/2025", 59),
        (SCHEDULE_2021, WOMEN, "09/1975", "09/2025", 120),
        (SCHEDULE_2021, WOMEN, "08/1975", "09/2025", 119),
        # the same under the rules of 2020
        (SCHEDULE_BEFORE_2021, MEN, "09/1965", "09/2020", 60),
        (SCHEDULE_BEFORE_2021, WOMEN, "09/1970", "09/2020", 60),
        # 4.c.2: the official example of an appointment, and its neighbour
        (SCHEDULE_2021, MEN, "02/1965", "08/2021", 60),
        (SCHEDULE_2021, MEN, "01/1965", "08/2021", 59),
    ],
)
def test_months_left_to_serve(
    schedule: RetirementSchedule, sex: Sex, born: str, at: str, left: int
) -> None:
    month = Month.parse(born)
    birth = Birth(month.year, month.number)
    assert schedule.months_left(birth, sex, Month.parse(at)) == (left, left)
    assert schedule.can_serve(birth, sex, Month.parse(at), 60) is (left >= 60)


@given(BIRTHS, SEXES, SCHEDULES)
def test_retirement_is_the_first_month_that_reaches_its_own_age(
    born: Month, sex: Sex, schedule: RetirementSchedule
) -> None:
    retires = schedule.retirement_month(born, sex)
    months = [born.shift(age) for age in range(55 * 12, retires.since(born) + 1)]
    reached = [m for m in months if m.since(born) >= schedule.required_in(m.year, sex).months]
    assert reached == [retires]


@given(BIRTHS, SEXES, SCHEDULES)
def test_the_older_never_retires_later(born: Month, sex: Sex, schedule: RetirementSchedule) -> None:
    younger = schedule.retirement_month(born.shift(1), sex)
    assert schedule.retirement_month(born, sex) < younger


def test_a_birth_known_by_its_year_alone_decides_only_what_it_can() -> None:
    birth, at = Birth(1968), Month(2025, 9)
    assert SCHEDULE_2021.retirement_range(birth, MEN) == (Month(2030, 1), Month(2030, 12))
    assert SCHEDULE_2021.can_serve(birth, MEN, at, 52) is True
    assert SCHEDULE_2021.can_serve(birth, MEN, at, 60) is None
    assert SCHEDULE_2021.can_serve(birth, MEN, at, 64) is False
    assert SCHEDULE_2021.can_serve(birth.assumed(1), MEN, at, 60) is False
    assert birth.age_in(at) == (Age.of(56, 9), Age.of(57, 8))
    assert Birth.on(date(1968, 9, 30)).assumed(1) == Birth(1968, 9)


@pytest.mark.parametrize(
    ("born", "day", "months"),
    [
        (date(1990, 5, 20), date(2020, 5, 19), 359),
        (date(1990, 5, 20), date(2020, 5, 20), 360),
        (date(2000, 2, 29), date(2018, 2, 27), 215),
        (date(2000, 2, 29), date(2018, 2, 28), 216),
        (date(2000, 1, 31), date(2000, 4, 30), 3),
        (date(2000, 1, 31), date(2000, 1, 30), 0),
    ],
)
def test_months_are_complete_on_the_day_or_at_the_end_of_the_month(
    born: date, day: date, months: int
) -> None:
    if day >= born:
        assert whole_months(born, day) == months
        assert whole_years(born, day) == months // 12
    else:
        assert whole_months(born, day) < 0


@given(st.dates(date(1940, 1, 1)), st.dates(date(1940, 1, 1)))
def test_ages_by_days_and_by_months_differ_by_less_than_a_month(born: date, day: date) -> None:
    by_month = Month.of(day).since(Month.of(born))
    assert whole_months(born, day) in (by_month, by_month - 1)


def test_bands_say_where_an_age_belongs() -> None:
    bands = AgeBands((40, 45))
    ages = [Age.of(39, 11), Age.of(40), Age.of(44, 11), Age.of(45)]
    assert [bands.index(age) for age in ages] == [0, 1, 1, 2]
    assert bands.labels == ["Dưới 40 tuổi", "Từ 40 đến dưới 45 tuổi", "Từ 45 tuổi trở lên"]
    with pytest.raises(ValueError, match="rise"):
        AgeBands((45, 40))


def test_ages_in_words() -> None:
    assert str(Age.of(61, 6)) == "61 tuổi 6 tháng"
    assert str(Age.of(62)) == "62 tuổi"
    assert [sex.label for sex in Sex] == ["Nam", "Nữ"]
