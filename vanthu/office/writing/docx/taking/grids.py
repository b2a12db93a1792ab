"""A table of a DOCX as the grid of a block."""

from vanthu.office.writing.choices import Style
from vanthu.office.writing.content import Grid
from vanthu.office.writing.docx.taking.lines import Cell, Table
from vanthu.office.writing.docx.taking.losing import Loss, Losses
from vanthu.office.writing.docx.taking.openings import spoken


def grid_of(table: Table, losses: Losses) -> Grid:
    """Letters of every cell; merging, tables inside and letters set apart are named as lost."""
    rows = tuple(tuple(_text(cell) for cell in row) for row in table.rows)
    header = table.header or _bold_rows(table)
    losses.once(_lost(table, header))
    return Grid(rows, header, _shares(table.widths))


def _text(cell: Cell) -> str:
    return "\n".join(text for line in cell.paragraphs() if (text := spoken(line).text))


def _lost(table: Table, header: int) -> list[Loss]:
    found = []
    cells = [cell for row in table.rows for cell in row]
    if not all(cell.origin for cell in cells):
        found.append(Loss.MERGED)
    if any(isinstance(item, Table) for cell in cells for item in cell.lines):
        found.append(Loss.NESTED)
    if any(line.spans for row in table.rows[header:] for cell in row for line in cell.paragraphs()):
        found.append(Loss.CELL_LOOK)
    return found


def _bold_rows(table: Table) -> int:
    """A first row all in bold is a header, though nobody told Word so."""
    lines = [line for cell in table.rows[0] for line in cell.paragraphs() if line.text]
    return int(bool(lines) and all(line.all_in(Style.BOLD) for line in lines))


def _shares(widths: tuple[int, ...]) -> tuple[float, ...]:
    """Shares of the whole width, to a thousandth; none when the columns are alike."""
    if not widths or max(widths) - min(widths) <= len(widths):
        return ()
    whole = sum(widths)
    return tuple(max(round(each / whole, 3), 0.001) for each in widths)
