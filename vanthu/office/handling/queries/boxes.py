"""Box pages and counts: one index range per scope key, whatever the box holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db import connection

from vanthu.ground.base.actor import Actor
from vanthu.office.handling.choices import Box

CAP = 1000
_COLUMNS = (
    "id, rank, holder, box, document_id, assignment_id, since, due_on, urgency, opened_at, "
    "reference, arrival_number, type_name, subject, issuer_name, issued_on, from_name, remark"
)


class Cursor(NamedTuple):
    """Where the next page begins: after this rank and id."""

    rank: int
    id: int


class BoxRow(NamedTuple):
    """One line of a box, with all that the list shows. A tuple: lists make many of them."""

    id: int
    rank: int
    holder: int
    box: str
    document_id: int
    assignment_id: int | None
    since: datetime
    due_on: date | None
    urgency: int
    opened_at: datetime | None
    reference: str
    arrival_number: int | None
    type_name: str
    subject: str
    issuer_name: str
    issued_on: date | None
    from_name: str
    remark: str


@dataclass(frozen=True, slots=True)
class BoxPage:
    """A page of a box, urgent first, then the newest; `next` is None on the last page."""

    rows: tuple[BoxRow, ...]
    next: Cursor | None


def box_page(
    actor: Actor, box: Box | str, cursor: Cursor | None = None, limit: int = 50
) -> BoxPage:
    """The lines of one box of the actor, one statement; each key's range is read to `limit`."""
    if not actor.keys:
        return BoxPage((), None)
    after = " AND (rank, id) < (%s, %s)" if cursor else ""
    ranges = " UNION ALL ".join([_RANGE.format(after=after)] * len(actor.keys))
    values: list[Any] = []
    for key in actor.keys:
        values += [key, str(box), *(cursor or ()), limit + 1]
    rows = _read(
        f"SELECT * FROM ({ranges}) AS b ORDER BY rank DESC, id DESC LIMIT %s", values, limit
    )
    return _page(rows, limit)


# The inner SELECT makes each range a query with a LIMIT of its own, as SQLite wants it.
_RANGE = (
    f"SELECT * FROM (SELECT {_COLUMNS} FROM handling_boxitem "
    "WHERE holder = %s AND box = %s{after} ORDER BY rank DESC, id DESC LIMIT %s) AS r"
)


def _read(sql: str, values: list[Any], limit: int) -> list[BoxRow]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, limit + 1])
        make = BoxRow._make if connection.vendor == "postgresql" else _typed
        return [make(row) for row in cursor.fetchall()]


def _page(rows: Sequence[BoxRow], limit: int) -> BoxPage:
    shown = tuple(rows[:limit])
    more = len(rows) > limit
    return BoxPage(shown, Cursor(shown[-1].rank, shown[-1].id) if more else None)


def _typed(row: Sequence[Any]) -> BoxRow:
    """A row as SQLite gives it, its moments and days as texts."""
    values = list(row)
    for place in _MOMENTS:
        values[place] = _moment(values[place])
    for place in _DAYS:
        values[place] = _day(values[place])
    return BoxRow._make(values)


_NAMES = _COLUMNS.split(", ")
_MOMENTS = (_NAMES.index("since"), _NAMES.index("opened_at"))
_DAYS = (_NAMES.index("due_on"), _NAMES.index("issued_on"))


def _moment(value: datetime | str | None) -> datetime | None:
    """SQLite keeps moments as texts in UTC without a zone."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if value is not None and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def box_counts(actor: Actor, boxes: Sequence[Box] = tuple(Box)) -> dict[Box, int]:
    """How many documents lie in each box of the actor, up to 1,000 for each key; one statement.

    1,000 is shown as "1,000+". Boxes that are empty are left out.
    """
    if not actor.keys:
        return {}
    holders = ", ".join([f"({_holder()})"] * len(actor.keys))
    names = ", ".join(f"('{Box(box).value}')" for box in boxes)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS.format(holders=holders, boxes=names), [*actor.keys, CAP])
        found = cursor.fetchall()
    return {Box(box): min(int(count), CAP) for box, count in found if count}


# The boxes stand in the text: with a parameter for each pair the driver could keep neither the text
# it made nor its plan.
_COUNTS = (
    "WITH k (holder) AS (VALUES {holders}), b (box) AS (VALUES {boxes}) "
    "SELECT b.box, SUM((SELECT COUNT(*) FROM (SELECT 1 FROM handling_boxitem i "
    "WHERE i.holder = k.holder AND i.box = b.box LIMIT %s) AS c)) FROM k CROSS JOIN b "
    "GROUP BY b.box"
)


def _holder() -> str:
    """A parameter in VALUES has no type in PostgreSQL until it is given one."""
    return "%s::bigint" if connection.vendor == "postgresql" else "%s"


def late_items(actor: Actor, before: date, limit: int = 50) -> list[BoxRow]:
    """What lies in the actor's boxes with a term before `before`, the longest overdue first."""
    if not actor.keys:
        return []
    ranges = " UNION ALL ".join([_LATE] * len(actor.keys))
    values: list[Any] = []
    for key in actor.keys:
        values += [key, before, limit]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM ({ranges}) AS b ORDER BY due_on, rank DESC LIMIT %s", [*values, limit]
        )
        make = BoxRow._make if connection.vendor == "postgresql" else _typed
        return [make(row) for row in cursor.fetchall()]


_LATE = (
    f"SELECT * FROM (SELECT {_COLUMNS} FROM handling_boxitem WHERE holder = %s AND due_on < %s "
    "ORDER BY due_on LIMIT %s) AS r"
)
