"""Lines sorted into the cells of the layout, on the ground of the reader's own three parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from vanthu.office.checking.choices import Cell
from vanthu.office.reading.choices import URGENCIES
from vanthu.office.reading.fields.marks import (
    ADDRESSED,
    BODY,
    DAY_LINE,
    ENACTS,
    INDEPENDENCE,
    MOTTO,
    RULE_LINE,
    SENT_TO,
    SUBJECT,
    number_opening,
    title_of,
)
from vanthu.office.reading.fields.paper import Paper
from vanthu.office.reading.fields.positions import as_name, is_position
from vanthu.office.reading.layout import Column, Line
from vanthu.office.reading.letters import bare, upper_share

_LONGEST_ABSTRACT = 10
_BESIDE = 0.015  # a full line that is set in by a centimetre has its middle 0.024 aside
_CAPITALS = 0.9
GROUND = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét|Thực hiện|Trên cơ sở)\s")
"""How the line of a legal basis begins."""

_ITEM = re.compile(r"[-–+]\s*")
_AGENCY = re.compile(
    r"(?:ỦY BAN|UỶ BAN|HỘI ĐỒNG|SỞ|BỘ|VĂN PHÒNG|CHI CỤC|TỔNG CỤC|CỤC|TRUNG TÂM|PHÒNG|BAN|TRƯỜNG"
    r"|CÔNG AN|THANH TRA|ĐẢNG ỦY|TỈNH ỦY|CHI BỘ|BẢO HIỂM|HỌC VIỆN|VIỆN|KHO BẠC|THUẾ)\b"
)
# A name that is broken here and goes on in the next line.
_OPEN_NAME = re.compile(r"(?:^VĂN PHÒNG|^BAN THƯỜNG VỤ|^BAN CHẤP HÀNH|\bVÀ|\bCỦA|^TRUNG TÂM|,)$")
_URGENT = {bare(name) for name in URGENCIES}


@dataclass(frozen=True, slots=True)
class Sorted:
    """Lines by cell, those of the agencies apart, and the body behind title and addressees."""

    cells: dict[Cell, list[Line]]
    parents: list[Line]
    issuer: list[Line]
    body: list[Line]
    asterisk: bool


def sort_cells(paper: Paper) -> Sorted:
    """The cells of a paper that the reader has divided into header, body and closing."""
    left, right = paper.side(Column.LEFT), paper.side(Column.RIGHT)
    cells = {
        Cell.MOTTO: [line for line in right if _is_motto(line)],
        Cell.DAY: [line for line in right if DAY_LINE.search(line.flat)],
        Cell.NUMBER: [line for line in (*left, *right) if _is_number(line)][:1],
        Cell.URGENCY: [line for line in (*left, *right) if bare(line.text) in _URGENT],
    }
    heads = _heads(left)
    cells[Cell.SUBJECT] = _subject(left)
    title, rest = _title(list(paper.body))
    cells[Cell.TITLE] = title
    to, body = _addressees(rest)
    cells[Cell.TO] = to
    cells |= _closing(paper)
    star = any(line.text.strip() == "*" for line in left)
    parents, issuer = _agencies(heads)
    return Sorted(cells, parents, issuer, body, star)


def _is_motto(line: Line) -> bool:
    return bool(MOTTO.search(line.flat) or INDEPENDENCE.search(line.flat))


def _is_number(line: Line) -> bool:
    opening = number_opening(line.text)
    return opening is not None and bool(re.search(r"[/-]\s*[A-ZĐ]", line.text[opening:]))


def _heads(left: Sequence[Line]) -> list[Line]:
    """The lines in capitals above the number."""
    found: list[Line] = []
    for line in left:
        if _is_number(line) or SUBJECT.search(line.flat):
            break
        if upper_share(line.text) > 0.85 and not RULE_LINE.match(line.text):
            found.append(line)
    return [
        line for line in found if bare(line.text) not in _URGENT and not DAY_LINE.search(line.flat)
    ]


def _agencies(heads: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the agencies above, and those of the one that issues: the last."""
    starts = [
        index
        for index, line in enumerate(heads)
        if index and _AGENCY.match(line.text) and not _OPEN_NAME.search(heads[index - 1].text)
    ]
    last = starts[-1] if starts else 0
    return heads[:last], heads[last:]


def _subject(left: Sequence[Line]) -> list[Line]:
    start = next((i for i, line in enumerate(left) if SUBJECT.search(line.flat)), len(left))
    rows = left[start:]
    end = next((i for i, line in enumerate(rows) if i and _is_other(line)), len(rows))
    return list(rows[:end])


