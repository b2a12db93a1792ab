"""Small counts in a printed table: not to be read, and not to be had back by subtraction."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanthu.ground.figures.rules import SMALLEST, hide_table, with_sums

TABLES = st.integers(1, 4).flatmap(
    lambda wide: st.lists(
        st.lists(st.integers(0, 12), min_size=wide, max_size=wide), min_size=1, max_size=5
    )
)


@given(TABLES)
@settings(max_examples=300)
def test_no_small_count_can_be_read_or_had_back(rows: list[list[int]]) -> None:
    table, shown = with_sums(rows), hide_table(rows)
    places = [(r, c) for r, row in enumerate(table) for c in range(len(row))]
    for r, c in places:
        if shown[r][c] is None:
            continue
        assert shown[r][c] == table[r][c]
        assert not 0 < table[r][c] < SMALLEST
    hidden = [(r, c) for r, c in places if shown[r][c] is None]
    assert not determined(hidden, len(table), len(table[0]))


def determined(hidden: list[tuple[int, int]], rows: int, columns: int) -> list[tuple[int, int]]:
    """The hidden cells that the sums alone fix, by solving for them."""
    signs = [[sign(c, columns) if r == line else 0 for r, c in hidden] for line in range(rows)] + [
        [sign(r, rows) if c == line else 0 for r, c in hidden] for line in range(columns)
    ]
    reduced = eliminate([[Fraction(each) for each in row] for row in signs])
    alone = [[place for place, value in enumerate(row) if value] for row in reduced]
    return [hidden[found[0]] for found in alone if len(found) == 1]


def sign(place: int, count: int) -> int:
    return -1 if place == count - 1 else 1


def eliminate(matrix: list[list[Fraction]]) -> list[list[Fraction]]:
    """Reduced row echelon form: a cell is fixed where its row holds nothing else."""
    done = 0
    for column in range(len(matrix[0]) if matrix else 0):
        found = next((r for r in range(done, len(matrix)) if matrix[r][column]), None)
        if found is None:
            continue
        matrix[done], matrix[found] = matrix[found], matrix[done]
        matrix[done] = [each / matrix[done][column] for each in matrix[done]]
        for r, row in enumerate(matrix):
            if r != done and row[column]:
                matrix[r] = [a - row[column] * b for a, b in zip(row, matrix[done], strict=True)]
        done += 1
    return matrix


def test_what_is_large_stays() -> None:
    assert hide_table([[5, 0], [70, 9]]) == [[5, 0, 5], [70, 9, 79], [75, 9, 84]]


def test_with_a_small_cell_go_those_that_would_betray_it() -> None:
    shown = hide_table([[3, 70], [20, 30], [40, 50]])
    assert shown == [
        [None, None, 73],
        [None, None, 50],
        [40, 50, 90],
        [63, 150, 213],
    ]


@pytest.mark.parametrize("wide", [2, 3])
def test_a_long_table_is_done_at_once(wide: int) -> None:
    rows = [[(7 * place + 3 * column) % 9 for column in range(wide)] for place in range(400)]
    shown = hide_table(rows)
    assert shown[-1][-1] == sum(map(sum, rows))
