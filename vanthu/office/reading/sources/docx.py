"""Lines of a DOCX: the header and the closing are tables of two cells, the rest paragraphs."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import XMLSyntaxError

from vanthu.office.reading.choices import Origin
from vanthu.office.reading.errors import UnreadableFile
from vanthu.office.reading.layout import Column, Line, Sheet, Word, clean_lines

_LAYOUT_ROWS = 6
_RULE = "_____"
_OUTSIDE = {qn("w:del"), qn("w:txbxContent")}
_BROKEN = (
    PackageNotFoundError,
    BadZipFile,
    XMLSyntaxError,
    zlib.error,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    NotImplementedError,
)
"""What python-docx raises on damaged packages: it trusts their structure."""


class Dressing(Protocol):
    """What is taken of a paragraph."""

    def words(self, paragraph: Paragraph) -> list[list[Word]]:
        """The words, a list for each line."""
        ...

    def centred(self, paragraph: Paragraph) -> bool | None:
        """Whether it is set in the middle; None where nobody asked."""
        ...


class PlainWords:
    """The words alone, without their looks."""

    def words(self, paragraph: Paragraph) -> list[list[Word]]:
        """See Dressing."""
        text = "".join(run.text for run in runs_of(paragraph))
        return [[Word(part) for part in raw.split()] for raw in clean_lines(text)]

    def centred(self, paragraph: Paragraph) -> bool | None:
        """See Dressing."""
        return None


PLAIN = PlainWords()


def sheet_of_docx(path: Path, hazards: tuple[str, ...] = ()) -> Sheet:
    """Reads text only; macros, links and embedded files are never touched.

    Raises UnreadableFile when the package or its XML is broken or declares entities.
    """
    if "xml-entities" in hazards or "encrypted" in hazards:
        raise UnreadableFile
    with opened_docx(path) as document:
        lines = tuple(lines_of(document))
    text = "\n".join(line.text for line in lines)
    return Sheet(lines=lines, origin=Origin.DIGITAL, text=text, hazards=hazards)


@contextmanager
def opened_docx(path: Path) -> Iterator[Document]:
    """The document; raises UnreadableFile when it is damaged, while opening or being read."""
    try:
        yield docx.Document(str(path))
    except _BROKEN as error:
        raise UnreadableFile from error


def runs_of(paragraph: Paragraph) -> Iterator[Run]:
    """Every run that is part of the text: also inside links, smart tags and accepted insertions,
    which python-docx leaves out; not what was deleted, nor the letters of a text box."""
    runs: Iterator[Any] = paragraph._p.iter(qn("w:r"))
    for found in runs:
        above = {ancestor.tag for ancestor in found.iterancestors()}
        if not above & _OUTSIDE and next(found.iterancestors(qn("w:p"))) is paragraph._p:
            yield Run(found, paragraph)


def lines_of(document: Document, dressing: Dressing = PLAIN) -> Iterator[Line]:
    """Every line that holds a word, in reading order; lines of layout tables with their column."""
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _paragraph(block, Column.FULL, dressing)
        else:
            yield from _table(block, dressing)


def _paragraph(paragraph: Paragraph, column: Column, dressing: Dressing) -> Iterator[Line]:
    listed = _is_list_item(paragraph) and bool(paragraph.text.strip())
    centred = dressing.centred(paragraph)
    for number, found in enumerate(dressing.words(paragraph)):
        words = ([Word("-")] if listed and number == 0 else []) + found
        if words:
            yield Line(tuple(words), column, centred)
    if _is_rule(paragraph):
        yield Line((Word(_RULE),), column, centred)


def _is_rule(paragraph: Paragraph) -> bool:
    """An empty paragraph with a border draws a line, such as the one below the abstract."""
    properties: Any = paragraph._p.pPr
    borders = properties.find(qn("w:pBdr")) if properties is not None else None
    return borders is not None and len(borders) == 1 and not paragraph.text.strip()


def _is_list_item(paragraph: Paragraph) -> bool:
    properties: Any = paragraph._p.pPr
    return properties is not None and properties.numPr is not None


def _table(table: Table, dressing: Dressing) -> Iterator[Line]:
    layout = len(table.columns) in (2, 3) and len(table.rows) <= _LAYOUT_ROWS
    for row in table.rows:
        cells = _distinct(row.cells)
        sides = _sides(cells) if layout else {}
        for number, cell in enumerate(cells):
            lines = _cell(cell, sides.get(number, Column.FULL), dressing)
            yield from lines if layout else (replace(line, tabular=True) for line in lines)


def _distinct(cells: tuple[_Cell, ...]) -> list[_Cell]:
    """A merged cell is listed once for every column it spans: keep the first."""
    seen: list[Any] = []
    kept: list[_Cell] = []
    for cell in cells:
        if cell._tc not in seen:
            seen.append(cell._tc)
            kept.append(cell)
    return kept


def _sides(cells: list[_Cell]) -> dict[int, Column]:
    filled = [number for number, cell in enumerate(cells) if cell.text.strip()]
    if len(cells) < 2 or not filled:
        return {}
    return {number: Column.LEFT if number == 0 else Column.RIGHT for number in filled}


def _cell(cell: _Cell, column: Column, dressing: Dressing) -> Iterator[Line]:
    for block in cell.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _paragraph(block, column, dressing)
        else:
            yield from _table(block, dressing)
