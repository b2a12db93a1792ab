"""The official four-way count (T-04, Q-125), by agency, unit or post: one statement each."""

from datetime import date, datetime, time, timedelta

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
    start = datetime.combine(first, time.min, VIETNAM)
    end = datetime.combine(last + timedelta(days=1), time.min, VIETNAM)
    rows = Assignment.objects.filter(
        _OPEN | _DONE,
        document__agency=agency_id,
        role=AssignmentRole.LEAD,
        given_at__gte=start,
        given_at__lt=end,
    )
    if post_id is not None:
        return rows.filter(post=post_id)
    if unit_id is not None:
        return rows.filter(unit=unit_id)
    return rows.filter(parent=None)


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
    rows = counted(
        agency_id=agency_id, first=first, last=last, unit_id=unit_id, post_id=post_id
    ).annotate(ended_on=TruncDate("ended_at", tzinfo=VIETNAM))
    in_term = _OPEN & (Q(due_on=None) | Q(due_on__gte=today))
    near = cal.next_working(cal.add(today, near_days))
    on_time = _DONE & (Q(due_on=None) | Q(ended_on__lte=F("due_on")))
    found = rows.aggregate(
        done_on_time=Count("pk", filter=on_time),
        done_late=Count("pk", filter=_DONE & Q(ended_on__gt=F("due_on"))),
        in_term=Count("pk", filter=in_term),
        overdue=Count("pk", filter=_OPEN & Q(due_on__lt=today)),
        near_due=Count("pk", filter=_OPEN & Q(due_on__gte=today, due_on__lt=near)),
    )
    return FourWay(**found)
