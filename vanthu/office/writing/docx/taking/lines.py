"""What the body of a DOCX comes down to: lines with their marks, and tables of such lines."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from vanthu.kernel.text import clean
from vanthu.office.writing.choices import Style
from vanthu.office.writing.content import Span
from vanthu.office.writing.docx.names import TEXT_STYLES
from vanthu.office.writing.docx.taking.lists import Label

_EDGE = "|"  # holds the spaces at the ends of a run while it is cleaned


@dataclass(frozen=True, slots=True)
class Run:
    """Letters with one look."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: cleaned text, the spans that stand out, and what its formatting tells.

    `auto` is the label that Word counted; it is no part of `text`. `mark` is the id of the block
    that we wrote it from. `new_page` tells that a page begins here by will, not by running over.
    """

    text: str
    spans: tuple[Span, ...] = ()
    auto: Label | None = None
    style: str = ""
    centred: bool = False
    mark: str = ""
    section: int = 0
    new_page: bool = False

    @property
    def ours(self) -> bool:
        """Whether it bears one of our styles of text: it is no cell, whatever it says."""
        return self.style in TEXT_STYLES

    def all_in(self, style: Style) -> bool:
        """Whether every letter has the style."""
        return bool(self.text) and all_covered(self.text, self.spans, style)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one place of a table holds; `origin` is False where a merged cell reaches in."""

    lines: tuple["Line | Table", ...] = ()
    origin: bool = True

    def paragraphs(self) -> list[Line]:
        """The lines in reading order, those of tables inside included."""
        return [line for item in self.lines for line in paragraphs(item)]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, at least one of one cell, every row as long as the longest; `header` rows are
    repeated by will."""

    rows: tuple[tuple[Cell, ...], ...]
    header: int = 0
    widths: tuple[int, ...] = ()
    mark: str = ""
    section: int = 0

    def paragraphs(self) -> list[Line]:
        """Every line of every cell in reading order."""
        return [line for row in self.rows for cell in row for line in cell.paragraphs()]


Item = Line | Table


@dataclass(frozen=True, slots=True)
class Body:
    """Everything in reading order, and which sections lie across (landscape)."""

    items: tuple[Item, ...]
    landscape: tuple[bool, ...] = field(default=(False,))


def paragraphs(item: Item) -> list[Line]:
    """The lines of an item."""
    return [item] if isinstance(item, Line) else item.paragraphs()


def marked(runs: Iterable[Run]) -> tuple[str, tuple[Span, ...]]:
    """Cleaned text of runs and the spans over it: single spaces, none at the ends of a line."""
    letters: list[tuple[str, bool, bool]] = []
    for run in runs:
        cleaned = clean(f"{_EDGE}{run.text}{_EDGE}")[1:-1]
        letters += [(letter, run.bold, run.italic) for letter in cleaned]
    kept = _without_idle_spaces(letters)
    text = "".join(letter for letter, _bold, _italic in kept)
    bold = _stretches([mark for _letter, mark, _italic in kept], Style.BOLD)
    italic = _stretches([mark for _letter, _bold, mark in kept], Style.ITALIC)
    return text, tuple(sorted((*bold, *italic)))


def cut(spans: Iterable[Span], start: int, stop: int) -> tuple[Span, ...]:
    """The spans over `text[start:stop]`, counted from its beginning."""
    return tuple(
        Span(max(s.start, start) - start, min(s.stop, stop) - start, s.style)
        for s in spans
        if max(s.start, start) < min(s.stop, stop)
    )


def shifted(spans: Iterable[Span], by: int) -> tuple[Span, ...]:
    """The spans once `by` letters were put before their text."""
    return tuple(Span(s.start + by, s.stop + by, s.style) for s in spans)


def covered(spans: Iterable[Span], style: Style) -> int:
    """How many letters have the style."""
    return sum(s.stop - s.start for s in spans if s.style is style)


def all_covered(text: str, spans: Iterable[Span], style: Style) -> bool:
    """Whether the style leaves nothing out but the signs at the end."""
    return covered(spans, style) >= len(text.rstrip(" .:;,"))


def _without_idle_spaces(letters: list[tuple[str, bool, bool]]) -> list[tuple[str, bool, bool]]:
    """Runs meet with a space on both sides; lines begin and end with none."""
    kept: list[tuple[str, bool, bool]] = []
    for each in letters:
        if each[0] == " " and (not kept or kept[-1][0] in " \n"):
            continue
        if each[0] == "\n":
            while kept and kept[-1][0] == " ":
                kept.pop()
            if not kept:
                continue
        kept.append(each)
    while kept and kept[-1][0] in " \n":
        kept.pop()
    return kept


def _stretches(marks: list[bool], style: Style) -> list[Span]:
    found: list[Span] = []
    for place, on in enumerate(marks):
        if not on:
            continue
        if found and found[-1].stop == place:
            found[-1] = Span(found[-1].start, place + 1, style)
        else:
            found.append(Span(place, place + 1, style))
    return found
