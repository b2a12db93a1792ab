"""Reports written out of figures: made as of a day, read with their proof, taken out."""

import tempfile
from datetime import datetime, time
from typing import IO, Any

from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.shell import screen
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.figures.models import FigureRun
from vanthu.ground.figures.queries import report_of, stale_sentences
from vanthu.kernel.errors import NotFound
from vanthu.kernel.text import fold
from vanthu.reports.actions import tell
from vanthu.reports.midterm import actions, queries
from vanthu.reports.tables.writing import Format
from vanthu.reports.texts.model import paper_of
from vanthu.reports.texts.writing import WRITERS

_IN_MEMORY = 2 * 1024 * 1024
FORMS = ((Format.DOCX, "Word (DOCX)"), (Format.PDF, "PDF"))


@needs(Right.CADRES)
@require_http_methods(["GET", "POST"])
def midterm(request: Request) -> HttpResponse:
    """The mid-term reports made, and making another as of a day."""
    form = Form(
        request,
        [
            Field("as_of", _("Số liệu tính đến hết ngày"), kind="day", width="w6"),
            Field(
                "known_at",
                _("Theo những gì hệ thống biết đến hết ngày"),
                kind="day",
                required=False,
                hint=_("Để trống là đến lúc này."),
                width="w6",
            ),
        ],
    )
    if form.sent:
        as_of, known = form.day("as_of"), form.day_or_none("known_at")
        moment = datetime.combine(known, time.max, VIETNAM) if known else None
        if form.does(actions.write, request.actor, as_of=as_of, known_at=moment):
            made = Toast(_("Đã lập báo cáo; mỗi số đã chốt cùng danh sách chứng minh."))
            return leave(HttpResponseRedirect(reverse("text", args=[form.result.pk])), made)
    return screen(
        request,
        "texts/midterm.html",
        here="midterm",
        status=form.status,
        form=form,
        reports=queries.reports(),
    )


@needs(Right.CADRES)
@require_GET
def text(request: Request, number: int) -> HttpResponse:
    """A report with the figures of each sentence; with `check` also which no longer hold."""
    report = report_of(request.actor, number)
    sentences = list(report.sentences.order_by("place").prefetch_related("runs__evidence"))
    checked = "check" in request.GET
    stale = stale_sentences(report.pk, request.actor.now) if checked else {}
    return screen(
        request,
        "texts/text.html",
        here="midterm",
        block="sentences" if checked else None,
        report=report,
        paragraphs=_paragraphs(sentences, stale),
        checked=checked,
        stale=len(stale),
        forms=FORMS,
    )


def _paragraphs(sentences: list[Any], stale: dict[int, list[FigureRun]]) -> list[dict[str, Any]]:
    """Sentences in their paragraphs; a break or another kind begins a new one."""
    found: list[dict[str, Any]] = []
    open_paragraph = False
    for each in sentences:
        if each.kind in ("break", "title"):
            open_paragraph = False
            continue
        said = {
            "text": each.text,
            "runs": sorted(each.runs.all(), key=lambda run: run.pk),
            "stale": stale.get(each.pk, []),
        }
        if each.kind == "sentence" and open_paragraph:
            found[-1]["sentences"].append(said)
        else:
            found.append({"kind": each.kind, "sentences": [said]})
        open_paragraph = each.kind == "sentence"
    return found


@needs(Right.CADRES)
@require_GET
def export(request: Request, number: int, form: str) -> HttpResponseBase:
    """The report as a file, with its annex of definitions and lists."""
    writer = WRITERS.get(form)
    if writer is None:
        raise NotFound
    report = report_of(request.actor, number)
    paper = paper_of(request.actor, report)
    out: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the response closes it
    writer(paper, out)
    out.seek(0)
    tell(request.actor, title=_one_line(report.title), form=form)
    return FileResponse(
        out,
        content_type=Format(form).media_type,
        as_attachment=True,
        filename=f"{fold(_one_line(report.title)).replace(' ', '-')[:80]}.{form}",
    )


def _one_line(title: str) -> str:
    return " ".join(title.split())
