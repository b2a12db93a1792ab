"""Pages that lie on their side or upside down in the scan: noticed, turned, and places put back.

A quarter is 90 degrees clockwise; a page is upright after being turned by so many.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PIL import Image

from vanthu.office.reading.layout import Box, Line, Word
from vanthu.office.reading.result import Reading

_SURE = 0.7
_FEW, _SHORT = 20, 3
_TURNS = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


def seems_turned(lines: Sequence[Line], image: Image.Image) -> bool:
    """Whether the words hardly make sense (upside down), or stand upright like towers (sideways).

    Measured on turned scans: upside down a word is sure to 0.41-0.46, upright to 0.94. A page with
    few words says nothing.
    """
    words = [word for line in lines for word in line.words if word.box is not None]
    if len(words) < _FEW:
        return False
    if sum(word.sure for word in words) / len(words) < _SURE:
        return True
    long = [word for word in words if len(word.text) >= _SHORT]
    return sum(_stands(word.box, image) for word in long if word.box) * 2 > len(long)


def turned(image: Image.Image, quarters: int) -> Image.Image:
    """The page turned clockwise by so many quarters."""
    return image.transpose(_TURNS[quarters]) if quarters % 4 else image


def turned_box(box: Box, quarters: int) -> Box:
    """Where the box lies once its page was turned clockwise by so many quarters."""
    for _ in range(quarters % 4):
        box = Box(box.page, 1 - box.y1, box.x0, 1 - box.y0, box.x1)
    return box


def turned_word(word: Word, quarters: int) -> Word:
    """The word where it lies once its page was turned."""
    return word if word.box is None else replace(word, box=turned_box(word.box, quarters))


def as_scanned(reading: Reading, turns: Mapping[int, int]) -> Reading:
    """The reading with its places on the pages as they lie in the file; `turns` by page."""
    if not turns:
        return reading
    found = {
        name: replace(
            one, places=tuple(turned_box(box, -turns.get(box.page, 0)) for box in one.places)
        )
        for name, one in reading.found.items()
    }
    return replace(reading, found=found)


def _stands(box: Box, image: Image.Image) -> bool:
    """Taller than wide, in dots."""
    return box.height * image.height > (box.x1 - box.x0) * image.width
