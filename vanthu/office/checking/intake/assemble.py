"""What all sources have in common: cells, annexes, family, type and day of a divided paper."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from vanthu.office.checking.choices import Cell, Source
from vanthu.office.checking.intake.cells import sort_cells, type_of
from vanthu.office.checking.intake.paragraphs import lone_rows
from vanthu.office.checking.subject import Part, Row, Subject
from vanthu.office.reading.choices import LETTER
from vanthu.office.reading.fields.dates import read_day
from vanthu.office.reading.fields.paper import Paper
from vanthu.office.reading.layout import Line
from vanthu.office.reading.letters import upper_share
from vanthu.office.writing.choices import PARTY_HEADING, Family

ANNEX = re.compile(r"PHỤ LỤC\b|Phụ lục(?:\s[IVX\d]+)?$")
"""How the heading of an annex begins."""

_PARTY_NUMBER = re.compile(r"Số\s*:?\s*\d*\s*-[A-ZĐ]\w*/(?:TU|ĐU|CB|TW|UBKT|ĐUK)\b")
Join = Callable[[Sequence[Line]], tuple[Row, ...]]


def assembled(paper: Paper, source: Source, join: Join, alone: Join = lone_rows) -> Subject:
    """The subject of a divided paper; `join` makes paragraphs of the lines of a body, `alone`
    one row of each line of a cell."""
    found = sort_cells(paper)
    rows = {cell: alone(lines) for cell, lines in found.cells.items() if lines}
    name = type_of(found)
    letter = not name and bool(found.cells[Cell.TO] or found.cells[Cell.SUBJECT])
    body, inside = _split(found.body)
    behind = _behind(paper)
    return Subject(
        source=source,
        family=_family(paper, found.cells[Cell.NUMBER]),
        starred=found.asterisk,
        cells=rows,
        parents=alone(found.parents),
        issuer=alone(found.issuer),
        body=join(body),
        annexes=_annexes([*inside, *behind], join, alone),
        type_name=LETTER if letter else name,
        letter=letter,
        day=_day(paper),
    )


def _family(paper: Paper, number: Sequence[Line]) -> Family:
    """The Party's by its heading, or by a number that names one of its bodies."""
    headed = any(line.text.strip().upper() == PARTY_HEADING for line in paper.header)
    numbered = any(_PARTY_NUMBER.match(line.text) for line in number)
    return Family.PARTY if headed or numbered else Family.STATE


def _day(paper: Paper) -> date | None:
    found = read_day(paper).get("date")
    return date.fromisoformat(str(found.value)) if found else None


def _split(body: list[Line]) -> tuple[list[Line], list[Line]]:
    """The body and an annex that follows it without a closing between."""
    start = next((i for i, line in enumerate(body) if ANNEX.match(line.text)), len(body))
    return body[:start], body[start:]


def _behind(paper: Paper) -> list[Line]:
    """What follows the closing: on later pages, or in a DOCX behind its table."""
    pages = [line.box.page for line in paper.closing if line.box is not None]
    if pages:
        return [line for line in paper.closing if line.box and line.box.page > pages[0]]
    start = (i for i, line in enumerate(paper.closing) if ANNEX.match(line.text))
    return list(paper.closing[next(start, len(paper.closing)) :])


def _annexes(lines: Sequence[Line], join: Join, alone: Join) -> tuple[Part, ...]:
    starts = [i for i, line in enumerate(lines) if i == 0 or ANNEX.match(line.text)]
    parts = []
    for start, stop in pairwise([*starts, len(lines)]):
        piece = lines[start:stop]
        head = 1
        while head < len(piece) and upper_share(piece[head].text) > 0.85:
            head += 1
        parts.append(Part(alone(piece[:head]), join(piece[head:])))
    return tuple(parts)
