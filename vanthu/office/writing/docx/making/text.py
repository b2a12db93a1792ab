"""Cell 6: the blocks as paragraphs of their styles, tables as tables."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, Final

from vanthu.office.writing.choices import BOLD, HEADINGS, Kind
from vanthu.office.writing.content import Block
from vanthu.office.writing.docx.making.elements import (
    Cell,
    Piece,
    element,
    paragraph,
    table,
)
from vanthu.office.writing.docx.making.styles import style_id
from vanthu.office.writing.docx.names import BLOCK_STYLES, CellStyle, mark_name
from vanthu.office.writing.docx.xml import Element

_BREAKING_ROW: Final = 600  # letters beyond which a row of a table may go over a page


class Marks:
    """Bookmarks numbered through one file; each name is given out once."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._used: set[str] = set()

    def of(self, block_id: str) -> tuple[int, str] | None:
        """Number and name of the bookmark of a block."""
        name = mark_name(block_id)
        if name is None or name in self._used:
            return None
        self._used.add(name)
        return next(self._numbers), name


def text(
    blocks: Sequence[Block], data: Sequence[dict[str, Any]], width: int, marks: Marks
) -> Iterator[Element]:
    """The paragraphs of a body or an annex; `data` are the same blocks as the sheet prints them."""
    for block, values in zip(blocks, data, strict=True):
        mark = marks.of(block.id)
        if block.grid is not None:
            yield from _grid(block, values, width, mark)
        elif block.kind in HEADINGS:
            yield _line(block.kind, [Piece(values["label"])], mark, values)
            if block.text:
                yield paragraph(style_id(CellStyle.TITLE), _pieces(block, values))
        else:
            yield _line(block.kind, _labelled(block, values), mark, values)


def _line(
    kind: Kind, pieces: Sequence[Piece], mark: tuple[int, str] | None, values: dict[str, Any]
) -> Element:
    extra = [element("keepNext")] if values["sticky"] else []
    return paragraph(style_id(BLOCK_STYLES[kind]), pieces, mark=mark, extra=extra)


def _labelled(block: Block, values: dict[str, Any]) -> list[Piece]:
    label = values["label"]
    letters = _pieces(block, values)
    if not label:
        return letters
    return [Piece(f"{label} ", bold=True if values["label_bold"] else None), *letters]


def _pieces(block: Block, values: dict[str, Any]) -> list[Piece]:
    """What differs from the style: headings are bold in theirs, the rest is upright."""
    bold = block.kind in BOLD
    grounds = block.kind is Kind.GROUND
    return [
        Piece(
            letters,
            bold=None if bold or not strong else True,
            italic=slanted if grounds else slanted or None,
        )
        for letters, strong, slanted, _whole in values["pieces"]
    ]


def _grid(
    block: Block, values: dict[str, Any], width: int, mark: tuple[int, str] | None
) -> Iterator[Element]:
    if block.text:
        yield paragraph(style_id(CellStyle.CAPTION), _pieces(block, values))
    rows, header = values["rows"], values["header"]
    widths = _widths(values["widths"], len(rows[0]), width)
    made = [
        [_cell(cell, each, head=place < header) for cell, each in zip(row, widths, strict=True)]
        for place, row in enumerate(rows)
    ]
    longest = max(sum(map(len, row)) for row in rows)
    yield table(
        made,
        header=header,
        ruled=True,
        caption=mark[1] if mark else None,
        whole=longest < _BREAKING_ROW,
    )
    yield paragraph(style_id(CellStyle.SPACER))


def _cell(words: str, width: int, *, head: bool) -> Cell:
    style = CellStyle.GRID_HEAD if head else CellStyle.GRID
    return Cell([paragraph(style_id(style), [Piece(words)])], width, middle=head)


def _widths(shares: Sequence[float], columns: int, width: int) -> list[int]:
    given = list(shares) if len(shares) == columns else [1.0] * columns
    whole = sum(given)
    return [max(1, round(width * share / whole)) for share in given]
