"""The path of a cut against the base year, and how far it has come (organisation.md 4.b.1)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from vanthu.cadres.staffing.errors import NotAQuota
from vanthu.ground.figures.choices import Unit
from vanthu.kernel.numbers import cut_path


@dataclass(frozen=True)
class Standing:
    """What is cut against what has to be by now."""

    required: int
    actual: int

    @property
    def missing(self) -> int:
        """How many are still to be cut by now; never negative."""
        return max(self.required - self.actual, 0)

    def __str__(self) -> str:
        if self.missing:
            return f"thiếu {self.missing}"
        over = self.actual - self.required
        return f"vượt {over}" if over else "đạt"


def required_by(base: int, share: Fraction, base_year: int, end_year: int, year: int) -> int:
    """What has to be cut in all by the year: `ceil(base·p·i/n)`; 0 up to the base year."""
    step = min(year, end_year) - base_year
    return cut_path(base, share, end_year - base_year)[step - 1] if step > 0 else 0


def standing(base: int, assigned: int, required: int) -> Standing:
    """The cut of quota against the path; the base is a quota, not people."""
    return Standing(required, base - assigned)


def spread(bases: Iterable[int], required: int, total: int) -> Iterator[int]:
    """The whole cut shared over the rows of its base so that the parts add up to it exactly."""
    before = running = 0
    for base in bases:
        running += base
        upto = required * running // total if total else 0
        yield upto - before
        before = upto


def cut(base: int, taken: int, unit: Unit) -> int:
    """A quota less what was cut of it; raises NotAQuota for anything that is not a quota.

    Persons with a severance decision are people, not quota: both are reported, never subtracted.
    """
    if unit is not Unit.QUOTA:
        raise NotAQuota(unit=unit.label)
    return base - taken
