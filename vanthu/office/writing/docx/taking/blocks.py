"""Lines become blocks: by the style that we gave them, else by how they open and look."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from typing import Final

from vanthu.office.writing.choices import BOLD, HEADINGS, Kind, Style
from vanthu.office.writing.content import Block, Span
from vanthu.office.writing.docx.names import KIND_OF_STYLE, CellStyle
from vanthu.office.writing.docx.taking.counting import Keeping
from vanthu.office.writing.docx.taking.grids import grid_of
from vanthu.office.writing.docx.taking.lines import (
    Item,
    Line,
    Table,
    all_covered,
    covered,
    cut,
    shifted,
)
from vanthu.office.writing.docx.taking.losing import Loss, Losses
from vanthu.office.writing.docx.taking.openings import (
    Opening,
    behind,
    ground_start,
    is_decision,
    opening_of,
    printed_opening,
    spoken,
)
from vanthu.office.writing.docx.taking.quoting import Quoting
from vanthu.office.writing.docx.taking.words import is_capital
from vanthu.office.writing.typesetting.values import is_title

_BOLD: Final = BOLD | {Kind.TABLE}
_SHORT: Final = 200
_DASHED: Final = "- "
_QUOTED: Final = 60


class Ids:
    """Ids of new blocks: by what they say, so that the same line of two uploads has the same.

    `kept` are the ids that lines bring along; only such a line gets one of them.
    """

    def __init__(self, kept: Iterable[str] = ()) -> None:
        self._kept = frozenset(kept)
        self._used: set[str] = set()

    def given(self, mark: str, kind: str, text: str) -> str:
        """The id that came with the line unless another block has it, else one of its words."""
        found = mark
        if not mark or mark in self._used:
            plain = hashlib.sha256(f"{kind}\n{text}".encode()).hexdigest()[:12]
            names = (f"d{plain}-{again}" if again else f"d{plain}" for again in count())
            found = next(n for n in names if n not in self._used and n not in self._kept)
        self._used.add(found)
        return found


class Recogniser:
    """Takes the items of one body or annex in order."""

    def __init__(self, ids: Ids, losses: Losses) -> None:
        self._ids, self._losses = ids, losses
        self._keeping, self._quoting = Keeping(), Quoting()
        self._blocks: list[Block] = []
        self._untitled = False
        self._caption = Line("")

    def take(self, items: Sequence[Item]) -> tuple[Block, ...]:
        """The blocks of all items."""
        lines = [each for item in items for each in _apart(item)]
        grounds = _grounds(lines)
        for place, item in enumerate(lines):
            if isinstance(item, Table):
                self._table(item)
            elif item.style == CellStyle.CAPTION:
                self._caption = item
            elif not self._title(item):
                self._line(item, place in grounds)
        below = [*(block.kind for block in self._blocks[1:]), None]
        return tuple(map(_telling, self._blocks, below))

    def _table(self, table: Table) -> None:
        grid = grid_of(table, self._losses)
        caption, self._caption = self._caption, Line("")
        said = "\n".join(" | ".join(row) for row in grid.rows)
        name = self._ids.given(table.mark, Kind.TABLE, said)
        self._blocks.append(Block(name, Kind.TABLE, caption.text, caption.spans, grid))
        self._untitled = False

    def _title(self, line: Line) -> bool:
        """The title of a part, chapter or section stands on the lines below its number."""
        if not self._untitled:
            return False
        ours = line.style == CellStyle.TITLE
        last = self._blocks[-1]
        alike = line.centred or is_capital(line.text)
        if not ours and not (alike and line.style not in KIND_OF_STYLE and _plain(line)):
            self._untitled = False
            return False
        offset = len(last.text) + 1 if last.text else 0
        text = f"{last.text}\n{line.text}" if last.text else line.text
        spans = (*last.spans, *shifted(line.spans, offset))
        self._blocks[-1] = replace(last, text=text, spans=spans)
        self._untitled = not ours
        return True

    def _line(self, line: Line, ground: bool) -> None:
        cited = self._quoting.cites(line.text)
        kind = KIND_OF_STYLE.get(line.style) if line.mark else None
        printed = printed_opening(kind, line.text) if kind and not line.auto else None
        opening = printed or opening_of(line)
        if kind is not None and _agrees(kind, opening):
            start, value = _label(kind, line, opening)
            self._add(kind, behind(line, start), value, line)
        elif opening is not None and not self._stays(opening, cited):
            self._add(opening.kind, behind(line, opening.rest), opening.value, line)
        else:
            self._plain(spoken(line), ground and not cited, cited)

    def _stays(self, opening: Opening, cited: bool) -> bool:
        """Whether a labelled line is left as it was typed."""
        return cited or not self._keeping.fits(opening.kind, opening.value)

    def _plain(self, line: Line, ground: bool, cited: bool) -> None:
        if ground:
            self._add(Kind.GROUND, behind(line, ground_start(line.text) or 0), None, line)
        elif is_decision(line) and not cited:
            self._add(Kind.DECISION, line, None, line)
        elif line.centred and len(line.text) < _SHORT and not cited:
            self._add(Kind.CENTRED, line, None, line)
        else:
            if opening_of(line) is not None and not cited:
                self._losses.add(Loss.VERBATIM, line.text[:_QUOTED])
            self._add(Kind.PARAGRAPH, line, None, line)

    def _add(self, kind: Kind, line: Line, value: int | None, whole: Line) -> None:
        if self._keeping.take(kind, value):
            self._losses.add(Loss.RENUMBERED, spoken(whole).text[:_QUOTED])
        name = self._ids.given(whole.mark, kind, line.text)
        self._blocks.append(Block(name, kind, line.text, line.spans))
        self._untitled = kind in HEADINGS and not line.text


def _label(kind: Kind, line: Line, opening: Opening | None) -> tuple[int, int | None]:
    """Where the text of a line of ours begins, and its number; Party papers open grounds "- "."""
    if opening is not None and opening.kind is kind:
        return opening.rest, opening.value
    dashed = kind is Kind.GROUND and line.text.startswith(_DASHED)
    return len(_DASHED) if dashed else 0, None


def _agrees(kind: Kind, opening: Opening | None) -> bool:
    """Whether the style we gave still says what the line is: its label stands, or it needs none."""
    if kind in (Kind.PARAGRAPH, Kind.GROUND, Kind.DECISION, Kind.CENTRED):
        return True
    return opening is not None and opening.kind is kind


def _plain(line: Line) -> bool:
    return opening_of(line) is None and not is_decision(line) and len(line.text) < 2 * _SHORT


def _telling(block: Block, below: Kind | None) -> Block:
    """The block with the spans that say more than its kind does.

    Titles are bold anyway. In a ground set in italics the upright letters are those set apart.
    """
    spans = block.spans
    if block.kind in _BOLD or is_title(_unmarked(block, below), below):
        spans = _without(block, Style.BOLD)
    if block.kind is Kind.GROUND and covered(spans, Style.ITALIC) * 2 >= len(block.text):
        spans = _upright(block)
    return replace(block, spans=spans) if spans != block.spans else block


def _unmarked(block: Block, below: Kind | None) -> Block:
    """The last block without its end mark, which is no part of a title."""
    return block if below is not None else replace(block, text=block.text.rstrip("./"))


def _without(block: Block, style: Style) -> tuple[Span, ...]:
    """All spans, but none of a style that covers everything."""
    if not all_covered(block.text, block.spans, style):
        return block.spans
    return tuple(span for span in block.spans if span.style is not style)


def _upright(block: Block) -> tuple[Span, ...]:
    slanted = [span for span in block.spans if span.style is Style.ITALIC]
    edges = [0, *(edge for span in slanted for edge in (span.start, span.stop)), len(block.text)]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    upright = [Span(start, stop, Style.ITALIC) for start, stop in gaps if start < stop]
    others = [span for span in block.spans if span.style is not Style.ITALIC]
    return tuple(sorted((*others, *upright)))


def _grounds(lines: Sequence[Item]) -> set[int]:
    """Which lines are legal grounds: in a row, ended ";" or in italics, or before a decision."""
    found: set[int] = set()
    row: list[int] = []
    for place, item in enumerate((*lines, None)):
        if isinstance(item, Line) and not item.mark and ground_start(item.text) is not None:
            row.append(place)
            continue
        if row and _is_row(lines, row, item):
            found.update(row)
        row = []
    return found


def _is_row(lines: Sequence[Item], row: list[int], after: Item | None) -> bool:
    texts = [line for place in row if isinstance(line := lines[place], Line)]
    if any(line.text.endswith(";") or line.all_in(Style.ITALIC) for line in texts):
        return True
    return isinstance(after, Line) and is_decision(after)


def _apart(item: Item) -> list[Item]:
    """Lines broken by hand inside one paragraph, where a later one opens a block."""
    if isinstance(item, Table) or item.mark or "\n" not in item.text:
        return [item]
    if item.style in (CellStyle.TITLE, CellStyle.CAPTION):
        return [item]
    parts: list[Line] = []
    start = 0
    for text in item.text.split("\n"):
        spans = cut(item.spans, start, start + len(text))
        parts.append(replace(item, text=text, spans=spans, auto=None if parts else item.auto))
        start += len(text) + 1
    opened = [opening_of(part) for part in parts[1:]]
    return [part for part in parts if part.text] if any(opened) else [item]
