"""Which rows are sentences, and where a sentence begins."""

import re
from collections.abc import Iterator

from vanthu.office.checking.choices import Cell, Source
from vanthu.office.checking.subject import Row, Subject
from vanthu.office.reading.letters import upper_share

_CELLS = (Cell.SUBJECT, Cell.TO, Cell.RECIPIENTS)
_MARKS = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ"
LOWER = f"[a-z{_MARKS}]"
UPPER = f"[A-Z{_MARKS.upper()}]"
"""The letters of Vietnamese, as classes of a pattern."""

OPENING = re.compile(
    r"^(?:(?:Điều|Chương|Mục|Phần)\s[\dIVX]+\.?\s*|\d+(?:\.\d+)*[.)]?\s+|[a-zđ]\d?\)\s*|[IVX]+\.\s+|\W)*"
)
"""Dashes, marks and numbers before the first word of a line."""


def capital(text: str) -> str:
    """The text with a capital for its first letter; the others stay."""
    return text[:1].upper() + text[1:]


def sentences(subject: Subject) -> Iterator[Row]:
    """Rows of running words: lines all in capitals tell nothing about single letters."""
    cells = (*_CELLS, Cell.TITLE) if subject.source is Source.PAPER else _CELLS
    for cell in cells:
        yield from subject.rows(cell)
    yield from subject.rows(Cell.TITLE)[1:]
    for rows in (subject.body, *(part.body for part in subject.annexes)):
        yield from (row for row in rows if upper_share(row.text) < 0.7)


def opens_sentence(text: str, at: int) -> bool:
    """Whether the word at an offset begins the line or a sentence, or is quoted as a name."""
    before = text[:at]
    if OPENING.match(text).end() >= at:  # type: ignore[union-attr]
        return True
    return bool(re.search(r"[.!?:…]\s*[“\"'(]?\s*$|[“\"'(]\s*$|[-–+]\s+$", before))
