"""Imports on screen, of configuration and of records: the sheet sent, and how a job stands."""

import tempfile
from typing import IO, Any

from django.http import FileResponse
from django.utils.translation import gettext as _

from vanthu.faces.acts.words import sentence_of
from vanthu.faces.imports.kinds import Kind
from vanthu.faces.imports.workbook import template
from vanthu.faces.web.access import Request
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import JobState
from vanthu.ground.base.models import Job
from vanthu.ground.files.actions import store
from vanthu.kernel.errors import Invalid, Refusal
from vanthu.reports.tables.writing import Format

_LIMIT = 20 * 1024 * 1024
_IN_MEMORY = 2 * 1024 * 1024


def why_not(actor: Actor, kind: Kind) -> str:
    """What keeps the actor from importing this kind; nothing when they may."""
    try:
        kind.check(actor)
    except Refusal as refusal:
        return sentence_of(refusal)
    return ""


def sheet_sent(request: Request) -> dict[str, Any]:
    """The sheet that was sent, kept, as a job names it; raises Invalid, what the store refuses."""
    sent = request.FILES.get("file")
    if sent is None or sent.file is None:
        raise Invalid({"file": _("Hãy chọn tệp XLSX đã điền.")})
    blob = store(sent.file, now=request.actor.now, limit=_LIMIT)
    return {"sha256": blob.sha256, "file_name": (sent.name or "")[:200]}


def blank(kind: Kind, name: str) -> FileResponse:
    """The workbook to fill in, under this name."""
    out = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the response closes it
    template(kind, out)
    out.seek(0)
    return workbook(out, name)


def workbook(stream: IO[bytes], name: str) -> FileResponse:
    """A workbook to be saved; the answer closes the stream."""
    media_type = Format.XLSX.media_type
    return FileResponse(stream, content_type=media_type, as_attachment=True, filename=name)


def report_of(job: Job) -> dict[str, Any]:
    """What the job told at its end; nothing before."""
    if job.state != JobState.DONE or not isinstance(job.result, dict):
        return {}
    return dict(job.result)


def progress_of(job: Job) -> dict[str, Any]:
    """What the page of a job shows: whether it runs, why it failed, what it told."""
    failed = job.state == JobState.FAILED
    return {
        "job": job,
        "running": job.state in (JobState.WAITING, JobState.RUNNING),
        "failed": job.error.strip().splitlines()[-1] if failed else "",
        "report": report_of(job),
    }


def standing(job: Job) -> tuple[str, str]:
    """Words and tone."""
    if job.state == JobState.FAILED:
        return _("Không đọc được"), "red"
    if job.state != JobState.DONE:
        return _("Đang làm"), "blue"
    report = report_of(job)
    if report["kept"]:
        return _("Đã nhập"), "green"
    if report["fault_count"]:
        return _("Có dòng sai"), "amber"
    return _("Hợp lệ, chưa nhập"), "blue"
