"""The paper as the rules see it, whatever it came as; what a source does not tell is None."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vanthu.office.checking.choices import Cell, Source
from vanthu.office.checking.findings import Passage, Spot
from vanthu.office.reading.layout import Look, Word, around
from vanthu.office.writing.choices import Family, Kind

NORMATIVE = ("Luật", "Bộ luật", "Pháp lệnh", "Lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch")
_DATED_SYMBOL = re.compile(r"/(?:19|20)\d\d/")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a cell, or one whole paragraph of the body.

    `block` and `offset` say where the text stands in a structured paper or a DOCX; `opens` is
    False when it may go on the line before; `kind` is known of structured papers only; `tabular`
    when it stands in a table.
    """

    text: str
    words: tuple[Word, ...] = ()
    block: str = ""
    offset: int = 0
    centred: bool | None = None
    opens: bool = True
    kind: Kind | None = None
    tabular: bool = False

    def spot(self, start: int = 0, stop: int | None = None) -> Spot:
        """The place of the letters `start` to `stop` of the text."""
        stop = len(self.text) if stop is None else stop
        if self.block:
            return Passage(self.block, self.offset + start, self.offset + stop)
        return around(self._between(start, stop)) or around(self.words)

    def _between(self, start: int, stop: int) -> list[Word]:
        found, at = [], 0
        for word in self.words:
            if at < stop and at + len(word.text) > start:
                found.append(word)
            at += len(word.text) + 1
        return found

    @property
    def look(self) -> Look | None:
        """How most letters of the row are set; None when unknown."""
        counts: dict[Look, int] = {}
        for word in self.words:
            if word.look is not None and not word.overlay:
                counts[word.look] = counts.get(word.look, 0) + len(word.text)
        return max(counts, key=lambda look: counts[look]) if counts else None


@dataclass(frozen=True, slots=True)
class Leaf:
    """Measures of one page (a section of a DOCX), all in millimetres; `exact` when they are
    those of the file, not of its ink. Margins by side: top, bottom, left, right."""

    page: int
    width: float
    height: float
    margins: Mapping[str, float]
    exact: bool


@dataclass(frozen=True, slots=True)
class Numbering:
    """The page numbers: whether the first page shows one, the first later page without one, and
    one that is shown (its row, whether it is centred, whether above the text)."""

    on_first: bool | None = None
    missing_on: int | None = None
    shown: Row | None = None
    centred: bool | None = None
    on_top: bool | None = None


@dataclass(frozen=True, slots=True)
class Underline:
    """The line below a cell: whether it is there, its share of the text above (1.0: as long)."""

    drawn: bool
    share: float | None = None
    spot: Spot = None


@dataclass(frozen=True, slots=True)
class Part:
    """An annex: the rows of its heading, its paragraphs."""

    head: tuple[Row, ...]
    body: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """The paper. `parents` and `issuer` are the two halves of cell 2; `type_name` is empty when
    it cannot be told, and `letter` says that it is a công văn, which prints no type. `signers`:
    how many sign; `wanted`: titles of those who should sign beside and are not named at all."""

    source: Source
    family: Family
    cells: Mapping[Cell, tuple[Row, ...]]
    body: tuple[Row, ...]
    parents: tuple[Row, ...] = ()
    issuer: tuple[Row, ...] = ()
    annexes: tuple[Part, ...] = ()
    type_name: str = ""
    letter: bool = False
    day: date | None = None
    signers: int = 1
    wanted: tuple[str, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    numbering: Numbering | None = None
    underlines: Mapping[Cell, Underline] = field(default_factory=dict)
    framed: bool | None = None
    starred: bool | None = None
    complete: bool = True

    def rows(self, cell: Cell) -> tuple[Row, ...]:
        """The rows of a cell, none when it is not there."""
        return self.cells.get(cell, ())

    @property
    def printed(self) -> bool:
        """Whether the layout itself can be looked at."""
        return self.source in (Source.PDF, Source.DOCX)

    @property
    def paragraphs(self) -> tuple[Row, ...]:
        """The body without its tables."""
        return tuple(row for row in self.body if not row.tabular)

    @property
    def normative(self) -> bool:
        """A legal normative text: its layout follows the law on their promulgation."""
        number = self.rows(Cell.NUMBER)
        dated = bool(number) and bool(_DATED_SYMBOL.search(number[0].text))
        return dated or self.type_name in NORMATIVE

    @property
    def party(self) -> bool:
        """Whether the Party's guidance rules, not the Decree."""
        return self.family is Family.PARTY
