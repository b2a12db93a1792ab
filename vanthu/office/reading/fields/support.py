"""Small things every extractor needs."""

import re
from collections.abc import Iterable

from vanthu.office.reading.layout import Box, Line, Word, around
from vanthu.office.reading.letters import tidy
from vanthu.office.reading.result import Found


def sureness(words: Iterable[Word]) -> float:
    """The recogniser's own doubt, softened: the weakest word pulls half its weight."""
    values = [word.sure for word in words]
    return 0.5 * min(values) + 0.5 * sum(values) / len(values) if values else 1.0


def places_of(lines: Iterable[Line]) -> tuple[Box, ...]:
    """One box a line, for the lines that have places."""
    boxes = (around(line.words) for line in lines)
    return tuple(box for box in boxes if box is not None)


def found_text(lines: list[Line], value: str, confidence: float) -> Found:
    """A value read from lines: its confidence bears the doubt of the recogniser."""
    words = [word for line in lines for word in line.words]
    return Found(value, confidence * sureness(words), places_of(lines))


def found_type(line: Line, value: str, confidence: float) -> Found:
    """A value of a closed set: that it was matched says more than the recogniser's own doubt."""
    return Found(value, confidence, places_of([line]))


def found_list(lines: list[Line], values: list[str], confidence: float) -> Found:
    """Like `found_text`, for a field of several lines or items."""
    each = [sureness(line.words) for line in lines]
    sure = 0.75 * sum(each) / len(each) + 0.25 * min(each)
    return Found(values, confidence * sure, places_of(lines))


def joined(lines: Iterable[Line]) -> str:
    """Lines as one sentence; a reference broken at its `/` or `-` is put together."""
    return mended(tidy(" ".join(line.text for line in lines)))


def mended(text: str) -> str:
    """`2269/ QĐ-TTg` and `1744/QĐ- BGTVT` without the gap that the line break left."""
    return re.sub(r"(?<=\w)(/|(?<=[A-ZĐ])-) (?=[A-ZĐ])", r"\1", text)
