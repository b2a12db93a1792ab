"""Numbers: which series takes a document, and one guarded statement that gives the next number.

The counter row of a period is the only thing two clerks of one register wait for; it is taken as
late as possible in the transaction. If the transaction fails, the number was never given (design
1.3).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from vanthu.ground.base.actor import Actor
from vanthu.ground.base.moments import stamp
from vanthu.kernel.dates import short_date
from vanthu.office.documents import rules
from vanthu.office.documents.choices import NumberState, RegisterKind
from vanthu.office.documents.errors import (
    NoPeriod,
    NoRegister,
    PeriodClosedAlready,
    SeveralRegisters,
)
from vanthu.office.documents.registers import Register, RegisterPeriod
from vanthu.office.documents.rules import Series


@dataclass(frozen=True, slots=True)
class Given:
    """A number just given and the row that is its witness."""

    row_id: int
    number: int
    suffix: str = ""


_SERIES = """SELECT r.id, r.kind, r.name, r.types, r.body, r.body_symbol, r.period_kind,
 p.id, p.label, p.starts_on, p.ends_before, p.closed_at
 FROM documents_register r LEFT JOIN documents_registerperiod p
 ON p.register_id = r.id AND p.starts_on <= %s AND p.ends_before > %s
 WHERE r.agency_id = %s AND r.valid_from <= %s AND (r.valid_to IS NULL OR r.valid_to > %s)
 ORDER BY r.id"""


def series_on(agency_id: int, day: date) -> list[Series]:
    """Every series of the agency in force on the day, with its period of then; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_SERIES, (day, day, agency_id, day, day))
        return [series_of(row) for row in cursor.fetchall()]


def series_of(row: Sequence[Any]) -> Series:
    """A Series from the twelve columns of the statement above."""
    types, starts_on, ends_before, closed_at = row[3], row[9], row[10], row[11]
    codes: list[str] = json.loads(types) if isinstance(types, str) else types
    return Series(
        register_id=row[0],
        kind=row[1],
        name=row[2],
        types=tuple(codes),
        body=row[4],
        body_symbol=row[5],
        period_kind=row[6],
        period_id=row[7],
        label=row[8] or "",
        starts_on=as_date(starts_on),
        ends_before=as_date(ends_before),
        closed=closed_at is not None,
    )


def as_date(value: str | date | None) -> date | None:
    """A day as either database gives it in a raw statement (SQLite: text)."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def only(found: Sequence[Series], kind: str, day: date) -> Series:
    """The one series of `found`, open on the day; else the refusal that says what is missing."""
    if not found:
        raise NoRegister(kind=str(RegisterKind(kind).label), day=short_date(day))
    if len(found) > 1:
        raise SeveralRegisters(names=", ".join(series.name for series in found))
    return opened(found[0], day)


def opened(series: Series, day: date) -> Series:
    """The series, when its period of that day is open; raises NoPeriod or PeriodClosedAlready."""
    if series.period_id is None:
        raise NoPeriod(register=series.name, day=short_date(day))
    if series.closed:
        raise PeriodClosedAlready(register=series.name, label=series.label)
    return series


def choose_series(
    agency_id: int,
    kinds: Sequence[str],
    type_code: str | None,
    body: str,
    day: date,
    register_id: int | None = None,
) -> Series:
    """The open series that takes such a document on the day; with `register_id`, that one."""
    return pick(series_on(agency_id, day), kinds, type_code, body, day, register_id)


def pick(
    every: Sequence[Series],
    kinds: Sequence[str],
    type_code: str | None,
    body: str,
    day: date,
    register_id: int | None = None,
) -> Series:
    """The one open series among `every` that takes the document, or the refusal saying why not."""
    found = rules.fitting(every, kinds, type_code, body)
    if register_id is not None:
        chosen = [series for series in every if series.register_id == register_id]
        found = [series for series in chosen if series.kind in {*kinds, RegisterKind.CONSULTATIVE}]
    return only(found, kinds[0], day)


def choose_register(
    agency_id: int, kind: str, type_code: str | None, body: str, day: date
) -> Register:
    """The register that takes such a document on the day (Q-021)."""
    series = choose_series(agency_id, (kind,), type_code, body, day)
    return Register.objects.get(pk=series.register_id)


def period_on(register: Register, day: date) -> RegisterPeriod:
    """The period of the register that contains the day, open or closed; raises NoPeriod."""
    found = register.periods.filter(starts_on__lte=day, ends_before__gt=day).first()
    if found is None:
        raise NoPeriod(register=register.name, day=short_date(day))
    return found


_NEXT = """INSERT INTO documents_counter AS c (period_id, last, closed) VALUES (%s, 1, FALSE)
 ON CONFLICT (period_id) DO UPDATE SET last = c.last + 1 WHERE NOT c.closed RETURNING last"""
_WITNESS = (
    "INSERT INTO documents_documentnumber "
    "(period_id, number, suffix, state, reason, given_at, given_by_post) "
)
_TAKE_POSTGRES = (
    f"WITH next AS ({_NEXT}) {_WITNESS} "
    "SELECT %s, last, '', %s, %s, %s, %s FROM next RETURNING id, number"
)
_TAKE_SQLITE = f"{_WITNESS} VALUES (%s, %s, '', %s, %s, %s, %s) RETURNING id, number"


def allocate(actor: Actor, period_id: int) -> int:
    """The next number of the period, in one guarded statement; raises PeriodClosedAlready.

    It must be followed by its witness in the same transaction; `take` does both.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [period_id])
        row = cursor.fetchone()
    if row is None:
        raise _closed(period_id)
    return int(row[0])


def take(actor: Actor, period_id: int, state: str = NumberState.ISSUED, reason: str = "") -> Given:
    """The next number with its witness: one statement on PostgreSQL, two on SQLite."""
    witness = (str(state), reason, stamp(actor.now), actor.post_id)
    if connection.vendor == "postgresql":
        statement, values = _TAKE_POSTGRES, (period_id, period_id, *witness)
    else:
        statement, values = _TAKE_SQLITE, (period_id, allocate(actor, period_id), *witness)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    if row is None:
        raise _closed(period_id)
    return Given(row[0], row[1])


def _closed(period_id: int) -> PeriodClosedAlready:
    period = RegisterPeriod.objects.select_related("register").get(pk=period_id)
    return PeriodClosedAlready(register=period.register.name, label=period.label)
