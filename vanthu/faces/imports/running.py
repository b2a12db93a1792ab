"""Running an import: read, try, then keep all of it or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from vanthu.faces.imports.cells import Row, WrongCell
from vanthu.faces.imports.flow import DEADLINES, GROUPS, HOLIDAYS, PARAMETERS, REGISTERS
from vanthu.faces.imports.kinds import Kind, Memory
from vanthu.faces.imports.membership import MEMBERS
from vanthu.faces.imports.organisation import POSTS, UNITS
from vanthu.faces.imports.people import PEOPLE, USERNAME
from vanthu.faces.imports.workbook import read
from vanthu.ground.access.actions import FirstPassword
from vanthu.ground.access.permissions import check_right
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import unit_of_work
from vanthu.kernel.errors import Refusal

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        *(UNITS, POSTS, PEOPLE, REGISTERS, GROUPS),
        *(DEADLINES, HOLIDAYS, PARAMETERS),
        MEMBERS,
    )
}
Progress = Callable[[int, int], None]
# Progress is told every so many rows.
_TOLD = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: the column, empty for the row as a whole, and the sentence."""

    row: int
    column: str
    sentence: str


@dataclass
class Report:
    """How an import went; nothing was kept when it was a trial or has faults."""

    kind: str
    trial: bool
    rows: int = 0
    faults: list[Fault] = field(default_factory=list)
    opened: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def kept(self) -> bool:
        """Whether the rows are in the database now."""
        return not self.trial and not self.faults

    def plain(self) -> dict[str, Any]:
        """Everything but the first passwords."""
        return {**asdict(self), "opened": len(self.opened), "kept": self.kept}


class _TakenBack(Exception):
    """Undoes the transaction of a trial, or of an import with faults."""


def run(actor: Actor, kind: Kind, path: Path, *, trial: bool, progress: Progress) -> Report:
    """Import the workbook, or only try it.

    Raises MissingRight, and NotTheTemplate or TooManyRows for a file that cannot be read.
    """
    if not any(actor.may(right) for right in kind.rights):
        check_right(actor, kind.rights[0])
    rows = list(read(kind, path))
    memory, report = Memory(trial), Report(kind.code, trial, len(rows))
    progress(0, len(rows))
    if kind is PEOPLE and not trial:
        memory.passwords = _passwords(rows, progress)
    if kind.gathers:
        report.faults = _apply(actor, kind, rows, memory, progress)
    try:
        with unit_of_work(actor):
            if not kind.gathers:
                report.faults = _apply(actor, kind, rows, memory, progress)
            report.faults = report.faults or _finish(actor, kind, memory)
            if trial or report.faults:
                raise _TakenBack
    except _TakenBack:
        memory.opened.clear()
    report.opened = memory.opened
    return report


def _passwords(rows: Sequence[Row], progress: Progress) -> list[FirstPassword]:
    """Made before the transaction: hashing takes long, and others wait for its locks."""
    wanted = sum(bool(row.text(USERNAME, required=False)) for row in rows)
    made = []
    for number in range(wanted):
        made.append(FirstPassword.made())
        progress(number + 1, wanted)
    return made


def _apply(
    actor: Actor, kind: Kind, rows: Sequence[Row], memory: Memory, progress: Progress
) -> list[Fault]:
    faults = []
    for done, row in enumerate(rows, start=1):
        if done % _TOLD == 0:
            progress(done, len(rows))
        try:
            with transaction.atomic():
                kind.apply(actor, row, memory)
        except WrongCell as wrong:
            faults.append(Fault(row.number, wrong.column, wrong.sentence))
        except Refusal as refusal:
            faults += _told(kind, row.number, refusal)
    return faults


def _finish(actor: Actor, kind: Kind, memory: Memory) -> list[Fault]:
    if kind.finish is None:
        return []
    try:
        with transaction.atomic():
            kind.finish(actor, memory)
    except Refusal as refusal:
        return _told(kind, 0, refusal)
    return []


def _told(kind: Kind, number: int, refusal: Refusal) -> list[Fault]:
    """One fault for each field of the refusal, under its column."""
    errors: dict[str, str] = getattr(refusal, "errors", {}) or {
        refusal.field or "": refusal.sentence
    }
    return [
        Fault(number, kind.column_of.get(name, ""), sentence) for name, sentence in errors.items()
    ]
