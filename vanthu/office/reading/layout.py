"""Pages as lines of words, each with its place; the one shape that every source is turned into."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum

from vanthu.kernel.text import clean
from vanthu.office.reading.choices import Origin
from vanthu.office.reading.letters import flat


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in fractions of the page, from its top left corner; `page` counts from 1."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Look:
    """How the first letter of a word is set; None where the file does not tell.

    `size` is in points as printed, `colour` red, green, blue (0-255).
    """

    font: str = ""
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """`sure` is what the recogniser says of its own work (1.0 for a text layer); `ink` tells that
    the letters are coloured, as handwriting and stamps are; `overlay` that they come from the
    appearance of a signature field; `look` is there only when it was asked for."""

    text: str
    box: Box | None = None
    sure: float = 1.0
    ink: bool = False
    overlay: bool = False
    look: Look | None = None


class Column(Enum):
    """Where a line stands: left or right half of the header or the closing, or across the page."""

    LEFT = "left"
    RIGHT = "right"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one line of one column, in reading order; `centred` when the source says so,
    `tabular` in the cell of a table that is none of the layout."""

    words: tuple[Word, ...]
    column: Column = Column.FULL
    centred: bool | None = None
    tabular: bool = False

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def flat(self) -> str:
        return flat(self.text)

    @property
    def box(self) -> Box | None:
        return around(self.words)

    def cut(self, start: int, stop: int | None = None) -> "Line":
        """The same line with only the words from `start` to `stop`."""
        return replace(self, words=self.words[start:stop])

    def put(self, column: Column) -> "Line":
        return replace(self, column=column)

    def word_at(self, offset: int) -> int:
        """Index of the word in which the letter `offset` of `text` lies."""
        seen = 0
        for index, word in enumerate(self.words):
            seen += len(word.text) + 1
            if offset < seen:
                return index
        return len(self.words)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the extractors look at: lines in reading order and how they were obtained."""

    lines: tuple[Line, ...]
    origin: Origin
    text: str = ""
    page_count: int = 0
    signatures: int = 0
    hazards: tuple[str, ...] = ()
    needs_ocr: bool = False
    notes: tuple[str, ...] = field(default=())


def around(words: Iterable[Word]) -> Box | None:
    """The smallest box around the words of the first page among them; None without places."""
    boxes = [word.box for word in words if word.box is not None]
    if not boxes:
        return None
    page = boxes[0].page
    same = [box for box in boxes if box.page == page]
    return Box(
        page,
        min(box.x0 for box in same),
        min(box.y0 for box in same),
        max(box.x1 for box in same),
        max(box.y1 for box in same),
    )


def rows(words: list[Word]) -> list[Line]:
    """Words of one page gathered into rows by height, each row from left to right."""
    found: list[list[Word]] = []
    for word in sorted(words, key=_middle):
        if found and _same_row(found[-1], word):
            found[-1].append(word)
        else:
            found.append([word])
    return [Line(tuple(sorted(row, key=_left))) for row in found]


def _same_row(row: list[Word], word: Word) -> bool:
    last = row[-1].box
    if last is None or word.box is None:
        return False
    height = min(last.height, word.box.height) or last.height
    return abs(_middle(row[-1]) - _middle(word)) < 0.5 * height


def _middle(word: Word) -> float:
    return (word.box.y0 + word.box.y1) / 2 if word.box else 0.0


def _left(word: Word) -> float:
    return word.box.x0 if word.box else 0.0


def clean_lines(text: str) -> list[str]:
    """Lines in the one spelling of the house: NFC, Đ, no soft hyphens, no look-alike letters."""
    return [clean(raw) for raw in text.splitlines()]


def of_text(text: str) -> tuple[Line, ...]:
    """Lines of a plain text, without places."""
    lines = (tuple(Word(part) for part in raw.split()) for raw in clean_lines(text))
    return tuple(Line(words) for words in lines if words)
