"""A table as DOCX, editable in a word processor."""

from typing import IO

from docx import Document as new_document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from vanthu.reports.tables.model import Table


def write_docx(table: Table, out: IO[bytes]) -> None:
    """Write the table on landscape A4 in Times New Roman, its header row repeated on every page."""
    document = new_document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(11)
    heading = table.heading
    for text in filter(None, (heading.parent.upper(), heading.agency.upper())):
        document.add_paragraph(text)
    for text in (heading.title.upper(), *heading.lines):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = text == heading.title.upper()
    _add_rows(document.add_table(rows=1, cols=len(table.columns)), table)
    for text in table.closing:
        document.add_paragraph(text)
    section.footer.paragraphs[0].text = heading.mark
    document.save(out)


def _add_rows(grid, table: Table) -> None:  # type: ignore[no-untyped-def]
    grid.style = "Table Grid"
    for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
        _write(cell, column.name, bold=True)
    properties = grid.rows[0]._tr.get_or_add_trPr()
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    properties.append(repeat)
    for row in table.rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            _write(cell, text)


def _write(cell: _Cell, text: str, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold = bold
    run.font.size = Pt(10)
