"""Units side by side: what each was given and what it reached, on the new map or the old."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from vanthu.cadres.targets import permissions
from vanthu.cadres.targets.choices import Geometry, Kind, RollUp
from vanthu.cadres.targets.models import Indicator, Observation
from vanthu.cadres.targets.queries.in_force import allocations_on, targets_on
from vanthu.cadres.targets.queries.readings import Read, read_by
from vanthu.cadres.targets.queries.standing import goal_of, rounded
from vanthu.cadres.targets.rules import Attainment, Goal, attained
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.models import Agency, AgencyVersion
from vanthu.ground.org.queries import heirs_on


@dataclass(frozen=True, slots=True)
class Row:
    """A unit: what it was given (None: nothing of its own), what it reached, and the share."""

    agency_id: int
    given: Decimal | None
    value: Fraction | None
    share: Fraction | None

    @property
    def percent(self) -> Decimal | None:
        """The share in per cent, rounded once."""
        return rounded(self.share)


def league(
    actor: Actor, kind: Indicator, as_of: date, *, geometry: Geometry = Geometry.NEW
) -> list[Row]:
    """The units in the actor's reach that were given a part or reported, the best share first.

    On the new map the past of merged units, and what they were given, is their heir's.
    """
    heirs = heirs_on(as_of) if geometry is Geometry.NEW else {}
    given = _given(kind, as_of, actor.now, heirs)
    groups = _groups(actor, kind, as_of, given, heirs)
    goal = goal_of(kind, targets_on([kind.pk], as_of, actor.now).get(kind.pk, {}))
    rows = []
    for agency, read in read_by(kind, groups, as_of, actor.now).items():
        own = given.get(agency)
        reached = attained(_own(kind, goal, own), read.readings, as_of)
        rows.append(Row(agency, own, _value(kind, reached, read), reached.share))
    return sorted(rows, key=_best_first)


def _own(kind: Indicator, goal: Goal, given: Decimal | None) -> Goal:
    """The unit's own target: its part of what is added up, the common one of anything else."""
    if given is not None:
        return replace(goal, target=Fraction(given))
    return replace(goal, target=None) if kind.roll_up == RollUp.SUM else goal


def _value(kind: Indicator, reached: Attainment, read: Read) -> Fraction | None:
    """What the unit reached; without a target of its own, what it reported all the same."""
    if reached.value is not None or not read.readings:
        return reached.value
    if kind.kind in (Kind.FLOW_CUM, Kind.COUNT):
        return sum((each.value for each in read.readings), Fraction(0))
    return read.readings[-1].value


def _given(
    kind: Indicator, as_of: date, known_at: datetime, heirs: Mapping[int, int]
) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for row in allocations_on(kind.pk, as_of, known_at):
        agency = heirs.get(row.agency_id, row.agency_id)
        # A level is given to each alike; only what is added up adds up for the heir.
        before = found.get(agency, Decimal(0)) if kind.roll_up == RollUp.SUM else Decimal(0)
        found[agency] = before + row.value
    return found


def _groups(
    actor: Actor, kind: Indicator, as_of: date, given: Iterable[int], heirs: Mapping[int, int]
) -> dict[int, frozenset[int]]:
    """The agencies behind each row: itself, those under it, on the new map those it followed."""
    above = dict(AgencyVersion.objects.on(as_of).values_list("agency", "parent"))
    rows = Observation.objects.filter(indicator=kind, last__lte=as_of).values_list("agency")
    everyone = {*given, *(row[0] for row in rows.distinct())}
    heads = set(given)
    heads |= {
        heirs.get(agency, agency)
        for agency in everyone
        if not heads & set(_line(agency, above, heirs))
    }
    seen = Agency.objects.filter(permissions.reach(actor, "pk"), pk__in=heads)
    groups: dict[int, set[int]] = {agency: {agency} for agency in seen.values_list("pk", flat=True)}
    for agency in {*above, *heirs, *everyone}:
        for head in _line(agency, above, heirs):
            if head in groups:
                groups[head].add(agency)
    return {agency: frozenset(members) for agency, members in groups.items()}


def _line(agency: int, above: Mapping[int, int | None], heirs: Mapping[int, int]) -> list[int]:
    """The agency, or who stands in its place, and all those over it."""
    here: int | None = heirs.get(agency, agency)
    found: list[int] = []
    while here is not None and here not in found:
        found.append(here)
        here = above.get(here)
    return found


def _best_first(row: Row) -> tuple[bool, Fraction, int]:
    return row.share is None, -(row.share or Fraction(0)), row.agency_id
