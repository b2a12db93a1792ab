"""The order of chapters, articles, clauses and points (Annex I, II.6.d)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vanthu.office.checking.choices import Cell, Severity, Source
from vanthu.office.checking.findings import Finding, Rule
from vanthu.office.checking.rules import sources
from vanthu.office.checking.subject import Row, Subject
from vanthu.office.writing.queries import POINT_LETTERS, Kind, label, roman

_LEVELS = (
    Kind.PART,
    Kind.CHAPTER,
    Kind.SECTION,
    Kind.ROMAN,
    Kind.ARTICLE,
    Kind.CLAUSE,
    Kind.POINT,
)
_ROMAN_VALUES = {roman(number): number for number in range(1, 60)}

ORDER = Rule(
    "sequence.order",
    Cell.BODY,
    Severity.ERROR,
    sources.BODY,
    "Số thứ tự “{found}” không nối tiếp “{before}”.",
    "Đánh số liên tục: “{instead}”.",
)
REPEATED = Rule(
    "sequence.repeated",
    Cell.BODY,
    Severity.ERROR,
    sources.BODY,
    "Số thứ tự “{found}” bị lặp lại.",
    "Đánh số liên tục: “{instead}”.",
)
LETTER = Rule(
    "sequence.letter",
    Cell.BODY,
    Severity.ERROR,
    sources.BODY,
    "Điểm “{found}” không theo thứ tự bảng chữ cái tiếng Việt sau “{before}”.",
    "Sau “{before}” là “{instead}”.",
)
TYPED = Rule(
    "sequence.typed",
    Cell.BODY,
    Severity.WARNING,
    sources.BODY,
    "Số thứ tự “{found}” được gõ tay trong nội dung.",
    "Bỏ số gõ tay và chọn đúng loại mục (Điều, khoản, điểm); hệ thống tự đánh số.",
)


@dataclass(frozen=True, slots=True)
class _Mark:
    level: Kind
    shown: str
    value: int  # 0 for a letter outside the alphabet
    end: int
    meant: int = 0  # what should have stood here, when it was wrong


_PATTERNS = (
    (Kind.PART, re.compile(r"(?:Phần|PHẦN)\s(?P<n>[IVXL]+)\.?$")),
    (Kind.SECTION, re.compile(r"(?:Mục|MỤC)\s(?P<n>\d{1,2})\.?$")),
    (Kind.CHAPTER, re.compile(r"(?:Chương|CHƯƠNG)\s(?P<n>[IVXL]+)\b")),
    (Kind.ARTICLE, re.compile(r"Điều\s(?P<n>\d{1,3})\.")),
    (Kind.ROMAN, re.compile(r"(?P<n>[IVX]+)\.\s")),
    (Kind.CLAUSE, re.compile(r"(?P<n>\d{1,2})\.\s(?!\d)")),
    (Kind.POINT, re.compile(r"(?P<n>[a-zđ])\)\s")),
)


def check_sequence(subject: Subject) -> Iterator[Finding]:
    """The body and each annex by themselves; of a text with a gap nothing is said."""
    if not subject.complete:
        return
    if subject.source is Source.PAPER:
        yield from _typed(subject)
        return
    for rows in (subject.body, *(part.body for part in subject.annexes)):
        yield from _order([row for row in rows if not row.tabular])


def _typed(subject: Subject) -> Iterator[Finding]:
    for row in subject.body:
        mark = _mark(row.text)
        if mark is not None:
            yield TYPED.found(row.spot(0, mark.end), found=mark.shown)


def _order(rows: Sequence[Row]) -> Iterator[Finding]:
    """A mark follows the last of its level, or opens a list below a higher one."""
    last: dict[Kind, _Mark] = {}
    quoted = False
    for row in rows:
        mark = None if quoted or not row.opens else _mark(row.text)
        quoted = _still_quoted(row.text, quoted)
        if mark is None:
            continue
        before = last.get(mark.level)
        if before is not None and not _follows(before, mark):
            yield _finding(row, before, mark)
            mark = replace(mark, meant=before.value + 1)
        last[mark.level] = mark
        for lower in _below(mark.level):
            last.pop(lower, None)


def _below(level: Kind) -> tuple[Kind, ...]:
    """Articles run on through chapters; all else begins anew below a higher mark."""
    lower = _LEVELS[_LEVELS.index(level) + 1 :]
    return tuple(each for each in lower if each is not Kind.ARTICLE)


def _still_quoted(text: str, quoted: bool) -> bool:
    """Whether a quotation (of a text to be amended) goes on into the next paragraph."""
    opened, closed = text.count("“"), text.count("”")
    if opened == closed:
        return quoted
    return opened > closed


def _mark(text: str) -> _Mark | None:
    for level, pattern in _PATTERNS:
        found = pattern.match(text)
        if found:
            return _Mark(level, found[0].strip(), _value(level, found["n"]), found.end())
    return None


def _value(level: Kind, shown: str) -> int:
    if level is Kind.POINT:
        return POINT_LETTERS.find(shown) + 1
    return int(shown) if shown.isdigit() else _ROMAN_VALUES.get(shown, 0)


def _follows(before: _Mark, mark: _Mark) -> bool:
    """The next one, or a new list; a further list may begin without a heading. Behind a wrong
    number the list may go on from it or from what was meant."""
    new_list = mark.value == 1 and before.value > 1
    return new_list or mark.value in (before.value + 1, before.meant + 1 if before.meant else -1)


def _finding(row: Row, before: _Mark, mark: _Mark) -> Finding:
    spot = row.spot(0, mark.end)
    instead = _shown(mark.level, before.value + 1)
    if mark.value == before.value:
        return REPEATED.found(spot, instead, found=mark.shown)
    rule = LETTER if mark.level is Kind.POINT else ORDER
    return rule.found(spot, instead, found=mark.shown, before=before.shown)


def _shown(level: Kind, value: int) -> str:
    """The label as it should stand; no letter is proposed behind the last of the alphabet."""
    return label(level, min(value, len(POINT_LETTERS)) if level is Kind.POINT else value)
