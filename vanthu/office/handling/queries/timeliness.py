"""The official four-way count (T-04, Q-125), by agency, unit or post: one statement each."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate

from vanthu.kernel.workdays import VIETNAM, WorkCalendar
from vanthu.office.handling.choices import AssignmentRole, AssignmentState
from vanthu.office.handling.models import Assignment
from vanthu.office.handling.rules import FourWay

_OPEN = Q(state__in=(AssignmentState.GIVEN, AssignmentState.ACCEPTED))
_DONE = Q(state__in=(AssignmentState.DONE, AssignmentState.CLOSED))


def counted(
    *,
    agency_id: int,
    first: date,
    last: date,
    unit_id: int | None = None,
    post_id: int | None = None,
) -> QuerySet[Assignment]:
    """What is counted, given between the days `first` and `last`, both included.

    For an agency the leads its leaders gave, one for each document; for a unit or post the leads
    it was given on any level. What was returned, recalled, forwarded or not yet handed over is
    nobody's duty and counts nowhere.
    """
    rows = _leads(agency_id, first, last)
    if post_id is not None:
        return rows.filter(post=post_id)
    if unit_id is not None:
        return rows.filter(unit=unit_id)
    return rows.filter(parent=None)


def _leads(agency_id: int, first: date, last: date) -> QuerySet[Assignment]:
    start = datetime.combine(first, time.min, VIETNAM)
    end = datetime.combine(last + timedelta(days=1), time.min, VIETNAM)
    return Assignment.objects.filter(
        _OPEN | _DONE,
        document__agency=agency_id,
        role=AssignmentRole.LEAD,
        given_at__gte=start,
        given_at__lt=end,
    )


def timeliness_counts(
    *,
    agency_id: int,
    first: date,
    last: date,
    today: date,
    near_days: int,
    cal: WorkCalendar,
    unit_id: int | None = None,
    post_id: int | None = None,
) -> FourWay:
    """Done on time, done late, open in term, open overdue, as of `today`, from dates alone."""
    rows = _dated(
        counted(agency_id=agency_id, first=first, last=last, unit_id=unit_id, post_id=post_id)
    )
    return FourWay(**rows.aggregate(**_figures(today, near_days, cal)))


def timeliness_by_unit(
    *, agency_id: int, first: date, last: date, today: date, near_days: int, cal: WorkCalendar
) -> dict[int, FourWay]:
    """The same for each unit of the agency that was given something; one statement for all."""
    rows = _dated(_leads(agency_id, first, last).filter(unit__isnull=False))
    figures = _figures(today, near_days, cal)
    grouped = rows.order_by().values("unit_id").annotate(**figures)
    return {
        row["unit_id"]: FourWay(**{name: row[name] for name in figures})
        for row in grouped.values("unit_id", *figures)
    }


class Heading(StrEnum):
    """The four of the official count, by the names of FourWay."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    IN_TERM = "in_term"
    OVERDUE = "overdue"


def evidence(rows: QuerySet[Assignment], heading: Heading, today: date) -> QuerySet[Assignment]:
    """Of the rows of `counted`, those that stand under one of the four headings."""
    return _dated(rows).filter(_headings(today)[heading])


def _dated(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    return rows.annotate(ended_on=TruncDate("ended_at", tzinfo=VIETNAM))


def _headings(today: date) -> dict[Heading, Q]:
    return {
        Heading.DONE_ON_TIME: _DONE & (Q(due_on=None) | Q(ended_on__lte=F("due_on"))),
        Heading.DONE_LATE: _DONE & Q(ended_on__gt=F("due_on")),
        Heading.IN_TERM: _OPEN & (Q(due_on=None) | Q(due_on__gte=today)),
        Heading.OVERDUE: _OPEN & Q(due_on__lt=today),
    }


def _figures(today: date, near_days: int, cal: WorkCalendar) -> dict[str, Count]:
    near = cal.next_working(cal.add(today, near_days))
    figures = {
        heading.value: Count("pk", filter=where) for heading, where in _headings(today).items()
    }
    soon = Count("pk", filter=_OPEN & Q(due_on__gte=today, due_on__lt=near))
    return {**figures, "near_due": soon}
