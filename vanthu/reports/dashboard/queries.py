"""The figures of a dashboard, each a statement or two, within the agency or unit of the actor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import TruncMonth

from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.org.choices import Role
from vanthu.ground.org.models import Agency
from vanthu.ground.org.queries import unit_names, units_of, work_calendar
from vanthu.kernel.errors import NotAllowed
from vanthu.office.documents.choices import Direction
from vanthu.office.documents.models import Document
from vanthu.office.documents.registers import Register
from vanthu.office.handling.queries import (
    BoxRow,
    late_items,
    parameters,
    timeliness_by_unit,
    timeliness_counts,
)
from vanthu.office.handling.rules import FourWay

# A dashboard shows the recent past; the whole past is a report.
DELAY_SAMPLE = 2000


@dataclass(frozen=True)
class Span:
    """The days a dashboard looks at, both included."""

    first: date
    last: date

    @classmethod
    def of_year(cls, day: date) -> "Span":
        """From 1 January to the day."""
        return cls(date(day.year, 1, 1), day)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The span as moments, the end excluded."""
        start = datetime.combine(self.first, time.min, VIETNAM)
        return start, datetime.combine(self.last + timedelta(days=1), time.min, VIETNAM)


@dataclass(frozen=True)
class UnitLine:
    """The four-way count of one unit."""

    unit_id: int
    name: str
    counts: FourWay


@dataclass(frozen=True)
class Delays:
    """Median hours between two steps of incoming documents, and how many were looked at (K-07)."""

    registered: float | None
    finished: float | None
    sample: int


def check_report(actor: Actor) -> None:
    """Raise NotAllowed for a post that may not see figures of its agency."""
    if not actor.may(Right.REPORT):
        raise NotAllowed()


def four_way(actor: Actor, span: Span) -> FourWay:
    """The four-way count of the actor's agency, of the unit for its head, of the post otherwise."""
    if actor.may(Right.REPORT) and actor.role != Role.UNIT_HEAD:
        return _counts(actor, span)
    if actor.role == Role.UNIT_HEAD:
        return _counts(actor, span, unit_id=actor.unit_id)
    return _counts(actor, span, post_id=actor.post_id)


def _counts(
    actor: Actor, span: Span, unit_id: int | None = None, post_id: int | None = None
) -> FourWay:
    return timeliness_counts(
        agency_id=actor.agency_id,
        first=span.first,
        last=span.last,
        today=actor.today,
        near_days=parameters(actor.agency_id, actor.today).near_due_days,
        cal=work_calendar(span.first, actor.today + timedelta(days=60)),
        unit_id=unit_id,
        post_id=post_id,
    )


def by_unit(actor: Actor, span: Span) -> list[UnitLine]:
    """The four-way count of each unit of the agency, the most overdue first; four statements."""
    check_report(actor)
    counts = timeliness_by_unit(
        agency_id=actor.agency_id,
        first=span.first,
        last=span.last,
        today=actor.today,
        near_days=parameters(actor.agency_id, actor.today).near_due_days,
        cal=work_calendar(span.first, actor.today + timedelta(days=60)),
    )
    names = {unit.unit_id: unit.name for unit in units_of(actor.agency_id, actor.today)}
    # A unit that has ended since is counted under the name it bore last.
    ended = unit_names(set(counts) - set(names), span.first)
    names |= {unit_id: name.name for unit_id, name in ended.items()}
    lines = [
        UnitLine(unit_id, name, counts.get(unit_id, FourWay())) for unit_id, name in names.items()
    ]
    return sorted(lines, key=lambda line: (-line.counts.overdue, line.name))


@dataclass(frozen=True)
class Begun:
    """Whether an agency has anything to work with yet: a register in use, a document."""

    registers: bool
    documents: bool


def begun(actor: Actor) -> Begun:
    """What the actor's agency has; one statement."""
    registers = Register.objects.on(actor.today).filter(agency=OuterRef("pk"))
    documents = Document.objects.filter(agency=OuterRef("pk"))
    rows = Agency.objects.filter(pk=actor.agency_id)
    found = rows.values_list(Exists(registers), Exists(documents)).first()
    return Begun(*(found or (False, False)))


def late(actor: Actor, limit: int = 10) -> list[BoxRow]:
    """What lies overdue in the actor's own boxes, the longest first."""
    return late_items(actor, actor.today, limit)


def monthly(actor: Actor, span: Span) -> dict[str, list[tuple[date, int]]]:
    """Documents registered and issued per month by direction (K-01)."""
    check_report(actor)
    return {
        Direction.INCOMING.value: _per_month(_registered(actor, span), "registered_at"),
        Direction.OUTGOING.value: _per_month(_issued(actor, span), "issued_at"),
    }


def _registered(actor: Actor, span: Span) -> QuerySet[Document]:
    begin, end = span.moments
    return Document.objects.filter(
        agency_id=actor.agency_id,
        direction=Direction.INCOMING,
        registered_at__gte=begin,
        registered_at__lt=end,
    )


def _issued(actor: Actor, span: Span) -> QuerySet[Document]:
    begin, end = span.moments
    return Document.objects.filter(
        agency_id=actor.agency_id,
        direction=Direction.OUTGOING,
        issued_at__gte=begin,
        issued_at__lt=end,
    )


def _per_month(rows: QuerySet[Document], moment: str) -> list[tuple[date, int]]:
    months = rows.annotate(month=TruncMonth(moment, tzinfo=VIETNAM)).values_list("month")
    return [(month.date(), n) for month, n in months.annotate(Count("id")).order_by("month")]


def delays(actor: Actor, span: Span) -> Delays:
    """How long registering and finishing took: medians over the newest documents of the span."""
    check_report(actor)
    rows = (
        _registered(actor, span)
        .order_by("-id")
        .values_list("received_at", "registered_at", "finished_at")[:DELAY_SAMPLE]
    )
    taken = list(rows)
    return Delays(
        registered=_median_hours([(a, b) for a, b, _ in taken]),
        finished=_median_hours([(a, c) for a, _, c in taken]),
        sample=len(taken),
    )


def _median_hours(
    pairs: Sequence[tuple[datetime | None, datetime | None]],
) -> float | None:
    hours = [(b - a).total_seconds() / 3600 for a, b in pairs if a and b]
    return round(median(hours), 1) if hours else None
