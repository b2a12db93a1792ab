"""Kinds of indicators, pace, classes and allocations: examples of organisation.md 2.h, 4.e, 4.h."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.cadres.targets.choices import Grade, Kind, Light, RollUp, Way
from vanthu.cadres.targets.rules import (
    NOT_ACHIEVED,
    Attainment,
    Course,
    Goal,
    Reading,
    Thresholds,
    attained,
    balance,
    counts,
    course,
    deadline,
    grade,
    is_late,
    last_day,
    light,
    periods_of,
    rolled_up,
    years_counted,
)
from vanthu.kernel.months import Month, MonthSpan
from vanthu.kernel.numbers import percent
from vanthu.kernel.reporting import CALENDAR, STATE, ReportPeriod, Span

MID = date(2023, 6, 30)
TERM = MonthSpan(Month(2021, 1), Month(2025, 12))
RULES = Thresholds(
    over=Fraction(1), half=Fraction(1, 2), red_below=Fraction(4, 5), orange_below=Fraction(1)
)


def half_years(*values: int | str) -> list[Reading]:
    periods = list(periods_of(TERM, Span.HALF, CALENDAR))
    return [
        Reading(period, Fraction(value)) for period, value in zip(periods, values, strict=False)
    ]


def years(*values: int | str) -> list[Reading]:
    periods = list(periods_of(TERM, Span.YEAR, CALENDAR))
    return [
        Reading(period, Fraction(value)) for period, value in zip(periods, values, strict=False)
    ]


def shown(share: Fraction | None, places: int = 1) -> Decimal | None:
    return None if share is None else percent(share.numerator, share.denominator, places)


def test_membership_at_mid_term_e1() -> None:
    """organisation.md 4.e.1: 1,012 + 1,131 + 572 of 5,000; pace, forecast, what is left a year."""
    goal = Goal(kind=Kind.FLOW_CUM, target=Fraction(5000))
    reached = attained(goal, half_years(500, 512, 600, 531, 572), MID)
    assert reached.value == 2715
    assert shown(reached.share) == Decimal("54.3")
    went = course(goal, reached, TERM, MID, CALENDAR)
    assert went.elapsed == Fraction(1, 2)
    assert shown(went.pace) == Decimal("108.6")
    assert went.forecast == 5430
    assert went.remaining == 2285
    assert went.a_year == 914
    assert grade(goal, reached, RULES, MID) is Grade.HALF
    assert light(goal, reached, went, RULES, current=True) is Light.GREEN


def test_classes_at_mid_term_h1() -> None:
    """organisation.md 4.h.1: 27 indicators are 6 exceeded, 14 from a half, 7 not (Kiên Giang)."""
    goal = Goal(kind=Kind.FLOW_CUM, target=Fraction(100))
    values = (
        [101 + n for n in range(6)]
        + [50 + n for n in range(13)]
        + [100]
        + [40 + n for n in range(6)]
    )
    grades = [grade(goal, attained(goal, half_years(value), MID), RULES, MID) for value in values]
    grades.append(grade(Goal(kind=Kind.END), Attainment(), RULES, MID))
    found = counts(grades)
    assert (found[Grade.EXCEEDED], found[Grade.HALF]) == (6, 14)
    assert sum(found[each] for each in NOT_ACHIEVED) == 7
    assert (found[Grade.LOW], found[Grade.END]) == (6, 1)


def test_level_and_distance_h2() -> None:
    """organisation.md 4.h.2: urban share 22 -> 27, now 24,5: level 90,7 %, distance 50 %."""
    goal = Goal(kind=Kind.STOCK_END, target=Fraction(27), base=Fraction(22))
    reached = attained(goal, years(23, "24.5"), MID)
    assert shown(reached.share) == Decimal("90.7")
    assert reached.covered == Fraction(1, 2)
    went = course(goal, reached, TERM, MID, CALENDAR)
    assert went.pace == 1
    assert went.forecast == 27


def test_average_growth_is_geometric_h2() -> None:
    """organisation.md 4.h.2: 5,21, 8,47 and 3,38 are 5,67 a year, not 5,69."""
    goal = Goal(kind=Kind.RATE_AVG, target=Fraction(7))
    reached = attained(goal, years("5.21", "8.47", "3.38"), MID)
    assert reached.value == Fraction("5.67")
    assert reached.met is False
    assert course(goal, reached, TERM, MID, CALENDAR).forecast is None


def test_a_stock_is_its_latest_reading_h2() -> None:
    """organisation.md 4.h.2: members at 30/06/2023 are not added to those at 31/12/2022."""
    goal = Goal(kind=Kind.STOCK_END, target=Fraction(60000))
    assert attained(goal, half_years(48000, 49000, 50000), MID).value == 50000


def test_yearly_average_counts_the_years_reported() -> None:
    """“Bình quân hằng năm 2.000”: what was reached over the target times the years counted."""
    goal = Goal(kind=Kind.FLOW_AVG, target=Fraction(2000))
    readings = half_years(1000, 1100, 1200)
    assert years_counted(readings) == Fraction(3, 2)
    reached = attained(goal, readings, MID)
    assert reached.value == 2200
    assert reached.share == Fraction(11, 10)


def test_each_year_is_as_good_as_the_worst() -> None:
    goal = Goal(kind=Kind.STOCK_EACH_YEAR, target=Fraction(98), yearly={2021: Fraction(96)})
    reached = attained(goal, years(97, 98), MID)
    assert reached.value == 98
    assert reached.met is True
    assert attained(goal, years(95, 99), MID).met is False


def test_a_ceiling_is_met_from_below() -> None:
    goal = Goal(kind=Kind.CEILING, target=Fraction(1))
    assert attained(goal, years("0.8"), MID) == Attainment(
        value=Fraction("0.8"), share=Fraction(5, 4), met=True
    )
    assert attained(goal, years("1.25"), MID).met is False
    assert attained(goal, years(0), MID).met is True
    assert attained(Goal(kind=Kind.CEILING, target=Fraction(0)), years(1), MID).share == 0


def test_a_level_that_is_to_fall() -> None:
    goal = Goal(kind=Kind.STOCK_END, target=Fraction(1), base=Fraction(3), way=Way.DOWN)
    reached = attained(goal, years("2"), MID)
    assert (reached.share, reached.covered, reached.met) == (Fraction(1, 2), Fraction(1, 2), False)


@pytest.mark.parametrize(
    ("done", "as_of", "met", "judged"),
    [
        (date(2023, 5, 1), MID, True, Grade.HALF),
        (date(2023, 7, 1), MID, None, Grade.END),
        (None, MID, None, Grade.END),
        (None, date(2024, 1, 1), False, Grade.LOW),
        (date(2024, 2, 1), date(2024, 3, 1), False, Grade.HALF),
    ],
)
def test_a_milestone_by_its_day(
    done: date | None, as_of: date, met: bool | None, judged: Grade
) -> None:
    goal = Goal(kind=Kind.MILESTONE, due_on=date(2023, 12, 31))
    period = ReportPeriod(CALENDAR, Span.HALF, 2023, 1)
    reached = attained(goal, [Reading(period, Fraction(0), done)], as_of)
    assert reached.met is met
    assert grade(goal, reached, RULES, as_of) is judged


def test_without_readings_nothing_is_said() -> None:
    goal = Goal(kind=Kind.FLOW_CUM, target=Fraction(10))
    assert grade(goal, attained(goal, [], MID), RULES, MID) is Grade.UNREAD
    assert (
        light(goal, Attainment(), Course(elapsed=Fraction(1, 2)), RULES, current=True) is Light.GREY
    )


def test_the_colours() -> None:
    goal = Goal(kind=Kind.FLOW_CUM, target=Fraction(100))
    wanted = {39: Light.RED, 40: Light.ORANGE, 49: Light.ORANGE, 50: Light.GREEN}
    for value, colour in wanted.items():
        reached = attained(goal, half_years(value), MID)
        went = course(goal, reached, TERM, MID, CALENDAR)
        assert light(goal, reached, went, RULES, current=True) is colour
    assert light(goal, reached, went, RULES, current=False) is Light.GREY


def test_ratios_are_added_by_their_parts() -> None:
    """organisation.md 4.e.3: 288 of 815, never the mean of the units' percentages."""
    parts = [(21, 20), (52, 102), (5, 10), (4, 8), (13, 75), (193, 600)]
    pairs = [(Decimal(part), Decimal(whole)) for part, whole in parts]
    value = rolled_up(pairs, RollUp.RATIO, scale=100)
    assert value is not None
    assert percent(value.numerator, value.denominator * 100, 2) == Decimal("35.34")
    assert rolled_up([], RollUp.SUM) is None
    assert rolled_up([(Decimal(3), Decimal(0))], RollUp.RATIO) is None
    with pytest.raises(ValueError, match="own level"):
        rolled_up(pairs, RollUp.OWN)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), min_size=1, max_size=30))
