"""Lines of a DOCX: the header and the closing are tables of two cells, the rest paragraphs."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from vanthu.office.reading.choices import Origin
from vanthu.office.reading.errors import UnreadableFile
from vanthu.office.reading.layout import Column, Line, Sheet, Word, clean_lines

_LAYOUT_ROWS = 6
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


def sheet_of_docx(path: Path, hazards: tuple[str, ...] = ()) -> Sheet:
    """Reads text only; macros, links and embedded files are never touched.

    Raises UnreadableFile when the package or its XML is broken or declares entities.
    """
    if "xml-entities" in hazards or "encrypted" in hazards:
        raise UnreadableFile
    try:
        document = docx.Document(str(path))
        lines = tuple(_lines(document))
    except _BROKEN as error:
        raise UnreadableFile from error
    text = "\n".join(line.text for line in lines)
    return Sheet(lines=lines, origin=Origin.DIGITAL, text=text, hazards=hazards)


def _lines(document: Document) -> Iterator[Line]:
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _paragraph(block, Column.FULL)
        else:
            yield from _table(block)


def _paragraph(paragraph: Paragraph, column: Column) -> Iterator[Line]:
    dash = "- " if _is_list_item(paragraph) and paragraph.text.strip() else ""
    for number, raw in enumerate(clean_lines(paragraph.text)):
        words = tuple(Word(part) for part in ((dash if number == 0 else "") + raw).split())
        if words:
            yield Line(words, column)


def _is_list_item(paragraph: Paragraph) -> bool:
    properties: Any = paragraph._p.pPr
    return properties is not None and properties.numPr is not None


def _table(table: Table) -> Iterator[Line]:
    layout = len(table.columns) in (2, 3) and len(table.rows) <= _LAYOUT_ROWS
    for row in table.rows:
        cells = _distinct(row.cells)
        sides = _sides(cells) if layout else {}
        for number, cell in enumerate(cells):
            yield from _cell(cell, sides.get(number, Column.FULL))


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


def _cell(cell: _Cell, column: Column) -> Iterator[Line]:
    for block in cell.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _paragraph(block, column)
        else:
            yield from _table(block)
