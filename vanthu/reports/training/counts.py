"""Counts of a year of training: turns and persons apart, sent against completed, by parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from vanthu.cadres.personnel.choices import Sex
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.training.choices import CourseKind, Funding, Level, Object
from vanthu.cadres.training.models import TrainingClass
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.rules import hide_in_lines, hide_small
from vanthu.reports.training.scope import completed, known


@dataclass(frozen=True)
class Attendance:
    """Turns, head-counts too, and the persons known among them: never added."""

    turns: int
    persons: int


@dataclass(frozen=True)
class Classes:
    """Classes that ended in the period, and what they cost in đồng."""

    number: int
    cost: int


@dataclass(frozen=True)
class Crossing:
    """Persons of a kind (None: of any) sent in the period and completed in it, each of its parts.

    `both` were sent in the period and are done by its end; None where a count is hidden. Somebody
    in two courses of a kind may be in several parts, so the parts need not add up.
    """

    kind: CourseKind | None
    sent: int | None
    both: int | None
    dropped: int | None
    open: int | None
    before: int | None
    listed: int | None
    done: int | None


@dataclass(frozen=True)
class Part:
    """What was completed of a kind, level, capacity and funding; None where a count is hidden."""

    kind: CourseKind
    level: Level
    object: Object
    funding: Funding
    turns: int | None
    persons: int | None
    women: int | None
    men: int | None
    unknown: int | None


def attendance(ask: Ask) -> Attendance:
    """Turns and persons completed in the period; one statement."""
    return Attendance(**completed(ask).aggregate(**_BOTH))


def classes(ask: Ask) -> Classes:
    """Classes held by the agencies asked for; one statement."""
    rows = TrainingClass.objects.filter(last__range=(ask.first, ask.day))
    if ask.agencies is not None:
        rows = rows.filter(agency__in=sorted(ask.agencies))
    return Classes(**rows.aggregate(number=Count("pk"), cost=Sum("cost", default=0)))


def crossings(ask: Ask) -> list[Crossing]:
    """A row for each kind anybody was sent to or completed, the whole last; two statements."""
    rows = known(ask).exclude(person=None).filter(_sent_in(ask) | _done_in(ask))
    by_kind = rows.values(kind=F("attended__course__kind")).annotate(**_crossed(ask))
    order = list(CourseKind)
    found = [_crossing(each) for each in by_kind]
    found.sort(key=lambda each: order.index(each.kind or CourseKind.DEGREE))
    return [*found, Crossing(kind=None, **rows.aggregate(**_crossed(ask)))]


def _crossing(each: Mapping[str, Any]) -> Crossing:
    return Crossing(**{**each, "kind": CourseKind(each["kind"])})


def hidden(rows: Sequence[Crossing]) -> list[Crossing]:
    """The table as many may read it: small counts hidden, and what would give them away."""
    cells = [getattr(row, name) or 0 for row in rows for name in _COLUMNS]
    width = len(_COLUMNS)
    starts = range(0, len(cells), width)
    across = [[start + _COLUMNS.index(name) for name in line] for start in starts for line in _SUMS]
    down = [[start + column for start in starts] for column in range(width)]
    shown = hide_in_lines(cells, [*across, *down])
    return [
        Crossing(row.kind, *shown[start : start + width])
        for row, start in zip(rows, starts, strict=True)
    ]


def parts(ask: Ask) -> list[Part]:
    """What was completed by kind, level, capacity and funding, small counts hidden; one statement.

    Turns are hidden with the persons: few turns would name as well as few persons.
    """
    facts = PersonFacts.objects.known_at(ask.known_at).filter(person=OuterRef("person"))
    rows = completed(ask).annotate(sex=Subquery(facts.values("sex")[:1]))
    counted = rows.values(*_PART, "sex").annotate(**_BOTH)
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for each in counted.order_by(*_PART):
        groups.setdefault(tuple(each[name] for name in _PART), []).append(each)
    shown = _persons(groups, ask)
    found = [
        _part(key, group, all_) for (key, group), all_ in zip(groups.items(), shown, strict=True)
    ]
    order = list(CourseKind)
    return sorted(found, key=lambda each: (order.index(each.kind), each.level, each.object))


def _persons(
    groups: Mapping[tuple[str, ...], Sequence[dict[str, Any]]], ask: Ask
) -> list[int | None]:
    """The persons of each part, small ones hidden so that the cross-table gives none away.

    It prints the sum of each kind, so a kind hides by itself; a kind whose sum is hidden there
    hides a part at least, for its parts would give the sum.
    """
    counts = {key: sum(each["persons"] for each in group) for key, group in groups.items()}
    gone = {each.kind for each in hidden(crossings(ask)) if each.done is None}
    found: dict[tuple[str, ...], int | None] = {}
    for kind in {key[0] for key in counts}:
        own = {key: count for key, count in counts.items() if key[0] == kind}
        shown = dict(zip(own, hide_small(list(own.values())), strict=True))
        if CourseKind(kind) in gone and None not in shown.values():
            shown[min(own, key=lambda key: (not own[key], own[key], key))] = None
        found |= shown
    return [found[key] for key in groups]


def _part(key: tuple[str, ...], group: Sequence[dict[str, Any]], persons: int | None) -> Part:
    kind, level, capacity, funding = key
    head: dict[str, Any] = {
        "kind": CourseKind(kind),
        "level": Level(level),
        "object": Object(capacity),
        "funding": Funding(funding),
        "persons": persons,
    }
    if persons is None:
        return Part(**head, turns=None, women=None, men=None, unknown=None)
    by_sex = {each["sex"]: each["persons"] for each in group}
    sexes = hide_small([by_sex.get(sex, 0) for sex in (Sex.FEMALE, Sex.MALE, None)])
    women, men, unknown = sexes
    turns = sum(each["turns"] for each in group)
    return Part(**head, turns=turns, women=women, men=men, unknown=unknown)


_PART = ("attended__course__kind", "attended__course__level", "object", "attended__funding")
_COLUMNS = ("sent", "both", "dropped", "open", "before", "listed", "done")
# Of each line the parts and their total.
_SUMS = (("both", "dropped", "open", "sent"), ("both", "before", "listed", "done"))
_BOTH = {
    "turns": Sum("headcount", default=0),
    "persons": Count("person", distinct=True),
}


def _sent_in(ask: Ask) -> Q:
    return Q(decision__isnull=False, sent_on__range=(ask.first, ask.day))


def _done_in(ask: Ask) -> Q:
    return Q(completed_on__range=(ask.first, ask.day))


def _crossed(ask: Ask) -> dict[str, Any]:
    sent, done = _sent_in(ask), _done_in(ask)
    finished, dropped = Q(completed_on__lte=ask.day), Q(dropped_on__lte=ask.day)
    wanted = {
        "sent": sent,
        "both": sent & finished,
        "dropped": sent & dropped,
        "open": sent
        & (Q(completed_on=None) | Q(completed_on__gt=ask.day))
        & (Q(dropped_on=None) | Q(dropped_on__gt=ask.day)),
        "done": done,
        "before": done & Q(decision__isnull=False, sent_on__lt=ask.first),
        "listed": done & (Q(decision=None) | Q(sent_on=None)),
    }
    return {name: Count("person", distinct=True, filter=q) for name, q in wanted.items()}