def test_a_rolled_up_ratio_lies_between_its_units(parts: list[tuple[int, int]]) -> None:
    pairs = [(Decimal(part), Decimal(whole)) for part, whole in parts]
    ratios = [Fraction(part, whole) for part, whole in parts]
    value = rolled_up(pairs, RollUp.RATIO)
    assert value is not None
    assert min(ratios) <= value <= max(ratios)


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(1, 60))
def test_on_time_is_forecast_to_reach_the_target(target: int, value: int, months: int) -> None:
    goal = Goal(kind=Kind.FLOW_CUM, target=Fraction(target))
    as_of = TERM.first.shift(months - 1).last_day
    reached = Attainment(value=Fraction(value), share=Fraction(value, target))
    went = course(goal, reached, TERM, as_of, CALENDAR)
    assert went.forecast is not None
    assert went.pace is not None
    assert (went.forecast >= target) is (went.pace >= 1)


def test_allocation_says_what_is_over_and_short() -> None:
    assert balance(Decimal(5000), [Decimal(4900), Decimal(115)]).words == "giao thừa 15"
    assert balance(Decimal(5000), [Decimal(4985)]).words == "giao thiếu 15"
    assert balance(Decimal(5000), [Decimal(5000)]).words == "giao đủ"


def test_periods_deadlines_and_who_is_late() -> None:
    halves = list(periods_of(TERM, Span.HALF, STATE))
    assert len(halves) == 10
    assert (halves[4].days.valid_from, last_day(halves[4])) == (
        date(2022, 12, 15),
        date(2023, 6, 14),
    )
    due = deadline(halves[4], 10)
    assert due == date(2023, 6, 24)
    assert not is_late(due, date(2023, 6, 24), date(2024, 1, 1))
    assert is_late(due, date(2023, 6, 25), date(2024, 1, 1))
    assert is_late(due, None, date(2023, 6, 25))
    assert not is_late(due, None, date(2023, 6, 20))


def test_time_passes_by_the_scheme() -> None:
    goal = Goal(kind=Kind.FLOW_CUM, target=Fraction(60))
    for day, months in ((date(2023, 6, 13), 29), (date(2023, 6, 14), 30), (date(2023, 7, 13), 30)):
        assert course(goal, Attainment(), TERM, day, STATE).elapsed == Fraction(months, 60)
    assert course(goal, Attainment(), TERM, date(2023, 6, 14), CALENDAR).elapsed == Fraction(29, 60)
