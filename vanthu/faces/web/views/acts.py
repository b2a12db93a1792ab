"""Doing something to a document: its form, the act, what opens next, and taking it back."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from vanthu.faces.acts import catalogue
from vanthu.faces.acts.base import Act, Outcome
from vanthu.faces.acts.words import sentence_of
from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.act_forms import fields_of, read
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.numbers import row_numbers
from vanthu.faces.web.reader import PAGES, act_url, reader
from vanthu.faces.web.rendering import wants_fragment
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.faces.web.signers import tell_above
from vanthu.faces.web.views.boxes import box_list, following, ids_of
from vanthu.faces.web.views.documents import box_of, look, page, paper_tab
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Invalid, NotFound, Refusal
from vanthu.office.documents.permissions import can_see
from vanthu.office.documents.queries import find_visible
from vanthu.office.handling.choices import Box


@signed_in
@require_http_methods(["GET", "POST"])
def act(request: Request, number: int, name: str) -> HttpResponse:
    """GET shows the form of the act beside the paper; POST does it."""
    if name in PAGES and request.method == "GET":
        return HttpResponseRedirect(act_url(number, name, box_of(request)))
    if request.method == "GET":
        return _form(request, number, name)
    try:
        return do(request, number, name, read(request, catalogue.find(name)))
    except Refusal as refusal:
        if not (refusal.field or refusal.status == Invalid.status):
            raise
        return _form(request, number, name, refusal)


def _form(request: Request, number: int, name: str, refusal: Refusal | None = None) -> HttpResponse:
    """The form in its place under the bar of acts; alone for htmx, else with the whole document."""
    form = catalogue.form(request.actor, number, name)
    errors = faults(refusal) if refusal else {}
    posted = request.POST if refusal else None
    fields = fields_of(request.actor, form, posted, errors)
    tell_above(request.actor, number, fields)
    shown = {
        "act": form.offer.act,
        "why": "" if form.offer.allowed else form.offer.reason,
        "warning": form.offer.warning,
        "fields": fields,
        "errors": errors,
        "action": act_url(number, name, box_of(request)),
        "ids": (),
    }
    status = Invalid.status if refusal else 200
    if wants_fragment(request):
        response = screen(request, "documents/act.html", status=status, form=shown, back="")
        response.headers["HX-Retarget"] = "#act"
        return response
    found = find_visible(request.actor, number)
    return page(request, found, "paper", paper_tab(request.actor, found), status, form=shown)


def do(request: Request, number: int, name: str, data: Any) -> HttpResponse:
    """Do it, say so, and open what comes next in the box."""
    actor, code = request.actor, box_of(request)
    before = ids_of(actor, Box(code)) if code else []
    outcome = catalogue.perform(actor, number, name, data)
    toast = toast_of(outcome, code)
    made = outcome.document_id not in (None, number)
    if made:
        return _go(request, f"/documents/{outcome.document_id}", toast)
    following_id = following(before, ids_of(actor, Box(code)), number) if code else number
    if not wants_fragment(request):
        return leave(HttpResponseRedirect(next_url(actor, following_id, code)), toast)
    return _after(request, following_id, code, toast)


def toast_of(outcome: Outcome, code: str) -> Toast:
    """What is said, with the way back where there is one."""
    undo = f"/undo/{outcome.undo}" + (f"?box={code}" if code else "") if outcome.undo else ""
    return Toast(str(outcome.sentence), undo)


def next_url(actor: Actor, number: int | None, code: str) -> str:
    """The document to open next, else the box, else home; never one that is closed to the actor."""
    query = f"?box={code}" if code else ""
    if number is not None and can_see(actor, number):
        return f"/documents/{number}{query}"
    return f"/boxes/{code}" if code else "/"


def _after(request: Request, number: int | None, code: str, toast: Toast) -> HttpResponse:
    """The next document in the reader, the list without what is done, the counts, and the toast."""
    actor = request.actor
    url = next_url(actor, number, code)
    context: dict[str, Any] = {"toast": toast, "list": None, "document": None}
    if number is not None and can_see(actor, number):
        found = find_visible(actor, number)
        look(actor, found)
        context |= {**reader(actor, found, "paper", code), **paper_tab(actor, found), "form": None}
    elif not code:
        return _go(request, url, toast)
    if code:
        context["list"] = box_list(actor, Box(code), opened=number or 0)
    response = screen(request, "documents/after.html", here=code, **context)
    response.headers["HX-Push-Url"] = url
    return response


def _go(request: Request, url: str, toast: Toast) -> HttpResponse:
    """To another page, also when htmx asked."""
    if wants_fragment(request):
        return leave(HttpResponse(status=204, headers={"HX-Redirect": url}), toast)
    return leave(HttpResponseRedirect(url), toast)


@signed_in
@require_POST
def undo(request: Request, tokens: str) -> HttpResponse:
    """Take back what was just done: one act, or the many of a bulk."""
    outcomes = [catalogue.undo(request.actor, token) for token in tokens.split("-")[:200]]
    last, code = outcomes[-1], box_of(request)
    number = last.document_id if len(outcomes) == 1 else None
    return _go(request, next_url(request.actor, number, code), Toast(str(last.sentence)))


@signed_in
@require_http_methods(["GET", "POST"])
def bulk(request: Request, code: str, name: str) -> HttpResponse:
    """Do it to each ticked document of a box; where the act asks something, its form first.

    Who comes back to the address of that form, say after signing in again, ticks anew.
    """
    if code not in Box.values:
        raise NotFound
    if request.method == "GET":
        return HttpResponseRedirect(f"/boxes/{code}")
    ids = row_numbers(request.POST.getlist("id"))
    act = catalogue.find(name)
    if not ids:
        told = Toast(_("Hãy chọn ít nhất một văn bản trong danh sách."), tone="refusal")
        return leave(HttpResponseRedirect(f"/boxes/{code}"), told)
    if act.asks and "go" not in request.POST:
        return _bulk_form(request, code, act, ids)
    try:
        results = catalogue.bulk(request.actor, ids, name, read(request, act))
    except Invalid as refusal:
        return _bulk_form(request, code, act, ids, refusal)
    return _told(request, code, results)


def _bulk_form(
    request: Request, code: str, act: Act, ids: list[int], refusal: Refusal | None = None
) -> HttpResponse:
    """One form for all; its choices are those of the first document that allows the act."""
    forms = (catalogue.form(request.actor, number, act.name) for number in ids[:20])
    first = catalogue.form(request.actor, ids[0], act.name)
    form = next((each for each in forms if each.offer.allowed), first)
    errors = faults(refusal) if refusal else {}
    posted = request.POST if refusal else None
    fields = fields_of(request.actor, form, posted, errors)
    shown = {
        "act": act,
        "why": "" if form.offer.allowed else form.offer.reason,
        # What a hidden field says belongs to one document, never to all of them.
        "fields": [field for field in fields if field["widget"] != "hidden"],
        "errors": errors,
        "action": f"/boxes/{code}/bulk/{act.name}",
        "ids": ids,
    }
    status = Invalid.status if refusal else 200
    rows = box_list(request.actor, Box(code))
    return screen(request, "boxes/bulk.html", here=code, status=status, form=shown, **rows)


def _told(
    request: Request, code: str, results: list[tuple[int, Outcome | Refusal]]
) -> HttpResponse:
    """How many were done, with undo; which were not, and why."""
    done = [each for _number, each in results if isinstance(each, Outcome)]
    refused = [(number, each) for number, each in results if isinstance(each, Refusal)]
    undo = "-".join(each.undo for each in done) if done and all(o.undo for o in done) else ""
    text = ngettext("Đã làm xong %(n)s văn bản.", "Đã làm xong %(n)s văn bản.", len(done))
    toast = toast_of(Outcome(text % {"n": len(done)}, undo=undo), code)
    if not refused:
        return leave(HttpResponseRedirect(f"/boxes/{code}"), toast)
    rows = box_list(request.actor, Box(code))
    left = [(number, sentence_of(refusal)) for number, refusal in refused]
    subjects = {row["id"]: row for row in rows["rows"]}
    return screen(
        request,
        "boxes/bulk_result.html",
        here=code,
        toast=toast if done else None,
        left=[(subjects.get(number), number, sentence) for number, sentence in left],
        **rows,
    )
