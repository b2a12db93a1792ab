"""Moments as whole seconds since 1970, written out as each database and the journal write them.

Millions of moments are made while loading; a datetime object for each would cost more than its row.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache

_DAY = 86_400
_EPOCH = date(1970, 1, 1)
_VIETNAM = 7 * 3600


@cache
def _day(number: int) -> str:
    return (_EPOCH + timedelta(days=number)).isoformat()


@cache
def _clock(second: int) -> str:
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"


@cache
def midnight(day: date) -> int:
    """The first second of a day in Việt Nam."""
    return (day - _EPOCH).days * _DAY - _VIETNAM


def at(day: date, minute: int) -> int:
    """The second at `minute` minutes after midnight of a day in Việt Nam."""
    return midnight(day) + minute * 60


def vietnam_day(moment: int) -> str:
    """The calendar day in Việt Nam, ISO."""
    return _day((moment + _VIETNAM) // _DAY)


def as_datetime(moment: int) -> datetime:
    """The moment as an aware datetime."""
    return datetime.fromtimestamp(moment, UTC)


def seconds(moment: datetime) -> int:
    """An aware datetime as whole seconds."""
    return int(moment.timestamp())


def iso(moment: int) -> str:
    """As the journal's digest writes it: UTC, ISO 8601, microseconds."""
    return f"{_day(moment // _DAY)}T{_clock(moment % _DAY)}.000000+00:00"


class Moments:
    """Writes moments as one database takes them."""

    def __init__(self, vendor: str) -> None:
        """`vendor` as Django names it."""
        self._zone = "+00" if vendor == "postgresql" else ""

    def stamp(self, moment: int | None) -> str | None:
        """The text of a timestamp column."""
        if moment is None:
            return None
        return f"{_day(moment // _DAY)} {_clock(moment % _DAY)}{self._zone}"
