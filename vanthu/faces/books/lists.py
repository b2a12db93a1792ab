"""The list of a book: what was asked, a page of its rows, and all of them as a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from vanthu.faces.books.base import Book, Column, Value
from vanthu.faces.books.keyset import page as keyset_page
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import agency_names
from vanthu.kernel.errors import Invalid
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables import model as tables
from vanthu.reports.tables.writing import Format

_LONGEST = 200
_BATCH = 1000
# A printed list of more pages is a report; a workbook takes what a sheet takes.
MOST_ROWS = {Format.XLSX: 100_000, Format.PDF: 5_000, Format.DOCX: 5_000}


@dataclass
class Asked:
    """The filters as the address says them; what of them is wrong gathers in `errors`."""

    values: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book[Any], sent: QueryDict | Mapping[str, str]) -> "Asked":
        """What was sent for the filters of the book."""
        names = [name for each in book.filters for name in each.names]
        found = {name: (sent.get(name) or "").replace("\0", "").strip() for name in names}
        return cls({name: value[:_LONGEST] for name, value in found.items() if value})

    def address(self, **more: object) -> str:
        """The filters as the query part of an address; empty where there is nothing to say."""
        asked = {**self.values, **{name: value for name, value in more.items() if value}}
        return f"?{urlencode(asked)}" if asked else ""


@dataclass(frozen=True)
class Line:
    """A row of the list as it is shown, and as programs get it."""

    id: int
    name: str
    texts: Sequence[str]
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Lines:
    """A page of the list; `next` is the cursor of the next one."""

    rows: Sequence[Line]
    next: str
    errors: Mapping[str, str]


def narrowed(actor: Actor, book: Book[Any], asked: Asked) -> QuerySet[Any]:
    """The rows the actor sees that fit."""
    rows = book.rows(actor)
    for each in book.filters:
        rows = each.narrow(rows, asked.values, asked.errors)
    return rows


def listed(actor: Actor, book: Book[Any], asked: Asked, cursor: str = "", limit: int = 50) -> Lines:
    """A page of what fits; wrong filters narrow nothing and are told in `errors`.

    Raises Invalid for a wrong cursor.
    """
    rows = narrowed(actor, book, asked)
    if asked.errors:
        rows = rows.none()
    page = keyset_page(rows, book.order, cursor, limit)
    seen = book.see(actor, page.rows)
    shown = [column for column in book.columns if not column.wide]
    lines = [
        Line(
            book.number(row),
            str(book.named(row)),
            [column.text(row, seen) for column in shown],
            {column.code: _value(column, row, seen) for column in book.columns},
        )
        for row in page.rows
    ]
    return Lines(lines, page.next, asked.errors)


def _value(column: Column, row: Any, seen: Any) -> Value:
    return column.text(row, seen) if column.value is None else column.value(row, seen)


def table(actor: Actor, book: Book[Any], asked: Asked, form: Format) -> tables.Table:
    """All that fits, in the order of the list, numbered; the head says what was chosen.

    Raises Invalid for filters that cannot be read, and for more rows than the form takes.
    """
    rows = narrowed(actor, book, asked)
    if asked.errors:
        raise Invalid(asked.errors)
    most = MOST_ROWS[form]
    if len(rows.order_by()[: most + 1].values_list("pk")) > most:
        raise Invalid({"form": _TOO_MANY.format(most=most)})
    names = agency_names([actor.agency_id], actor.today)
    heading = tables.Heading(
        title=str(book.title),
        agency=names[actor.agency_id].name if actor.agency_id in names else "",
        lines=tuple(_words(actor, book, asked)),
        mark=print_mark(actor),
    )
    columns = [
        tables.Column(_("TT"), 0.6, centred=True),
        tables.Column(str(book.singular), 3),
        *(tables.Column(str(c.label), c.width, centred=c.number) for c in book.columns),
    ]
    return tables.Table(heading, columns, _all(actor, book, rows), numbered=False)


_TOO_MANY = "Có trên {most} dòng, nhiều hơn mức xuất được ở dạng này. Hãy lọc bớt hoặc chọn Excel."


def _words(actor: Actor, book: Book[Any], asked: Asked) -> Iterator[str]:
    for each in book.filters:
        if said := each.words(actor, asked.values):
            yield said


def _all(actor: Actor, book: Book[Any], rows: QuerySet[Any]) -> Iterator[list[str]]:
    """Every row as texts; names are looked up for a thousand at a time."""
    found, number = rows.order_by(*book.order).iterator(_BATCH), 0
    while batch := list(islice(found, _BATCH)):
        seen = book.see(actor, batch)
        for row in batch:
            number += 1
            texts = [column.text(row, seen) for column in book.columns]
            yield [str(number), str(book.named(row)), *texts]
