"""One document in the reader, its tabs, and its files."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from vanthu.faces.web import layouts, previews, sheets
from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.reader import reader
from vanthu.faces.web.rendering import wants_fragment
from vanthu.faces.web.shell import screen
from vanthu.faces.web.signatures import panel
from vanthu.faces.web.tabs import facts_tab, path_tab, related_tab
from vanthu.faces.web.views.boxes import box_list
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import open_stream
from vanthu.ground.journal.actions import unit_of_work
from vanthu.ground.notify.actions import mark_read_about
from vanthu.kernel.errors import NotFound
from vanthu.office.copies.actions import print_original
from vanthu.office.copies.permissions import can_print_original
from vanthu.office.documents.actions import record_access
from vanthu.office.documents.actions.access import record_view
from vanthu.office.documents.choices import Direction, DocumentState
from vanthu.office.documents.models import Document, DocumentFile, FieldReading
from vanthu.office.documents.permissions import check_files, visible
from vanthu.office.documents.queries import find_visible
from vanthu.office.drafting.models import DraftVersion
from vanthu.office.handling import boxes
from vanthu.office.handling.choices import Box
from vanthu.office.reading.queries import draw_pages

_MINUTES_10 = 600
# While a draft is in these states its text is written, commented on and read in the editor.
_WRITTEN = frozenset(
    {
        DocumentState.DRAFTING,
        DocumentState.CONTENT_REVIEW,
        DocumentState.FORMAT_REVIEW,
        DocumentState.LEADER_REVIEW,
        DocumentState.APPROVED,
    }
)


@signed_in
@require_GET
def document(request: Request, number: int) -> HttpResponse:
    """The paper: opening it is journalled, and marks it as read."""
    actor, found = request.actor, find_visible(request.actor, number)
    if request.headers.get("HX-Target") != "reader-tab":
        look(actor, found)
    return page(request, found, "paper", paper_tab(actor, found, request.GET.get("file", "")))


@signed_in
@require_GET
def path(request: Request, number: int) -> HttpResponse:
    """Who has it, since when, until when."""
    found = find_visible(request.actor, number)
    return page(request, found, "path", path_tab(request.actor, found))


@signed_in
@require_GET
def facts(request: Request, number: int) -> HttpResponse:
    """Its fields."""
    found = find_visible(request.actor, number)
    return page(request, found, "facts", facts_tab(request.actor, found))


@signed_in
@require_GET
def related(request: Request, number: int) -> HttpResponse:
    """What it is tied to."""
    found = find_visible(request.actor, number)
    return page(request, found, "related", related_tab(request.actor, found))


def look(actor: Actor, found: Document) -> None:
    """Looking is an act: journalled; what was told about it is read, its box items are opened."""
    with unit_of_work(actor):
        record_view(actor, document=found)
        boxes.opened(actor, found.pk)
        mark_read_about(actor, object_type="document", object_id=found.pk)


def page(
    request: Request, found: Document, tab: str, content: Any, status: int = 200, **more: Any
) -> HttpResponse:
    """The reader with one tab: alone for htmx, else beside the list of the box it came from."""
    box = box_of(request)
    context = {"form": None, **reader(request.actor, found, tab, box), **content, **more}
    if request.headers.get("HX-Target") == "reader-tab":
        return screen(request, "documents/tabbed.html", here=box, **context)
    if box and not wants_fragment(request):
        context["list"] = box_list(request.actor, Box(box), opened=found.pk)
    else:
        context["list"] = None
    return screen(
        request, "documents/document.html", block="reader", here=box, status=status, **context
    )


def box_of(request: Request) -> str:
    """The code of the box a document was opened from; nothing when it was found elsewhere."""
    code = request.GET.get("box", "")
    return code if code in Box.values else ""


def paper_tab(actor: Actor, found: Document, wanted: str = "") -> Any:
    """The files, the one asked for (else the first) with its pages."""
    sources = sheets.sources_of(actor, found)
    source = sheets.shown(sources, wanted)
    first = source is not None and bool(sources) and source is sources[0]
    readings = list(FieldReading.objects.filter(document=found)) if first else []
    return {
        "sources": sources,
        "sheet": sheets.sheet(source, readings) if source else None,
        "writing": found.direction != Direction.INCOMING and found.state in _WRITTEN,
        "signatures": panel(found, source.blob) if source else None,
        "prints_original": can_print_original(actor, found),
        **_layout(actor, found, sources),
    }


def _layout(actor: Actor, found: Document, sources: Sequence[sheets.Source]) -> dict[str, Any]:
    """Whether there is a layout of ours to check; who approves the format sees how it stands."""
    ours = found.direction != Direction.INCOMING and bool(layouts.checkable(sources))
    due = ours and found.state == DocumentState.FORMAT_REVIEW
    return {
        "layout": ours,
        "layout_counts": layouts.counts_of(actor, found, sources) if due else None,
    }


def _file(actor: Actor, number: int, file: int) -> tuple[Blob, str]:
    """The bytes and name of a file, when the document is open to the actor; one statement."""
    row = (
        DocumentFile.objects.filter(pk=file, document=number, document__in=visible(actor))
        .select_related("blob", "document")
        .first()
    )
    if row is None:
        raise NotFound
    check_files(actor, row.document)
    return row.blob, row.name


def _version(actor: Actor, number: int, version: int) -> DraftVersion:
    row = (
        DraftVersion.objects.filter(version=version, document=number, document__in=visible(actor))
        .select_related("blob", "document")
        .first()
    )
    if row is None:
        raise NotFound
    check_files(actor, row.document)
    return row


@signed_in
@require_GET
def file_page(request: Request, number: int, file: int, page: int) -> HttpResponseBase:
    """The picture of a page of a file."""
    blob, _name = _file(request.actor, number, file)
    return _picture(blob, page)


@signed_in
@require_GET
def version_page(request: Request, number: int, version: int, page: int) -> HttpResponseBase:
    """The picture of a page of a draft's version."""
    row = _version(request.actor, number, version)
    return _set(request.actor, row, page) if sheets.is_set(row) else _picture(row.blob, page)


