"""The few shapes that a paper is made of: paragraphs of runs, and tables of paragraphs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from vanthu.office.writing.docx.xml import Element

TWIPS: Final = 20  # of one point
TWIPS_OF_MM: Final = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one look; None leaves the look to the style of the paragraph."""

    text: str
    bold: bool | None = None
    italic: bool | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its paragraphs and its width in twips."""

    content: Sequence[Element]
    width: int
    middle: bool = False


def element(name: str, children: Iterable[Element] = (), /, **attributes: object) -> Element:
    """A node of the main vocabulary with its attributes and children."""
    made: Element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def twips(millimetres: float) -> int:
    """Millimetres in the unit of indents and widths."""
    return round(millimetres * TWIPS_OF_MM)


def paragraph(
    style: str,
    pieces: Iterable[Piece] = (),
    *,
    mark: tuple[int, str] | None = None,
    extra: Iterable[Element] = (),
) -> Element:
    """A paragraph; `mark` is number and name of a bookmark around its letters, `extra` are further
    properties in the order of the schema."""
    properties = element("pPr", [element("pStyle", val=style), *extra])
    runs = [run(piece) for piece in pieces if piece.text]
    if mark is not None:
        number, name = mark
        runs = [
            element("bookmarkStart", id=number, name=name),
            *runs,
            element("bookmarkEnd", id=number),
        ]
    return element("p", [properties, *runs])


def run(piece: Piece) -> Element:
    """Letters with line breaks; only what differs from the style is written."""
    made = element("r")
    looks = [
        element(name) if on else element(name, val="0")
        for name, on in (("b", piece.bold), ("i", piece.italic))
        if on is not None
    ]
    if looks:
        made.append(element("rPr", looks))
    for number, line in enumerate(piece.text.split("\n")):
        if number:
            made.append(element("br"))
        if line:
            text = element("t")
            text.text = line
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.append(text)
    return made


def field(code: str) -> list[Element]:
    """A counted field, such as PAGE, with a first value for readers that do not count."""
    code_text = element("instrText")
    code_text.text = code
    shown = element("t")
    shown.text = "2"
    parts = (
        element("fldChar", fldCharType="begin"),
        code_text,
        element("fldChar", fldCharType="separate"),
        shown,
        element("fldChar", fldCharType="end"),
    )
    return [element("r", [part]) for part in parts]


def table(
    rows: Sequence[Sequence[Cell]],
    *,
    header: int = 0,
    ruled: bool = False,
    caption: str | None = None,
    whole: bool = True,
) -> Element:
    """A table of fixed widths; `header` rows are repeated, with `whole` no row breaks in two."""
    widths = [cell.width for cell in rows[0]]
    made = element("tbl", [_table_properties(sum(widths), ruled=ruled, caption=caption)])
    made.append(element("tblGrid", [element("gridCol", w=width) for width in widths]))
    for number, cells in enumerate(rows):
        marks = [element("cantSplit")] if whole else []
        if number < header:
            marks.append(element("tblHeader"))
        made.append(element("tr", [element("trPr", marks), *map(_cell, cells)]))
    return made


def _table_properties(width: int, *, ruled: bool, caption: str | None) -> Element:
    line = {"val": "single", "sz": 4, "space": 0, "color": "000000"} if ruled else {"val": "nil"}
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    margin = 80 if ruled else 0
    parts = [
        element("tblW", w=width, type="dxa"),
        element("jc", val="center"),
        element("tblBorders", [element(side, **line) for side in sides]),
        element("tblLayout", type="fixed"),
        element(
            "tblCellMar",
            [element(side, w=margin, type="dxa") for side in ("left", "right")],
        ),
    ]
    if caption is not None:
        parts.append(element("tblCaption", val=caption))
    return element("tblPr", parts)


def _cell(cell: Cell) -> Element:
    properties = [element("tcW", w=cell.width, type="dxa")]
    if cell.middle:
        properties.append(element("vAlign", val="center"))
    content = cell.content or [element("p")]
    return element("tc", [element("tcPr", properties), *content])
