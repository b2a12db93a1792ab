"""A long list of agencies on disk, looked at in pieces and by code: memory stays small.

Of a code listed more than once the live row stands: an old code or a closed one only says where its
agency went. Nothing here knows our database.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from types import TracebackType

from vanthu.office.interchange.drivers.base import Listed

_TABLES = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
CREATE TABLE listed (code TEXT PRIMARY KEY, name TEXT, parent TEXT, mail TEXT, closed_on TEXT,
  live INTEGER, open INTEGER) WITHOUT ROWID;
CREATE TABLE heir (code TEXT, successor TEXT, PRIMARY KEY (code, successor)) WITHOUT ROWID;
"""
_TAKE = """INSERT INTO listed VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET
 name = excluded.name, parent = excluded.parent, mail = excluded.mail,
 closed_on = excluded.closed_on, live = excluded.live, open = excluded.open
 WHERE excluded.live > listed.live"""
_ROWS = """SELECT code, name, parent, mail, closed_on, open,
 CASE WHEN live = 2 THEN '' ELSE coalesce((SELECT min(successor) FROM heir WHERE heir.code =
 listed.code), '') END,
 CASE WHEN live = 2 THEN 0 ELSE (SELECT count(*) FROM heir WHERE heir.code = listed.code) END
 FROM listed"""
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One code of the list; `open` says that it can be written to, `successors` how many codes it
    names in its place."""

    code: str
    name: str
    parent: str
    mail: str
    closed_on: date | None
    open: bool
    successor: str
    successors: int


class Spool:
    """A list in a file of the folder. Use it in `with`."""

    def __init__(self, folder: Path) -> None:
        self._rows = sqlite3.connect(folder / "directory.sqlite3", isolation_level=None)
        self._rows.executescript(_TABLES)

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._rows.close()

    def fill(self, listed: Iterable[Listed], longest: int) -> int:
        """Take the whole list in; how many of its rows have no code, or one longer than that."""
        skipped = 0
        rows = iter(listed)
        while piece := list(islice(rows, _BATCH)):
            good = [each for each in piece if _has_code(each, longest)]
            skipped += len(piece) - len(good)
            self._rows.execute("BEGIN")
            self._rows.executemany(_TAKE, [_columns(each) for each in good])
            heirs = [(each.code, each.successor) for each in good if _leads_on(each)]
            self._rows.executemany("INSERT OR IGNORE INTO heir VALUES (?, ?)", heirs)
            self._rows.execute("COMMIT")
        return skipped

    def __len__(self) -> int:
        found: int = self._rows.execute("SELECT count(*) FROM listed").fetchone()[0]
        return found

    def pieces(self) -> Iterator[list[Line]]:
        """The list in pieces, by code."""
        last = ""
        while True:
            rows = self._rows.execute(
                f"{_ROWS} WHERE code > ? ORDER BY code LIMIT {_BATCH}", (last,)
            ).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            yield [_line(row) for row in rows]

    def openness(self, codes: Sequence[str]) -> dict[str, bool]:
        """Which of these codes it lists, and whether each can be written to."""
        marks = ", ".join("?" * len(codes))
        query = f"SELECT code, open FROM listed WHERE code IN ({marks})"
        found = self._rows.execute(query, list(codes))
        return {code: bool(is_open) for code, is_open in found}


def _has_code(each: Listed, longest: int) -> bool:
    code = each.code
    return bool(code) and len(code) <= longest and "\0" not in code and code.lower() != "null"


def _leads_on(each: Listed) -> bool:
    return bool(each.successor) and each.successor != each.code


def _columns(each: Listed) -> tuple[object, ...]:
    is_open = each.closed_on is None and not _leads_on(each)
    closed = each.closed_on.isoformat() if each.closed_on else ""
    # a row of its own says more than that of an old code, and that more than a closed one
    live = 2 if is_open else 1 if each.closed_on is None else 0
    return each.code, each.name, each.parent, each.mail, closed, live, is_open


def _line(row: Sequence[object]) -> Line:
    code, name, parent, mail, closed, is_open, successor, successors = row
    day = date.fromisoformat(str(closed)) if closed else None
    return Line(
        code=str(code),
        name=str(name),
        parent=str(parent),
        mail=str(mail),
        closed_on=day,
        open=bool(is_open),
        successor=str(successor),
        successors=int(str(successors)),
    )
