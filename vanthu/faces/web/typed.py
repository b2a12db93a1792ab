"""Numbers and months as people type them and read them, turned into what programs send."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from vanthu.kernel.errors import Invalid
from vanthu.kernel.numbers import format_vi, parse_vi

_MONTH = re.compile(r"(\d{1,2})[/.\- ](\d{4})|(\d{4})-(\d{1,2})(?:-01)?", re.ASCII)
_WRONG_MONTH = "Tháng không hợp lệ. Hãy nhập theo dạng tháng/năm, ví dụ 06/2023."


def decimal(text: str) -> str:
    """`1.234,5` as `1234.5`; raises NotANumber."""
    return str(parse_vi(text)) if text.strip() else ""


def money(text: str) -> str:
    """`205.000.000 đồng` as `205000000`; raises NotANumber."""
    return decimal(text.lower().removesuffix("đồng").removesuffix("đ"))


def month(text: str) -> str:
    """`6/2023` as `2023-06-01`; raises Invalid."""
    if not text.strip():
        return ""
    match = _MONTH.fullmatch(text.strip())
    if match is None:
        raise Invalid({}, _WRONG_MONTH)
    number, year = (match[1], match[2]) if match[1] else (match[4], match[3])
    if not 1 <= int(number) <= 12:
        raise Invalid({}, _WRONG_MONTH)
    return f"{year}-{int(number):02}-01"


READERS: Mapping[str, Callable[[str], str]] = {"decimal": decimal, "money": money, "month": month}


def shown(widget: str, value: Any) -> Any:
    """A value a form begins with, as it is written on paper."""
    if widget in ("decimal", "money") and isinstance(value, int | Decimal):
        return format_vi(value)
    if widget == "month" and isinstance(value, date):
        return f"{value:%m/%Y}"
    return value
