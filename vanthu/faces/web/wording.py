"""Days, spans, numbers and sizes in the words of the reader's language."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.timezone import get_default_timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

Moment = date | datetime


def day(value: Moment | None) -> str:
    """`23/11/2026`; nothing for no day."""
    return "" if value is None else _local(value).strftime("%d/%m/%Y")


def last_day(value: date | None) -> str:
    """The day before one that no longer counts: `31/12/2026` of a period that ends before 1 January
    2027, as people say it."""
    return "" if value is None else day(value - timedelta(days=1))


def day_time(value: datetime | None) -> str:
    """`14:05, 23/11/2026`, in the office's own time zone."""
    return "" if value is None else _local(value).strftime("%H:%M, %d/%m/%Y")


def clock(value: datetime | None) -> str:
    """`14:05`."""
    return "" if value is None else _local(value).strftime("%H:%M")


def long_day(value: Moment | None) -> str:
    """`ngày 05 tháng 01 năm 2026`: days below 10 and months 1 and 2 take a zero (Annex I, II.4)."""
    if value is None:
        return ""
    local = _local(value)
    month = f"{local.month:02d}" if local.month < 3 else str(local.month)
    return _("ngày %(day)s tháng %(month)s năm %(year)s") % {
        "day": f"{local.day:02d}",
        "month": month,
        "year": local.year,
    }


def iso(value: Moment | None) -> str:
    """The machine's form, for `<time datetime>` and `<input type=date>`."""
    return "" if value is None else _local(value).isoformat()


def ago(value: datetime | None, now: datetime) -> str:
    """How long since: minutes and hours within a day, `hôm qua`, then the day itself."""
    if value is None:
        return ""
    local = _local(value)
    days = _local(now).toordinal() - local.toordinal()
    if days > 1:
        return local.strftime("%d/%m/%Y")
    minutes = int((now - value).total_seconds() // 60)
    if minutes < 1:
        return _("vừa xong")
    if minutes < 60:
        return ngettext("%(n)s phút trước", "%(n)s phút trước", minutes) % {"n": minutes}
    if days < 1:
        hours = minutes // 60
        return ngettext("%(n)s giờ trước", "%(n)s giờ trước", hours) % {"n": hours}
    if days == 1:
        return _("hôm qua, %(time)s") % {"time": clock(value)}
    return day(value)


def span(length: timedelta) -> str:
    """A length of time in its two largest units: `2 ngày 3 giờ`, `45 phút`."""
    minutes = max(int(length.total_seconds() // 60), 0)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        (days, ngettext("%(n)s ngày", "%(n)s ngày", days)),
        (hours, ngettext("%(n)s giờ", "%(n)s giờ", hours)),
        (rest, ngettext("%(n)s phút", "%(n)s phút", rest)),
    ]
    told = [words % {"n": count} for count, words in parts if count][:2]
    return " ".join(told) or _("dưới 1 phút")


def number(value: int | float | Decimal | None) -> str:
    """`1.234,5` in Vietnamese, `1,234.5` in English; nothing for no value."""
    if value is None:
        return ""
    text = f"{value:,}"
    if (get_language() or "vi").startswith("en"):
        return text
    return text.translate(str.maketrans(",.", ".,"))


def exact(value: Decimal) -> str:
    """A figure without the zeros that its column adds: `2.715`, `54,3`."""
    return number(value.normalize() + 0)


def size(count: int) -> str:
    """A file's size: `812 B`, `45 KB`, `1,2 MB` (steps of 1024)."""
    if count < 1024:
        return f"{count} B"
    if count < 1024 * 1024:
        return f"{round(count / 1024)} KB"
    megabytes = round(count / 1024 / 1024, 1)
    return f"{number(int(megabytes) if megabytes.is_integer() else megabytes)} MB"


_BROWSERS = ("Edg", "CocCoc", "OPR", "Firefox", "Chrome", "Safari")
_BROWSER_NAMES = {"Edg": "Edge", "CocCoc": "Cốc Cốc", "OPR": "Opera"}
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")


def device(agent: str) -> str:
    """What a browser calls itself, as people would: `Chrome, Windows`."""
    browser = next((name for name in _BROWSERS if f"{name}/" in agent), "")
    system = next((name for name in _SYSTEMS if name in agent), "")
    told = ", ".join(part for part in (_BROWSER_NAMES.get(browser, browser), system) if part)
    return told or agent[:60] or _("Trình duyệt không rõ")


def confidence(value: float) -> str:
    """Certainty as whole percent, rounded down so that doubt is never hidden: `62 %`."""
    return f"{int(value * 100)} %"


def _local(value: Moment) -> Moment:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(get_default_timezone())
    return value
