"""Cells 1 to 5b, 9a, 10b and 11: what stands above the text."""

from collections.abc import Iterator, Sequence
from typing import Any

from vanthu.office.writing.choices import MOTTO, NATION, PARTY_HEADING
from vanthu.office.writing.docx.making.elements import (
    TWIPS,
    Cell,
    Piece,
    element,
    paragraph,
    table,
    twips,
)
from vanthu.office.writing.docx.making.styles import RED, style_id
from vanthu.office.writing.docx.making.widths import points
from vanthu.office.writing.docx.names import CellStyle
from vanthu.office.writing.docx.xml import Element


def line(style: CellStyle, text: str, extra: Sequence[Element] = ()) -> Element:
    """A line of one cell."""
    return paragraph(style_id(style), [Piece(text)], extra=extra)


def head(data: dict[str, Any], width: int) -> Element:
    """The table of two columns without borders; `width` of the text in twips."""
    left, right = columns(data, width)
    below_left = [
        line(CellStyle.NUMBER, data["number"]),
        *_subject(data),
        *_urgency(data, left),
    ]
    below_right = [line(CellStyle.DAY, data["day"])]
    side = below_right if data["measures"]["circulation_side"] == "right" else below_left
    side += _circulation(data, right if side is below_right else left)
    rows = [[Cell(below_left, left), Cell(below_right, right)]]
    return table([_issuers(data, left, right), *rows])


def short_head(data: dict[str, Any], width: int) -> Element:
    """Cells 1 and 2 alone, above a text that the paper puts in force (form 1.3)."""
    return table([_issuers(data, *columns(data, width))])


def columns(data: dict[str, Any], width: int) -> tuple[int, int]:
    """The widths of the two columns of the head."""
    left = round(width * data["measures"]["left_share"])
    return left, width - left


def title(data: dict[str, Any], width: int) -> Iterator[Element]:
    """Cell 5a; a letter has none."""
    if not data["type"]:
        return
    yield line(CellStyle.TYPE, data["type"].upper())
    if not data["subject"]:
        return
    margin = element("ind", left=twips(8), right=twips(8))
    yield line(CellStyle.ABSTRACT, data["subject"], [margin])
    if data["party"]:
        yield line(CellStyle.ABSTRACT, "-----")
    else:
        size, share = data["measures"]["title_size"], data["measures"]["rule_share"]
        most = width - 2 * twips(8)
        yield _below(data["subject"], size, share, most=most, inside=width)


def addressed(data: dict[str, Any]) -> Iterator[Element]:
    """Cell 9a: one name on the line of the label, several on lines of their own."""
    names, label = data["to"], data["to_label"]
    if len(names) == 1:
        yield line(CellStyle.ADDRESSED, f"{label} {names[0]}", [element("jc", val="center")])
    elif names:
        yield line(CellStyle.ADDRESSED, label, [element("ind", left=twips(25))])
        for number, name in enumerate(names, start=1):
            ending = ";" if number < len(names) else "."
            yield line(CellStyle.ADDRESSEE, f"- {name}{ending}")


def rule(length: float, *, inside: int) -> Element:
    """A line of a length in the middle of a column of `inside`, both in twips."""
    margin = max(0, round((inside - length) / 2))
    return paragraph(
        style_id(CellStyle.RULE),
        extra=[
            element("pBdr", [element("bottom", val="single", sz=6, space=0, color="000000")]),
            element("ind", left=margin, right=margin),
        ],
    )


def _below(text: str, size: float, share: float, *, most: int, inside: int) -> Element:
    """A rule of a share of the length of the text above it."""
    length = min(points(text, size) * TWIPS, most)
    return rule(length * share, inside=inside)


def _issuers(data: dict[str, Any], left: int, right: int) -> list[Cell]:
    return [Cell(list(_issuer(data, left)), left), Cell(list(_country(data, right)), right)]


def _issuer(data: dict[str, Any], width: int) -> Iterator[Element]:
    if data["parent"]:
        yield line(CellStyle.PARENT, data["parent"].upper())
    issuer = data["issuer"].upper()
    yield line(CellStyle.ISSUER, issuer)
    if data["party"]:
        yield paragraph(style_id(CellStyle.PARENT), [Piece("*")])
    else:
        measures = data["measures"]
        size, share = measures["issuer_size"], measures["rule_share"]
        yield _below(issuer, size, share, most=width, inside=width)


def _country(data: dict[str, Any], width: int) -> Iterator[Element]:
    measures = data["measures"]
    if data["party"]:
        yield line(CellStyle.COUNTRY, PARTY_HEADING)
        yield _below(PARTY_HEADING, measures["motto_size"], 1, most=width, inside=width)
        return
    yield line(CellStyle.COUNTRY, NATION)
    yield line(CellStyle.MOTTO, MOTTO)
    yield _below(MOTTO, measures["words_size"], 1, most=width, inside=width)


def _subject(data: dict[str, Any]) -> Iterator[Element]:
    if data["letter_subject"]:
        yield line(CellStyle.SUBJECT, data["letter_subject"])


def _urgency(data: dict[str, Any], width: int) -> Iterator[Element]:
    """In a red frame of the size that the rule gives (III.2.b)."""
    if data["urgency"] is not None:
        margin = max(0, (width - twips(data["urgency"]["width"])) // 2)
        yield _framed(CellStyle.URGENCY, data["urgency"]["words"], margin, RED)


def _circulation(data: dict[str, Any], width: int) -> Iterator[Element]:
    if data["circulation"]:
        words = data["circulation"].upper()
        length = points(words, data["measures"]["mark_size"]) * TWIPS + twips(6)
        yield _framed(CellStyle.CIRCULATION, words, max(0, round((width - length) / 2)), "000000")


def _framed(style: CellStyle, words: str, margin: int, colour: str) -> Element:
    sides = ("top", "left", "bottom", "right")
    frame = [element(side, val="single", sz=8, space=1, color=colour) for side in sides]
    return line(style, words, [element("pBdr", frame), element("ind", left=margin, right=margin)])
