"""Layout and capitals of one document: what the checker found, with the places on its pages."""

from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods

from vanthu.faces.jobs.checking_files import CHECK_LAYOUT
from vanthu.faces.web import layouts, sheets
from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.sheets import Source
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.documents import page
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.jobs import enqueue
from vanthu.kernel.errors import NotFound
from vanthu.office.documents.models import Document
from vanthu.office.documents.queries import find_visible


@signed_in
@require_http_methods(["GET", "POST"])
def layout(request: Request, number: int) -> HttpResponse:
    """What was found in the file asked for, else in the first that can be checked; by POST the
    worker is asked to check a long one."""
    found = find_visible(request.actor, number)
    sources = sheets.sources_of(request.actor, found)
    source = _wanted(sources, request.GET.get("file", ""))
    if request.method == "POST":
        return _ask(request, number, source)
    return page(request, found, "layout", _context(request.actor, found, source, sources))


@signed_in
@require_GET
def waiting(request: Request, number: int) -> HttpResponse:
    """Whether the worker still checks the file; at its end the page is asked to load anew."""
    found = find_visible(request.actor, number)
    source = _wanted(sheets.sources_of(request.actor, found), request.GET.get("file", ""))
    busy = source.blob is not None and layouts.being_checked(source.blob.pk)
    return screen(
        request, "documents/layout_waiting.html", document=found, key=source.key, waiting=busy
    )


def _wanted(sources: list[Source], key: str) -> Source:
    known = layouts.checkable(sources)
    found = next((source for source in known if source.key == key or not key), None)
    if found is None:
        raise NotFound
    return found


def _ask(request: Request, number: int, source: Source) -> HttpResponse:
    if source.blob is not None:
        with transaction.atomic():
            key = layouts.job_key(source.blob.pk)
            enqueue(request.actor, CHECK_LAYOUT, key=key, sha256=source.blob.pk)
    return HttpResponseRedirect(f"/documents/{number}/layout?file={quote(source.key)}")


def _context(
    actor: Actor, found: Document, source: Source, sources: list[Source]
) -> dict[str, Any]:
    report = layouts.report_of(actor, found, source)
    shown = layouts.shown(report) if report else None
    sheet = sheets.sheet(source)
    for one in sheet["pages"]:
        one["places"] = shown["places"].get(one["number"], ()) if shown else ()
    return {
        "sources": layouts.checkable(sources),
        "sheet": sheet,
        "report": shown,
        "waiting": report is None
        and source.blob is not None
        and layouts.being_checked(source.blob.pk),
    }
