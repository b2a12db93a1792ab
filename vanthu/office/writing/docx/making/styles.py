"""Our styles as Word styles: what a part of a paper looks like is said once, by its name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from vanthu.kernel.text import fold
from vanthu.office.writing.choices import Kind
from vanthu.office.writing.docx.making.elements import TWIPS, element, twips
from vanthu.office.writing.docx.names import BLOCK_STYLES, CellStyle
from vanthu.office.writing.docx.xml import Element
from vanthu.office.writing.typesetting.measures import Layout

FACE: Final = "Times New Roman"
RED: Final = "FF0000"


@dataclass(frozen=True, slots=True)
class Shape:
    """One style: sizes and gaps in points, indents in millimetres, `line` as Word writes it."""

    size: float
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    colour: str = ""
    align: str = "left"
    before: float = 0
    after: float = 0
    first: float = 0
    left: float = 0
    line: tuple[int, str] = (240, "auto")
    with_next: bool = False
    outline: int | None = None


def style_id(name: str) -> str:
    """The id of a style: its name in letters that every program takes."""
    return re.sub(r"[^a-z0-9]", "", fold(name))


def style_elements(rules: Layout) -> Iterator[Element]:
    """Every style of a paper in one layout."""
    shapes: dict[str, Shape] = {**_cells(rules), **_blocks(rules)}
    for name, shape in shapes.items():
        yield _style(name, shape)


def _number(rules: Layout, name: str) -> float:
    return rules.measures[name].value


def _line(rules: Layout) -> tuple[int, str]:
    """Line distance: an exact pitch where the layout has one, else a share of single."""
    if "line_pitch" in rules.measures:
        return round(_number(rules, "line_pitch") * TWIPS), "exact"
    return round(_number(rules, "line_share") * 240), "auto"


def _blocks(rules: Layout) -> dict[str, Shape]:
    size, gap, line = _number(rules, "body_size"), _number(rules, "paragraph_gap"), _line(rules)
    first = _number(rules, "first_line")
    text = Shape(size, align="both", after=gap, first=first, line=line)
    middle = Shape(
        size, bold=True, align="center", before=10 - gap, after=gap, line=line, with_next=True
    )
    shapes = {name: text for name in BLOCK_STYLES.values()}
    ground = replace(text, italic=bool(rules.flags["ground_italic"]))
    shapes[BLOCK_STYLES[Kind.GROUND]] = ground
    for kind, outline in _OUTLINE.items():
        base = text if kind in (Kind.ARTICLE, Kind.ROMAN) else middle
        after = 0 if base.with_next else base.after
        shapes[BLOCK_STYLES[kind]] = replace(base, after=after, outline=outline)
    for kind in (Kind.DECISION, Kind.CENTRED):
        shapes[BLOCK_STYLES[kind]] = middle
    shapes[CellStyle.TITLE] = replace(middle, before=0)
    return shapes


_OUTLINE: Final = {
    Kind.PART: 0,
    Kind.CHAPTER: 1,
    Kind.ROMAN: 1,
    Kind.SECTION: 2,
    Kind.SUBSECTION: 3,
    Kind.ARTICLE: 4,
}


def _cells(rules: Layout) -> dict[str, Shape]:
    def size(name: str) -> float:
        return _number(rules, f"{name}_size")

    flags, table, annex = rules.flags, size("table"), size("annex")
    return {
        CellStyle.COUNTRY: Shape(size("motto"), bold=True, align="center"),
        CellStyle.MOTTO: Shape(size("words"), bold=True, align="center"),
        CellStyle.PARENT: Shape(size("issuer"), align="center"),
        CellStyle.ISSUER: Shape(size("issuer"), bold=True, align="center"),
        CellStyle.NUMBER: Shape(size("number"), align="center", before=7),
        CellStyle.DAY: Shape(size("day"), italic=True, align="center", before=7),
        CellStyle.TYPE: Shape(size("title"), bold=True, align="center", before=14),
        CellStyle.ABSTRACT: Shape(size("title"), bold=True, align="center"),
        CellStyle.SUBJECT: Shape(
            size("subject"), italic=bool(flags["subject_italic"]), align="center", before=6
        ),
        CellStyle.AUTHORITY: Shape(
            size("authority"), bold=bool(flags["position_bold"]), align="center", with_next=True
        ),
        CellStyle.SIGNER: Shape(
            size("name"),
            bold=bool(flags["name_bold"]),
            align="center",
            before=_number(rules, "signature_room") * 72 / 25.4,
        ),
        CellStyle.ADDRESSED: Shape(size("to"), before=12),
        CellStyle.ADDRESSEE: Shape(size("to"), left=47, first=-2.5),
        CellStyle.RECIPIENTS: Shape(
            size("sent_label"),
            bold=bool(flags["sent_label_italic"]),
            italic=bool(flags["sent_label_italic"]),
            underlined=not flags["sent_label_italic"],
        ),
        CellStyle.RECIPIENT: Shape(size("sent"), left=1.6, first=-1.6),
        CellStyle.URGENCY: Shape(
            size("mark"), bold=True, colour=RED, align="center", before=8, line=(454, "exact")
        ),
        CellStyle.CIRCULATION: Shape(size("mark"), bold=True, align="center", before=8),
        CellStyle.DRAFTER: Shape(size("drafter"), before=6),
        CellStyle.CONTACT: Shape(size("contact"), align="center"),
        CellStyle.RULE: Shape(2, align="center", line=(40, "exact")),
        CellStyle.SPACER: Shape(6, line=(120, "exact")),
        CellStyle.PAGE: Shape(size("page_number"), align="center"),
        CellStyle.ANNEX: Shape(annex, bold=True, with_next=True, outline=0, align="center"),
        CellStyle.ANNEX_TITLE: Shape(annex, bold=True, with_next=True, align="center"),
        CellStyle.ANNEX_NOTE: Shape(annex, italic=True, with_next=True, align="center"),
        CellStyle.CAPTION: Shape(
            size("body"), bold=True, before=4, after=6, with_next=True, align="center"
        ),
        CellStyle.GRID: Shape(table),
        CellStyle.GRID_HEAD: Shape(table, bold=True, with_next=True, align="center"),
    }


def _style(name: str, shape: Shape) -> Element:
    return element(
        "style",
        [
            element("name", val=name),
            element("basedOn", val="Normal"),
            element("qFormat"),
            element("pPr", _paragraph(shape)),
            element("rPr", _letters(shape)),
        ],
        type="paragraph",
        customStyle=1,
        styleId=style_id(name),
    )


def _paragraph(shape: Shape) -> Iterator[Element]:
    """In the order that the schema asks for."""
    if shape.with_next:
        yield element("keepNext")
    gap, rule = shape.line
    yield element(
        "spacing",
        before=round(max(shape.before, 0) * TWIPS),
        after=round(shape.after * TWIPS),
        line=gap,
        lineRule=rule,
    )
    if shape.left or shape.first:
        side = "firstLine" if shape.first >= 0 else "hanging"
        yield element("ind", left=twips(shape.left), **{side: twips(abs(shape.first))})
    yield element("jc", val=shape.align)
    if shape.outline is not None:
        yield element("outlineLvl", val=shape.outline)


def _letters(shape: Shape) -> Iterator[Element]:
    if shape.bold:
        yield element("b")
    if shape.italic:
        yield element("i")
    if shape.colour:
        yield element("color", val=shape.colour)
    yield element("sz", val=round(shape.size * 2))
    yield element("szCs", val=round(shape.size * 2))
    if shape.underlined:
        yield element("u", val="single")
