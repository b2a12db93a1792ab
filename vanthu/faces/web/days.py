"""Days as people type them."""

import re
from collections.abc import Mapping
from datetime import date

_TYPED = re.compile(r"\s*(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})\s*")
WRONG = "Ngày không hợp lệ. Hãy nhập theo dạng ngày/tháng/năm, ví dụ 05/01/2026."


def read_day(text: str) -> date | None:
    """`5/1/2026` or `2026-01-05`; None for an empty text. Raises ValueError for anything else."""
    if not text.strip():
        return None
    if match := _TYPED.fullmatch(text):
        day, month, year = map(int, match.groups())
        return date(year, month, day)
    return date.fromisoformat(text.strip())


def day_of(
    posted: Mapping[str, str], name: str, errors: dict[str, str], *, required: bool = True
) -> date | None:
    """The day of a form's field; what is wrong with it goes to `errors`."""
    try:
        found = read_day(posted.get(name, ""))
    except ValueError:
        errors[name] = WRONG
        return None
    if found is None and required:
        errors[name] = "Hãy nhập ngày."
    return found
