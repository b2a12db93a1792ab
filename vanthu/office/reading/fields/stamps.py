"""Cell 10 and the arrival stamp: urgency, secrecy marks, number and day of arrival
(Decree 30/2020, Art. 8, Art. 22 and form of the arrival stamp in Annex IV)."""

import re
from collections.abc import Iterator
from datetime import date

from vanthu.office.reading.choices import SECRECY_MARKS, URGENCIES
from vanthu.office.reading.fields.paper import HEADER_ROWS
from vanthu.office.reading.fields.support import found_text
from vanthu.office.reading.layout import Line, Word
from vanthu.office.reading.letters import bare, upper_share
from vanthu.office.reading.result import Found

_ARRIVAL = re.compile(r"\b(?:cong van|van ban)?\s*den\b")
_ARRIVAL_NUMBER = re.compile(r"\bso(?:\s*den)?\s*[:.]\s*(\d{1,6})\b(?!\s*/)")
_ARRIVAL_DAY = re.compile(
    r"\bngay(?:\s*den)?\s*[:.]?\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})"
)

_WIDE = 1.4


def read_urgency(lines: tuple[Line, ...]) -> Found | None:
    """A degree of urgency that stands alone on one of the lines."""
    keys = {bare(level): level for level in URGENCIES}
    for line in lines:
        level = keys.get(bare(line.text))
        if level and upper_share(line.text) == 1.0:
            return found_text([line], level, 0.95)
    return None


def secrecy_mark(lines: tuple[Line, ...]) -> str | None:
    """The mark of a state secret alone on a line, or before the place and date of the other column.

    Such a paper must be refused, so the test is wider than that of the urgency: words in capitals
    at the beginning of a line, or behind white space, that do not go on in capitals.
    """
    for line in lines:
        for piece in _pieces(line):
            if (mark := _marked(piece)) is not None:
                return mark
    return None


def _marked(words: list[str]) -> str | None:
    for mark in SECRECY_MARKS:
        count = len(mark.split())
        if " ".join(words[:count]) == mark and not "".join(words[count : count + 1]).isupper():
            return mark
    return None


def _pieces(line: Line) -> Iterator[list[str]]:
    """The words of a line, parted where white space wider than a letter is high lies between."""
    piece: list[str] = []
    before: Word | None = None
    for word in line.words:
        if piece and before is not None and _apart(before, word):
            yield piece
            piece = []
        piece.append(word.text)
        before = word
    yield piece


def _apart(before: Word, after: Word) -> bool:
    """Whether a stamp and the text beside it, or two columns, only happen to be level.

    On a page of A4 a fraction of its height is 1.41 times as long as one of its width.
    """
    if before.box is None or after.box is None:
        return False
    return after.box.x0 - before.box.x1 > _WIDE * max(before.box.height, after.box.height)


def read_arrival(lines: tuple[Line, ...]) -> dict[str, Found]:
    """`arrival_number` and `arrival_date`, only beside the word ĐẾN of the stamp."""
    for index, line in enumerate(lines[:HEADER_ROWS]):
        if len(line.words) <= 6 and _ARRIVAL.search(line.flat) and "ĐẾN" in line.text.upper():
            return _stamp(list(lines[max(0, index - 1) : index + 4]))
    return {}


def _stamp(lines: list[Line]) -> dict[str, Found]:
    result: dict[str, Found] = {}
    for line in lines:
        number = _ARRIVAL_NUMBER.search(line.flat)
        if number and "arrival_number" not in result:
            result["arrival_number"] = found_text([line], number[1], 0.9)
        day = _ARRIVAL_DAY.search(line.flat)
        if day and "arrival_date" not in result:
            value = _iso(day)
            if value:
                result["arrival_date"] = found_text([line], value, 0.9)
    return result if "arrival_number" in result else {}


def _iso(day: re.Match[str]) -> str | None:
    try:
        return date(int(day[3]), int(day[2]), int(day[1])).isoformat()
    except ValueError:
        return None
