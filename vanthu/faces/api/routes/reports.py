"""Figures of the caller's agency, each from dates alone."""

from datetime import date, datetime

from ninja import Schema

from vanthu.faces.acts.inputs import Day
from vanthu.faces.api.routing import Operations
from vanthu.faces.web.access import Request, needs, signed_in
from vanthu.ground.access.choices import Right
from vanthu.kernel.errors import Invalid
from vanthu.office.handling.rules import FourWay
from vanthu.reports.dashboard import queries
from vanthu.reports.dashboard.queries import Span
from vanthu.reports.issuing import late

router = Operations(tags=["reports"])


class Counts(Schema):
    """The official four-way count; `near_due` is part of `in_term`, `total` the sum of the four."""

    done_on_time: int
    done_late: int
    in_term: int
    overdue: int
    near_due: int
    total: int


class UnitCounts(Counts):
    """The count of one unit."""

    unit_id: int
    name: str


class MonthCount(Schema):
    """How many documents in a month."""

    direction: str
    month: date
    count: int


class LateIssue(Schema):
    """A document issued after its last day, or not issued yet; `reason` as the clerk gave it."""

    document_id: int
    reference: str
    subject: str
    urgency: int
    signed_on: date
    due_on: date
    issued_at: datetime | None
    reason: str


def _span(request: Request, first: Day | None, last: Day | None) -> Span:
    begin = first or date(request.actor.today.year, 1, 1)
    end = last or request.actor.today
    if end < begin:
        raise Invalid({"last": "Ngày cuối phải từ ngày đầu trở đi."})
    return Span(begin, end)


def _counts(found: FourWay) -> dict[str, int]:
    names = ("done_on_time", "done_late", "in_term", "overdue", "near_due", "total")
    return {name: getattr(found, name) for name in names}


@router.get(
    "/timeliness", response=Counts, operation_id="timeliness", summary="Tình hình đúng hạn, quá hạn"
)
@signed_in
def timeliness(request: Request, first: Day | None = None, last: Day | None = None) -> Counts:
    """Of the agency for who may report, of the unit for its head, of the own post otherwise."""
    found = queries.four_way(request.actor, _span(request, first, last))
    return Counts(**_counts(found))


@router.get(
    "/late-issues",
    response=list[LateIssue],
    operation_id="late_issues",
    summary="Văn bản phát hành muộn",
)
@needs(Right.REPORT)
def late_issues(
    request: Request, first: Day | None = None, last: Day | None = None
) -> list[LateIssue]:
    """Signed on these days and issued after the next working day (urgent: the same day), or waiting
    longer; oldest first."""
    rows, _signed = late(request.actor, _span(request, first, last))
    return [LateIssue.from_orm(row) for row in rows]


@router.get(
    "/units", response=list[UnitCounts], operation_id="by_unit", summary="Đúng hạn theo đơn vị"
)
@needs(Right.REPORT)
def by_unit(
    request: Request, first: Day | None = None, last: Day | None = None
) -> list[UnitCounts]:
    """The count of each unit, the most overdue first."""
    lines = queries.by_unit(request.actor, _span(request, first, last))
    return [
        UnitCounts(unit_id=line.unit_id, name=line.name, **_counts(line.counts)) for line in lines
    ]


@router.get(
    "/months", response=list[MonthCount], operation_id="by_month", summary="Số văn bản theo tháng"
)
@needs(Right.REPORT)
def by_month(
    request: Request, first: Day | None = None, last: Day | None = None
) -> list[MonthCount]:
    """Documents registered and issued in each month."""
    found = queries.monthly(request.actor, _span(request, first, last))
    return [
        MonthCount(direction=direction, month=month, count=count)
        for direction, months in found.items()
        for month, count in months
    ]
