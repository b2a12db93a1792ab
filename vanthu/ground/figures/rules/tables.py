"""Hiding small counts of people in a table that is printed with its sums."""

from collections.abc import Iterator, Sequence

from vanthu.ground.figures.rules.cells import SMALLEST

Cell = tuple[int, int]
# A row (True) or a column (False) of the table, by its place.
_Line = tuple[bool, int]


def with_sums(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """The table with the sum of each row at its end and a last row of sums."""
    wide = [[*row, sum(row)] for row in rows]
    return [*wide, [sum(column) for column in zip(*wide, strict=True)]]


def hide_table(rows: Sequence[Sequence[int]], smallest: int = SMALLEST) -> list[list[int | None]]:
    """The table with its sums; cells and sums from 1 to `smallest` - 1 become None.

    With them go as many others as it takes that none can be had back by subtraction. Drawn as lines
    between their row and their column, a hidden cell can be had back exactly where it is a bridge:
    where no other way of hidden cells joins the two (Gusfield 1988).
    """
    table = with_sums(rows)
    hidden = {cell for cell in _cells(table) if 0 < table[cell[0]][cell[1]] < smallest}
    hidden |= {cell for r, row in enumerate(table) for cell in _second(row, r, hidden)}
    while (bridge := _bridge(hidden)) is not None:
        hidden.add(_beside(table, hidden, bridge))
    return [
        [None if (r, c) in hidden else count for c, count in enumerate(row)]
        for r, row in enumerate(table)
    ]


def _cells(table: Sequence[Sequence[int]]) -> Iterator[Cell]:
    return ((r, c) for r, row in enumerate(table) for c in range(len(row)))


def _second(row: Sequence[int], place: int, hidden: set[Cell]) -> list[Cell]:
    """The smallest other cell of a row with one hidden: no way round leads past it."""
    others = [c for c in range(len(row)) if (place, c) not in hidden]
    if len(row) - len(others) != 1:
        return []
    return [(place, min(others, key=lambda c: (not row[c], row[c], c)))]


def _ends(cell: Cell) -> tuple[_Line, _Line]:
    return (True, cell[0]), (False, cell[1])


def _beside(table: Sequence[Sequence[int]], hidden: set[Cell], bridge: Cell) -> Cell:
    """What goes with a bridge: at best a cell that closes a way round it, the smallest count.

    Else one more of a line with no other hidden cell: such a line needs a second one anyhow.
    """
    rest = hidden - {bridge}
    here, there = (_reached(rest, end) for end in _ends(bridge))
    alone = {line for side in (here, there) if len(side) == 1 for line in side}

    def price(cell: Cell) -> tuple[int, bool, int, Cell]:
        count, (row, column) = table[cell[0]][cell[1]], _ends(cell)
        if (row in here and column in there) or (row in there and column in here):
            way = 0
        else:
            way = 1 if {row, column} & alone else 2 if {row, column} & (here | there) else 3
        return way, not count, count, cell

    return min((cell for cell in _cells(table) if cell not in hidden), key=price)


def _reached(hidden: set[Cell], start: _Line) -> set[_Line]:
    """Rows and columns that hidden cells join with this one."""
    beside = _neighbours(hidden)
    found, todo = {start}, [start]
    for at in todo:
        fresh = [other for other, _cell in beside.get(at, ()) if other not in found]
        found.update(fresh)
        todo.extend(fresh)
    return found


def _neighbours(hidden: set[Cell]) -> dict[_Line, list[tuple[_Line, Cell]]]:
    """Of each row and column with hidden cells: what each of these joins it with."""
    beside: dict[_Line, list[tuple[_Line, Cell]]] = {}
    for cell in sorted(hidden):
        row, column = _ends(cell)
        beside.setdefault(row, []).append((column, cell))
        beside.setdefault(column, []).append((row, cell))
    return beside


def _bridge(hidden: set[Cell]) -> Cell | None:
    """The first hidden cell that can be had back, or None."""
    parents = _tree(hidden)
    bridges = {cell for _parent, cell in parents.values() if cell is not None}
    for cell in hidden - bridges:
        bridges -= _way_round(parents, cell)
    return min(bridges, default=None)


_Tree = dict[_Line, tuple[_Line, Cell | None]]


def _tree(hidden: set[Cell]) -> _Tree:
    """How each row and column is first reached: from which line, by which hidden cell."""
    beside = _neighbours(hidden)
    tree: _Tree = {}
    for root in beside:
        if root in tree:
            continue
        tree[root], todo = (root, None), [root]
        for at in todo:
            for other, cell in beside[at]:
                if other not in tree:
                    tree[other] = (at, cell)
                    todo.append(other)
    return tree


def _way_round(tree: _Tree, cell: Cell) -> set[Cell]:
    """The cells of the tree that lie on the ring a further cell closes."""
    ways = []
    for end in _ends(cell):
        way, at = list[Cell](), end
        while (step := tree[at])[1] is not None:
            way.append(step[1])
            at = step[0]
        ways.append(set(way))
    return ways[0] ^ ways[1]
