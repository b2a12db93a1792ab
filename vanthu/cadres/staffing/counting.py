"""Rows behind the figures: quotas in force in a year, their path, people present, cases decided.

Each row stands for an agency and a kind. An agency without a quota of the year keeps the one it had
last.
"""

from collections.abc import Iterator
from typing import NamedTuple

from vanthu.cadres.personnel.choices import CaseState
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.staffing.choices import QuotaKind
from vanthu.cadres.staffing.models import Headcount, HeadcountEvent, Quota, Severance
from vanthu.cadres.staffing.rules import required_by, spread
from vanthu.ground.base.known import KnownQuerySet
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.rules import Counted
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.errors import NoPack
from vanthu.ground.rulebook.queries import pack_on
from vanthu.ground.rulebook.rules import Pack

# The share each kind has to be cut by; the other kinds have no path.
CUTS = {QuotaKind.CIVIL: "cut_civil", QuotaKind.PUBLIC: "cut_public"}


class Assigned(NamedTuple):
    """A quota in force: the row, whose, and how many."""

    id: int
    agency: int
    kind: str
    assigned: int


def path_on(ask: Ask) -> Pack | None:
    """The rules of the cut on the last day asked; None before there were any."""
    try:
        return pack_on(Subject.STAFFING, ask.day)
    except NoPack:
        return None


def assigned_in(ask: Ask, year: int) -> dict[tuple[int, str], Assigned]:
    """The quota of the year, else the last one before it, of each agency and kind."""
    rows = Quota.objects.known_at(ask.known_at).filter(year__lte=year)
    if ask.agencies is not None:
        rows = rows.filter(agency__in=ask.agencies)
    if kind := ask.filters.get("kind"):
        rows = rows.filter(kind=kind)
    found = rows.order_by("year", "pk").values_list("pk", "agency_id", "kind", "assigned")
    return {(row[1], row[2]): Assigned(*row) for row in found}


def base(ask: Ask) -> dict[tuple[int, str], Assigned]:
    """The quotas of the base year, of the kinds that have a path."""
    pack = path_on(ask)
    if pack is None:
        return {}
    rows = assigned_in(ask, pack.whole("base_year"))
    return {key: row for key, row in rows.items() if row.kind in CUTS}


def quota(ask: Ask) -> Iterator[Counted]:
    """What is assigned in the year of the day asked."""
    for row in assigned_in(ask, ask.day.year).values():
        yield Counted(row.id, row.id, row.assigned)


def quota_base(ask: Ask) -> Iterator[Counted]:
    """What was assigned in the base year."""
    for row in base(ask).values():
        yield Counted(row.id, row.id, row.assigned)


def required(ask: Ask) -> Iterator[Counted]:
    """What has to be cut by the year, kind by kind, shared over the rows of the base."""
    pack = path_on(ask)
    if pack is None:
        return
    years = pack.whole("base_year"), pack.whole("end_year"), ask.day.year
    everything = base(ask)
    for kind, key in CUTS.items():
        rows = [row for row in everything.values() if row.kind == kind]
        total = sum(row.assigned for row in rows)
        whole = required_by(total, pack.share(key), *years)
        parts = spread((row.assigned for row in rows), whole, total)
        yield from (Counted(row.id, row.id, n) for row, n in zip(rows, parts, strict=True))


def actual(ask: Ask) -> Iterator[Counted]:
    """What the quota of the year is below that of the base, negative where it grew."""
    now = assigned_in(ask, ask.day.year)
    for key, row in base(ask).items():
        yield Counted(now[key].id, now[key].id, row.assigned - now[key].assigned)


def decided(ask: Ask) -> KnownQuerySet[Severance]:
    """Cases decided in the period, by the day the decision was signed."""
    rows = Severance.objects.known_at(ask.known_at).filter(
        state=CaseState.DECIDED, decision__signed_on__range=(ask.first, ask.day)
    )
    return rows if ask.agencies is None else rows.filter(agency__in=ask.agencies)


def severed(ask: Ask) -> Iterator[Counted]:
    """The cases decided in the period, of one kind, reason or sex where asked."""
    rows = decided(ask)
    for name in ("kind", "category"):
        if value := ask.filters.get(name):
            rows = rows.filter(**{name: value})
    if sex := ask.filters.get("sex"):
        known = PersonFacts.objects.known_at(ask.known_at).filter(sex=sex)
        rows = rows.filter(person__in=known.values("person"))
    return (Counted(*pair) for pair in rows.values_list("pk", "person_id").iterator())


def present(ask: Ask) -> Iterator[Counted]:
    """People of the last locked count up to the day, of each agency and kind."""
    return iter(last_counts(ask).values())


def last_counts(ask: Ask) -> dict[tuple[int, str], Counted]:
    """The last locked count up to the day, of each agency and kind."""
    rows = Headcount.objects.known_at(ask.known_at).filter(counted_on__lte=ask.day)
    if ask.agencies is not None:
        rows = rows.filter(agency__in=ask.agencies)
    if kind := ask.filters.get("kind"):
        rows = rows.filter(kind=kind)
    found = rows.order_by("counted_on").values_list("agency_id", "kind", "pk", "present")
    return {(agency, kind): Counted(pk, pk, count) for agency, kind, pk, count in found}


def moved(ask: Ask, types: list[str]) -> Iterator[Counted]:
    """People who came or went in one of these ways in the period."""
    rows: KnownQuerySet[HeadcountEvent] = HeadcountEvent.objects.known_at(ask.known_at)
    rows = rows.filter(type__in=types, on__range=(ask.first, ask.day))
    if ask.agencies is not None:
        rows = rows.filter(agency__in=ask.agencies)
    for name in ("kind", "type"):
        if value := ask.filters.get(name):
            rows = rows.filter(**{name: value})
    return (Counted(pk, pk, n) for pk, n in rows.values_list("pk", "count").iterator())
