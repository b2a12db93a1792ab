"""Numbers as Vietnamese papers write them, and percentages that follow from their parts.

Dots part the thousands, a comma the decimals. Rounding is half-up (0,05 becomes 0,1), as people
check it by hand; binary floats are refused because they cannot hold what was entered. A minimum
ratio rounds up to people, a ceiling rounds down, and percentages are added by their parts only.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import TypeVar

from vanthu.kernel.errors import Refusal

N = TypeVar("N")
NO_VALUE = "–"
# wide enough that rounding never fails; a sum of a whole province's budget has 20 digits
_EXACT = Context(prec=200, rounding=ROUND_HALF_UP)
_VIETNAMESE = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)


class NotANumber(Refusal):
    """The text is not a number in Vietnamese notation."""

    code = "not-a-number"
    status = 422
    default_sentence = (
        "“{text}” không phải là số hợp lệ. Hãy dùng dấu chấm ngăn hàng nghìn và "
        "dấu phẩy ngăn phần thập phân, ví dụ 2.715 hoặc 54,3."
    )


def format_vi(value: Decimal | int | None, places: int | None = None) -> str:
    """`2715` as `2.715`, `Decimal("54.26")` to one place as `54,3`; None as an en dash.

    `places` None keeps the decimals the value has.
    """
    if value is None:
        return NO_VALUE
    number = Decimal(value) if places is None else _rounded(Decimal(value), places)
    sign = "-" if number < 0 else ""
    # copy_abs: abs() would round to the context's 28 digits
    whole, _, decimals = f"{number.copy_abs():,f}".partition(".")
    return sign + whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def parse_vi(text: str) -> Decimal:
    """The number in `2.715` (2715), `54,3` or `-1.234,50`; raises NotANumber.

    A dot that does not part thousands (`54.3`) is refused, not guessed at.
    """
    found = _VIETNAMESE.fullmatch(re.sub(r"[\s\u00a0\u202f]+", "", text).replace("\u2212", "-"))
    if found is None:
        raise NotANumber(text=text)
    sign, whole, decimals = found.groups()
    plain = sign + whole.replace(".", "")
    return Decimal(f"{plain}.{decimals}" if decimals else plain)


def percent(
    numerator: Decimal | int, denominator: Decimal | int, places: int = 1
) -> Decimal | None:
    """`numerator` as a percentage of `denominator`, rounded half-up once; None of nothing.

    Exact: computed as a fraction, so 1 of 8 is 12.5 and 0.125 of 100 to two places is 0.13.
    Raises ValueError for a negative denominator or negative places.
    """
    if denominator < 0 or places < 0:
        raise ValueError("a percentage is of something, to a number of decimals")
    if denominator == 0:
        return None
    scaled = Fraction(numerator) * 100 * 10**places / Fraction(denominator)
    units = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    signed = units if scaled >= 0 else -units
    return Decimal(signed).scaleb(-places, _EXACT)


def percent_of_sums(
    parts: Iterable[tuple[Decimal | int, Decimal | int]], places: int = 1
) -> Decimal | None:
    """The percentage of several (numerator, denominator) together: both are summed, then divided.

    Percentages are never averaged: 21/20 and 13/75 are 34/95, not the middle of 105 and 17.3.
    """
    pairs = list(parts)
    numerators, denominators = (sum((pair[i] for pair in pairs), Decimal(0)) for i in (0, 1))
    return percent(numerators, denominators, places)


def share_of(percentage: Decimal | int) -> Fraction:
    """25 (per cent) as 1/4: a ratio that counts can be compared with exactly."""
    return Fraction(exact(percentage)) / 100


def required_count(minimum: Fraction, of: int) -> int:
    """The fewest that satisfy “at least `minimum`” of `of`: rounded up (25 % of 70 is 18)."""
    return _ceil(exact(minimum) * of)


def allowed_count(ceiling: Fraction, of: int) -> int:
    """The most that “at most `ceiling`” of `of` lets in: rounded down (15 % of 39 is 5)."""
    return int(exact(ceiling) * of // 1)


def cut_path(base: int, share: Fraction, steps: int) -> list[int]:
    """What has to be cut in all after each of `steps` equal steps, each rounded up by itself.

    5 % of 1.987 in five years: 20, 40, 60, 80, 100. The last is the whole cut.
    """
    return [required_count(share * step / steps, base) for step in range(1, steps + 1)]


def average_growth(rates: Sequence[Decimal | int], places: int = 2) -> Decimal | None:
    """The yearly rate, in per cent, that gives the same growth as `rates` one after the other.

    The geometric mean, rounded half-up once from its exact value (whole-number roots, no precision
    to choose): 5,21, 8,47 and 3,38 are 5,67 a year. None of no years; ValueError where a year
    loses everything.
    """
    if not rates:
        return None
    factors = [1 + share_of(rate) for rate in rates]
    if min(factors) <= 0:
        raise ValueError("a year of -100 % ends all growth")
    whole = 100 * 10**places
    units = _rounded_root(_product(factors), len(rates), whole) - whole
    return Decimal(units).scaleb(-places, _EXACT)


def round_money(amount: Decimal | Fraction | int) -> int:
    """Whole đồng, half-up: there are no smaller coins, so each line is rounded, then summed."""
    doubled = Fraction(exact(amount)) * 2
    units = int((abs(doubled) + 1) // 2)
    return units if doubled >= 0 else -units


def format_money(amount: int | None) -> str:
    """`205.000.000 đồng`; an en dash where there is no amount."""
    return NO_VALUE if amount is None else f"{format_vi(amount)} đồng"


def exact(value: N) -> N:
    """`value` itself; raises TypeError for a float, which does not hold what was entered."""
    if isinstance(value, float):
        raise TypeError("numbers are entered as decimals or fractions, not as floats")
    return value


def format_percent(value: Decimal | None) -> str:
    """`54,3%`, or an en dash where there is nothing to take a percentage of."""
    return NO_VALUE if value is None else f"{format_vi(value)}%"


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), context=_EXACT)


def _ceil(value: Fraction) -> int:
    return -int(-value // 1)


def _product(factors: Iterable[Fraction]) -> Fraction:
    product = Fraction(1)
    for factor in factors:
        product *= factor
    return product


def _rounded_root(value: Fraction, degree: int, scale: int) -> int:
    # twice the root as a whole number, so that its last bit says on which side of the half we are
    twice = value * (2 * scale) ** degree
    floor = _whole_root(int(twice // 1), degree)
    # an exact half goes away from `scale`, as percent() rounds losses like gains
    back = value < 1 and floor**degree == twice
    return (floor + (0 if back else 1)) // 2


def _whole_root(value: int, degree: int) -> int:
    low, high = 0, 1 << (value.bit_length() // degree + 1)
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**degree <= value else (low, middle)
    return low
