"""Numbers in a Vietnamese text, and what looks like one but is a date, a symbol or a range."""

import re
from decimal import Decimal

# dots part thousands, a comma the decimals; no part of a longer number, symbol or word
NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
START = r"(?<![\w.,/+–−-])(?<!\d[ \u00a0])(?<![–−-][ \u00a0])"
END = r"(?![\w/]|[.,]\d|[–−-]\w)"
# percentages are also typed with a dot: 4.5%
PERCENT = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"

_DATE_BEFORE = re.compile(
    r"(?:(?<!tổng\s)số|ngày|tháng|năm|quý|điều|khoản|điểm|mục|đến|từ|hết|trước|sau|vào)"
    r"\s*[:(]?\s*$",
    re.IGNORECASE,
)
_COMMON = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4)}


def value_of(text: str) -> Decimal:
    """The number written in Vietnamese; the caller's pattern has made sure that it is one."""
    whole, _, decimals = text.partition(",")
    return Decimal(whole.replace(".", "") + (f".{decimals}" if decimals else ""))


def percent_of(text: str) -> tuple[Decimal, int]:
    """The percentage written in the text and how many decimals are printed."""
    if "," not in text and re.fullmatch(r"\d+\.(?:\d{1,2}|\d{4,})", text):
        text = text.replace(".", ",")
    return value_of(text), len(text.partition(",")[2])


def may_be_no_fraction(numerator: str, denominator: str) -> bool:
    """Whether `30/6`, `12/2022` or `2/3` may be a day, a month or a threshold of the law."""
    if not (numerator.isdigit() and denominator.isdigit()):
        return False
    over, under = int(numerator), int(denominator)
    day, month = over <= 31 and under <= 12, over <= 12 and 1900 <= under <= 2100
    return day or month or (over, under) in _COMMON


def stands_as_date(text: str, start: int) -> bool:
    """Whether the word before makes the number a date, an article or a symbol: `đến 30/6`."""
    return _DATE_BEFORE.search(text[max(0, start - 20) : start]) is not None
