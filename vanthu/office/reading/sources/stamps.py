"""Stamps of secrecy and urgency on a scan, framed or not, at any angle.

A stamp is looked for by itself, because a recogniser of pages passes over words in frames and at an
angle: its red ink is cut out of the upper part of the page, turned until it lies flat (the angle at
which the rectangle around it is smallest), freed of its frame, and read alone. Only the fixed words
are looked for (Decree 30/2020, Annex I, cell 10); whatever else is stamped is left alone.
"""

from collections.abc import Iterator, Sequence

from PIL import Image, ImageChops, ImageFilter

from vanthu.office.reading.choices import SECRECY_MARKS, URGENCIES
from vanthu.office.reading.layout import Box, Line, Word
from vanthu.office.reading.letters import alike, bare
from vanthu.office.reading.sources.engine import OcrEngine

_DPI = 300
_UPPER = 0.45
_CELL = 12  # dots of a cell of the coarse grid: 1 mm
_RED, _DARK, _PATCH = 40, 150, 128
_SMALLEST, _LARGEST = 6, 90  # millimetres of the longer side
_MOST = 6
_ANGLES = range(-45, 46, 3)
_FINE = (-2, -1, 0, 1, 2)
_FRAME = 0.6
_FRAMES = 3
_SLACK = 4
_BORDER = 40  # white around what is read: the recogniser wants room
_NOISE, _LONG, _ALIKE = 2, 6, 0.8
_SURE = 0.8
_WORDS = {bare(mark): mark for mark in (*SECRECY_MARKS, *URGENCIES)}

Area = tuple[int, int, int, int]


def stamped_lines(engine: OcrEngine, image: Image.Image, page: int) -> list[Line]:
    """A line for each stamp found in the upper part of a page image of 300 dots an inch.

    Of a page without any red ink, a copy in black, the framed or lone words are tried.
    """
    upper = image.crop((0, 0, image.width, int(image.height * _UPPER)))
    ink, near = red_ink(upper), 5
    turns: tuple[int, ...] = (0, 90, 270)
    if not _coloured(image):
        ink, near, turns = _print(upper), 3, (0,)
    found = []
    for area in _areas(ink, near):
        words = _read(engine, ink.crop(area), turns)
        if words is not None:
            found.append(Line((Word(words, _box(area, image, page), sure=_SURE, ink=True),)))
    return found


