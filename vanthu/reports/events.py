"""What the reports announce: a table that leaves the system is told in the journal."""

from dataclasses import dataclass
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class TableExported(Recorded):
    """Somebody printed or took out a list, a register or a report."""

    object_type: ClassVar[str] = "report"

    title: str
    form: str
    chosen: str
