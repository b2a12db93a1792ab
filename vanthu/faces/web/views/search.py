"""The search page: one box, filters, columns of choice, kept queries, taking the list out."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from markupsafe import Markup

from vanthu.faces.acts.options import type_options
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.act_forms import grouped
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.options import options
from vanthu.faces.web.places import address
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.reports_download import FORMS, download
from vanthu.faces.web.views.search_asked import Asked, read, saved_address
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Refusal
from vanthu.office.documents.choices import Direction, DocumentState, Urgency
from vanthu.office.documents.models import DocumentType
from vanthu.office.documents.queries import type_names, types_for
from vanthu.office.search import queries
from vanthu.office.search.actions import drop_query, save_query
from vanthu.office.search.queries import NEWEST, RELEVANCE, Hit, Page, Query
from vanthu.reports.lists.columns import COLUMNS, text_of
from vanthu.reports.lists.documents import MOST_ROWS, document_table


@needs(Right.SEARCH)
@require_GET
def search(request: Request) -> HttpResponse:
    """The page, with the documents found when something was asked."""
    asked = read(request.GET)
    page, errors = found(request.actor, asked)
    return show(request, asked, page, errors)


def found(actor: Actor, asked: Asked) -> tuple[Page | None, dict[str, str]]:
    """A page of hits, or none with the sentences that say why."""
    errors = dict(asked.errors)
    if not asked.anything or errors:
        return None, errors
    try:
        return queries.search(actor, asked.query, after=asked.after), errors
    except Refusal as refusal:
        return None, {"q": faults(refusal).get("", refusal.sentence)}


def show(
    request: Request, asked: Asked, page: Page | None, errors: dict[str, str], name: str = ""
) -> HttpResponse:
    """The search page in this state."""
    catalogue = types_for(request.actor.agency_id)
    types = {row.code: row.name for row in catalogue}
    return screen(
        request,
        "search/search.html",
        here="search",
        query=asked.values.get("q", ""),
        status=422 if errors else 200,
        asked=asked,
        errors=errors,
        name=name,
        page=page,
        total=_total(page) if page else "",
        columns=[(COLUMNS[code].label, _kind(code)) for code in asked.columns],
        rows=[_row(hit, asked, types) for hit in page.hits] if page else [],
        every_column=COLUMNS.values(),
        following=asked.address(after=page.after) if page and page.after else "",
        choices=_choices(catalogue),
        kept=[(row, saved_address(row.query, row.columns)) for row in _kept(request)],
        forms=FORMS,
    )


def _kept(request: Request) -> list[Any]:
    return queries.saved_queries(request.actor)


def _total(page: Page) -> str:
    if page.more:
        return _("từ %(n)s văn bản trở lên") % {"n": page.count}
    return _("%(n)s văn bản") % {"n": page.count}


def _kind(code: str) -> str:
    return "number" if code == "arrival_number" else ""


_LINK = Markup('<a href="/documents/{}">{}</a>')


def _row(hit: Hit, asked: Asked, types: dict[str, str]) -> list[object]:
    """The cells of a hit: the first links to the document, the subject shows where it was found."""
    cells: list[object] = [text_of(code, hit.values, types) for code in asked.columns]
    cells[0] = _LINK.format(hit.id, cells[0] or _("(Chưa có)"))
    if "subject" in asked.columns and hit.snippet:
        place = asked.columns.index("subject")
        before, word, after = hit.snippet
        note = Markup('<br><span class="small muted">… {}<mark>{}</mark>{} …</span>')
        cells[place] = Markup("<span>{}{}</span>").format(
            cells[place], note.format(before, word, after)
        )
    return cells


def _choices(types: list[DocumentType]) -> dict[str, Any]:
    return {
        "direction": options(Direction),
        "state": options(DocumentState),
        "urgency": options(Urgency),
        "type": grouped(type_options(types)),
        "order": [(RELEVANCE, _("Khớp nhất trước")), (NEWEST, _("Mới nhất trước"))],
    }


@needs(Right.SEARCH)
@require_GET
def export(request: Request, form: str) -> HttpResponseBase:
    """The documents found, the newest 2,000 at most, with the chosen columns."""
    asked = read(request.GET)
    query = Query(**{**vars(asked.query), "order": NEWEST})
    hits = queries.search(request.actor, query, limit=MOST_ROWS, snippets=False)
    table = document_table(
        request.actor,
        title=_("Danh sách văn bản tìm thấy"),
        rows=[hit.values for hit in hits.hits],
        columns=asked.columns,
        types=type_names(),
        lines=_lines(asked, hits),
    )
    return download(request.actor, table, form)


def _lines(asked: Asked, page: Page) -> list[str]:
    lines = []
    if asked.query.text:
        lines.append(_("Từ khóa: %(words)s") % {"words": asked.query.text})
    if page.more:
        lines.append(_("%(n)s văn bản mới nhất; còn văn bản khác khớp") % {"n": MOST_ROWS})
    return lines


@needs(Right.SEARCH)
@require_POST
def save(request: Request) -> HttpResponse:
    """Keep what is asked under a name."""
    asked, name = read(request.POST), request.POST.get("name", "")
    try:
        save_query(request.actor, name=name, query=asked.query, columns=list(asked.columns))
    except Refusal as refusal:
        page, errors = found(request.actor, asked)
        return show(request, asked, page, {**errors, **faults(refusal)}, name)
    answer = HttpResponseRedirect(f"{address('search')}?{asked.address()}")
    return leave(answer, Toast(_("Đã lưu câu tìm kiếm.")))


@needs(Right.SEARCH)
@require_POST
def drop(request: Request, number: int) -> HttpResponse:
    """Forget a kept query."""
    drop_query(request.actor, query_id=number)
    return leave(HttpResponseRedirect(address("search")), Toast(_("Đã bỏ câu tìm kiếm.")))
