"""Words with places and page images from PDF, by pdfium.

pdfium is not thread-safe: every call runs under one lock, held for that call alone, so that a slow
recognition in one thread does not keep the pages of another waiting. The document is opened from
its path for reading; signature appearances are drawn into the copy in memory, never into the file.
"""

import ctypes
import math
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from vanthu.kernel.text import clean
from vanthu.office.reading.errors import UnreadableFile
from vanthu.office.reading.fields.marks import BOX_NOTE
from vanthu.office.reading.layout import Box, Look, Word
from vanthu.office.reading.letters import flat
from vanthu.office.reading.sources.signatures import Widget

LOCK = threading.RLock()
_UNIT = 10_000
_SHORT_APPEARANCE = 12
_FONT_NAME = 128
_BOLD_WEIGHT = 600
_ITALIC = 1 << 6
_FORCE_BOLD = 1 << 18


class Pdf:
    """An open document; use it within `opened`."""

    def __init__(self, document: pdfium.PdfDocument, *, forms: bool) -> None:
        self._document = document
        self._forms = forms

    def __len__(self) -> int:
        with LOCK:
            return len(self._document)

    def text(self, page: int) -> str:
        """Text of a page (from 1) in the order of its content."""
        with self._page(page) as loaded, closing(loaded.get_textpage()) as letters:
            return str(letters.get_text_range()).replace("\r\n", "\n")

    def printed(self, page: int) -> list[Word]:
        """Words of the page content itself (page from 1), with boxes."""
        with self._page(page) as loaded:
            return [_word(loaded, page, piece, overlay=False) for piece in _all_pieces(loaded)]

    def dressed(self, page: int) -> list[Word]:
        """Like `printed`, each word with its look."""
        with self._page(page) as loaded, closing(loaded.get_textpage()) as letters:
            return [
                replace(_word(loaded, page, piece, overlay=False), look=_look(letters, index))
                for index, piece in _numbered(letters)
            ]

    def strokes(self, page: int) -> list[Box]:
        """Straight drawn lines and frames of a page (from 1): the bounds of its paths."""
        with self._page(page) as loaded:
            return [
                _box(loaded, page, path.get_bounds())
                for path in loaded.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4)
            ]

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page (from 1) in points, as displayed."""
        with self._page(page) as loaded:
            width, height = loaded.get_size()
            return float(width), float(height)

    def overlays(self, page: int, widgets: tuple[Widget, ...]) -> list[Word]:
        """Words of text fields and of the short appearances of signature fields: a number, a day.
        The long ones are signature boxes and no part of the paper. Draws into memory: take images
        before."""
        own = [widget for widget in widgets if widget.page == page]
        if not own:
            return []
        with self._page(page) as loaded:
            before = _all_pieces(loaded)
            raw.FPDFPage_Flatten(loaded, raw.FLAT_NORMALDISPLAY)
        with self._page(page) as loaded:
            drawn = _added(before, _all_pieces(loaded))
            return [_word(loaded, page, piece, overlay=True) for piece in _short(drawn, own)]

    def image(self, page: int, scale: float) -> Image.Image:
        """The page, with signature boxes when opened with `forms`; `scale` 1.0 is 72 dpi."""
        with self._page(page) as loaded:
            bitmap = loaded.render(scale=scale, may_draw_forms=self._forms)
            with closing(bitmap):
                image: Image.Image = bitmap.to_pil()
                return image.convert("RGB")

    @contextmanager
    def _page(self, page: int) -> Iterator[pdfium.PdfPage]:
        """A page, loaded, used and closed under the lock."""
        with LOCK, closing(self._document[page - 1]) as loaded:
            yield loaded


@contextmanager
def opened(source: Path | bytes, *, forms: bool = False) -> Iterator[Pdf]:
    """Opens a PDF; raises UnreadableFile when it is damaged or asks for a password."""
    with opened_document(source, forms=forms) as document:
        yield Pdf(document, forms=forms)


@contextmanager
def opened_document(source: Path | bytes, *, forms: bool = False) -> Iterator[pdfium.PdfDocument]:
    """As `opened`, the program's own document: every use of it needs the LOCK."""
    document = _open(source, forms=forms)
    try:
        yield document
    except pdfium.PdfiumError as error:
        raise UnreadableFile from error
    finally:
        with LOCK:
            document.close()


def _open(source: Path | bytes, *, forms: bool) -> pdfium.PdfDocument:
    with LOCK:
        try:
            document = pdfium.PdfDocument(source)
            if forms:
                document.init_forms()
        except (pdfium.PdfiumError, OSError) as error:
            raise UnreadableFile from error
        return document


_Piece = tuple[str, float, float, float, float]


def _pieces(text_page: pdfium.PdfTextPage) -> Iterator[_Piece]:
    return (piece for _index, piece in _numbered(text_page))