def _set(actor: Actor, row: DraftVersion, page: int) -> HttpResponse:
    """A page of a text of ours: set anew, because who receives it or signs may have changed."""
    _count, drawn = draw_pages(sheets.version_pdf(actor, row), (page,), previews.SCALE)
    if page not in drawn:
        raise NotFound
    return HttpResponse(drawn[page], content_type="image/png")


def _picture(blob: Blob | None, page: int) -> HttpResponseBase:
    if blob is None or not previews.is_drawn(blob.media_type):
        raise NotFound
    response = FileResponse(previews.page_image(blob.pk, page).open("rb"))
    response.headers["Content-Type"] = "image/png"
    # The address names bytes that never change; but rights may, so not for long.
    response.headers["Cache-Control"] = f"private, max-age={_MINUTES_10}"
    return response


@signed_in
@require_GET
def download(request: Request, number: int, file: int) -> HttpResponseBase:
    """The bytes as they came in; journalled."""
    blob, name = _file(request.actor, number, file)
    record_access(request.actor, document_id=number, how="download", file_id=file)
    return attachment(blob, name)


@signed_in
@require_GET
def download_version(request: Request, number: int, version: int) -> HttpResponseBase:
    """The bytes of a draft's version; journalled."""
    row = _version(request.actor, number, version)
    if row.blob is None:
        raise NotFound
    record_access(request.actor, document_id=number, how="download")
    return attachment(row.blob, row.file_name)


@signed_in
@require_GET
def paper_original(request: Request, number: int) -> HttpResponse:
    """The pages of an issued electronic document to be printed and sealed; journalled."""
    pages = print_original(request.actor, document_id=number)
    response = HttpResponse(pages, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="ban-chinh-giay-{number}.pdf"'
    return response


def attachment(blob: Blob, name: str) -> HttpResponseBase:
    """A download that no browser opens in our name: attached, not sniffed, in a sandbox."""
    response = FileResponse(open_stream(blob.pk), as_attachment=True, filename=name or "van-ban")
    response.headers["Content-Type"] = blob.media_type
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@signed_in
@require_GET
def view_file(request: Request, number: int, file: int) -> HttpResponse:
    """A file by itself, as large as the window."""
    return _alone(request, number, f"f{file}")


@signed_in
@require_GET
def view_version(request: Request, number: int, version: int) -> HttpResponse:
    """A version of a draft by itself."""
    found = find_visible(request.actor, number)
    row = _version(request.actor, number, version)
    return _sheet(request, found, sheets.version_source(request.actor, row))


@signed_in
@require_GET
def sheet(request: Request, number: int) -> HttpResponse:
    """What can be seen of a file meanwhile: asked again while the worker reads it."""
    found, key = find_visible(request.actor, number), request.GET.get("file", "")
    if not wants_fragment(request):
        return HttpResponseRedirect(f"/documents/{number}?file={quote(key)}")
    source = next((s for s in sheets.sources_of(request.actor, found) if s.key == key), None)
    if source is None:
        raise NotFound
    tries = request.GET.get("tries", "")
    return screen(
        request,
        "documents/shown.html",
        sheet=sheets.sheet(source),
        tries=int(tries[:3]) if tries.isdecimal() else 0,
    )


def _alone(request: Request, number: int, key: str) -> HttpResponse:
    found = find_visible(request.actor, number)
    source = next((s for s in sheets.sources_of(request.actor, found) if s.key == key), None)
    if source is None:
        raise NotFound
    return _sheet(request, found, source)


def _sheet(request: Request, found: Document, source: sheets.Source) -> HttpResponse:
    """To print is more than to view: journalled, and refused where a document is frozen."""
    printing = "print" in request.GET
    record_access(request.actor, document_id=found.pk, how="print" if printing else "view")
    return screen(
        request,
        "documents/sheet.html",
        document=found,
        sheet=sheets.sheet(source),
        printing=printing,
    )
