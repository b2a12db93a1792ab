"""Importing into a book: template, trial with what is wrong row by row, import, corrected sheet."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vanthu.faces.books.base import DOOR, Book
from vanthu.faces.imports.kinds import Kind
from vanthu.faces.jobs.importing import BOOK_IMPORT
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.importing import (
    blank,
    progress_of,
    report_of,
    sheet_sent,
    standing,
    why_not,
    workbook,
)
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.books import HERE, book_of, place_of
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import Lane
from vanthu.ground.base.jobs import enqueue
from vanthu.ground.base.models import Job
from vanthu.ground.files.queries import open_stream
from vanthu.kernel.errors import Conflict, NotFound, Refusal


def kind_of(book: Book[Any]) -> Kind:
    """What sheet the book takes; raises NotFound where it takes none."""
    if book.imports is None:
        raise NotFound
    return book.imports


@needs(*DOOR)
@require_http_methods(["GET", "POST"])
def imports(request: Request, module: str, name: str) -> HttpResponse:
    """Template, form and the last imports of the reader; POST takes a sheet in and has it tried."""
    book = book_of(request, module, name)
    kind = kind_of(book)
    if request.method == "GET":
        return _page(request, book, kind)
    kind.check(request.actor)
    try:
        sheet = sheet_sent(request)
    except Refusal as refusal:
        return _page(request, book, kind, dict(faults(refusal)))
    return _queued(request, book, {**sheet, "trial": True, "partial": False})


def _page(
    request: Request, book: Book[Any], kind: Kind, errors: dict[str, str] | None = None
) -> HttpResponse:
    return screen(
        request,
        "books/imports.html",
        here=HERE,
        status=422 if errors else 200,
        book=book,
        kind=kind,
        at=place_of(book, "imports"),
        list_url=place_of(book),
        why=why_not(request.actor, kind),
        errors=errors or {},
        last=[(job, standing(job)) for job in _jobs(request.actor, book)[:10]],
    )


def _jobs(actor: Actor, book: Book[Any]) -> Any:
    own = Job.objects.filter(task=BOOK_IMPORT, account_id=actor.account_id or -1)
    return own.filter(arguments__book=book.code).order_by("-pk")


def _job(actor: Actor, book: Book[Any], number: int) -> Job:
    """An import of the reader's own into this book."""
    found: Job | None = _jobs(actor, book).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


@needs(*DOOR)
@require_GET
def template(request: Request, module: str, name: str) -> HttpResponseBase:
    """The workbook to fill in."""
    book = book_of(request, module, name)
    kind = kind_of(book)
    kind.check(request.actor)
    return blank(kind, f"mau-{book.code.replace('/', '-')}.xlsx")


def _queued(
    request: Request, book: Book[Any], arguments: dict[str, Any], once: str = ""
) -> HttpResponse:
    """The page of the job; what is to be imported once is queued once, however often it is sent."""
    actor = request.actor
    with transaction.atomic():
        enqueue(
            actor,
            BOOK_IMPORT,
            lane=Lane.SLOW,
            priority=20,
            key=once or None,
            book=book.code,
            tenure_id=actor.tenure_id or 0,
            once=once,
            **arguments,
        )
        rows = _jobs(actor, book).filter(arguments__once=once)
        number = rows.values_list("pk", flat=True)[0]
    return HttpResponseRedirect(place_of(book, "imports", number))


@needs(*DOOR)
@require_GET
def result(request: Request, module: str, name: str, number: int) -> HttpResponse:
    """How the trial or the import went; asked again while it runs."""
    book = book_of(request, module, name)
    job = _job(request.actor, book, number)
    return screen(
        request,
        "books/import.html",
        here=HERE,
        block="outcome",
        book=book,
        at=place_of(book, "imports", number),
        imports_url=place_of(book, "imports"),
        list_url=place_of(book),
        writing=0 < job.total == job.progress,
        **progress_of(job),
    )


@needs(*DOOR)
@require_POST
def keep(request: Request, module: str, name: str, number: int) -> HttpResponse:
    """Import what was tried: all of it, or by explicit choice the right rows only."""
    book = book_of(request, module, name)
    job = _job(request.actor, book, number)
    kind_of(book).check(request.actor)
    tried, partial = report_of(job), request.POST.get("only") == "right"
    if not tried.get("trial") or (tried["fault_count"] and not (partial and tried["right"])):
        raise Conflict(_("Chỉ nhập được tệp đã kiểm tra và không có dòng sai."))
    arguments = {each: job.arguments[each] for each in ("sha256", "file_name")}
    once = f"{BOOK_IMPORT}:{job.pk}"
    if before := _jobs(request.actor, book).filter(arguments__once=once).first():
        return HttpResponseRedirect(place_of(book, "imports", before.pk))
    return _queued(request, book, {**arguments, "trial": False, "partial": partial}, once)


@needs(*DOOR)
@require_GET
def errors_file(request: Request, module: str, name: str, number: int) -> HttpResponseBase:
    """The sender's own sheet with what is to be corrected beside each wrong row."""
    book = book_of(request, module, name)
    job = _job(request.actor, book, number)
    kept = report_of(job).get("errors")
    if not kept:
        raise NotFound
    return workbook(open_stream(kept), f"can-sua-{job.arguments['file_name']}")
