"""The official four-way count (QĐ 42/2014/QĐ-TTg as amended; T-04): from dates alone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FourWay:
    """Done on time, done late, open in term, open overdue; `near_due` is part of `in_term`."""

    done_on_time: int = 0
    done_late: int = 0
    in_term: int = 0
    overdue: int = 0
    near_due: int = 0

    @property
    def total(self) -> int:
        """All that was counted: always the sum of the four."""
        return self.done_on_time + self.done_late + self.in_term + self.overdue
