"""A paper as DOCX: the layout of its PDF in the formatting of Word, so that it can be edited."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

from vanthu.office.writing.content import Annex
from vanthu.office.writing.docx.making.closing import closing
from vanthu.office.writing.docx.making.elements import Piece, element, paragraph, twips
from vanthu.office.writing.docx.making.heading import addressed, head, line, rule, short_head, title
from vanthu.office.writing.docx.making.sections import Pages, section_end
from vanthu.office.writing.docx.making.styles import FACE, style_elements, style_id
from vanthu.office.writing.docx.making.text import Marks, text
from vanthu.office.writing.docx.names import CellStyle
from vanthu.office.writing.docx.xml import Element
from vanthu.office.writing.paper import Paper
from vanthu.office.writing.typesetting.lines import free_day, number_line
from vanthu.office.writing.typesetting.measures import layout
from vanthu.office.writing.typesetting.values import values

_ROOM = " " * 6
_THIN = 30  # mm of the rule below the title of an annex


def docx_of(paper: Paper) -> bytes:
    """The paper as a DOCX that Word and LibreOffice open and edit.

    Numbers of articles, clauses and points are letters, parts bear the names officials use as
    styles, and hidden bookmarks keep the ids of the blocks for when the file comes back.
    """
    data = values(paper)
    data["number"] = data["number"] or number_line(paper.family, _ROOM, paper.symbol)
    data["day"] = data["day"] or free_day(paper.place, _ROOM)
    document = docx.Document()
    _prepare(document, paper, data)
    pages = Pages(document, data)
    body = document.element.body
    del body[:]
    body.extend(_content(paper, data, pages))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _content(paper: Paper, data: dict[str, Any], pages: Pages) -> Iterator[Element]:
    """Every section but the last ends with a paragraph of its own, the last with the file."""
    width, marks = pages.width(), Marks()
    yield head(data, width)
    yield from title(data, width)
    yield from addressed(data)
    yield paragraph(style_id(CellStyle.SPACER))
    yield from text(paper.content.blocks, data["blocks"], width, marks)
    yield from closing(data, width)
    section = pages.section(annex=False)
    for annex, told in zip(paper.content.annexes, data["annexes"], strict=True):
        yield section_end(section)
        yield from _annex(annex, told, data, pages, marks)
        section = pages.section(annex=True, landscape=annex.landscape)
    yield paragraph(style_id(CellStyle.SPACER))
    yield section


def _annex(
    annex: Annex, told: dict[str, Any], data: dict[str, Any], pages: Pages, marks: Marks
) -> Iterator[Element]:
    width = pages.width(landscape=annex.landscape)
    mark = marks.of(annex.id)
    if told["enacted"]:
        yield short_head(data, width)
        yield paragraph(style_id(CellStyle.SPACER))
    if told["label"]:
        yield paragraph(style_id(CellStyle.ANNEX), [Piece(told["label"])], mark=mark)
        mark = None
    if told["title"]:
        yield paragraph(style_id(CellStyle.ANNEX_TITLE), [Piece(told["title"])], mark=mark)
    yield line(CellStyle.ANNEX_NOTE, told["with"])
    yield rule(twips(_THIN), inside=width)
    yield paragraph(style_id(CellStyle.SPACER))
    yield from text(annex.blocks, told["blocks"], width, marks)


def _prepare(document: Document, paper: Paper, data: dict[str, Any]) -> None:
    properties = document.core_properties
    properties.title, properties.author = data["heading"][:255], paper.issuer[:255]
    properties.language, properties.comments = "vi-VN", ""
    normal = document.styles["Normal"].element
    letters = normal.get_or_add_rPr()
    del letters[:]
    faces = {name: FACE for name in ("ascii", "hAnsi", "eastAsia", "cs")}
    letters.append(element("rFonts", **faces))
    letters.append(element("sz", val=28))
    letters.append(element("lang", val="vi-VN", eastAsia="vi-VN"))
    root = document.styles.element
    root.extend(style_elements(layout(paper.family)))
    for defaults in root.iter(qn("w:pPrDefault")):
        del defaults[:]
