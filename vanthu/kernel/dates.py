"""Days as Vietnamese papers and screens write them, and durations in words."""

import re
import unicodedata
from datetime import date, timedelta

from vanthu.kernel.errors import Refusal

# not re.ASCII, which would stop IGNORECASE at the marked letters of NGÀY THÁNG NĂM
_LONG = re.compile(
    r"ngày\s*([0-9]{1,2})\s*tháng\s*([0-9]{1,2})\s*năm\s*([0-9]{4})(?![0-9])", re.IGNORECASE
)
_SHORT = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


class NotADate(Refusal):
    """The text names no day of the calendar."""

    code = "not-a-date"
    status = 422
    default_sentence = "“{text}” không phải là một ngày hợp lệ. Hãy nhập theo mẫu 05/01/2026."


def vietnamese_date(day: date) -> str:
    """`ngày 05 tháng 01 năm 2026`: the form of Decree 30/2020, Annex I, Part I, section II.4.

    Days below 10 and the months 1 and 2 get a leading zero; the months 3 to 9 do not.
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year:04d}"


def short_date(day: date) -> str:
    """`05/01/2026`: the form of screens, registers and tables."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def parse_vietnamese_date(text: str) -> date:
    """The day in `ngày … tháng … năm …`, anywhere in the text; raises NotADate.

    Zeros, spaces and capitals may differ from the official form: papers do.
    """
    found = _LONG.search(_plain(text))
    if found is None:
        raise NotADate(text=text)
    return _day(text, found[3], found[2], found[1])


def parse_short_date(text: str) -> date:
    """The day in `5/1/2026`, also with dots or hyphens; raises NotADate."""
    found = _SHORT.fullmatch(_plain(text))
    if found is None:
        raise NotADate(text=text)
    return _day(text, found[4], found[3], found[1])


def parse_date(text: str) -> date:
    """The day in any form a user or a browser sends: long, short or `2026-01-05`."""
    plain = _plain(text)
    iso = _ISO.fullmatch(plain)
    if iso is not None:
        return _day(text, iso[1], iso[2], iso[3])
    return parse_vietnamese_date(plain) if _LONG.search(plain) else parse_short_date(plain)


def duration_words(length: timedelta) -> str:
    """`2 ngày 3 giờ`: the two largest units, rounded down to minutes, without a sign.

    The caller says which way it runs: `còn 2 ngày`, `quá hạn 2 ngày`.
    """
    minutes = int(abs(length).total_seconds()) // 60
    if minutes == 0:
        return "dưới 1 phút"
    days, rest = divmod(minutes, 24 * 60)
    parts = [(days, "ngày"), (rest // 60, "giờ"), (rest % 60, "phút")]
    first = next(place for place, (count, _unit) in enumerate(parts) if count)
    return " ".join(f"{count} {unit}" for count, unit in parts[first : first + 2] if count)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _day(text: str, year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise NotADate(text=text) from error
