"""Long sheets: read and judged row by row outside any transaction, then written in batches.

Reading takes most of the time and holds no lock; what was read waits in a file, so that fifty
thousand rows need no more memory than a thousand.
"""

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vanthu.faces.imports.cells import WrongCell
from vanthu.faces.imports.kinds import Kind, Memory
from vanthu.faces.imports.reports import Progress, Report, told
from vanthu.faces.imports.workbook import count, read
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import attempt
from vanthu.kernel.errors import Refusal

BATCH = 1000
_IN_MEMORY = 4 * 1024 * 1024
# A batch is halved to find the row that it is refused for; a sheet that is wrong throughout is not.
_MOST_HALVED = 200

Items = Sequence[tuple[int, Any]]


class Spool:
    """Items with the numbers of their rows, batch after batch, in a temporary file of our own."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed on exit

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_exc: object) -> None:
        self._file.close()

    def put(self, items: Items) -> None:
        """Add a batch."""
        pickle.dump(list(items), self._file, pickle.HIGHEST_PROTOCOL)

    def batches(self) -> Iterator[Items]:
        """All batches from the first on."""
        self._file.seek(0)
        while True:
            try:
                yield pickle.load(self._file)
            except EOFError:
                return


def read_all(
    actor: Actor,
    kind: Kind,
    path: Path,
    memory: Memory,
    report: Report,
    spool: Spool,
    progress: Progress,
) -> None:
    """Read every row; items go to the spool, faults into the report."""
    total, waiting = count(kind, path), list[tuple[int, Any]]()
    progress(0, total)
    for row in read(kind, path):
        report.rows += 1
        try:
            waiting.append((row.number, kind.apply(actor, row, memory)))
        except (WrongCell, Refusal) as wrong:
            report.faults += told(kind, row.number, wrong)
        if len(waiting) == BATCH:
            spool.put(waiting)
            waiting = []
        if report.rows % BATCH == 0:
            progress(report.rows, max(total, report.rows))
    if waiting:
        spool.put(waiting)
    progress(report.rows, report.rows)


def write_all(actor: Actor, kind: Kind, spool: Spool, memory: Memory, report: Report) -> None:
    """Write batch after batch; what one is refused for is found by halving it."""
    if report.faults and not report.trial and not report.partial:
        return
    found: set[int] = set()
    for items in spool.batches():
        _write(actor, kind, items, memory, report, found)
    if kind.finish is not None and (not report.faults or report.partial):
        try:
            with attempt():
                kind.finish(actor, memory)
        except Refusal as refusal:
            report.faults += told(kind, 0, refusal)
            report.right = 0


def _write(
    actor: Actor, kind: Kind, items: Items, memory: Memory, report: Report, found: set[int]
) -> None:
    assert kind.batch is not None, "asked for by the caller"
    try:
        with attempt():
            kind.batch(actor, [item for _number, item in items], memory)
    except Refusal as refusal:
        if len(items) == 1 or len(found) > _MOST_HALVED:
            found.update(number for number, _item in items)
            for number, _item in items:
                report.faults += told(kind, number, refusal)
            return
        middle = len(items) // 2
        for half in (items[:middle], items[middle:]):
            _write(actor, kind, half, memory, report, found)
    else:
        report.right += len(items)
