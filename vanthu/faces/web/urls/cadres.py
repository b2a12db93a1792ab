"""Organisational work: the overview, and everything of every book."""

from django.urls import path

from vanthu.faces.web.views import books, books_acts

_BOOK = "cadres/<slug:module>/<slug:name>"

urlpatterns = [
    path("cadres", books.overview, name="cadres"),
    path(_BOOK, books.book, name="book"),
    path(f"{_BOOK}/export.<slug:form>", books.export, name="book_export"),
    path(f"{_BOOK}/new/<slug:act>", books_acts.new, name="book_new"),
    path(f"{_BOOK}/bulk/<slug:act>", books_acts.bulk, name="book_bulk"),
    path(f"{_BOOK}/undo/<slug:act>/<str:tokens>", books_acts.undo, name="book_undo"),
    path(f"{_BOOK}/<int:number>", books.record, name="book_record"),
    path(f"{_BOOK}/<int:number>/<slug:act>", books_acts.act, name="book_act"),
]
