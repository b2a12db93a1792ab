"""A table to be written: its heading, columns and rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vanthu.office.writing.choices import MOTTO, NATION, PARTY_HEADING


@dataclass(frozen=True)
class Column:
    """One column: its printed name, its share of the width, and whether it is centred."""

    name: str
    width: float
    centred: bool = False


@dataclass(frozen=True)
class Heading:
    """What stands above the table and on the cover.

    `parent` and `agency` are the two lines of cell 2; `motto` the lines at the right (state or
    Party);
    `lines` explain the period and choice; `mark` is the print mark at the foot (Annex VI III.6.k).
    """

    title: str
    agency: str
    parent: str = ""
    motto: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    mark: str = ""
    place: str = ""
    cover: bool = False


@dataclass(frozen=True)
class Table:
    """Heading, columns and rows of texts; `numbered` prints the column numbers of the annex."""

    heading: Heading
    columns: Sequence[Column]
    rows: Iterable[Sequence[str]]
    numbered: bool = True
    closing: Sequence[str] = field(default_factory=tuple)


STATE_MOTTO = (NATION, MOTTO)
PARTY_MOTTO = (PARTY_HEADING,)
