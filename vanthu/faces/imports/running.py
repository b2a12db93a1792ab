"""Running an import: read, try, then keep all of it, the right rows of it, or nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from vanthu.faces.imports.batches import Spool, read_all, write_all
from vanthu.faces.imports.cells import Row, WrongCell
from vanthu.faces.imports.flow import DEADLINES, GROUPS, HOLIDAYS, PARAMETERS, REGISTERS
from vanthu.faces.imports.kinds import Kind, Memory
from vanthu.faces.imports.organisation import POSTS, UNITS
from vanthu.faces.imports.people import PEOPLE, USERNAME
from vanthu.faces.imports.reports import Progress, Report, told
from vanthu.faces.imports.workbook import read
from vanthu.ground.access.actions import FirstPassword
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import attempt, unit_of_work
from vanthu.kernel.errors import Refusal

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        *(UNITS, POSTS, PEOPLE, REGISTERS, GROUPS),
        *(DEADLINES, HOLIDAYS, PARAMETERS),
    )
}
Keep = Callable[[Report], object]


class _TakenBack(Exception):
    """Undoes the transaction of a trial, or of an import with faults."""


def run(
    actor: Actor,
    kind: Kind,
    path: Path,
    *,
    trial: bool,
    progress: Progress,
    partial: bool = False,
    keep: Keep | None = None,
) -> Report:
    """Import the workbook, or only try it; `partial` keeps the right rows and leaves the others.

    `keep` is called inside the transaction, just before what was imported is committed.
    Raises what `Kind.check` refuses, and NotTheTemplate or TooManyRows for an unreadable file.
    """
    kind.check(actor)
    memory, report = Memory(trial), Report(kind.code, trial, partial)
    if kind.batch is not None:
        with Spool() as spool:
            read_all(actor, kind, path, memory, report, spool, progress)
            _in_one(actor, lambda: write_all(actor, kind, spool, memory, report), report, keep)
    else:
        rows = list(read(kind, path))
        report.rows = len(rows)
        progress(0, len(rows))
        if kind is PEOPLE and not trial:
            memory.passwords = _passwords(rows, progress)
        _in_one(actor, lambda: _apply(actor, kind, rows, memory, report), report, keep)
    report.opened = memory.opened if report.kept else []
    return report


def _in_one(actor: Actor, apply: Callable[[], None], report: Report, keep: Keep | None) -> None:
    """One transaction for everything, taken back unless it is to be kept."""
    try:
        with unit_of_work(actor):
            apply()
            if not report.kept:
                raise _TakenBack
            if keep is not None:
                keep(report)
    except _TakenBack:
        return


def _passwords(rows: Sequence[Row], progress: Progress) -> list[FirstPassword]:
    """Made before the transaction: hashing takes long, and others wait for its locks."""
    wanted = sum(bool(row.text(USERNAME, required=False)) for row in rows)
    made = []
    for number in range(wanted):
        made.append(FirstPassword.made())
        progress(number + 1, wanted)
    return made


def _apply(actor: Actor, kind: Kind, rows: Sequence[Row], memory: Memory, report: Report) -> None:
    for row in rows:
        try:
            with attempt():
                kind.apply(actor, row, memory)
        except (WrongCell, Refusal) as wrong:
            report.faults += told(kind, row.number, wrong)
        else:
            report.right += 1
    if kind.finish is not None and (not report.faults or report.partial):
        try:
            with attempt():
                kind.finish(actor, memory)
        except Refusal as refusal:
            report.faults += told(kind, 0, refusal)
            report.right = 0
