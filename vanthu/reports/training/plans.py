"""Plan against done: what agencies with a plan completed of it, and who completed without one."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Sum

from vanthu.cadres.training.choices import Counted, CourseKind, Object
from vanthu.cadres.training.models import PlanLine
from vanthu.ground.base.known import KnownQuerySet
from vanthu.ground.figures.definitions import Ask
from vanthu.kernel.numbers import percent
from vanthu.reports.training.scope import completed, within


@dataclass(frozen=True)
class PlanPart:
    """A kind and capacity of a year: planned by so many agencies, and done by these same ones."""

    kind: CourseKind
    object: Object
    counted: Counted
    agencies: int
    planned: int
    done: int

    @property
    def share(self) -> Decimal | None:
        """Done in per cent of the plan; None for a plan of none."""
        return percent(self.done, self.planned, 1) if self.planned else None


@dataclass(frozen=True)
class Unplanned:
    """What an agency completed of kinds and capacities it had no plan for."""

    agency_id: int
    turns: int
    persons: int


def plan_parts(ask: Ask, year: int) -> list[PlanPart]:
    """The parts of the year's plan in the order of their kinds; one statement more for each part.

    Only who planned counts as done, so a share never passes 100 % for lack of a plan elsewhere.
    """
    groups = (
        _plans(ask, year)
        .values("kind", "object", "counted")
        .annotate(agencies=Count("agency", distinct=True), planned=Sum("target"))
    )
    parts = [_part(ask, year, group) for group in groups]
    order = list(CourseKind)
    return sorted(parts, key=lambda each: (order.index(each.kind), each.object, each.counted))


def unplanned(ask: Ask, year: int) -> list[Unplanned]:
    """Agencies that completed what they had no plan for, the most turns first; one statement."""
    line = _plans(ask, year).filter(
        agency=OuterRef("agency"),
        kind=OuterRef("attended__course__kind"),
        object=OuterRef("object"),
    )
    rows = completed(ask).filter(~Exists(line)).values("agency_id")
    counted = rows.annotate(turns=Sum("headcount"), persons=Count("person", distinct=True))
    found = [Unplanned(**each) for each in counted]
    return sorted(found, key=lambda each: (-each.turns, each.agency_id))


def _part(ask: Ask, year: int, group: Mapping[str, Any]) -> PlanPart:
    counted = Counted(group["counted"])
    key = {name: group[name] for name in ("kind", "object", "counted")}
    planners = _plans(ask, year).filter(**key).values("agency")
    rows = completed(ask).filter(
        agency__in=planners, attended__course__kind=group["kind"], object=group["object"]
    )
    if counted is Counted.PERSON:
        done = rows.aggregate(done=Count("person", distinct=True))["done"]
    else:
        done = rows.aggregate(done=Sum("headcount", default=0))["done"]
    return PlanPart(
        kind=CourseKind(group["kind"]),
        object=Object(group["object"]),
        counted=counted,
        agencies=group["agencies"],
        planned=group["planned"],
        done=done,
    )


def _plans(ask: Ask, year: int) -> KnownQuerySet[PlanLine]:
    return within(PlanLine.objects.known_at(ask.known_at).filter(year=year), ask)
