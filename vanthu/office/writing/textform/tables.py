"""Tables as text: a row a line between bars, the header above a line of dashes."""

import re
from collections.abc import Iterable, Sequence

from vanthu.office.writing.content import Grid

_RULE_CELL = re.compile(r"-{2,}(?:\s*([0-9]+(?:\.[0-9]+)?)\s*-{2,})?")
_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")


def is_row(line: str) -> bool:
    """Whether the line is a row of a table."""
    return len(line) > 1 and line.startswith("|") and line.endswith("|")


def print_grid(grid: Grid) -> list[str]:
    """The lines; shares of the width stand among the dashes: `|--- 1.5 ---|`."""
    rows = [_row(map(_cell, row)) for row in grid.rows]
    shares = [f"--- {_share(width)} ---" for width in grid.widths]
    rule = _row(shares or ["---"] * len(grid.rows[0]))
    return [*rows[: grid.header], rule, *rows[grid.header :]]


def parse_grid(lines: Sequence[str]) -> Grid | None:
    """The table; None when the lines are none. Short rows are filled with empty cells."""
    header = 0
    widths: tuple[float, ...] = ()
    rows: list[tuple[str, ...]] = []
    ruled = False
    for line in lines:
        cells = _cells(line)
        shares = [_RULE_CELL.fullmatch(cell) for cell in cells]
        if not ruled and all(shares):
            ruled, header = True, len(rows)
            given = [share[1] for share in shares if share and share[1]]
            widths = tuple(map(float, given)) if len(given) == len(cells) else ()
        else:
            rows.append(tuple(map(_text, cells)))
    if not rows:
        return None
    width = max(map(len, rows))
    full = tuple(row + ("",) * (width - len(row)) for row in rows)
    return Grid(full, header, widths if len(widths) == width else ())


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cells(line: str) -> list[str]:
    inner = line[1:-1]
    found, start = [], 0
    for bar in _BAR.finditer(inner):
        found.append(inner[start : bar.end() - 1].strip())
        start = bar.end()
    return [*found, inner[start:].strip()]


def _share(width: float) -> str:
    return f"{width:.6f}".rstrip("0").rstrip(".")


def _cell(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n")
    return f"\\{plain}" if _RULE_CELL.fullmatch(plain) else plain


def _text(cell: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], cell)
