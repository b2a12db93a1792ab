"""Reads of staffing: quotas of a year, stock and movement, cases, one's own record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Max, Sum

from vanthu.cadres.personnel.choices import CaseState
from vanthu.cadres.personnel.errors import CaseNotFound
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.staffing import counting
from vanthu.cadres.staffing.choices import QuotaKind
from vanthu.cadres.staffing.judged import lines_on
from vanthu.cadres.staffing.models import Headcount, HeadcountEvent, Quota, Severance
from vanthu.cadres.staffing.permissions import visible
from vanthu.cadres.staffing.rules import Line, Standing, Stock, standing
from vanthu.cadres.staffing.stocks import StockLine as StockLine
from vanthu.cadres.staffing.stocks import stock_lines as stock_lines
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import KnownQuerySet
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.rulebook.queries import judged_by, pack_named
from vanthu.ground.rulebook.rules import Pack, Parameter
from vanthu.kernel.citations import Certainty
from vanthu.kernel.errors import Refusal
from vanthu.kernel.numbers import NO_VALUE


def quotas(actor: Actor) -> KnownQuerySet[Quota]:
    """The quotas the actor may see."""
    return Quota.objects.current().filter(visible(actor)).select_related("decision")


def headcount_events(actor: Actor) -> KnownQuerySet[HeadcountEvent]:
    """The movements the actor may see."""
    rows = HeadcountEvent.objects.current().filter(visible(actor))
    return rows.select_related("person", "decision")


def headcounts(actor: Actor) -> KnownQuerySet[Headcount]:
    """The counts the actor may see."""
    return Headcount.objects.current().filter(visible(actor))


def severances(actor: Actor) -> KnownQuerySet[Severance]:
    """The cases the actor may see, on their way or decided."""
    rows = Severance.objects.filter(visible(actor), known_to=None)
    return rows.select_related("person", "decision")


def last_count(
    agency_id: int, kind: QuotaKind, before: date, known_at: datetime
) -> Headcount | None:
    """The last locked count before a day, or None where the book is not opened yet."""
    rows = Headcount.objects.known_at(known_at).filter(agency=agency_id, kind=kind)
    return rows.filter(counted_on__lt=before).order_by("counted_on").last()


def stock_since(since: Headcount, until: date, known_at: datetime) -> Stock:
    """Start, ways in and out from the count (its day not included) to the end of a day."""
    rows = HeadcountEvent.objects.known_at(known_at).filter(
        agency=since.agency_id, kind=since.kind, on__gt=since.counted_on, on__lte=until
    )
    sums = rows.values("type").annotate(people=Sum("count")).values_list("type", "people")
    return Stock(since.present, dict(sums))


def own_severance(person_id: int) -> list[Severance]:
    """The person's own cases with their lines; shown to nobody else by this way."""
    rows = Severance.objects.filter(person=person_id, known_to=None).select_related("decision")
    return list(rows.order_by("-leaves_on"))


def decree_title(row: Severance) -> str:
    """The decree by which the money was counted; an en dash before the decision."""
    return pack_named(row.decree).document if row.decree else NO_VALUE


def severance(actor: Actor, number: int) -> Severance:
    """A case the actor may see; raises CaseNotFound."""
    found = severances(actor).filter(pk=number).first()
    if found is None:
        raise CaseNotFound
    return found


@dataclass(frozen=True)
class Estimate:
    """What a case would bring if it were decided on the day; `refusal` says what keeps it open."""

    pack: Pack | None = None
    lines: Sequence[Line] = ()
    refusal: Refusal | None = None


def estimate(row: Severance, day: date) -> Estimate:
    """The money of an undecided case by the decree of the day, for who confirms and appraises."""
    try:
        return Estimate(*lines_on(row, day))
    except Refusal as refusal:
        return Estimate(refusal=refusal)


# A line is known no better than the least sure of what it was counted by.
_SURENESS = (Certainty.UNVERIFIED, Certainty.SECONDARY, Certainty.READ)


def certainty_of(keys: Iterable[str], known: Mapping[str, Parameter], pack: Pack) -> Certainty:
    """How surely a line is known; one that does not say what it rests on, as its decree."""
    found = {known[key].certainty for key in keys if key in known} or {pack.certainty}
    return min(found, key=_SURENESS.index)


def certainties(row: Severance) -> list[Certainty]:
    """How surely each part of a decided case's money is known, in the order of its parts."""
    if row.decision is None or not row.decree:
        return []
    pack = pack_named(row.decree, row.decision.signed_on)
    known = judged_parameters(row, pack)
    return [certainty_of(part.get("keys", ()), known, pack) for part in row.parts]


def judged_parameters(row: Severance, pack: Pack) -> Mapping[str, Parameter]:
    """The parameters of its pack with the values that judged the case, by key.

    What the province fixed after the decision does not change what the money was counted by.
    """
    versions = Severance.objects.filter(record=row.record).values_list("pk", flat=True)
    uses = judged_by("severance", versions)
    kept = uses[max(uses)].values_read if uses else {}
    return {
        each.key: replace(each, value=kept[each.key], source="")
        if kept.get(each.key, each.value) != each.value
        else each
        for each in pack.parameters
    }


class Decided(NamedTuple):
    """A decided case as a summary counts it; `sex` is "" while nothing is known of the person."""

    agency: int
    kind: str
    category: str
    sex: str
    decree: str
    total: int


def decided_cases(ask: Ask) -> list[Decided]:
    """The cases behind the figure of severances, with what a summary sorts them by."""
    rows = counting.decided(ask)
    known = PersonFacts.objects.known_at(ask.known_at).filter(person__in=rows.values("person"))
    sexes = dict(known.values_list("person_id", "sex"))
    found = rows.values_list(
        "agency_id", "quota_kind", "category", "person_id", "decree", "total"
    ).order_by("pk")
    return [Decided(*row[:3], sexes.get(row[3], ""), *row[4:]) for row in found]


def last_decided_on(agencies: frozenset[int] | None) -> date | None:
    """The day of the last decision on a case of these agencies; None where there was none."""
    rows = Severance.objects.current().filter(state=CaseState.DECIDED)
    if agencies is not None:
        rows = rows.filter(agency__in=agencies)
    day: date | None = rows.aggregate(last=Max("decision__signed_on"))["last"]
    return day


@dataclass(frozen=True)
class PathLine:
    """An agency's quota of one kind against its base; `present` None: nobody was counted."""

    agency_id: int
    base: int
    assigned: int
    required: int
    present: int | None

    @property
    def standing(self) -> Standing:
        """What is cut against what has to be by now."""
        return standing(self.base, self.assigned, self.required)


def path_lines(ask: Ask) -> list[PathLine]:
    """The agencies whose quota was assigned in the base year, with their part of the path."""
    base, now = counting.base(ask), counting.assigned_in(ask, ask.day.year)
    parts = {each.id: int(each.amount) for each in counting.required(ask)}
    counts = counting.last_counts(ask)
    return [
        PathLine(
            row.agency,
            row.assigned,
            now[key].assigned,
            parts.get(row.id, 0),
            int(counts[key].amount) if key in counts else None,
        )
        for key, row in base.items()
    ]
