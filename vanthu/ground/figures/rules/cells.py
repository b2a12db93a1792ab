"""Hiding small counts of people in reports that many read."""

from collections.abc import Sequence

# Fewer than this could name somebody (NĐ 13/2023 on personal data; organisation.md section 0.5).
SMALLEST = 5


def hide_small(cells: Sequence[int], smallest: int = SMALLEST) -> list[int | None]:
    """A row of counts beside its total: cells from 1 to `smallest` - 1 become None.

    A single hidden cell could be had back from the total, so the smallest of the others that is
    not zero goes with it; where there is none, a zero does.
    """
    hidden = {place for place, count in enumerate(cells) if 0 < count < smallest}
    if len(hidden) == 1:
        others = [place for place in range(len(cells)) if place not in hidden]
        counted = [place for place in others if cells[place]] or others
        if counted:
            hidden.add(min(counted, key=lambda place: (cells[place], place)))
    return [None if place in hidden else count for place, count in enumerate(cells)]
