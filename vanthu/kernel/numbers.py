"""Numbers as Vietnamese papers write them, and percentages that follow from their parts.

Dots part the thousands, a comma the decimals. Rounding is half-up (0,05 becomes 0,1), as people
check it by hand; binary floats are refused because they cannot hold what was entered.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from vanthu.kernel.errors import Refusal

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


def format_percent(value: Decimal | None) -> str:
    """`54,3%`, or an en dash where there is nothing to take a percentage of."""
    return NO_VALUE if value is None else f"{format_vi(value)}%"


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), context=_EXACT)
