"""Hiding small counts of people where a count lies in several sums that are printed."""

from collections.abc import Sequence
from fractions import Fraction

from vanthu.ground.figures.rules.cells import SMALLEST


def hide_in_lines(
    cells: Sequence[int], lines: Sequence[Sequence[int]], smallest: int = SMALLEST
) -> list[int | None]:
    """The counts with cells from 1 to `smallest` - 1 as None, and what would give them away.

    A line is the places of some counts, the last of which is the sum of the others. As long as
    the lines and what is shown fix a small count, the smallest other of its lines that is not
    zero goes too, or of all where these are gone. For the rows and columns of a table alone there
    is `hide_table`.
    """
    small = {place for place, count in enumerate(cells) if 0 < count < smallest}
    hidden = set(small)
    while fixed := _fixed(sorted(hidden), lines) & small:
        beside = {place for line in lines if fixed.intersection(line) for place in line} - hidden
        more = beside or set(range(len(cells))) - hidden
        if not more:
            break
        hidden.add(min(more, key=lambda place: (not cells[place], cells[place], place)))
    return [None if place in hidden else count for place, count in enumerate(cells)]


def _fixed(hidden: Sequence[int], lines: Sequence[Sequence[int]]) -> set[int]:
    """The hidden places that the lines fix: solved for, their row holds nothing else."""
    rows = [[_sign(place, line) for place in hidden] for line in lines]
    done = 0
    for column in range(len(hidden)):
        found = next((r for r in range(done, len(rows)) if rows[r][column]), None)
        if found is not None:
            rows[done], rows[found] = rows[found], rows[done]
            _clear(rows, done, column)
            done += 1
    alone = [[place for place, value in zip(hidden, row, strict=True) if value] for row in rows]
    return {places[0] for places in alone if len(places) == 1}


def _clear(rows: list[list[Fraction]], pivot: int, column: int) -> None:
    """Take the pivot's row from every other until the column holds nothing else."""
    rows[pivot] = [value / rows[pivot][column] for value in rows[pivot]]
    for place, row in enumerate(rows):
        if place != pivot and row[column]:
            rows[place] = [a - row[column] * b for a, b in zip(row, rows[pivot], strict=True)]


def _sign(place: int, line: Sequence[int]) -> Fraction:
    if place not in line:
        return Fraction(0)
    return Fraction(-1 if place == line[-1] else 1)
