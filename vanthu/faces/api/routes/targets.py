"""Targets for programs: the board as at a day, and an agency's figures for a period."""

from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext_noop as N_
from ninja import Schema
from pydantic import Field

from vanthu.cadres.targets import actions, permissions, queries
from vanthu.cadres.targets.actions import Value
from vanthu.cadres.targets.choices import Cause, Frequency, Grade, Light, Scheme
from vanthu.cadres.targets.queries import Standing
from vanthu.faces.acts.inputs import Day, Id, Line
from vanthu.faces.api.routing import Operations
from vanthu.faces.books.inputs import Amount, Year
from vanthu.faces.web.access import Request, needs
from vanthu.ground.access.choices import Right
from vanthu.kernel.errors import Invalid
from vanthu.kernel.reporting import SCHEMES, ReportPeriod
from vanthu.reports.targets import words

router = Operations(tags=["targets"])


class TargetStanding(Schema):
    """How an indicator stands; shares are in per cent, values as they are printed."""

    indicator_id: int
    number: int
    code: str
    name: str
    measure: str
    target: str
    reached: str
    share: Decimal | None
    covered: Decimal | None
    elapsed: Decimal | None
    pace: Decimal | None
    forecast: str
    grade: Grade
    light: Light
    cause: Cause | None


class EntryIn(Schema):
    """The figure of one indicator; an empty one says why."""

    indicator_id: Id
    numerator: Amount | None = None
    denominator: Amount | None = None
    done_on: Day | None = None
    cause: Cause | None = None
    source: Line = ""


class EntriesIn(Schema):
    """An agency's figures for a period of a resolution."""

    resolution_id: Id
    agency_id: Id
    scheme: Scheme = Scheme.CALENDAR
    span: Frequency
    year: Year
    index: Annotated[int, Field(ge=1, le=12)] = 1
    entries: Annotated[list[EntryIn], Field(max_length=500)]


class EntriesSaved(Schema):
    """The periodic report that holds them."""

    submission_id: int
    state: str


@router.get(
    "/board",
    response=list[TargetStanding],
    operation_id="targets_board",
    summary="Tình hình thực hiện chỉ tiêu",
)
@needs(Right.CADRES)
def board(request: Request, resolution_id: Id, as_of: Day) -> list[TargetStanding]:
    """Every indicator of a resolution as at a day, the risks first."""
    permissions.check_open(request.actor)
    queries.resolution(resolution_id)
    found = queries.standings_of(resolution_id, as_of, request.actor.now)
    return [_standing(each) for each in queries.risks_first(found)]


@router.post(
    "/entries",
    response=EntriesSaved,
    operation_id="targets_save_entries",
    summary="Nhập số liệu báo cáo kỳ",
)
@needs(Right.CADRES)
def save_entries(request: Request, data: EntriesIn) -> EntriesSaved:
    """Enter the figures of an agency for a period; those entered before for them are replaced."""
    row = actions.save_entries(
        request.actor,
        resolution_id=data.resolution_id,
        agency_id=data.agency_id,
        period=_period(data),
        values=[Value(**each.dict()) for each in data.entries],
    )
    return EntriesSaved(submission_id=row.pk, state=row.state)


def _period(data: EntriesIn) -> ReportPeriod:
    try:
        return ReportPeriod(SCHEMES[data.scheme], data.span.span, data.year, data.index)
    except ValueError as error:
        raise Invalid({"index": N_("Kỳ không hợp lệ với tần suất của chỉ tiêu.")}) from error


def _standing(each: Standing) -> TargetStanding:
    kind, course = each.indicator, each.course
    return TargetStanding(
        indicator_id=kind.pk,
        number=kind.number,
        code=kind.code,
        name=kind.name,
        measure=kind.measure,
        target=words.target(each),
        reached=words.reached(each),
        share=each.share,
        covered=queries.rounded(each.reached.covered),
        elapsed=queries.rounded(course.elapsed),
        pace=queries.rounded(course.pace),
        forecast=words.value(kind, course.forecast),
        grade=each.grade,
        light=each.light,
        cause=each.cause,
    )
