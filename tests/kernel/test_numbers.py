from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.kernel.numbers import NotANumber, format_percent, format_vi, parse_vi, percent

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
