"""A second look at the signature: position and name lie under seals, where one reading is not
enough. The right half beside the recipients is recognised again as scattered text."""

from collections.abc import Sequence
from dataclasses import replace

from PIL import Image

from vanthu.office.reading.fields.marks import SENT_TO
from vanthu.office.reading.fields.paper import list_start
from vanthu.office.reading.fields.positions import as_name, is_position
from vanthu.office.reading.layout import Line, rows
from vanthu.office.reading.letters import tidy
from vanthu.office.reading.spelling import restore_position

_LEFT = 0.42
_ABOVE = 0.035
_TALL = 0.3
_DIFFERS = 0.7


def signature_area(lines: Sequence[Line]) -> tuple[float, float, float, float] | None:
    """Where the signature stands on a page, in fractions; None when the closing is elsewhere."""
    start = next((i for i, line in enumerate(lines) if SENT_TO.search(line.flat)), None)
    if start is None:
        start = list_start(lines, 0)
    box = lines[start].box if start is not None else None
    if box is None:
        return None
    top = max(0.0, box.y0 - _ABOVE)
    return _LEFT, top, 1.0, min(1.0, top + _TALL)


def pixels(
    area: tuple[float, float, float, float], image: Image.Image
) -> tuple[int, int, int, int]:
    """The same rectangle in dots of the image."""
    x0, y0, x1, y1 = area
    width, height = image.size
    return int(x0 * width), int(y0 * height), int(x1 * width), int(y1 * height)


def combined(lines: list[Line], second: list[Line]) -> list[Line]:
    """The lines of the page with the positions and names of the second look.

    Where both give the same, the surer stays; where they differ, the second is taken with doubt.
    """
    telling = [line for line in second if _tells(line)]
    kept: list[Line] = []
    for line in lines:
        twin = next((one for one in telling if _level(one, line)), None)
        if twin is None:
            kept.append(line)
            continue
        left = tuple(word for word in line.words if word.box and word.box.x0 < _LEFT)
        right = line.cut(len(left))
        if left:
            kept.append(Line(left))
        if right.words:
            telling[telling.index(twin)] = _chosen(right, twin)
    return sorted([*kept, *telling], key=_top)


def regrouped(lines: list[Line]) -> list[Line]:
    """Scattered text comes word by word: gather it into rows again."""
    return rows([word for line in lines for word in line.words])


def _tells(line: Line) -> bool:
    text = tidy(line.text).strip(" .,:;-–—=_'\"")
    return is_position(text) or as_name(text) is not None


def _chosen(first: Line, second: Line) -> Line:
    if not _tells(first):
        return second
    if restore_position(tidy(first.text)) == restore_position(tidy(second.text)):
        return first if _sure(first) >= _sure(second) else second
    return replace(
        second, words=tuple(replace(word, sure=word.sure * _DIFFERS) for word in second.words)
    )


def _level(line: Line, other: Line) -> bool:
    a, b = line.box, other.box
    if a is None or b is None or b.x1 < _LEFT:
        return False
    return abs(a.y0 + a.y1 - b.y0 - b.y1) < max(a.height, b.height)


def _sure(line: Line) -> float:
    return min(word.sure for word in line.words)


def _top(line: Line) -> float:
    return line.box.y0 if line.box else 0.0
