"""Measures of a finished PDF: words with their type, place and colour; lines and frames."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Row:
    """Letters of one line and one look; y upwards, in points."""

    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float
    font: str
    colour: tuple[int, int, int]

    @property
    def bold(self) -> bool:
        return "Bold" in self.font

    @property
    def italic(self) -> bool:
        return "Italic" in self.font

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class Shape:
    """A rule or a frame."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    colour: tuple[int, int, int]

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class Measured:
    """All pages of one PDF."""

    rows: list[Row]
    shapes: list[Shape]
    sizes: list[tuple[float, float]]

    def row(self, words: str, page: int = 0) -> Row:
        """The row that is the words, else the first that holds them (on this page, if named)."""
        found = [r for r in self.rows if words in r.text and page in (0, r.page)]
        assert found, f"{words!r} is not on the paper: {[r.text for r in self.rows]}"
        return next((r for r in found if r.text == words), found[0])

    def rule_below(self, row: Row) -> Shape:
        """The nearest level rule below the row that lies under it."""
        below = [
            s
            for s in self.shapes
            if s.page == row.page and s.height < 2 and s.y0 < row.y1 and s.x0 < row.centre < s.x1
        ]
        assert below, f"no rule under {row.text!r}"
        return max(below, key=lambda s: s.y0)

    def frame_of(self, row: Row) -> Shape:
        """The frame that the row stands in."""
        around = [
            s
            for s in self.shapes
            if s.page == row.page
            and s.height > 10
            and s.x0 < row.x0
            and row.x1 < s.x1
            and s.y0 < row.baseline < s.y1
        ]
        assert around, f"no frame around {row.text!r}"
        return min(around, key=lambda s: s.width)


def measure(pdf: bytes) -> Measured:
    """Everything on the pages."""
    document = pdfium.PdfDocument(pdf)
    rows, shapes, sizes = [], [], []
    for number, page in enumerate(document, start=1):
        rows += list(_rows(page, number))
        shapes += list(_shapes(page, number))
        sizes.append(page.get_size())
    return Measured(rows, shapes, sizes)


def _rows(page: pdfium.PdfPage, number: int) -> Iterator[Row]:
    """Letters joined while they go on to the right on one baseline in one look."""
    letters = list(_letters(page, number))
    start = 0
    for place, (one, two) in enumerate(pairwise(letters), start=1):
        if not _goes_on(one, two):
            yield _joined(letters[start:place])
            start = place
    if letters:
        yield _joined(letters[start:])


def _goes_on(one: Row, two: Row) -> bool:
    level = abs(one.baseline - two.baseline) < 0.5
    look = (one.font, round(one.size, 1)) == (two.font, round(two.size, 1))
    return level and look and -4 < two.x0 - one.x1 < 12


def _joined(letters: list[Row]) -> Row:
    printed = [letter for letter in letters if not letter.text.isspace()] or letters
    return replace(
        letters[0],
        text="".join(letter.text for letter in letters).strip(),
        x0=printed[0].x0,
        x1=printed[-1].x1,
        y0=min(letter.y0 for letter in letters),
        y1=max(letter.y1 for letter in letters),
    )


def _letters(page: pdfium.PdfPage, number: int) -> Iterator[Row]:
    text = page.get_textpage()
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        if letter in "\r\n\x00" or raw.FPDFText_IsGenerated(text, index):
            continue
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
        size = raw.FPDFText_GetFontSize(text, index)
        across, up = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(across), ctypes.byref(up))
        yield Row(
            letter,
            number,
            box.left,
            box.bottom,
            box.right,
            box.top,
            up.value,
            size,
            _font(text, index),
            _colour(text, index),
        )


def _font(text: pdfium.PdfTextPage, index: int) -> str:
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(200)
    raw.FPDFText_GetFontInfo(text, index, buffer, 200, ctypes.byref(flags))
    return buffer.value.decode()


def _colour(text: pdfium.PdfTextPage, index: int) -> tuple[int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text, index, *map(ctypes.byref, parts))
    return parts[0].value, parts[1].value, parts[2].value


def _shapes(page: pdfium.PdfPage, number: int) -> Iterator[Shape]:
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        # the bounds hold the stroke twice
        stroke = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(item, ctypes.byref(stroke))
        edge = stroke.value
        x0, y0, x1, y1 = item.get_bounds()
        parts = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFPageObj_GetStrokeColor(item, *map(ctypes.byref, parts))
        colour = (parts[0].value, parts[1].value, parts[2].value)
        yield Shape(number, x0 + edge, y0 + edge, x1 - edge, y1 - edge, colour)
