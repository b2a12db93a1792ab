"""How an import went, row by row."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from vanthu.faces.imports.cells import WrongCell
from vanthu.faces.imports.kinds import Kind
from vanthu.kernel.errors import Refusal

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: the column, empty for the row as a whole, and the sentence."""

    row: int
    column: str
    sentence: str


@dataclass
class Report:
    """How an import went. Nothing was kept when it was a trial, or has faults and is not `partial`.

    `right` counts the rows without a fault.
    """

    kind: str
    trial: bool
    partial: bool = False
    rows: int = 0
    right: int = 0
    faults: list[Fault] = field(default_factory=list)
    opened: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def kept(self) -> bool:
        """Whether rows are in the database now."""
        return not self.trial and (not self.faults or (self.partial and self.right > 0))

    def plain(self) -> dict[str, Any]:
        """Everything but the first passwords."""
        return {**asdict(self), "opened": len(self.opened), "kept": self.kept}


def told(kind: Kind, number: int, wrong: WrongCell | Refusal) -> list[Fault]:
    """One fault for each cell or field that is wrong, under its column."""
    if isinstance(wrong, WrongCell):
        return [Fault(number, wrong.column, wrong.sentence)]
    errors: dict[str, str] = getattr(wrong, "errors", {}) or {wrong.field or "": wrong.sentence}
    return [
        Fault(number, kind.column_of.get(name, ""), sentence) for name, sentence in errors.items()
    ]
