"""Texts and days of the wire as ours: letters composed, days that exist, moments of Vietnam."""

import re
from datetime import date, datetime, time
from pathlib import PurePosixPath

from vanthu.kernel.text import nfc, one_line
from vanthu.kernel.workdays import VIETNAM

_DAY = re.compile(
    r"([0-9]{1,4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,4})"
    r"(?:[T ]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:[.,][0-9]+)?)?"
    r"\s*(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
# Days outside are slips: a vendor's parser makes the year 36 of 30/10/2020 (interchange 1.2).
EARLIEST, LATEST = date(1945, 9, 2), date(2199, 12, 31)


def as_text(told: str) -> str:
    """The text as values hold it: composed (NFC), one kind of line end, nothing around it."""
    return nfc(told.replace("\r\n", "\n").replace("\r", "\n")).strip()


def quoted(told: str) -> str:
    """A value as a sentence may hold it: one short line that a screen can show."""
    line = " ".join("".join(c if c.isprintable() else " " for c in told[:200]).split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def file_name(told: str) -> str:
    """The name of a file without any path or hidden sign; empty where nothing is left."""
    return PurePosixPath(one_line(told).replace("\\", "/")).name.strip(". ")


def day_of(told: str) -> date:
    """`yyyy/MM/dd`, or `dd/MM/yyyy` as older systems write. Raises ValueError when it is no day,
    or none of this age."""
    found = _found(told)
    return _day(found)


def moment_of(told: str) -> datetime:
    """`yyyy/MM/dd HH:mm:ss`; the wire has no zone, so it is Vietnam's. Raises ValueError."""
    found = _found(told)
    hour, minute, second = (int(part or 0) for part in found.group(4, 5, 6))
    plain = datetime.combine(_day(found), time(hour, minute, second), tzinfo=VIETNAM)
    zone = found[7]
    if zone is None:
        return plain
    return datetime.fromisoformat(f"{plain:%Y-%m-%dT%H:%M:%S}{zone}").astimezone(VIETNAM)


def _found(told: str) -> re.Match[str]:
    found = _DAY.fullmatch(told)
    if found is None:
        raise ValueError(told)
    return found


def _day(found: re.Match[str]) -> date:
    first, month, last = found.group(1, 2, 3)
    if len(first) == 4 and len(last) <= 2:
        day = date(int(first), int(month), int(last))
    elif len(last) == 4 and len(first) <= 2:
        day = date(int(last), int(month), int(first))
    else:
        raise ValueError(found[0])
    if not EARLIEST <= day <= LATEST:
        raise ValueError(found[0])
    return day
