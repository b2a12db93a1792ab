"""A report as DOCX, editable in a word processor before it is signed."""

from typing import IO

from docx import Document as new_document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from vanthu.reports.texts.model import ANNEX_COLUMNS, ANNEX_TITLE, Paper
from vanthu.reports.texts.pdf import paragraphs


def write_docx(paper: Paper, out: IO[bytes]) -> None:
    """Write the report on A4 in Times New Roman with the margins of Decree 30, then its annex."""
    document = new_document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    _head(document, paper)
    for block in paragraphs(paper):
        _block(document, block["kind"], block["text"])
    section.footer.paragraphs[0].text = paper.mark
    _annex(document, paper)
    document.save(out)


def _head(document, paper: Paper) -> None:  # type: ignore[no-untyped-def]
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, lines in ((left, (paper.agency.upper(),)), (right, paper.motto)):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = cell.paragraphs[0].add_run("\n".join(lines))
        run.bold, run.font.size = True, Pt(12)
    day = right.add_paragraph()
    day.alignment = WD_ALIGN_PARAGRAPH.CENTER
    day.add_run(paper.place_and_day).italic = True
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(paper.title).bold = True


def _block(document, kind: str, text: str) -> None:  # type: ignore[no-untyped-def]
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)
    paragraph.paragraph_format.space_after = Pt(6)
    run = paragraph.add_run(f"- {text}" if kind == "item" else text)
    run.bold = kind == "heading"


def _annex(document, paper: Paper) -> None:  # type: ignore[no-untyped-def]
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.add_run(ANNEX_TITLE).bold = True
    grid = document.add_table(rows=1, cols=len(ANNEX_COLUMNS))
    grid.style = "Table Grid"
    _cells(grid.rows[0].cells, ANNEX_COLUMNS, bold=True)
    for place, each in enumerate(paper.annex, 1):
        what = f"{each.title}. {each.definition}"
        values = (str(place), what, each.days, each.value, each.records, each.digest)
        _cells(grid.add_row().cells, values)


def _cells(cells, texts, bold: bool = False) -> None:  # type: ignore[no-untyped-def]
    for cell, text in zip(cells, texts, strict=True):
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = bold, Pt(9)
