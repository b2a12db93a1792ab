"""Acts in books: the form, doing it to one record, to many or to the book, taking it back."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from vanthu.faces.acts.words import sentence_of
from vanthu.faces.books import catalogue, doing
from vanthu.faces.books.base import DOOR, Book, Outcome, RecordAct
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.act_forms import fields_of, read
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.numbers import row_numbers
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.books import HERE, book_of, place_of
from vanthu.kernel.errors import Invalid, Refusal

_MOST_UNDONE = 50


@needs(*DOOR)
@require_http_methods(["GET", "POST"])
def new(request: Request, module: str, name: str, act: str) -> HttpResponse:
    """An act on the book: GET shows its form, POST does it."""
    return _act(request, book_of(request, module, name), None, act)


@needs(*DOOR)
@require_http_methods(["GET", "POST"])
def act(request: Request, module: str, name: str, number: int, act: str) -> HttpResponse:
    """An act on a record: GET shows its form, POST does it."""
    return _act(request, book_of(request, module, name), number, act)


def _act(request: Request, book: Book[Any], number: int | None, name: str) -> HttpResponse:
    if request.method == "GET":
        return _form(request, book, number, name)
    found = doing.find_act(book, name, on_book=number is None)
    try:
        outcome = doing.perform(request.actor, book, number, name, read(request, found))
    except doing.NoSuchRecordAct:
        raise
    except Refusal as refusal:
        return _form(request, book, number, name, refusal)
    return _go(book, found, outcome, number)


def _go(book: Book[Any], act: RecordAct, outcome: Outcome, number: int | None) -> HttpResponse:
    """The record that came of it, or that it was done to; else the list."""
    shown = outcome.record_id or (None if outcome.gone else number)
    url = place_of(book, shown) if shown else place_of(book)
    undo = place_of(book, "undo", act.name, outcome.undo) if outcome.undo else ""
    return leave(HttpResponseRedirect(url), Toast(str(outcome.sentence), undo))


def _form(
    request: Request,
    book: Book[Any],
    number: int | None,
    name: str,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The form on a page of its own, under the name of what it is done to.

    What was typed and refused stays in it; raises the refusal where the act is not offered at all.
    """
    form = doing.form(request.actor, book, number, name)
    if refusal and not form.offer.allowed:
        raise refusal
    row = None if number is None else catalogue.record(request.actor, book, number)
    back = place_of(book) if number is None else place_of(book, number)
    where = ("new", name) if number is None else (number, name)
    return screen(
        request,
        "books/act.html",
        here=HERE,
        status=refusal.status if refusal else 200,
        book=book,
        list_url=place_of(book),
        name=book.title if row is None else book.named(row),
        back=back,
        form=_shown(request, form, place_of(book, *where), refusal),
    )


def _shown(
    request: Request,
    form: doing.RecordForm,
    action: str,
    refusal: Refusal | None = None,
    ids: list[int] | None = None,
) -> dict[str, Any]:
    errors = faults(refusal) if refusal else {}
    posted = request.POST if refusal else None
    fields = fields_of(request.actor, form, posted, errors)
    return {
        "act": form.offer.act,
        "why": "" if form.offer.allowed else form.offer.reason,
        # What a hidden field says belongs to one record, never to many.
        "fields": [each for each in fields if not (ids and each["widget"] == "hidden")],
        "errors": errors,
        "action": action,
        "ids": ids or (),
    }


@needs(*DOOR)
@require_POST
def bulk(request: Request, module: str, name: str, act: str) -> HttpResponse:
    """Do it to each ticked record; where the act asks something, its form first."""
    book = book_of(request, module, name)
    found = doing.find_act(book, act, on_book=False)
    ids = row_numbers(request.POST.getlist("id"))
    if not ids:
        told = Toast(_("Hãy chọn ít nhất một bản ghi trong danh sách."), tone="refusal")
        return leave(HttpResponseRedirect(place_of(book)), told)
    if found.asks and "go" not in request.POST:
        return _bulk_form(request, book, found, ids)
    try:
        results = doing.bulk(request.actor, book, ids, act, read(request, found))
    except Invalid as refusal:
        return _bulk_form(request, book, found, ids, refusal)
    return _told(request, book, found, results)


def _bulk_form(
    request: Request,
    book: Book[Any],
    act: RecordAct,
    ids: list[int],
    refusal: Refusal | None = None,
) -> HttpResponse:
    """One form for all; its choices are those of the first record that allows the act."""
    forms = [doing.form(request.actor, book, number, act.name) for number in ids[:20]]
    form = next((each for each in forms if each.offer.allowed), forms[0])
    count = ngettext("%(n)s bản ghi đã chọn", "%(n)s bản ghi đã chọn", len(ids))
    return screen(
        request,
        "books/act.html",
        here=HERE,
        status=Invalid.status if refusal else 200,
        book=book,
        list_url=place_of(book),
        name=count % {"n": len(ids)},
        back=place_of(book),
        form=_shown(request, form, place_of(book, "bulk", act.name), refusal, ids),
    )


def _told(
    request: Request,
    book: Book[Any],
    act: RecordAct,
    results: list[tuple[int, Outcome | Refusal]],
) -> HttpResponse:
    """How many were done, with undo; which were not, and why."""
    done = [each for _number, each in results if isinstance(each, Outcome)]
    left = [(number, sentence_of(each)) for number, each in results if isinstance(each, Refusal)]
    tokens = [each.undo for each in done if each.undo]
    undoable = done and len(tokens) == len(done) <= _MOST_UNDONE
    undo = place_of(book, "undo", act.name, "~".join(tokens)) if undoable else ""
    text = ngettext("Đã làm xong %(n)s bản ghi.", "Đã làm xong %(n)s bản ghi.", len(done))
    toast = Toast(text % {"n": len(done)}, undo)
    if not left:
        return leave(HttpResponseRedirect(place_of(book)), toast)
    some = book.rows(request.actor).filter(**{f"{book.key}__in": [n for n, _said in left]})
    rows = {book.number(row): row for row in some}
    names = [(n, book.named(rows[n]) if n in rows else f"#{n}", said) for n, said in left]
    return screen(
        request,
        "books/bulk_result.html",
        here=HERE,
        book=book,
        list_url=place_of(book),
        toast=toast if done else None,
        left=names,
    )


@needs(*DOOR)
@require_POST
def undo(request: Request, module: str, name: str, act: str, tokens: str) -> HttpResponse:
    """Take back what was just done: one act, or the many of a bulk."""
    book = book_of(request, module, name)
    said = [
        doing.undo(request.actor, book, act, token) for token in tokens.split("~")[:_MOST_UNDONE]
    ]
    return leave(HttpResponseRedirect(place_of(book)), Toast(str(said[-1])))
