"""Small counts of which one lies in several sums: not to be read, and not to be solved for."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.ground.figures.test_tables import eliminate
from vanthu.ground.figures.rules import SMALLEST, hide_in_lines

ROWS = st.lists(st.tuples(*[st.integers(0, 12)] * 3), min_size=1, max_size=4)
WIDTH = 5


def drawn(rows: list[tuple[int, int, int]]) -> tuple[list[int], list[list[int]]]:
    """Rows a, b, c with the sums a + b and a + c, and a last row of sums; and their lines."""
    table = [[a, b, c, a + b, a + c] for a, b, c in rows]
    table.append([sum(column) for column in zip(*table, strict=True)])
    starts = [WIDTH * place for place in range(len(table))]
    across = [[at + place for place in line] for at in starts for line in ((0, 1, 3), (0, 2, 4))]
    down = [[at + column for at in starts] for column in range(WIDTH)]
    return [count for row in table for count in row], [*across, *down]


@given(ROWS)
def test_no_small_count_can_be_read_or_solved_for(rows: list[tuple[int, int, int]]) -> None:
    cells, lines = drawn(rows)
    shown = hide_in_lines(cells, lines)
    assert all(seen in (None, count) for seen, count in zip(shown, cells, strict=True))
    assert all(seen is None or not 0 < seen < SMALLEST for seen in shown)
    hidden = [place for place, seen in enumerate(shown) if seen is None]
    signs = [
        [Fraction((place in line) - 2 * (place == line[-1])) for place in hidden] for line in lines
    ]
    alone = [[place for place, value in enumerate(row) if value] for row in eliminate(signs)]
    fixed = {hidden[found[0]] for found in alone if len(found) == 1}
    assert not any(0 < cells[place] < SMALLEST for place in fixed)


def test_what_is_large_stays() -> None:
    cells, lines = drawn([(20, 30, 0), (40, 0, 50)])
    assert hide_in_lines(cells, lines) == cells


def test_a_small_count_takes_another_with_it() -> None:
    """2 of 2 + 128 = 130 is hidden with the smaller of what stands beside it."""
    assert hide_in_lines([2, 128, 130], [[0, 1, 2]]) == [None, None, 130]
