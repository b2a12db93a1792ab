"""Pages: sizes and margins, page numbers from the second page, annexes counted on their own."""

from typing import Any, Final

from docx.document import Document
from docx.oxml.ns import qn

from vanthu.office.writing.docx.making.elements import Piece, element, field, paragraph, twips
from vanthu.office.writing.docx.making.heading import line
from vanthu.office.writing.docx.making.styles import style_id
from vanthu.office.writing.docx.names import CellStyle
from vanthu.office.writing.docx.xml import Element

_LONG: Final = 297
_SHORT: Final = 210


class Pages:
    """The heads and feet of one file, made once, and its sections, which name them."""

    def __init__(self, document: Document, data: dict[str, Any]) -> None:
        self._measures = data["measures"]
        part: Any = document.part
        numbered, self._numbered = part.add_header_part()
        empty, self._empty = part.add_header_part()
        numbered.element[:] = [_page_number()]
        empty.element[:] = [paragraph(style_id(CellStyle.PAGE))]
        self._contact = self._bare = ""
        if data["contact"]:
            foot, self._contact = part.add_footer_part()
            foot.element[:] = _contact(data["contact"])
            bare, self._bare = part.add_footer_part()
            bare.element[:] = [paragraph(style_id(CellStyle.PAGE))]

    def width(self, *, landscape: bool = False) -> int:
        """The width of the text in twips."""
        paper = _LONG if landscape else _SHORT
        left, right = (self._measures[f"page_{side}"] for side in ("left", "right"))
        return twips(paper - left - right)

    def section(self, *, annex: bool, landscape: bool = False) -> Element:
        """The properties of a section; no number on its first page."""
        foot = self._bare if annex else self._contact
        parts = [
            _reference("headerReference", "default", self._numbered),
            _reference("headerReference", "first", self._empty),
        ]
        if foot:
            parts.append(_reference("footerReference", "first", foot))
        sizes = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
        size = element("pgSz", w=twips(sizes[0]), h=twips(sizes[1]))
        if landscape:
            size.set(qn("w:orient"), "landscape")
        parts += [size, self._margins(), element("pgNumType", start=1), element("titlePg")]
        return element("sectPr", parts)

    def _margins(self) -> Element:
        sides = {
            side: twips(self._measures[f"page_{side}"])
            for side in ("top", "right", "bottom", "left")
        }
        return element("pgMar", **sides, header=twips(10), footer=twips(10), gutter=0)


def section_end(section: Element) -> Element:
    """The paragraph that ends a section with its properties."""
    return paragraph(style_id(CellStyle.SPACER), extra=[section])


def _reference(kind: str, which: str, relation: str) -> Element:
    made = element(kind, type=which)
    made.set(qn("r:id"), relation)
    return made


def _page_number() -> Element:
    made = paragraph(style_id(CellStyle.PAGE))
    made.extend(field("PAGE"))
    return made


def _contact(lines: list[str]) -> list[Element]:
    """Below a rule over the whole width (III.4)."""
    above = element("pBdr", [element("top", val="single", sz=6, space=2, color="000000")])
    first, *rest = lines
    return [
        paragraph(style_id(CellStyle.CONTACT), [Piece(first)], extra=[above]),
        *(line(CellStyle.CONTACT, words) for words in rest),
    ]
