from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.kernel.numbers import (
    NotANumber,
    allowed_count,
    average_growth,
    cut_path,
    exact,
    format_money,
    format_percent,
    format_vi,
    parse_vi,
    percent,
    percent_of_sums,
    required_count,
    round_money,
    share_of,
)

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15))


@given(st.integers() | DECIMALS)
def test_what_is_written_reads_back(number: int | Decimal) -> None:
    assert parse_vi(format_vi(number)) == number


@given(st.integers(-(10**40), 10**40))
def test_thousands_are_parted_by_dots(number: int) -> None:
    assert format_vi(number) == f"{number:,}".replace(",", ".")


@pytest.mark.parametrize(
    ("number", "places", "written"),
    [
        (2715, None, "2.715"),
        (Decimal("54.26"), 1, "54,3"),
        (Decimal("0.05"), 1, "0,1"),
        (Decimal("-0.04"), 1, "0,0"),
        (Decimal("-1234.5"), 2, "-1.234,50"),
        (999, None, "999"),
        (Decimal("1E+3"), None, "1.000"),
        (None, 1, "–"),
    ],
)
def test_written_forms(number: Decimal | int | None, places: int | None, written: str) -> None:
    assert format_vi(number, places) == written


@pytest.mark.parametrize(
    ("text", "number"),
    [("2.715", 2715), ("2715", 2715), ("1 234,5", "1234.5"), ("−3,0", "-3.0"), ("0,05", "0.05")],
)
def test_read_forms(text: str, number: str | int) -> None:
    assert parse_vi(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "54.3", "2.71", "1,2,3", "12.3456", "năm", "1e3", ",5", "٣"])
def test_what_is_ambiguous_is_refused_not_guessed(text: str) -> None:
    with pytest.raises(NotANumber):
        parse_vi(text)


@given(st.integers(0, 10**12), st.integers(1, 10**12), st.integers(0, 4))
def test_a_percentage_is_never_further_than_half_a_unit_from_the_truth(
    n: int, d: int, places: int
) -> None:
    shown = percent(n, d, places)
    assert shown is not None
    error = Fraction(shown) - Fraction(n * 100, d)
    half = Fraction(1, 2 * 10**places)
    assert -half < error <= half
    assert shown.as_tuple().exponent == -places


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_loss_mirrors_a_gain(n: int, d: int) -> None:
    assert percent(-n, d) == -(percent(n, d) or 0)


def test_percentages_round_once_and_half_up() -> None:
    assert percent(1, 8, 2) == Decimal("12.50")
    assert percent(Decimal("0.125"), 100, 2) == Decimal("0.13")
    assert percent(14068, 16051) == Decimal("87.6")
    assert percent(2, 3, 0) == 67


def test_a_percentage_of_nothing_is_a_dash() -> None:
    assert percent(0, 0) is None
    assert format_percent(percent(3, 0)) == "–"
    assert format_percent(percent(14068, 16051)) == "87,6%"


def test_a_negative_whole_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="percentage"):
        percent(1, -1)


SHARES = st.fractions(0, 1, max_denominator=10**4)


@given(SHARES, st.integers(0, 10**7))
def test_a_minimum_rounds_up_and_a_ceiling_down(share: Fraction, of: int) -> None:
    required, allowed = required_count(share, of), allowed_count(share, of)
    assert required - 1 < share * of <= required
    assert allowed <= share * of < allowed + 1
    assert 0 <= required - allowed <= 1


def test_ratios_of_people() -> None:
    """Examples 4.a.2 and 4.k.2 of organisation.md."""
    assert required_count(share_of(25), 70) == 18
    assert required_count(share_of(15), 70) == 11
    assert (format_percent(percent(17, 70)), format_percent(percent(10, 70))) == ("24,3%", "14,3%")
    assert (allowed_count(share_of(15), 39), allowed_count(share_of(15), 40)) == (5, 6)
    # a coefficient of 1.5 for 49 members: 73 fit, 74 do not, though 1.51 prints like a near miss
    assert allowed_count(Fraction(3, 2), 49) == 73
    assert format_vi(Decimal(73) / 49, 2) == "1,49"


def test_the_path_of_a_cut_is_cumulative() -> None:
    """Example 4.b.1 of organisation.md."""
    assert cut_path(1987, share_of(5), 5) == [20, 40, 60, 80, 100]
    assert cut_path(17345, share_of(10), 5) == [347, 694, 1041, 1388, 1735]
    assert (1987 - 100, 17345 - 1735) == (1887, 15610)


@given(st.integers(0, 10**6), SHARES, st.integers(1, 20))
def test_a_path_never_goes_back_and_ends_at_the_whole(base: int, share: Fraction, n: int) -> None:
    path = cut_path(base, share, n)
    assert path == sorted(path)
    assert path[-1] == required_count(share, base)


def test_percentages_are_added_by_their_parts() -> None:
    """Example 4.e.3 of organisation.md: 288 of 815, never the mean of the units' percentages."""
    units = [(21, 20), (52, 102), (5, 10), (4, 8), (13, 75), (193, 600)]
    assert percent_of_sums(units, 2) == Decimal("35.34")
    assert percent_of_sums([], 2) is None
    assert [percent(n, d, p) for n, d, p in ((1238, 2000, 1), (585, 1238, 2), (101, 1238, 2))] == [
        Decimal("61.9"),
        Decimal("47.25"),
        Decimal("8.16"),
    ]


def test_average_growth_is_the_geometric_mean() -> None:
    """Example 4.h.2 of organisation.md: 5,67 and not 5,69."""
    rates = [Decimal("5.21"), Decimal("8.47"), Decimal("3.38")]
    assert average_growth(rates) == Decimal("5.67")
    assert average_growth([]) is None
    assert average_growth([-50, 100]) == 0
    assert average_growth([Decimal("0.05")], 1) == Decimal("0.1")
    assert average_growth([Decimal("-0.05")], 1) == Decimal("-0.1")
    with pytest.raises(ValueError, match="growth"):
        average_growth([5, -100])


RATES = st.lists(st.decimals(-90, 200, places=2), min_size=1, max_size=6)


@given(RATES, st.integers(0, 3))
def test_average_growth_is_within_half_a_unit_of_the_exact_root(
    rates: list[Decimal], places: int
) -> None:
    shown = average_growth(rates, places)
    assert shown is not None
    product = Fraction(1)
    for rate in rates:
        product *= 1 + share_of(rate)
    half = Fraction(1, 2 * 10**places)
    low, high = (1 + (Fraction(shown) + side) / 100 for side in (-half, half))
    assert max(low, Fraction(0)) ** len(rates) <= product <= high ** len(rates)


@given(st.decimals(-99, 200, places=2), st.integers(1, 6), st.integers(0, 3))
def test_the_same_rate_every_year_is_its_own_average(rate: Decimal, n: int, places: int) -> None:
    assert average_growth([rate] * n, places) == percent(rate, 100, places)


def test_money_is_whole_dong() -> None:
    """Examples 4.b.3 and 4.g.3 of organisation.md."""
    assert format_money(205_000_000) == "205.000.000 đồng"
    assert format_money(None) == "–"
    assert round_money(Fraction(120_000_000 * 42, 72)) == 70_000_000
    assert [round_money(Decimal(text)) for text in ("0.5", "-0.5", "1.49")] == [1, -1, 1]


def test_floats_are_refused_where_they_would_pass_unseen() -> None:
    for refuse in (exact, share_of, round_money):
        with pytest.raises(TypeError):
            refuse(cast(Any, 0.1))
