"""Tables of a DOCX as plain grids: merged cells taken apart, what reached across left empty."""

from collections.abc import Callable, Iterator

from vanthu.office.writing.docx.names import marked_id
from vanthu.office.writing.docx.taking.lines import Cell, Item, Table
from vanthu.office.writing.docx.taking.losing import Loss, Losses
from vanthu.office.writing.docx.xml import Element, letters, number, switch, value, w, whole

_WIDEST = 100
_AROUND = {w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}


def read_table(
    node: Element, inside: Callable[[Element], tuple[Item, ...]], losses: Losses
) -> Table:
    """The grid of a `w:tbl`; `inside` reads what a cell holds."""
    rows, header = [], 0
    for row in _children(node, "tr"):
        if _deleted(row):
            losses.add(Loss.DELETED, letters(row, "t", "delText"))
            continue
        rows.append(tuple(_cells(row, inside)))
        if header == len(rows) - 1 and switch(row.find(w("trPr")), "tblHeader"):
            header += 1
    longest = max((len(row) for row in rows), default=0)
    even = tuple(row + (Cell(origin=False),) * (longest - len(row)) for row in rows)
    return Table(even, header, _widths(node, longest), _mark(node))


def _cells(row: Element, inside: Callable[[Element], tuple[Item, ...]]) -> Iterator[Cell]:
    before = number(row.find(w("trPr")), "gridBefore") or 0
    for _skipped in range(min(before, _WIDEST)):
        yield Cell(origin=False)
    for cell in _children(row, "tc"):
        properties = cell.find(w("tcPr"))
        merged = properties.find(w("vMerge")) if properties is not None else None
        goes_on = merged is not None and merged.get(w("val"), "continue") == "continue"
        yield Cell(inside(cell), origin=not goes_on)
        for _spanned in range(1, min(number(properties, "gridSpan") or 1, _WIDEST)):
            yield Cell(origin=False)


def _children(node: Element, name: str) -> Iterator[Element]:
    for child in node:
        if child.tag == w(name):
            yield child
        elif child.tag in _AROUND:
            yield from _children(child, name)


def _deleted(row: Element) -> bool:
    properties = row.find(w("trPr"))
    return properties is not None and properties.find(w("del")) is not None


def _widths(node: Element, columns: int) -> tuple[int, ...]:
    grid = node.find(w("tblGrid"))
    found = [whole(each.get(w("w"))) or 0 for each in grid] if grid is not None else []
    return tuple(found) if len(found) == columns and all(each > 0 for each in found) else ()


def _mark(node: Element) -> str:
    """The id of the block that a table was written from, kept in its alternative text."""
    return marked_id(value(node.find(w("tblPr")), "tblCaption") or "") or ""
