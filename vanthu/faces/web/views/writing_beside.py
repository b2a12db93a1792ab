"""Beside the text of a draft: how it will print, comments, what to insert."""

import base64
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vanthu.faces.web import wording
from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.desks import on_desk
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.rendering import wants_fragment
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.comparing import attached
from vanthu.faces.web.views.writing import answered, body_of, refused
from vanthu.kernel.errors import Refusal
from vanthu.office.documents.queries import find_visible, type_names
from vanthu.office.drafting import actions
from vanthu.office.drafting import queries as drafting
from vanthu.office.drafting.actions import Anchor
from vanthu.office.drafting.queries import papers
from vanthu.office.reading.queries import draw_pages
from vanthu.office.search import queries as searching
from vanthu.office.search.queries import Hit, Query
from vanthu.office.writing.queries import content_from_json, full_citation, short_citation

_SCALE = 1.5  # of 72 dpi: sharp in half a window, light on the line
_PAGES = 6  # drawn in one answer: what fits on a screen, and its neighbours
_FOUND = 12


@signed_in
@require_POST
def preview(request: Request, number: int) -> HttpResponse:
    """The pages in sight of the text that was sent, as it would be printed; nothing is kept."""
    try:
        sent = body_of(request)
        content = content_from_json(sent.get("content"))
        pdf = papers.preview(request.actor, number, content)
        count, drawn = draw_pages(pdf, _pages(sent), _SCALE)
    except Refusal as refusal:
        return refused(refusal)
    return JsonResponse({"count": count, "pages": {n: _picture(png) for n, png in drawn.items()}})


def _pages(sent: Mapping[str, Any]) -> list[int]:
    wanted = sent.get("pages")
    pages = wanted if isinstance(wanted, list) else [1]
    return [page for page in pages if type(page) is int][:_PAGES]


def _picture(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


@signed_in
@require_GET
def sheet(request: Request, number: int) -> HttpResponse:
    """The text as it stands on the server, typeset, as a PDF to look at."""
    pdf = papers.preview(request.actor, number, on_desk(request.actor, number).content)
    return attached(pdf, "application/pdf", f"du-thao-{number}.pdf", inline=True)


@signed_in
@require_POST
def comment(request: Request, number: int) -> HttpResponse:
    """A comment on a place of the text or on the whole, or an answer to one."""
    form = request.POST
    text, answers = form.get("text", ""), form.get("answers", "")
    if answers.isdecimal():
        actions.reply(request.actor, document_id=number, comment_id=int(answers), text=text)
        return _commented(request, number, _("Đã gửi trả lời."))
    quote = form.get("quote", "").replace("\r\n", "\n")
    start, stop = (int(form[name]) if form.get(name, "").isdecimal() else 0 for name in _LETTERS)
    anchor = Anchor(form.get("block", ""), start, stop, quote)
    actions.comment(request.actor, document_id=number, text=text, anchor=anchor)
    return _commented(request, number, _("Đã gửi góp ý."))


_LETTERS = ("start", "stop")


@signed_in
@require_POST
def settle(request: Request, number: int, comment: int) -> HttpResponse:
    """A comment has been taken care of."""
    actions.settle_comment(request.actor, document_id=number, comment_id=comment)
    return _commented(request, number, _("Đã đánh dấu xử lý xong góp ý."))


def _commented(request: Request, number: int, told: str) -> HttpResponse:
    if not wants_fragment(request):
        return leave(HttpResponseRedirect(f"/documents/{number}/text#comments"), Toast(told))
    sheet = on_desk(request.actor, number)
    return screen(
        request, "drafts/comments.html", document=sheet.document, errors={}, **sheet.margin
    )


@signed_in
@require_GET
def cite(request: Request, number: int) -> HttpResponse:
    """Documents of the system to name in the text: in full, and as they are named again."""
    find_visible(request.actor, number)
    try:
        query = Query(text=request.GET.get("q", ""))
        page = searching.search(request.actor, query, limit=_FOUND, snippets=False)
    except Refusal as refusal:
        return refused(refusal)
    names = type_names()
    found = [_citable(hit, names) for hit in page.hits if hit.id != number]
    return answered({"documents": found})


def _citable(hit: Hit, names: Mapping[str, str]) -> Mapping[str, str]:
    values = hit.values
    kind = names.get(values["type_id"] or "", "") or _("Văn bản")
    reference, day = values["reference"] or "", values["issued_on"]
    return {
        "full": full_citation(
            kind,
            reference=reference,
            day=day,
            issuer=values["issuer_name"] or "",
            subject=values["subject"],
        ),
        "short": short_citation(kind, reference),
        "note": f"{reference} {wording.day(day)}".strip(),
    }


@signed_in
@require_GET
def standards(request: Request, number: int) -> HttpResponse:
    """The standard texts of the agency for papers of this type."""
    document = find_visible(request.actor, number)
    rows = drafting.standard_texts(document.agency_id, document.type_id or "")
    found = [
        {
            "name": row.name,
            "note": row.type.name if row.type else _("Mọi loại văn bản"),
            "content": row.content,
        }
        for row in rows
    ]
    return answered({"texts": found})