def _numbered(text_page: pdfium.PdfTextPage) -> Iterator[tuple[int, _Piece]]:
    """Runs of letters without a space between, with their rectangle in points, y upwards, and
    the index of the first letter."""
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    first = 0
    for index in range(text_page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text_page, index))
        if letter.isspace() or letter == "\x00":
            if letters:
                yield first, _piece(letters, boxes)
            letters, boxes = [], []
            continue
        box = _letter_box(text_page, index)
        if letters and _apart(boxes[-1], box):
            yield first, _piece(letters, boxes)
            letters, boxes = [], []
        first = first if letters else index
        letters.append("-" if letter == "\ufffe" else letter)
        boxes.append(box)
    if letters:
        yield first, _piece(letters, boxes)


def _letter_box(text_page: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    rectangle = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(rectangle))
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top


def _apart(before: tuple[float, ...], after: tuple[float, ...]) -> bool:
    """A jump to another line or column although the file prints no space."""
    height = max(1.0, before[3] - before[1])
    return abs(after[1] - before[1]) > height or not -height < after[0] - before[2] < 0.6 * height


def _all_pieces(page: pdfium.PdfPage) -> list[_Piece]:
    with closing(page.get_textpage()) as letters:
        return list(_pieces(letters))


def _piece(letters: list[str], boxes: list[tuple[float, float, float, float]]) -> _Piece:
    return (
        "".join(letters),
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _added(before: list[_Piece], after: list[_Piece]) -> list[_Piece]:
    """What the drawing of the appearances brought: the pieces that were not there before."""
    left = Counter(_key(piece) for piece in before)
    new: list[_Piece] = []
    for piece in after:
        if left[_key(piece)] > 0:
            left[_key(piece)] -= 1
        else:
            new.append(piece)
    return new


def _key(piece: _Piece) -> tuple[str, int, int]:
    return piece[0], round(piece[1]), round(piece[2])


def _short(drawn: list[_Piece], widgets: list[Widget]) -> list[_Piece]:
    """The pieces of text fields, and of those appearances that hold only a few letters."""
    inside: dict[int, list[_Piece]] = {}
    for piece in drawn:
        owner = next((i for i, widget in enumerate(widgets) if _within(piece, widget)), None)
        if owner is not None:
            inside.setdefault(owner, []).append(piece)
    kept = (parts for i, parts in inside.items() if widgets[i].text or _is_short(parts))
    return [piece for parts in kept for piece in parts]


def _within(piece: _Piece, widget: Widget) -> bool:
    x, y = (piece[1] + piece[3]) / 2, (piece[2] + piece[4]) / 2
    x0, y0, x1, y1 = widget.rectangle
    return x0 <= x <= x1 and y0 <= y <= y1


def _is_short(parts: list[_Piece]) -> bool:
    text = " ".join(part[0] for part in parts)
    return len(text) <= _SHORT_APPEARANCE and not BOX_NOTE.search(flat(text))


def _word(page: pdfium.PdfPage, number: int, piece: _Piece, *, overlay: bool) -> Word:
    return Word(clean(piece[0]), _box(page, number, piece[1:]), overlay=overlay)


def _box(page: pdfium.PdfPage, number: int, bounds: tuple[float, float, float, float]) -> Box:
    left, bottom, right, top = bounds
    x0, y0 = _fraction(page, left, top)
    x1, y1 = _fraction(page, right, bottom)
    return Box(number, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _look(letters: pdfium.PdfTextPage, index: int) -> Look:
    """How the letter `index` is set: the size as printed, bold and italic by the font's name and
    flags (ISO 32000, table 123), bold also by its weight."""
    name = ctypes.create_string_buffer(_FONT_NAME)
    flags, matrix = ctypes.c_int(), raw.FS_MATRIX()
    raw.FPDFText_GetFontInfo(letters, index, name, _FONT_NAME, ctypes.byref(flags))
    raw.FPDFText_GetMatrix(letters, index, ctypes.byref(matrix))
    font = name.value.decode("utf-8", errors="replace")
    weight = raw.FPDFText_GetFontWeight(letters, index)
    return Look(
        font=font.partition("+")[2] or font,
        size=round(raw.FPDFText_GetFontSize(letters, index) * math.hypot(matrix.c, matrix.d), 2),
        bold="bold" in font.lower() or weight >= _BOLD_WEIGHT or bool(flags.value & _FORCE_BOLD),
        italic="italic" in font.lower() or bool(flags.value & _ITALIC),
        colour=_colour(letters, index),
    )


def _colour(letters: pdfium.PdfTextPage, index: int) -> tuple[int, int, int] | None:
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    told = raw.FPDFText_GetFillColor(
        letters, index, *(ctypes.byref(part) for part in (red, green, blue, opacity))
    )
    return (red.value, green.value, blue.value) if told else None


def _fraction(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    """Page units to fractions of the page as displayed (rotation and crop box included)."""
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(
        page, 0, 0, _UNIT, _UNIT, 0, x, y, ctypes.byref(across), ctypes.byref(down)
    )
    return across.value / _UNIT, down.value / _UNIT
