"""What the rulebook announces."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class RuleSet(Recorded):
    """The province fixed a parameter of a pack from a day on, by an act of its own."""

    object_type: ClassVar[str] = "rule"

    pack: str
    key: str
    before: str
    value: str
    valid_from: date
    source: str


@dataclass(frozen=True, kw_only=True)
class RuleDropped(Recorded):
    """A parameter fixed by the province ends on a day; the pack's own value counts again."""

    object_type: ClassVar[str] = "rule"

    pack: str
    key: str
    valid_to: date
