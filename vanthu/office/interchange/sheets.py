"""The daily sheet that two installations of our own exchange, and how two sides are compared.

A sheet is about one pair of agencies and one day: the day that each message bears itself, so that
both sides count it to the same one. It holds no content: ids, kinds and hashes of what messages
say. What is read here came over a network and is checked to the letter.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from vanthu.office.interchange.choices import Content, Gap

VERSION = 1
# One message of the network holds a megabyte; what does not fit is told by count and hash alone.
MOST_BYTES = 768 * 1024
# What was sent shortly before the other side wrote its sheet may still have been on its way.
GRACE = timedelta(minutes=30)
_ID, _CODE = 255, 100
# Neither databases nor lists take these: control signs and halves of a sign.
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_KINDS = (Content.DOCUMENT.value, Content.STATUS.value)
_HASH, _NUMBER = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9]{1,2}")
_TOP = {"version", "day", "sender", "receiver", "made_at", "sent", "received"}
_COLUMN = {"count", "sha256", "lines"}


class UnreadableSheet(ValueError):
    """What came is no sheet; the sentence says why."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"Bảng đối soát không đọc được: {detail}.")


class Line(NamedTuple):
    """A message: the document or order it is about, what it is (`code` is the business or the
    status), the hash of what it says; `at` is when it was sent, or came."""

    about: str
    kind: str
    code: str
    fingerprint: str
    at: datetime

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is, whatever it says."""
        return self.about, self.kind, self.code

    @property
    def said(self) -> tuple[str, str, str, str]:
        """What both sides must have alike."""
        return *self.key, self.fingerprint


@dataclass(frozen=True, slots=True)
class Column:
    """What went one way on a day; `lines` is None where there were too many to list."""

    count: int
    sha256: str
    lines: tuple[Line, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """What `sender` says that it sent to `receiver`, and received from it, on a day."""

    day: date
    sender: str
    receiver: str
    made_at: datetime
    sent: Column
    received: Column


@dataclass(frozen=True, slots=True)
class Found:
    """One difference: the message as this side has it, and as the other has."""

    gap: Gap
    here: Line | None
    there: Line | None


def column(lines: Iterable[Line]) -> Column:
    """The lines, each once and in one order, with their count and hash."""
    once: dict[tuple[str, str, str, str], Line] = {}
    for line in lines:
        held = once.get(line.said)
        once[line.said] = line if held is None or line.at < held.at else held
    found = tuple(once[said] for said in sorted(once))
    return Column(len(found), digest(found), found)


def digest(lines: Iterable[Line]) -> str:
    """SHA-256 over the sorted lines, without their moments."""
    told = [json.dumps(said, ensure_ascii=True) for said in sorted(line.said for line in lines)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def write_sheet(sheet: DaySheet) -> str:
    """The sheet as it travels; without its lines where these are too many."""
    for listed in (True, False):
        text = json.dumps(_told(sheet, listed=listed), ensure_ascii=True, separators=(",", ":"))
        if len(text) <= MOST_BYTES:
            break
    return text


def _told(sheet: DaySheet, *, listed: bool) -> dict[str, Any]:
    return {
        "version": VERSION,
        "day": sheet.day.isoformat(),
        "sender": sheet.sender,
        "receiver": sheet.receiver,
        "made_at": sheet.made_at.isoformat(),
        "sent": _told_column(sheet.sent, listed=listed),
        "received": _told_column(sheet.received, listed=listed),
    }


def _told_column(told: Column, *, listed: bool) -> dict[str, Any]:
    lines = None
    if listed and told.lines is not None:
        lines = [[*line.said, line.at.isoformat()] for line in told.lines]
    return {"count": told.count, "sha256": told.sha256, "lines": lines}


def read_sheet(data: bytes) -> DaySheet:
    """The sheet in what came. Raises UnreadableSheet."""
    if len(data) > MOST_BYTES:
        raise UnreadableSheet(f"dài hơn {MOST_BYTES // 1024} KB")
    try:
        told = json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_refused)
    except (ValueError, RecursionError) as problem:
        raise UnreadableSheet("không phải JSON hợp lệ") from problem
    values = _keys(told, _TOP)
    if values["version"] != VERSION or isinstance(values["version"], bool):
        raise UnreadableSheet("phiên bản lạ")
    return DaySheet(
        day=_day(values["day"]),
        sender=_text(values["sender"], _CODE),
        receiver=_text(values["receiver"], _CODE),
        made_at=_moment(values["made_at"]),
        sent=_column(values["sent"]),
        received=_column(values["received"]),
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    return found


def _refused(name: str) -> None:
    raise ValueError(name)


def _keys(value: object, wanted: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != wanted:
        raise UnreadableSheet("thiếu hoặc thừa mục")
    return value


def _column(value: object) -> Column:
    told = _keys(value, _COLUMN)
    count, sha256, listed = told["count"], _hash(told["sha256"]), told["lines"]
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count < 2**31:
        raise UnreadableSheet("số lượng sai")
    if listed is None:
        return Column(count, sha256, None)
    if not isinstance(listed, list):
        raise UnreadableSheet("danh sách sai")
    found = column(_line(each) for each in listed)
    if (len(listed), found.count, found.sha256) != (count, count, sha256):
        raise UnreadableSheet("số lượng hoặc mã băm không khớp danh sách")
    return found


def _line(value: object) -> Line:
    if not isinstance(value, list) or len(value) != 5:
        raise UnreadableSheet("dòng sai")
    about, kind, code, said, at = value
    if kind not in _KINDS or not isinstance(code, str) or not _NUMBER.fullmatch(code):
        raise UnreadableSheet("loại gói tin lạ")
    return Line(_text(about, _ID), kind, code, _hash(said), _moment(at))


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= longest or _CONTROL.search(value):
        raise UnreadableSheet("mã sai")
    return value


def _hash(value: object) -> str:
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise UnreadableSheet("mã băm sai")
    return value


def _day(value: object) -> date:
    try:
        return date.fromisoformat(_text(value, 10))
    except ValueError as problem:
        raise UnreadableSheet("ngày sai") from problem


def _moment(value: object) -> datetime:
    try:
        at = datetime.fromisoformat(_text(value, 40))
    except ValueError as problem:
        raise UnreadableSheet("thời điểm sai") from problem
    if at.tzinfo is None or not 2000 <= at.year < 2200:
        raise UnreadableSheet("thời điểm sai")
    return at


def compare(
    here: Column,
    there: Column,
    *,
    open_here: Collection[tuple[str, str, str]] = (),
    now: datetime,
    there_made: datetime,
) -> tuple[list[Found], int]:
    """How the two sides differ, and how many messages may still be on their way: what moved here
    less than GRACE before the other side wrote, there less than GRACE ago, or is still being asked
    about here (`open_here`)."""
    if here.lines is None or there.lines is None:
        same = (here.count, here.sha256) == (there.count, there.sha256)
        return ([] if same else [Found(Gap.UNLISTED, None, None)]), 0
    mine, theirs = {line.said for line in here.lines}, {line.said for line in there.lines}
    only_here = [line for line in here.lines if line.said not in theirs]
    only_there = [line for line in there.lines if line.said not in mine]
    lost = [line for line in only_here if line.at <= there_made - GRACE]
    strange = [line for line in only_there if line.at <= now - GRACE and line.key not in open_here]
    underway = len(only_here) + len(only_there) - len(lost) - len(strange)
    return _paired(lost, strange), underway


def _paired(lost: Sequence[Line], strange: Sequence[Line]) -> list[Found]:
    """What is the same message with other content is one difference, not two."""
    others: dict[tuple[str, str, str], list[Line]] = {}
    for line in strange:
        others.setdefault(line.key, []).append(line)
    found = []
    for line in lost:
        same = others.get(line.key)
        there = same.pop(0) if same else None
        found.append(Found(Gap.OTHER if there else Gap.ONLY_HERE, line, there))
    left = [line for lines in others.values() for line in lines]
    return found + [Found(Gap.ONLY_THERE, None, line) for line in left]
