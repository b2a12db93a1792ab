"""A DOCX as a subject: its paragraphs as they are, looks by styles, measures of its sections."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section
from docx.table import Table

from vanthu.office.checking.choices import Cell, Source
from vanthu.office.checking.intake.assemble import assembled
from vanthu.office.checking.subject import Leaf, Numbering, Row, Subject, Underline
from vanthu.office.reading.fields.marks import RULE_LINE
from vanthu.office.reading.fields.paper import arrange
from vanthu.office.reading.layout import Column, Line
from vanthu.office.reading.sources.docx import lines_of, opened_docx
from vanthu.office.reading.sources.docx_looks import Dresser

_DRAWN = ("w:drawing", "w:pict", "w:pBdr", "w:u")
_CELL_BORDERS = "w:tcBorders"


def subject_of_docx(path: Path) -> Subject:
    """The paper. Raises UnreadableFile."""
    with opened_docx(path) as document:
        lines = list(lines_of(document, Dresser(document)))
        numbered = _Numbered(lines)
        subject = assembled(arrange(lines), Source.DOCX, numbered.rows, numbered.rows)
        return replace(
            subject,
            leaves=tuple(_leaf(n, section) for n, section in enumerate(document.sections, 1)),
            numbering=_numbering(document),
            underlines=_underlines(document, lines),
        )


class _Numbered:
    """Rows that remember which line of the document they are."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._numbers = {id(line.words[0]): n for n, line in enumerate(lines, 1)}

    def rows(self, lines: Iterable[Line]) -> tuple[Row, ...]:
        """One row a line; a header line may be the right part of a line."""
        return tuple(
            Row(
                line.text,
                line.words,
                block=f"p{self._numbers.get(id(line.words[0]), 0)}",
                centred=line.centred,
                tabular=line.tabular,
            )
            for line in lines
            if not RULE_LINE.match(line.text) or line.text.strip() == "*"
        )


def _leaf(number: int, section: Section) -> Leaf:
    margins = {
        "top": section.top_margin,
        "bottom": section.bottom_margin,
        "left": section.left_margin,
        "right": section.right_margin,
    }
    width, height = section.page_width, section.page_height
    return Leaf(
        number,
        width.mm if width is not None else 0.0,
        height.mm if height is not None else 0.0,
        {side: length.mm for side, length in margins.items() if length is not None},
        exact=True,
    )


def _numbering(document: Document) -> Numbering | None:
    """What header and footer of the first section say; None when the paper may be one page."""
    section = document.sections[0]
    top, foot = _has_page_field(section.header), _has_page_field(section.footer)
    if not top and not foot:
        return None
    own_first = section.different_first_page_header_footer
    first = _has_page_field(section.first_page_header) or _has_page_field(section.first_page_footer)
    return Numbering(on_first=first if own_first else True, on_top=top)


def _has_page_field(part: Any) -> bool:
    told = (element.text or "" for element in part._element.iter(qn("w:instrText")))
    simple = (element.get(qn("w:instr"), "") for element in part._element.iter(qn("w:fldSimple")))
    return any("PAGE" in text.split() for text in (*told, *simple))


def _underlines(document: Document, lines: Sequence[Line]) -> dict[Cell, Underline]:
    """Whether the table of the heading holds any line at all: where a drawn shape really stands
    depends on its anchor, so its length is not judged."""
    head = next(
        (block for block in document.iter_inner_content() if isinstance(block, Table)), None
    )
    if head is None:
        return {}
    dashes = any(
        RULE_LINE.match(line.text) and line.text.strip() != "*" and line.column is not Column.FULL
        for line in lines[:30]
    )
    drawn = dashes or _has_drawing(head._tbl) or _has_drawing_before(document, head)
    return {cell: Underline(drawn) for cell in (Cell.MOTTO, Cell.ISSUER)}


def _has_drawing(element: Any) -> bool:
    tags = (*_DRAWN, _CELL_BORDERS)
    return any(next(element.iter(qn(tag)), None) is not None for tag in tags)


def _has_drawing_before(document: Document, head: Table) -> bool:
    """A shape may be anchored to a paragraph beside the table."""
    beside = [element for element in (head._tbl.getprevious(), head._tbl.getnext())]
    return any(element is not None and _has_drawing(element) for element in beside)
