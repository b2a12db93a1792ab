"""What the demo announces."""

from dataclasses import dataclass
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class DemoLoaded(Recorded):
    """Made-up data was loaded into an empty database."""

    object_type: ClassVar[str] = "installation"

    seed: int
    agencies: int
    people: int


@dataclass(frozen=True, kw_only=True)
class CadresLoaded(Recorded):
    """Made-up records of organisational work were loaded; `rows` counts them by model."""

    object_type: ClassVar[str] = "installation"

    seed: int
    rows: dict[str, int]
