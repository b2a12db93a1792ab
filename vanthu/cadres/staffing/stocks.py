"""Stock and movement of a period by agency and kind: start + came - went = end."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from vanthu.cadres.staffing.choices import MoveIn
from vanthu.cadres.staffing.models import Headcount, HeadcountEvent
from vanthu.cadres.staffing.rules import Stock
from vanthu.ground.figures.definitions import Ask

_Key = tuple[int, str]


@dataclass(frozen=True)
class StockLine:
    """One agency and kind in a period; `stock` None: nobody was counted yet, so nothing follows.

    `opened_on`: the book was opened by a first count within the period, which is its start.
    `counted_on` is the last count locked up to the end.
    """

    agency_id: int
    kind: str
    stock: Stock | None
    moves: Mapping[str, int]
    opened_on: date | None = None
    counted_on: date | None = None


@dataclass
class _Book:
    """What is gathered of one agency and kind."""

    since: date | None = None
    start: int = 0
    last: date | None = None
    opened: bool = False
    moves: Counter[str] = field(default_factory=Counter)


def stock_lines(ask: Ask) -> list[StockLine]:
    """Every agency and kind with people counted, or with movements in the period."""
    books: dict[_Key, _Book] = {}
    for key, day, present in _counts(ask):
        book = books.setdefault(key, _Book())
        if book.since is None or day < ask.first:
            book.since, book.start, book.opened = day, present, day >= ask.first
        book.last = day
    for key, code, day, people in _events(ask):
        if day >= ask.first or key in books:
            _enter(books.setdefault(key, _Book()), ask.first, code, day, people)
    return [_line(key, book) for key, book in books.items()]


def _enter(book: _Book, first: date, code: str, day: date, people: int) -> None:
    """A movement: already in the count, brought forward to the start, or of the period."""
    if book.since is not None and day <= book.since:
        return
    if day < first:
        book.start += people if code in MoveIn.values else -people
    else:
        book.moves[code] += people


def _line(key: _Key, book: _Book) -> StockLine:
    stock = None if book.since is None else Stock(book.start, book.moves)
    opened = book.since if book.opened else None
    return StockLine(*key, stock, book.moves, opened_on=opened, counted_on=book.last)


def _counts(ask: Ask) -> Iterator[tuple[_Key, date, int]]:
    rows = Headcount.objects.known_at(ask.known_at).filter(counted_on__lte=ask.day)
    if ask.agencies is not None:
        rows = rows.filter(agency__in=ask.agencies)
    found = rows.order_by("counted_on").values_list("agency_id", "kind", "counted_on", "present")
    return (((agency, kind), day, present) for agency, kind, day, present in found.iterator())


def _events(ask: Ask) -> Iterator[tuple[_Key, str, date, int]]:
    rows = HeadcountEvent.objects.known_at(ask.known_at).filter(on__lte=ask.day)
    if ask.agencies is not None:
        rows = rows.filter(agency__in=ask.agencies)
    sums = rows.values("agency", "kind", "type", "on").annotate(people=Sum("count"))
    found = sums.values_list("agency", "kind", "type", "on", "people").order_by("on", "agency")
    return (((row[0], row[1]), row[2], row[3], row[4]) for row in found.iterator())
