"""People present by the stock identity (organisation.md 2.b), and half-year batches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vanthu.cadres.staffing.choices import MoveIn, MoveOut


@dataclass(frozen=True)
class Stock:
    """People at the start of a period and every way in and out of it, by its code."""

    start: int
    moves: Mapping[str, int]

    @property
    def came(self) -> int:
        """All who came."""
        return sum(self.moves.get(kind.value, 0) for kind in MoveIn)

    @property
    def went(self) -> int:
        """All who went."""
        return sum(self.moves.get(kind.value, 0) for kind in MoveOut)

    @property
    def end(self) -> int:
        """The stock that follows: start + came - went."""
        return self.start + self.came - self.went


def vacant(assigned: int, present: int) -> int:
    """Places not filled; negative where more people are there than assigned."""
    return assigned - present


def half_of(day: date) -> tuple[int, int]:
    """The half-year batch a decision falls into: its year, and 1 or 2."""
    return day.year, 1 if day.month <= 6 else 2
