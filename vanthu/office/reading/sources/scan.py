"""Lines of a scanned page: print recognised without the ink, the header as it is as well."""

from dataclasses import replace

from PIL import Image

from vanthu.office.reading.layout import Box, Line, Word
from vanthu.office.reading.sources.closing import (
    combined,
    pixels,
    regrouped,
    signature_area,
)
from vanthu.office.reading.sources.engine import Glyphs, OcrEngine
from vanthu.office.reading.sources.ink import ink_share, without_ink
from vanthu.office.reading.sources.stamps import stamped_lines

DPI = 300
_HEADER = 0.45
_COLOURED = 0.3
_DISPUTED = 0.4
_FAINT = 180


def recognised(engine: OcrEngine, image: Image.Image, page: int, *, header: bool) -> list[Line]:
    """Lines of a page image of DPI dots an inch, from top to bottom.

    With `header`, the upper part is read from the unfiltered image too and taken from there: a
    number or a stamp in coloured ink would otherwise be invisible. Stamps are read by themselves.
    """
    lines = _lines(engine.recognise(without_ink(image), DPI), image, page)
    if header:
        upper = image.crop((0, 0, image.width, int(image.height * (_HEADER + 0.05))))
        top = _lines(engine.recognise(upper.convert("L"), DPI), image, page)
        top = [_doubted(line, lines) for line in top if _middle(line) < _HEADER]
        lines = top + [line for line in lines if _middle(line) >= _HEADER]
        lines += stamped_lines(engine, image, page)
    return sorted(_signed(engine, image, page, lines), key=_middle)


def _signed(engine: OcrEngine, image: Image.Image, page: int, lines: list[Line]) -> list[Line]:
    """The lines with a second look at the signature, when the closing is on this page."""
    area = signature_area(sorted(lines, key=_middle))
    if area is None:
        return lines
    left, top, right, bottom = pixels(area, image)
    part = without_ink(image.crop((left, top, right, bottom)), _FAINT)
    glyphs = [
        replace(one, left=one.left + left, top=one.top + top)
        for one in engine.recognise(part, DPI, scattered=True)
    ]
    return combined(lines, regrouped(_lines(glyphs, image, page)))


def _lines(glyphs: list[Glyphs], image: Image.Image, page: int) -> list[Line]:
    grouped: dict[tuple[int, int, int], list[Word]] = {}
    for one in glyphs:
        if any(letter.isalnum() for letter in one.text) or one.text in "-–—/:;.":
            grouped.setdefault(one.line, []).append(_word(one, image, page))
    return [Line(tuple(words)) for words in grouped.values()]


def _word(one: Glyphs, image: Image.Image, page: int) -> Word:
    right, bottom = one.left + one.width, one.top + one.height
    box = Box(
        page,
        one.left / image.width,
        one.top / image.height,
        right / image.width,
        bottom / image.height,
    )
    ink = ink_share(image, (one.left, one.top, right, bottom)) > _COLOURED
    return Word(one.text, box, sure=one.sure, ink=ink)


def _doubted(line: Line, second: list[Line]) -> Line:
    """A word that the two readings of the header give differently is hardly sure."""
    other = {_spot(word): word.text for row in second for word in row.words}
    words = (
        word if _same(word, other) else replace(word, sure=word.sure * _DISPUTED)
        for word in line.words
    )
    return replace(line, words=tuple(words))


def _same(word: Word, other: dict[tuple[int, int], str]) -> bool:
    column, row = _spot(word)
    near = ((column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1))
    wanted = word.text.strip(".,:;")
    return any(other.get(spot, "").strip(".,:;") == wanted for spot in near)


def _spot(word: Word) -> tuple[int, int]:
    box = word.box
    return (round(box.x0 * 100), round((box.y0 + box.y1) * 60)) if box else (-1, -1)


def _middle(line: Line) -> float:
    box = line.box
    return (box.y0 + box.y1) / 2 if box else 0.0
