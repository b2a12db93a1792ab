"""Jobs: what the worker does, how far it is, and what it gave up."""

from datetime import datetime
from typing import Any, Literal

from django.utils.translation import gettext as _
from ninja import Schema

from vanthu.faces.api.cursors import number
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Done, Limit, Pages, PathId
from vanthu.faces.web.access import Request, needs, signed_in
from vanthu.ground.access.choices import Right
from vanthu.ground.base.jobs import retry
from vanthu.ground.base.models import Job
from vanthu.kernel.errors import Conflict, NotFound

router = Operations(tags=["jobs"])


class JobOut(Schema):
    """A job; its error is shown to administrators alone."""

    id: int
    task: str
    state: str
    lane: str
    attempts: int
    progress: int
    total: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    result: Any = None


class JobDetail(JobOut):
    """A job with what it was given and what went wrong."""

    arguments: dict[str, Any]
    error: str


@router.get("", response=Pages[JobDetail], operation_id="jobs", summary="Việc nền của cơ quan")
@needs(Right.CONFIGURE)
def jobs(
    request: Request,
    state: Literal["waiting", "running", "done", "failed"] | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Pages[JobDetail]:
    """The jobs of the caller's agency, newest first."""
    rows = Job.objects.filter(agency_id=request.actor.agency_id)
    if state is not None:
        rows = rows.filter(state=state)
    if cursor:
        rows = rows.filter(pk__lt=number(cursor))
    found = list(rows.order_by("-pk")[: limit + 1])
    more = str(found[limit - 1].pk) if len(found) > limit else None
    return Pages[JobDetail](rows=[JobDetail.from_orm(row) for row in found[:limit]], next=more)


@router.get("/{int:job_id}", response=JobOut, operation_id="job", summary="Một việc nền")
@signed_in
def job(request: Request, job_id: PathId) -> JobOut:
    """How far a job is that the caller's own act began."""
    row = Job.objects.filter(pk=job_id, account_id=request.actor.account_id or -1).first()
    if row is None:
        raise NotFound
    return JobOut.from_orm(row)


@router.post(
    "/{int:job_id}/retry", response=Done, operation_id="retry_job", summary="Chạy lại việc nền"
)
@needs(Right.CONFIGURE)
def again(request: Request, job_id: PathId) -> Done:
    """Set a job of the agency that was given up running again."""
    if not Job.objects.filter(pk=job_id, agency_id=request.actor.agency_id).exists():
        raise NotFound
    if not retry(job_id, request.actor.now):
        raise Conflict("Chỉ chạy lại được việc nền đã thất bại.")
    return Done(sentence=_("Việc nền sẽ chạy lại."))
