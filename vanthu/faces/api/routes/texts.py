"""Reports written out of figures."""

from datetime import date, datetime

from ninja import Schema

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.inputs import Day
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Moment, PathId
from vanthu.faces.web.access import Request, needs
from vanthu.ground.access.choices import Right
from vanthu.ground.figures.models import FigureText
from vanthu.ground.figures.queries import report_of, stale_sentences
from vanthu.reports.midterm import queries
from vanthu.reports.midterm.actions import write

router = Operations(tags=["reports"])


class FigureRow(Schema):
    """A figure of the report, counted now: key, value, unit, denominator, records and hash."""

    name: str
    key: str
    title: str
    value: str
    unit: str
    denominator: str | None
    records: int
    digest: str


class SentenceOut(Schema):
    """A line of a report with the runs it says; `stale` when a record under one has changed."""

    id: int
    kind: str
    text: str
    runs: list[int]
    stale: bool


class TextOut(Schema):
    """A report written out of figures."""

    id: int
    title: str
    first: date
    last: date
    known_at: datetime
    made_at: datetime
    sentences: list[SentenceOut]


class Writing(ActInput):
    """As of which day, and by what was known at which moment (now, when empty)."""

    as_of: Day
    known_at: Moment | None = None


@router.get(
    "/midterm/figures",
    response=list[FigureRow],
    operation_id="midterm_figures",
    summary="Số liệu báo cáo giữa nhiệm kỳ",
)
@needs(Right.CADRES)
def figures(request: Request, as_of: Day, known_at: Moment | None = None) -> list[FigureRow]:
    """Every figure the mid-term report would say, not kept."""
    moment = known_at or request.actor.now
    rows = queries.rows(request.actor, as_of=as_of, known_at=moment)
    return [FigureRow(**row.as_dict()) for row in rows]


@router.post(
    "/midterm", response=TextOut, operation_id="write_midterm", summary="Lập báo cáo giữa nhiệm kỳ"
)
@needs(Right.CADRES)
def midterm(request: Request, data: Writing) -> TextOut:
    """Write the report and freeze every figure it says."""
    return _out(write(request.actor, as_of=data.as_of, known_at=data.known_at), set())


@router.get(
    "/texts/{int:text_id}", response=TextOut, operation_id="figure_text", summary="Báo cáo đã lập"
)
@needs(Right.CADRES)
def one(request: Request, text_id: PathId) -> TextOut:
    """A report with which of its sentences no longer hold."""
    report = report_of(request.actor, text_id)
    return _out(report, set(stale_sentences(report.pk, request.actor.now)))


def _out(report: FigureText, stale: set[int]) -> TextOut:
    rows = report.sentences.order_by("place").prefetch_related("runs")
    return TextOut(
        id=report.pk,
        title=report.title,
        first=report.first,
        last=report.last,
        known_at=report.known_at,
        made_at=report.made_at,
        sentences=[
            SentenceOut(
                id=row.pk,
                kind=row.kind,
                text=row.text,
                runs=sorted(run.pk for run in row.runs.all()),
                stale=row.pk in stale,
            )
            for row in rows
        ],
    )
