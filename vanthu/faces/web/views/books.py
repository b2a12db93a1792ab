"""Books of records: where they are, their lists, the page of a record, tables to take out."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from vanthu.faces.books import catalogue
from vanthu.faces.books.base import DOOR, Book
from vanthu.faces.books.doing import offers
from vanthu.faces.books.lists import Asked, listed, table
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.act_forms import grouped
from vanthu.faces.web.places import address
from vanthu.faces.web.rendering import wants_fragment
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.reports_download import FORMS, download
from vanthu.ground.base.actor import Actor
from vanthu.ground.notify.actions import mark_read_about
from vanthu.kernel.errors import NotFound
from vanthu.reports.tables.writing import Format

Item = dict[str, Any]
PAGE = 50
HERE = "cadres"


def place_of(book: Book[Any], *parts: object) -> str:
    """The address of the book, or of something in it."""
    return "/".join([address(HERE), book.code, *(str(part) for part in parts)])


@needs(*DOOR)
@require_GET
def overview(request: Request) -> HttpResponse:
    """The modules one may work in, their books, and how much waits in each."""
    modules = [
        (module, [_waiting(request.actor, book) for book in books])
        for module, books in catalogue.open_to(request.actor)
    ]
    return screen(request, "books/overview.html", here=HERE, modules=modules)


def _waiting(actor: Actor, book: Book[Any]) -> Item:
    count, query = book.waiting(actor)
    url = place_of(book)
    return {"book": book, "url": url, "count": count, "waiting_url": f"{url}?{query}"}


def book_of(request: Request, module: str, name: str) -> Book[Any]:
    """The book, when the reader may open it; raises NoSuchBook, NotAllowed."""
    return catalogue.opened(request.actor, f"{module}/{name}")


@needs(*DOOR)
@require_GET
def book(request: Request, module: str, name: str) -> HttpResponse:
    """A page of the list; alone for htmx, which puts it below what is there."""
    found = book_of(request, module, name)
    template = "books/rows.html" if wants_fragment(request) else "books/list.html"
    values = list_values(request, found, request.GET.get("after", ""))
    return screen(request, template, here=HERE, status=422 if values["errors"] else 200, **values)


def list_values(request: Request, book: Book[Any], cursor: str = "") -> Item:
    """What the list shows: filters, rows, acts on the book and on ticked rows."""
    actor, asked = request.actor, Asked.of(book, request.GET)
    page = listed(actor, book, asked, cursor, PAGE)
    url = place_of(book)
    return {
        "book": book,
        "at": url,
        "filters": _filters(actor, book, asked),
        "asked": asked,
        "errors": page.errors,
        "columns": [column for column in book.columns if not column.wide],
        "rows": [
            {"id": row.id, "url": f"{url}/{row.id}", "name": row.name, "cells": row.texts}
            for row in page.rows
        ],
        "more": f"{url}{asked.address(after=page.next)}" if page.next else "",
        "offers": offers(actor, book),
        "bulk": [act for act in book.acts if act.bulk],
        "imports_url": place_of(book, "imports") if book.imports else "",
        "forms": [(form.value, label) for form, label in FORMS],
    }


def _filters(actor: Actor, book: Book[Any], asked: Asked) -> list[Item]:
    found = [item for each in book.filters for item in each.items(actor, asked.values)]
    return [{**item, "options": grouped(item["options"])} for item in found]


@needs(*DOOR)
@require_GET
def record(request: Request, module: str, name: str, number: int) -> HttpResponse:
    """One record: its facts, what may be done, its history."""
    found = book_of(request, module, name)
    row = catalogue.record(request.actor, found, number)
    if found.told:
        mark_read_about(request.actor, object_type=found.told, object_id=number)
    return screen(request, "books/record.html", here=HERE, **record_values(request, found, row))


def record_values(request: Request, book: Book[Any], row: Any) -> Item:
    """What the page of a record shows."""
    actor, url = request.actor, place_of(book, book.number(row))
    return {
        "book": book,
        "list_url": place_of(book),
        "at": url,
        "number": book.number(row),
        "name": book.named(row),
        "sections": book.facts(actor, row),
        "history": book.history(actor, row),
        "offers": offers(actor, book, row),
    }


@needs(*DOOR)
@require_GET
def export(request: Request, module: str, name: str, form: str) -> HttpResponseBase:
    """All rows that fit as XLSX, PDF or DOCX, told in the journal."""
    actor, found = request.actor, book_of(request, module, name)
    if form not in Format.__members__.values():
        raise NotFound
    return download(actor, table(actor, found, Asked.of(found, request.GET), Format(form)), form)
