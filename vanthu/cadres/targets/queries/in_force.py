"""Targets and allocations in force on a day, by what was known at a moment."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from vanthu.cadres.targets.choices import RollUp
from vanthu.cadres.targets.models import Allocation, Indicator, TargetVersion
from vanthu.cadres.targets.rules import Balance, balance


def targets_on(
    indicators: Iterable[int], day: date, known_at: datetime
) -> dict[int, dict[int | None, TargetVersion]]:
    """For each indicator its target in force, under None, and those of single years.

    Before its first version a target is judged by that first one: it was fixed for the whole term.
    """
    rows = TargetVersion.objects.known_at(known_at).filter(indicator__in=list(indicators))
    found: dict[int, dict[int | None, TargetVersion]] = {}
    for row in rows.select_related("decision").order_by("valid_from", "pk"):
        kept = found.setdefault(row.indicator_id, {})
        if row.valid_from <= day or row.year not in kept:
            kept[row.year] = row
    return found


def versions_of(indicator_id: int) -> list[TargetVersion]:
    """Every version of the targets of an indicator, corrected ones too, the newest first."""
    rows = TargetVersion.objects.filter(indicator=indicator_id).select_related("decision")
    return list(rows.order_by("-valid_from", "-known_from", "-pk"))


def allocations_on(indicator_id: int, day: date, known_at: datetime) -> list[Allocation]:
    """The allocations of the whole term in force on a day, by giver and receiver."""
    rows = Allocation.objects.known_at(known_at).filter(
        indicator=indicator_id, year=None, valid_from__lte=day
    )
    kept: dict[tuple[int, int], Allocation] = {}
    for row in rows.order_by("valid_from", "pk"):
        kept[row.giver_id, row.agency_id] = row
    return [kept[key] for key in sorted(kept)]


def balances(kind: Indicator, day: date, known_at: datetime) -> dict[int, Balance]:
    """For each who shared out: what they had and gave; none of what is not added up."""
    if kind.roll_up != RollUp.SUM:
        return {}
    rows = allocations_on(kind.pk, day, known_at)
    own = {row.agency_id: row.value for row in rows}
    top = targets_on([kind.pk], day, known_at).get(kind.pk, {}).get(None)
    if top is not None:
        own[kind.resolution.agency_id] = top.value
    givers = dict.fromkeys(row.giver_id for row in rows)
    return {
        giver: balance(
            own.get(giver, Decimal(0)), [row.value for row in rows if row.giver_id == giver]
        )
        for giver in givers
    }
