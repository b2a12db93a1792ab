"""What the worker does for the administrator: how far it is, what it gave up, run again."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config_pages import done
from vanthu.faces.web.views.reports_asking import Asking
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import JobState
from vanthu.ground.base.jobs import retry as run_again
from vanthu.ground.base.models import Job
from vanthu.ground.org.permissions import is_provincial
from vanthu.kernel.errors import Conflict, NotFound

PAGE = 50
TONES = {JobState.FAILED: "red", JobState.DONE: "green", JobState.RUNNING: "blue"}
TASKS = {
    "interchange.deliver": gettext_lazy("Chuyển văn bản đến nơi nhận"),
    "exchange.send": gettext_lazy("Gửi gói tin liên thông"),
    "exchange.receive": gettext_lazy("Nhận gói tin liên thông"),
    "exchange.watch": gettext_lazy("Theo dõi đường liên thông"),
    "files.read": gettext_lazy("Đọc tệp văn bản"),
    "files.read_version": gettext_lazy("Đọc tệp dự thảo"),
    "files.recognise": gettext_lazy("Nhận dạng chữ trong bản quét"),
    "files.check_layout": gettext_lazy("Kiểm tra thể thức"),
    "signatures.check": gettext_lazy("Kiểm tra chữ ký số"),
    "signing.expiring": gettext_lazy("Nhắc chứng thư số sắp hết hạn"),
    "files.check": gettext_lazy("Kiểm tra tệp lưu trữ"),
    "journal.seal": gettext_lazy("Niêm phong nhật ký"),
    "journal.verify": gettext_lazy("Kiểm tra nhật ký"),
    "previews.sweep": gettext_lazy("Dọn ảnh xem trước"),
    "jobs.sweep": gettext_lazy("Dọn việc nền đã xong"),
    "reminders": gettext_lazy("Nhắc hạn"),
    "notify.mail": gettext_lazy("Gửi thư thông báo"),
    "exchange.directories": gettext_lazy("Đặt lịch đồng bộ danh bạ liên thông"),
    "exchange.reconcile": gettext_lazy("Đối soát liên thông hằng ngày"),
    "exchange.directory": gettext_lazy("Đồng bộ danh bạ liên thông"),
    "config.import": gettext_lazy("Nhập dữ liệu từ Excel"),
    "books.import": gettext_lazy("Nhập sổ từ Excel"),
}


def visible_jobs(actor: Actor) -> QuerySet[Job]:
    """The jobs of the agency; those of every agency for the centre of the province."""
    rows = Job.objects.all()
    return rows if is_provincial(actor) else rows.filter(agency_id=actor.agency_id)


@needs(Right.CONFIGURE)
@require_GET
def jobs(request: Request) -> HttpResponse:
    """Jobs, the newest first, by state."""
    asking = Asking(request.GET, ("state",))
    state, before = asking.one_of("state", JobState.values), asking.number("after")
    rows = visible_jobs(request.actor).order_by("-pk")
    if state:
        rows = rows.filter(state=state)
    if before:
        rows = rows.filter(pk__lt=before)
    page = list(rows[: PAGE + 1])
    shown = page[:PAGE]
    return screen(
        request,
        "jobs/jobs.html",
        here="jobs",
        rows=[_row(row) for row in shown],
        filters=_filters(state),
        following=asking.address(after=shown[-1].pk) if len(page) > PAGE else "",
    )


def _filters(state: str | None) -> list[dict[str, Any]]:
    every = [("", _("Tất cả")), *((each.value, each.label) for each in reversed(JobState))]
    return [
        {
            "label": label,
            "url": f"{address('jobs')}?state={value}" if value else address("jobs"),
            "current": value == (state or ""),
        }
        for value, label in every
    ]


def _row(job: Job) -> dict[str, Any]:
    state = JobState(job.state)
    return {
        "job": job,
        "name": str(TASKS.get(job.task, job.task)),
        "state": state.label,
        "tone": TONES.get(state, ""),
        "failed": state == JobState.FAILED,
        "share": job.progress / job.total if job.total and state == JobState.RUNNING else None,
        "why": job.error.strip().splitlines()[-1][:300] if job.error.strip() else "",
    }


@needs(Right.CONFIGURE)
@require_POST
def retry(request: Request, number: int) -> HttpResponse:
    """Run a job again that was given up."""
    if not visible_jobs(request.actor).filter(pk=number).exists():
        raise NotFound
    if not run_again(number, request.actor.now):
        raise Conflict(_("Chỉ chạy lại được việc nền đã thất bại."))
    return done(f"{address('jobs')}?state=failed", _("Việc nền sẽ chạy lại trong giây lát."))
