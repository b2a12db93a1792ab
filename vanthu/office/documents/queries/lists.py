"""Lists by keys: the union of one index range per scope key, newest first, never an OFFSET."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from vanthu.ground.base.actor import Actor
from vanthu.office.documents.numbers import as_date


class ListRow(NamedTuple):
    """A line of a list; a tuple, made in one call of what the database answers."""

    id: int
    direction: str
    state: str
    type_name: str
    reference: str
    arrival_number: int | None
    arrived_on: date | None
    issued_on: date | None
    issuer_name: str
    subject: str
    urgency: int
    due_on: date | None
    signer_name: str


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a list; `cursor` continues it, None at its end."""

    rows: list[ListRow]
    cursor: int | None


# The limits are written into the text: of a limit it does not know the planner expects a tenth of
# the table, and reads the documents from end to end to join them.
_RANGE = (
    "SELECT document_id FROM (SELECT DISTINCT document_id FROM documents_grant WHERE key = %s"
    "{direction} AND document_id < %s ORDER BY document_id DESC LIMIT {limit}) AS k{place}"
)
_LIST = """SELECT d.id, d.direction, d.state, coalesce(t.name, ''), d.reference, d.arrival_number,
 d.arrived_on, d.issued_on, d.issuer_name, d.subject, d.urgency, d.due_on, d.signer_name
 FROM ({ranges} ORDER BY document_id DESC LIMIT {limit}) AS found
 JOIN documents_document d ON d.id = found.document_id
 LEFT JOIN documents_documenttype t ON t.code = d.type_id ORDER BY d.id DESC"""
_NEWEST = 1 << 62


def newest(
    actor: Actor, direction: str | None = None, cursor: int | None = None, limit: int = 50
) -> Page:
    """The documents open to the actor, newest first, in one statement; `limit` rows at most.

    `cursor` is the id the page before ended with. Costs one index range per key, whatever share of
    the documents the keys open.
    """
    if not actor.keys:
        return Page([], None)
    more = int(limit) + 1
    by_direction = "" if direction is None else " AND direction = %s"
    ranges = " UNION ".join(
        _RANGE.format(direction=by_direction, limit=more, place=place)
        for place in range(len(actor.keys))
    )
    values: list[Any] = []
    for key in actor.keys:
        values += [key, *([direction] if direction else []), cursor or _NEWEST]
    with connection.cursor() as database:
        database.execute(_LIST.format(ranges=ranges, limit=more), values)
        found = database.fetchall()
    # SQLite gives days as texts.
    make = ListRow._make if connection.vendor == "postgresql" else _with_days
    rows = [make(values) for values in found[:limit]]
    return Page(rows, rows[-1].id if len(found) > limit else None)


def _with_days(values: Sequence[Any]) -> ListRow:
    found = list(values)
    for place in _DAYS:
        found[place] = as_date(found[place])
    return ListRow._make(found)


_DAYS = [ListRow._fields.index(name) for name in ("arrived_on", "issued_on", "due_on")]
