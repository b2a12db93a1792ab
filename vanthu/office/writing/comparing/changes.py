"""Every change between two contents, in the order of the newer one, and the way back to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vanthu.kernel.text import Piece, compare
from vanthu.office.writing.comparing.citing import citations
from vanthu.office.writing.comparing.matching import matched, stays
from vanthu.office.writing.comparing.parts import Part, content_of, parts, words_of
from vanthu.office.writing.content import Content, Grid


class Change(StrEnum):
    """What happened to a part; one that moved may have changed too."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a part stands: its place among all parts, and how it is cited there."""

    place: int
    citation: str
    part: Part


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that differs, by row and column from 1."""

    row: int
    column: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One part that was added (`old` None), removed (`new` None), changed or moved.

    `pieces` are its words, `cells` those cells of a table that differ (empty where rows or columns
    were added, then `pieces` hold the whole table); `looks` tells that bold, italics, widths or
    the way the page lies changed.
    """

    change: Change
    old: Stand | None
    new: Stand | None
    pieces: tuple[Piece, ...] = ()
    cells: tuple[CellChange, ...] = ()
    looks: bool = False

    @property
    def citation(self) -> str:
        """As it is cited in the newer text; a removed one as in the older."""
        return self._stand.citation

    @property
    def part(self) -> Part:
        """The part itself, as it is now; a removed one as it was."""
        return self._stand.part

    @property
    def _stand(self) -> Stand:
        stand = self.new or self.old
        assert stand is not None, "a change concerns a part"
        return stand

    @property
    def was(self) -> str:
        """How it was cited before, when that differs."""
        if self.old is None or self.new is None or self.old.citation == self.new.citation:
            return ""
        return self.old.citation


def compare_contents(old: Content, new: Content) -> list[ClauseChange]:
    """What changed, in reading order of the newer text; the same texts give an empty list.

    A number that merely shifted because something was put in before it is no change.
    """
    before, after = parts(old), parts(new)
    pairs = matched(before, after)
    staying = stays(pairs)
    olds, news = _stands(before), _stands(after)
    found = [(place, _pair(olds[place], news[pairs[place]], place in staying)) for place in pairs]
    rows = [(_order(pairs, staying, place), change) for place, change in found if change]
    gone = [place for place in range(len(before)) if place not in pairs]
    rows += [(_order(pairs, staying, place), _removed(olds[place])) for place in gone]
    come = set(range(len(after))) - set(pairs.values())
    rows += [((place, 1, 0), _added(news[place])) for place in come]
    return [change for _order_, change in sorted(rows, key=lambda row: row[0])]


def replayed(old: Content, changes: Iterable[ClauseChange]) -> Content:
    """The newer content: the older one with the changes made, ids of unchanged parts kept."""
    listed = list(changes)
    touched = {change.old.place for change in listed if change.old}
    row = [part for place, part in enumerate(parts(old)) if place not in touched]
    coming = [change.new for change in listed if change.new]
    for stand in sorted(coming, key=lambda stand: stand.place):
        row.insert(stand.place, stand.part)
    return content_of(row)


def _stands(row: Sequence[Part]) -> list[Stand]:
    named = zip(row, citations(row), strict=True)
    return [Stand(place, citation, part) for place, (part, citation) in enumerate(named)]


def _order(pairs: dict[int, int], staying: set[int], place: int) -> tuple[int, int, int]:
    """A part of both texts stands where the newer one has it, a removed one behind the last part
    before it that stayed."""
    if place in pairs:
        return pairs[place], 1, 0
    before = max((each for each in staying if each < place), default=None)
    return (-1 if before is None else pairs[before]), 2, place


def _pair(old: Stand, new: Stand, stays_put: bool) -> ClauseChange | None:
    a, b = old.part, new.part
    same = a.says == b.says
    if same and stays_put:
        return None
    cells = _cells(a.block.grid, b.block.grid)
    looks = not same and a.block.text == b.block.text and not cells and a.kind == b.kind
    pieces = tuple(compare(words_of(a.block), words_of(b.block)))
    change = Change.CHANGED if stays_put else Change.MOVED
    return ClauseChange(change, old, new, pieces, cells, looks)


def _removed(old: Stand) -> ClauseChange:
    return ClauseChange(Change.REMOVED, old, None, tuple(compare(words_of(old.part.block), "")))


def _added(new: Stand) -> ClauseChange:
    return ClauseChange(Change.ADDED, None, new, tuple(compare("", words_of(new.part.block))))


def _cells(old: Grid | None, new: Grid | None) -> tuple[CellChange, ...]:
    """The cells that differ in tables of one shape."""
    if old is None or new is None or _shape(old) != _shape(new):
        return ()
    return tuple(
        CellChange(row, column, tuple(compare(a, b)))
        for row, (was, now) in enumerate(zip(old.rows, new.rows, strict=True), start=1)
        for column, (a, b) in enumerate(zip(was, now, strict=True), start=1)
        if a != b
    )


def _shape(grid: Grid) -> tuple[int, int]:
    return len(grid.rows), len(grid.rows[0]) if grid.rows else 0
