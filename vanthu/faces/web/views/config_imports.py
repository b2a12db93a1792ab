"""Importing configuration from spreadsheets: template, trial with errors row by row, import."""

import json
from typing import Any

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vanthu.faces.imports.kinds import Kind
from vanthu.faces.imports.running import KINDS
from vanthu.faces.jobs.importing import IMPORT
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.importing import blank, progress_of, report_of, sheet_sent, standing, why_not
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config import ADMINISTRATION
from vanthu.faces.web.views.reports_download import download
from vanthu.ground.access.secret import decrypt
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import Lane
from vanthu.ground.base.jobs import enqueue
from vanthu.ground.base.models import Job
from vanthu.kernel.errors import Conflict, Gone, NotFound, Refusal
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import Column, Heading, Table


@needs(*ADMINISTRATION)
@require_GET
def imports(request: Request) -> HttpResponse:
    """What can be imported, and the last imports of the reader."""
    return _page(request)


def _page(request: Request, errors: dict[str, str] | None = None, wrong: str = "") -> HttpResponse:
    actor = request.actor
    last = Job.objects.filter(task=IMPORT, account_id=actor.account_id or -1).order_by("-pk")[:10]
    return screen(
        request,
        "config/imports.html",
        here="config",
        status=422 if errors else 200,
        kinds=[(kind, why_not(actor, kind)) for kind in KINDS.values()],
        errors=errors or {},
        wrong=wrong,
        last=[(job, KINDS[job.arguments["kind"]].title, standing(job)) for job in last],
    )


def _kind(actor: Actor, code: str) -> Kind:
    kind = KINDS.get(code)
    if kind is None:
        raise NotFound
    kind.check(actor)
    return kind


@needs(*ADMINISTRATION)
@require_GET
def template(request: Request, code: str) -> HttpResponseBase:
    """The workbook to fill in."""
    kind = _kind(request.actor, code)
    return blank(kind, f"mau-{kind.code}.xlsx")


@needs(*ADMINISTRATION)
@require_http_methods(["GET", "POST"])
def send(request: Request, code: str) -> HttpResponse:
    """Take a filled workbook in and have it tried; a reader who comes by GET sees the page."""
    if request.method == "GET":
        return HttpResponseRedirect(reverse("config_imports"))
    kind = _kind(request.actor, code)
    try:
        sheet = sheet_sent(request)
    except Refusal as refusal:
        return _page(request, dict(faults(refusal)), code)
    return _queued(request, kind, {**sheet, "trial": True})


def _queued(request: Request, kind: Kind, arguments: dict[str, Any]) -> HttpResponse:
    actor = request.actor
    with transaction.atomic():
        enqueue(
            actor,
            IMPORT,
            lane=Lane.SLOW,
            priority=20,
            kind=kind.code,
            tenure_id=actor.tenure_id or 0,
            **arguments,
        )
        rows = Job.objects.filter(task=IMPORT, account_id=actor.account_id)
        number = rows.latest("pk").pk
    return HttpResponseRedirect(reverse("config_import", args=[number]))


def _job(actor: Actor, number: int) -> Job:
    """An import of the reader's own."""
    found = Job.objects.filter(pk=number, task=IMPORT, account_id=actor.account_id or -1).first()
    if found is None:
        raise NotFound
    return found


@needs(*ADMINISTRATION)
@require_GET
def result(request: Request, number: int) -> HttpResponse:
    """How the trial or the import went; asked again while it runs."""
    job = _job(request.actor, number)
    return screen(
        request,
        "config/import.html",
        here="config",
        block="outcome",
        kind=KINDS[job.arguments["kind"]],
        has_secrets=bool(report_of(job).get("secrets")),
        **progress_of(job),
    )


@needs(*ADMINISTRATION)
@require_POST
def keep(request: Request, number: int) -> HttpResponse:
    """Import the file whose trial found nothing wrong."""
    job = _job(request.actor, number)
    tried = report_of(job)
    if not tried.get("trial") or tried["fault_count"]:
        raise Conflict(_("Chỉ nhập được tệp đã kiểm tra và không có dòng sai."))
    kind = _kind(request.actor, job.arguments["kind"])
    arguments = {name: job.arguments[name] for name in ("sha256", "file_name")}
    return _queued(request, kind, {**arguments, "trial": False})


@needs(*ADMINISTRATION)
@require_GET
def errors_file(request: Request, number: int) -> HttpResponseBase:
    """The errors as a table, to be worked off beside the sheet."""
    job = _job(request.actor, number)
    faulty = report_of(job).get("faults", [])
    rows = [[str(f["row"] or ""), f["column"], f["sentence"]] for f in faulty]
    columns = [
        Column(_("Dòng"), 0.6, centred=True),
        Column(_("Cột"), 1.5),
        Column(_("Cần sửa"), 5),
    ]
    heading = Heading(
        title=_("Các dòng cần sửa"),
        agency="",
        lines=(job.arguments["file_name"],),
        mark=print_mark(request.actor),
    )
    return download(request.actor, Table(heading, columns, rows, numbered=False), "xlsx")


@needs(*ADMINISTRATION)
@require_POST
def passwords(request: Request, number: int) -> HttpResponseBase:
    """The first passwords, once: they are wiped as they are handed over."""
    actor = request.actor
    with transaction.atomic():
        job = _job(actor, number)
        report = report_of(job)
        kept = report.pop("secrets", "")
        opened = json.loads(decrypt(kept) or "[]") if kept else []
        if not opened:
            raise Gone(_("Danh sách mật khẩu đã được tải về trước đó nên không còn lưu ở đây."))
        Job.objects.filter(pk=job.pk).update(result=report)
    columns = [
        Column(_("Họ và tên"), 2),
        Column(_("Tên đăng nhập"), 2),
        Column(_("Mật khẩu đầu tiên"), 2),
    ]
    heading = Heading(title=_("Mật khẩu đầu tiên"), agency="", mark=print_mark(actor))
    return download(actor, Table(heading, columns, opened, numbered=False), "xlsx")