def _coloured(image: Image.Image) -> bool:
    """Whether the page has red ink at all: a patch of it, not the odd dot of a camera."""
    patches = red_ink(image.reduce(4)).reduce(_CELL // 4)
    return patches.point(lambda value: 255 if value > _PATCH else 0).getbbox() is not None


def _print(image: Image.Image) -> Image.Image:
    """What is dark, white on black."""
    return image.convert("L").point(lambda value: 255 if value < _DARK else 0)


def red_ink(image: Image.Image) -> Image.Image:
    """What is redder than it is green or blue, white on black."""
    red, green, blue = image.split()
    spread = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    return spread.point(lambda value: 255 if value > _RED else 0)


def _areas(ink: Image.Image, near: int) -> list[Area]:
    """The rectangles around the patches of ink that may be a stamp, the largest first.

    What lies within `near` millimetres of each other belongs together.
    """
    coarse = ink.reduce(_CELL).point(lambda value: 255 if value > 12 else 0)
    grown = coarse.filter(ImageFilter.MaxFilter(near))
    patches = [patch for patch in _patches(grown) if _like_a_stamp(patch)]
    patches.sort(key=lambda p: (p[2] - p[0]) * (p[3] - p[1]), reverse=True)
    return [_grown(patch, ink) for patch in patches[:_MOST]]


def _patches(grid: Image.Image) -> Iterator[Area]:
    """The connected patches of a small picture, as rectangles of cells."""
    width, height = grid.size
    left = {place for place, value in enumerate(grid.tobytes()) if value}
    while left:
        waiting, columns, lines = [left.pop()], [], []
        while waiting:
            place = waiting.pop()
            line, column = divmod(place, width)
            columns.append(column)
            lines.append(line)
            for near in (place - 1, place + 1, place - width, place + width):
                if near in left and abs(near % width - column) <= 1:
                    left.remove(near)
                    waiting.append(near)
        yield min(columns), min(lines), max(columns) + 1, min(max(lines) + 1, height)


def _like_a_stamp(patch: Area) -> bool:
    longer = max(patch[2] - patch[0], patch[3] - patch[1])
    return _SMALLEST <= longer <= _LARGEST


def _grown(patch: Area, ink: Image.Image) -> Area:
    """The patch in dots, as far as its ink reaches."""
    area = (patch[0] * _CELL, patch[1] * _CELL, patch[2] * _CELL, patch[3] * _CELL)
    inner = ink.crop(area).getbbox() or (0, 0, area[2] - area[0], area[3] - area[1])
    return area[0] + inner[0], area[1] + inner[1], area[0] + inner[2], area[1] + inner[3]


def _read(engine: OcrEngine, ink: Image.Image, turns: Sequence[int]) -> str | None:
    """The fixed words that the stamp shows; None for any other."""
    flat = ink.rotate(_lying(ink), expand=True, resample=Image.Resampling.BICUBIC)
    for quarters in turns:
        plain = _without_frame(flat.rotate(quarters, expand=True) if quarters else flat)
        if plain is None:
            continue
        for mode in (True, False):
            glyphs = engine.recognise(plain, _DPI, scattered=mode)
            letters = " ".join(glyph.text for glyph in glyphs)
            if (word := _fixed(letters)) is not None:
                return word
    return None


def _lying(ink: Image.Image) -> float:
    """By how many degrees it is turned to lie flat: the rectangle around it is smallest then."""
    small = ink.reduce(max(1, max(ink.size) // 160))

    def around(angle: int) -> int:
        box = small.rotate(angle, expand=True).getbbox()
        return (box[2] - box[0]) * (box[3] - box[1]) if box else 0

    best = min(_ANGLES, key=lambda angle: (around(angle), abs(angle)))
    return min((best + step for step in _FINE), key=lambda angle: (around(angle), abs(angle)))


def _without_frame(ink: Image.Image) -> Image.Image | None:
    """The letters in black on white, without the frame around them, be it single or double."""
    part = ink.filter(ImageFilter.MedianFilter(5))
    for _frame in range(_FRAMES):
        box = part.getbbox()
        if box is None or min(box[2] - box[0], box[3] - box[1]) < _CELL:
            return None
        part = part.crop(box)
        inner = _inside(part)
        if inner is None:
            break
        part = part.crop(inner)
    size = (part.width + 2 * _BORDER, part.height + 2 * _BORDER)
    page = Image.new("L", size, 255)
    page.paste(ImageChops.invert(part), (_BORDER, _BORDER))
    return page


def _inside(part: Image.Image) -> Area | None:
    """What lies inside a frame; None where none runs along all four sides.

    A stroke of a letter may be as high as the stamp, but no word is one line from end to end.
    """
    rows = part.resize((1, part.height), Image.Resampling.BOX).tobytes()
    columns = part.resize((part.width, 1), Image.Resampling.BOX).tobytes()
    top, bottom = _edge(rows), _edge(rows[::-1])
    left, right = _edge(columns), _edge(columns[::-1])
    if not (top and bottom and left and right):
        return None
    return left, top, part.width - right, part.height - bottom


def _edge(shares: bytes) -> int:
    """Where the line that runs along the edge ends; 0 when none does."""
    near = max(_CELL, len(shares) // 8)
    full = [place for place, share in enumerate(shares[:near]) if share > _FRAME * 255]
    if not full:
        return 0
    end = full[0]
    while end < near and shares[end] > _FRAME * 255:
        end += 1
    return end + _SLACK


def _fixed(letters: str) -> str | None:
    """The fixed words, but for a letter of noise at either end or one misread in a long word."""
    found = bare("".join(letter for letter in letters if letter.isalpha()))
    for plain, word in _WORDS.items():
        if plain in found and len(found) <= len(plain) + _NOISE:
            return word
        if len(plain) >= _LONG and alike(plain, found) >= _ALIKE:
            return word
    return None


def _box(area: Area, image: Image.Image, page: int) -> Box:
    left, top, right, bottom = area
    width, height = image.size
    return Box(page, left / width, top / height, right / width, bottom / height)
