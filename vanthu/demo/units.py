"""Administrative units of the three old provinces and of new Vĩnh Long, with their lineage.

Sources: the administrative unit codes of the National Statistics Office valid to and from 1/7/2025;
NQ 202/2025/QH15 (provinces) and NQ 1687/NQ-UBTVQH15 (124 communes: 19 phường, 105 xã).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from vanthu.demo.sources import KNOWN_SINCE, REFORM, day, rows


@dataclass(frozen=True, slots=True)
class AdministrativeUnit:
    """A province, district or commune during its life; codes are reused, so the period counts.

    `also_spelt` is the spelling of the resolution where the code list writes the name otherwise.
    """

    code: str
    level: str
    kind: str
    name: str
    parent: str
    valid_from: date
    valid_to: date | None
    also_spelt: str = ""

    @property
    def full_name(self) -> str:
        """Kind and name in running text: "phường Long Châu"."""
        return f"{self.kind} {self.name}"

    @property
    def live(self) -> bool:
        """Whether the unit exists after the reform."""
        return self.valid_to is None


@dataclass(frozen=True, slots=True)
class Succession:
    """An old unit went into a new one on the day of the reform.

    `extent` is "whole" (all of it), "part" (it was divided) or "unchanged" (it continues alone).
    """

    old_code: str
    new_code: str
    extent: str


@cache
def units() -> tuple[AdministrativeUnit, ...]:
    """Every unit, old ones first, in the order of level and code."""
    return tuple(
        AdministrativeUnit(
            code=row["code"],
            level=row["level"],
            kind=row["kind"],
            name=row["name"],
            parent=row["parent"],
            valid_from=day(row["valid_from"]) or KNOWN_SINCE,
            valid_to=day(row["valid_to"]),
            also_spelt=row["also_spelt"],
        )
        for row in rows("units.csv")
    )


@cache
def successions() -> tuple[Succession, ...]:
    """Which old province or commune went into which new one."""
    return tuple(Succession(**row) for row in rows("lineage.csv"))


@cache
def successors_of_districts() -> dict[str, tuple[str, ...]]:
    """New communes on the territory of each closed district: through its old communes' lineage."""
    parent = {unit.code: unit.parent for unit in units() if not unit.live}
    found: dict[str, set[str]] = {}
    for step in successions():
        if len(step.old_code) == len("28756"):
            found.setdefault(parent[step.old_code], set()).add(step.new_code)
    return {code: tuple(sorted(new)) for code, new in sorted(found.items())}


def of_level(level: str, *, live: bool) -> Iterable[AdministrativeUnit]:
    """The live or the closed units of a level."""
    return (unit for unit in units() if unit.level == level and unit.live is live)


def unresolved() -> dict[str, str]:
    """Old communes and provinces without a successor, with the reason; empty with today's data."""
    known = {step.old_code for step in successions()}
    reason = f"Không có trong danh sách sắp xếp từ {REFORM:%d/%m/%Y}"
    return {
        unit.code: reason
        for unit in units()
        if not unit.live and unit.level != "district" and unit.code not in known
    }