def _is_other(line: Line) -> bool:
    return bool(RULE_LINE.match(line.text)) or bare(line.text) in _URGENT or _is_number(line)


def _title(body: list[Line]) -> tuple[list[Line], list[Line]]:
    """The name of the type with the abstract below it, and the lines behind them."""
    start = next((i for i, line in enumerate(body[:4]) if title_of(line.text)), None)
    if start is None:
        return [], body
    stop = start + 1
    while stop < len(body) and stop - start < _LONGEST_ABSTRACT:
        capitals = all(upper_share(line.text) > _CAPITALS for line in body[start:stop])
        if _ends_title(body[stop], capitals):
            break
        if _leaves_middle(body[start], body[stop], stop - start):
            break
        stop += 1
    return body[start:stop], body[stop:]


def _leaves_middle(title: Line, line: Line, below: int) -> bool:
    """A line that is not set in the middle as the title is: the text has begun. Below a title
    that is itself not centred, one line is taken for the abstract."""
    if line.centred is not None:
        return not line.centred and (bool(title.centred) or below > 1)
    if line.box is None or title.box is None:
        return False
    return abs(line.box.centre - title.box.centre) > _BESIDE


def _ends_title(line: Line, capitals: bool) -> bool:
    """An abstract in capitals is against the rule, but one: only who enacts ends it."""
    if RULE_LINE.match(line.text) or ADDRESSED.search(line.flat) or ENACTS.match(line.flat.strip()):
        return True
    opens = BODY.search(line.flat) and line.text[:1].isupper() and len(line.words) > 3
    enactor = upper_share(line.text) > _CAPITALS and (not capitals or is_position(line.text))
    return bool(opens) or bool(GROUND.match(line.text)) or enactor


def _addressees(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    start = next((i for i, line in enumerate(lines[:4]) if ADDRESSED.search(line.flat)), None)
    if start is None:
        return [], lines
    stop = start + 1
    while stop < len(lines) and _goes_on(lines[stop - 1], lines[stop]):
        stop += 1
    return lines[start:stop], [*lines[:start], *lines[stop:]]


def _goes_on(above: Line, line: Line) -> bool:
    """A further addressee, or the rest of one; a body opens set in and at the left."""
    if _ITEM.match(line.text):
        return True
    if above.text.rstrip().endswith(".") or line.box is None or upper_share(line.text) > _CAPITALS:
        return False
    return line.box.x0 > 0.3 and not BODY.search(line.flat)


def _closing(paper: Paper) -> dict[Cell, list[Line]]:
    """Positions and names right, recipients left; a DOCX or a PDF gives the columns."""
    first = next((line.box.page for line in paper.closing if line.box is not None), None)
    kept = [line for line in paper.closing if line.box is None or line.box.page == first]
    right = [line for line in kept if line.column is Column.RIGHT]
    left = [line for line in kept if line.column is Column.LEFT]
    recipients = _recipients(left)
    positions = list(takewhile(lambda line: is_position(line.text), right))
    names = [line for line in right[len(positions) :] if _is_name(line)]
    return {Cell.RECIPIENTS: recipients, Cell.AUTHORITY: positions, Cell.NAME: names[:1]}


def _is_name(line: Line) -> bool:
    """Also one whose syllables do not all begin with a capital: that is what a rule looks for."""
    named = as_name(line.text) or (line.text[:1].isupper() and as_name(line.text.title()))
    return bool(named) and not is_position(line.text)


def _recipients(left: Sequence[Line]) -> list[Line]:
    start = next((i for i, line in enumerate(left) if SENT_TO.search(line.flat)), None)
    if start is None:
        return []
    found = [left[start]]
    for line in left[start + 1 :]:
        if _is_over(found[-1], line) or is_position(line.text):
            break
        found.append(line)
    return found


def _is_over(above: Line, line: Line) -> bool:
    """Behind the line "Lưu: …"; a printed one may be broken, a line of a text is whole."""
    kept = re.match(r"\W*Lưu\b", above.text)
    return bool(kept) and (line.box is None or above.text.rstrip().endswith("."))


def type_of(sorted_: Sorted) -> str:
    """The name of the type as printed, as it is officially written; empty for a letter."""
    title = sorted_.cells[Cell.TITLE]
    named = title_of(title[0].text) if title else None
    return named[0] if named else ""
