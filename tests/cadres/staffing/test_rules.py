"""The arithmetic of staffing with the examples of organisation.md 4.b."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.cadres.staffing.choices import Bar, EventType, MoveIn, MoveOut, SeveranceKind
from vanthu.cadres.staffing.errors import NotAQuota, TooEarly
from vanthu.cadres.staffing.rules import (
    Sheet,
    Stock,
    barred,
    cut,
    half_of,
    money,
    part_years,
    required_by,
    spread,
    standing,
    vacant,
)
from vanthu.cadres.staffing.rules.money import lump_sum
from vanthu.ground.figures.choices import Unit
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.errors import NoParameter
from vanthu.ground.rulebook.rules import Pack, first_of
from vanthu.ground.rulebook.shipped import packs

EARLY, LEAVE, OTHER = SeveranceKind


def pack_of(day: date, level: str = "") -> Pack:
    found = first_of(packs(), Subject.SEVERANCE, day, level)
    assert found is not None
    return found


def test_example_1_the_path_is_cumulative_and_rounds_up() -> None:
    """1,987 → 20/40/60/80/100 → 1,887; 17,345 → 347/694/1,041/1,388/1,735 → 15,610."""
    years = range(2022, 2027)
    civil = [required_by(1987, Fraction(5, 100), 2021, 2026, year) for year in years]
    public = [required_by(17345, Fraction(10, 100), 2021, 2026, year) for year in years]
    assert civil == [20, 40, 60, 80, 100]
    assert public == [347, 694, 1041, 1388, 1735]
    assert cut(1987, civil[-1], Unit.QUOTA) == 1887
    assert cut(17345, public[-1], Unit.QUOTA) == 15610
    assert required_by(1987, Fraction(5, 100), 2021, 2026, 2021) == 0
    assert required_by(1987, Fraction(5, 100), 2021, 2026, 2030) == 100


def test_example_1_thirty_eight_of_forty_is_two_short() -> None:
    assert str(standing(1987, 1949, 40)) == "thiếu 2"
    assert str(standing(1987, 1947, 40)) == "đạt"
    assert str(standing(1987, 1940, 40)) == "vượt 7"


def test_example_2_persons_are_never_taken_from_a_quota() -> None:
    with pytest.raises(NotAQuota) as refused:
        cut(1987, 355, Unit.CASE)
    assert "Không được trừ" in refused.value.sentence


def test_the_decree_is_that_of_the_day() -> None:
    codes = [
        pack_of(day).code
        for day in (date(2020, 9, 26), date(2023, 7, 19), date(2023, 7, 20), date(2025, 6, 16))
    ]
    assert codes == ["severance-nd108"] * 2 + ["severance-nd29", "severance-nd154"]
    assert pack_of(date(2025, 3, 1), "reorganisation").code == "severance-nd178"


def test_example_3_money_of_early_retirement() -> None:
    """105,000,000 + 50,000,000 + 50,000,000 = 205,000,000."""
    sheet = Sheet(kind=EARLY, pay=10_000_000, months_early=42, service_months=360)
    lines = money(sheet, pack_of(date(2023, 8, 1)))
    assert [line.amount for line in lines] == [105_000_000, 50_000_000, 50_000_000]
    assert sum(line.amount for line in lines) == 205_000_000
    assert lines[0].formula == "10.000.000 đồng × 3 × 3,5 năm"


@pytest.mark.parametrize(
    ("months", "soon", "amount"),
    [
        (36, True, 432_000_000),
        (36, False, 216_000_000),
        (84, True, 648_000_000),
        (84, False, 324_000_000),
    ],
)
def test_example_3_single_payment(months: int, soon: bool, amount: int) -> None:
    pack = pack_of(date(2025, 3, 1), "reorganisation")
    sheet = Sheet(kind=EARLY, pay=12_000_000, months_early=months, service_months=300, soon=soon)
    assert [line.amount for line in lump_sum(sheet, pack)] == [amount]
    with pytest.raises(NoParameter) as refused:
        money(sheet, pack)
    for key in ("early_per_year", "first_years", "first_years_pay", "later_per_year"):
        assert f"“{pack.declared(key).label}”" in refused.value.sentence
    assert "Bộ quy tắc" in refused.value.sentence


def test_each_line_names_the_parameters_it_rests_on() -> None:
    sheet = Sheet(kind=EARLY, pay=10_000_000, months_early=42, service_months=360)
    pack = pack_of(date(2023, 8, 1))
    first = ("first_years", "half_until")
    assert [line.keys for line in money(sheet, pack)] == [
        ("half_until", "early_per_year"),
        (*first, "first_years_pay"),
        (*first, "later_per_year"),
    ]
    assert pack.read["early_month_limit"] == "60"


def test_example_3_part_years() -> None:
    assert part_years(38, 6) == Fraction(7, 2)
    assert part_years(43, 6) == 4
    assert part_years(36, 6) == 3


def test_leaving_at_once() -> None:
    sheet = Sheet(kind=LEAVE, pay=8_000_000, service_months=122)
    lines = money(sheet, pack_of(date(2022, 5, 1)))
    assert [line.amount for line in lines] == [24_000_000, 126_000_000]
    soon = money(sheet, pack_of(date(2025, 3, 1), "reorganisation"))
    assert [line.amount for line in soon] == [384_000_000, 126_000_000, 24_000_000]
    assert money(Sheet(kind=OTHER, pay=8_000_000), pack_of(date(2022, 5, 1))) == []


def test_too_early_and_too_short_a_service() -> None:
    pack = pack_of(date(2022, 5, 1))
    with pytest.raises(TooEarly):
        money(Sheet(kind=EARLY, pay=1, months_early=61), pack)
    sheet = Sheet(kind=EARLY, pay=1_000_000, months_early=24, service_months=150)
    assert [line.amount for line in money(sheet, pack)] == [6_000_000]


def test_who_may_not_be_let_go() -> None:
    assert barred([Bar.PREGNANT, Bar.DISCIPLINE], voluntary=True) == [Bar.DISCIPLINE]
    assert barred([Bar.PREGNANT], voluntary=False) == [Bar.PREGNANT]


def test_batches_are_half_years() -> None:
    assert half_of(date(2020, 9, 26)) == (2020, 2)
    assert half_of(date(2023, 6, 30)) == (2023, 1)


def test_the_ways_in_and_out_are_all_the_types() -> None:
    assert {*MoveIn.values, *MoveOut.values} == set(EventType.values)
    assert vacant(40, 38) == 2


@given(
    st.integers(0, 10_000), st.dictionaries(st.sampled_from(EventType.values), st.integers(0, 99))
)
def test_the_stock_identity(start: int, moves: dict[str, int]) -> None:
    stock = Stock(start, moves)
    assert stock.came + stock.went == sum(moves.values())
    assert stock.end - stock.start == stock.came - stock.went


@given(st.lists(st.integers(0, 5000), min_size=1), st.integers(0, 2000))
def test_a_cut_is_shared_out_whole(bases: list[int], required: int) -> None:
    parts = list(spread(bases, required, sum(bases)))
    assert sum(parts) == (required if sum(bases) else 0)
    assert min(parts) >= 0


@given(
    st.sampled_from([EARLY, LEAVE]), st.integers(1, 10**9), st.integers(0, 60), st.integers(0, 600)
)
def test_more_service_is_never_less_money(
    kind: SeveranceKind, pay: int, early: int, service: int
) -> None:
    pack = pack_of(date(2022, 5, 1))
    totals = [
        sum(
            line.amount
            for line in money(
                Sheet(kind=kind, pay=pay, months_early=early, service_months=months), pack
            )
        )
        for months in (service, service + 1)
    ]
    assert 0 <= totals[0] <= totals[1]
