"""Organisational work: the overview, and everything of every book."""

from django.urls import path

from vanthu.faces.web.views import books, books_acts, books_imports
from vanthu.faces.web.views.cadres import persons

_BOOK = "cadres/<slug:module>/<slug:name>"

urlpatterns = [
    path("cadres", books.overview, name="cadres"),
    path("cadres/persons", persons.suggested, name="persons_suggested"),
    path(_BOOK, books.book, name="book"),
    path(f"{_BOOK}/export.<slug:form>", books.export, name="book_export"),
    path(f"{_BOOK}/new/<slug:act>", books_acts.new, name="book_new"),
    path(f"{_BOOK}/bulk/<slug:act>", books_acts.bulk, name="book_bulk"),
    path(f"{_BOOK}/undo/<slug:act>/<str:tokens>", books_acts.undo, name="book_undo"),
    path(f"{_BOOK}/imports", books_imports.imports, name="book_imports"),
    path(f"{_BOOK}/imports/template.xlsx", books_imports.template, name="book_import_template"),
    path(f"{_BOOK}/imports/<int:number>", books_imports.result, name="book_import"),
    path(f"{_BOOK}/imports/<int:number>/keep", books_imports.keep, name="book_import_keep"),
    path(
        f"{_BOOK}/imports/<int:number>/errors.xlsx",
        books_imports.errors_file,
        name="book_import_errors",
    ),
    path(f"{_BOOK}/<int:number>", books.record, name="book_record"),
    path(f"{_BOOK}/<int:number>/<slug:act>", books_acts.act, name="book_act"),
]
