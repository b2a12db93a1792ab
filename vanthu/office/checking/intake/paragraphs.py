"""Printed lines of a body joined into paragraphs; DOCX gives whole paragraphs already."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from vanthu.office.checking.subject import Row
from vanthu.office.reading.fields.marks import RULE_LINE
from vanthu.office.reading.layout import Box, Line, Word
from vanthu.office.reading.letters import upper_share

_MARKER = re.compile(
    r"(?:Điều|ĐIỀU)\s\d+\.|(?:Chương|CHƯƠNG|Phần|PHẦN)\s\S+$|(?:Mục|MỤC|Tiểu mục|TIỂU MỤC)\s\d+"
    r"|\d+(?:\.\d+)*\.\s|[a-zđ]\)\s|[IVX]+\.\s|[-–+]\s|Căn cứ\s|Theo đề nghị\s|Xét đề nghị\s"
    r"|Kính gửi"
)
_ENDED = re.compile(r"[.;:!?…/\])”\"]$")
_INDENT = 0.018  # a first line is set in by 1 or 1.27 cm, 0.05-0.06 of the width; half of it tells
_INDENTED = 0.065
_SHORT = 0.08
_MANY = 0.1
_ALIKE = 3
_NEAR = 0.008
_NEXT = (-0.01, 0.0, 0.01)
_CELL_GAP = 0.035


def joined_lines(lines: Sequence[Line]) -> tuple[Row, ...]:
    """Paragraphs of lines with places; a paragraph may run over the foot of a page."""
    left, right = edges(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if RULE_LINE.match(line.text):
            continue
        if groups and not _begins(line, groups[-1][-1], left, right):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_row(group, left, right) for group in groups)


def edges(lines: Iterable[Line]) -> tuple[float, float]:
    """Where the text begins and ends, in fractions of the width: the outermost edges that many
    lines share. First lines are set in, last ones end early, a wide table sticks out."""
    boxes = [line.box for line in lines if line.box is not None and len(line.words) > 3]
    if not boxes:
        return 0.0, 1.0
    left, right = [box.x0 for box in boxes], [box.x1 for box in boxes]
    least = max(2, round(len(boxes) * _MANY))
    return (
        min(_shared(left, least) or left),
        max(_shared(right, least) or right),
    )


def sure_edges(lines: Sequence[Line]) -> tuple[float | None, float | None]:
    """The same, to a tenth of a per cent, by lines that surely wrap: the next one goes on in small
    letters. None where too few do."""
    pairs = [(above, line) for above, line in pairwise(lines) if _goes_on(above, line)]
    left = [line.box.x0 for _above, line in pairs if line.box is not None]
    right = [above.box.x1 for above, _line in pairs if above.box is not None]
    starts, ends = _shared(left, _ALIKE), _shared(right, _ALIKE)
    return (
        _middle([x for x in left if abs(x - min(starts)) < _NEAR]) if starts else None,
        _middle([x for x in right if abs(x - max(ends)) < _NEAR]) if ends else None,
    )


def _goes_on(above: Line, line: Line) -> bool:
    long = min(len(above.words), len(line.words)) > 3
    return long and line.text[:1].islower() and not above.text.endswith((".", ";", ":"))


def _shared(values: list[float], least: int) -> list[float]:
    """Places, to a hundredth, near which at least so many of the values lie."""
    counts = Counter(round(value, 2) for value in values)
    return [at for at in counts if sum(counts[round(at + step, 2)] for step in _NEXT) >= least]


def _middle(values: list[float]) -> float | None:
    return sorted(values)[len(values) // 2] if values else None


def _begins(line: Line, above: Line, left: float, right: float) -> bool:
    """Whether a line opens a paragraph: marked or set in, or behind one that ended."""
    box, over = line.box, above.box
    if box is None or over is None or is_tabular(line) or is_tabular(above):
        return True
    if (upper_share(line.text) > 0.9) != (upper_share(above.text) > 0.9) and len(above.words) > 1:
        return True
    if is_centred(box, left, right) != is_centred(over, left, right):
        return True
    if is_centred(box, left, right):
        return box.page != over.page or box.y0 - over.y1 > 1.2 * over.height
    ended = bool(_ENDED.search(above.text)) or over.x1 < right - _SHORT
    set_in = box.x0 - left > _INDENT
    gap = box.page == over.page and box.y0 - over.y1 > 2.2 * over.height
    return gap or (set_in and (ended or over.x0 - left < _INDENT)) or (ended and _marked(line))


def _marked(line: Line) -> bool:
    return bool(_MARKER.match(line.text))


def is_tabular(line: Line) -> bool:
    """Words with a gap that no justified line has: cells of a table."""
    boxes = [word.box for word in line.words if word.box is not None]
    return any(after.x0 - before.x1 > _CELL_GAP for before, after in pairwise(boxes))


def is_centred(box: Box, left: float, right: float) -> bool:
    """A short line with as much room before it as behind it."""
    before, behind = box.x0 - left, right - box.x1
    return min(before, behind) > _INDENTED and abs(before - behind) < 0.035


def _row(group: Sequence[Line], left: float, right: float) -> Row:
    words: tuple[Word, ...] = tuple(word for line in group for word in line.words)
    first = group[0].box
    set_in = first is not None and first.x0 - left > _INDENT
    middle = first is not None and is_centred(first, left, right)
    return Row(
        text=" ".join(word.text for word in words),
        words=words,
        centred=middle,
        opens=set_in or middle or _marked(group[0]),
        tabular=is_tabular(group[0]),
    )


def lone_rows(lines: Iterable[Line]) -> tuple[Row, ...]:
    """Each line as a row of its own."""
    return tuple(Row(line.text, line.words, centred=line.centred) for line in lines)
