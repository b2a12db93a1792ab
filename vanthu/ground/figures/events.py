"""What figures announce."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class FiguresRun(Recorded):
    """Figures were computed and frozen together; `object_id` is the first of the runs."""

    object_type: ClassVar[str] = "figure"

    keys: tuple[str, ...]
    runs: tuple[int, ...]
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class TextMade(Recorded):
    """A report was written out of figures: which template, as of which day."""

    object_type: ClassVar[str] = "figure-text"

    template: str
    first: date
    last: date
    sentences: int
