"""Series and their periods: define, end, open, close (Decree 30/2020, Art. 15; Q-021, Q-027)."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import Conflict
from vanthu.kernel.periods import Period
from vanthu.kernel.text import one_line
from vanthu.office.documents import permissions, rules
from vanthu.office.documents.choices import NumberState, PeriodKind, RegisterKind
from vanthu.office.documents.errors import (
    NeedsReason,
    NoRegister,
    OverlappingPeriods,
    OverlappingRegisters,
    PeriodClosedAlready,
    ReservedLeft,
)
from vanthu.office.documents.events import (
    PeriodClosed,
    PeriodOpened,
    RegisterDefined,
    RegisterEnded,
)
from vanthu.office.documents.models import DocumentType
from vanthu.office.documents.registers import DocumentNumber, Register, RegisterPeriod


def register_of(actor: Actor, register_id: int) -> Register:
    """The register, kept by the actor's agency; raises NoRegister."""
    found = Register.objects.filter(pk=register_id, agency_id=actor.agency_id).first()
    if found is None:
        raise NoRegister(kind=f"sổ số {register_id}", day=short_date(actor.today))
    return found


@action
def define_register(
    actor: Actor,
    *,
    kind: str,
    name: str,
    types: Sequence[str] = (),
    body: str = "",
    body_symbol: str = "",
    period_kind: str = PeriodKind.YEAR,
    valid_from: date,
) -> Register:
    """Set a series: without `types` it takes what no other takes; else those types (one or a
    group).

    Raises InvalidFields for a definition against the rules, OverlappingRegisters when another
    series of that time takes the same documents. Its periods are opened apart.
    """
    permissions.check_registers(actor)
    known = set(DocumentType.objects.values_list("code", flat=True))
    rules.check_definition(kind, one_line(name), types, body, body_symbol, known)
    _check_free(actor.agency_id, kind, types, body, valid_from)
    register = Register.objects.create(
        agency_id=actor.agency_id,
        kind=RegisterKind(kind),
        name=one_line(name),
        types=list(types),
        body=one_line(body),
        body_symbol=one_line(body_symbol),
        period_kind=PeriodKind(period_kind),
        valid_from=valid_from,
    )
    announce(
        actor,
        RegisterDefined(
            agency_id=actor.agency_id,
            object_id=register.pk,
            kind=str(kind),
            name_of_register=register.name,
            types=tuple(types),
            body=register.body,
            valid_from=valid_from,
        ),
    )
    return register


def _check_free(
    agency_id: int, kind: str, types: Sequence[str], body: str, valid_from: date
) -> None:
    wanted = Period(valid_from)
    for other in Register.objects.filter(agency_id=agency_id, kind=kind, body=body):
        if not wanted.overlaps(Period(other.valid_from, other.valid_to)):
            continue
        common = set(types) & set(other.types)
        if common or not (types or other.types):
            names = DocumentType.objects.filter(pk__in=common).values_list("name", flat=True)
            raise OverlappingRegisters(
                name=other.name, types=", ".join(names) or "các loại văn bản còn lại"
            )


@action
def end_register(actor: Actor, *, register_id: int, valid_to: date, reason: str) -> Register:
    """Let a series take no more documents from `valid_to` on; its numbers stay as they are."""
    permissions.check_registers(actor)
    register = register_of(actor, register_id)
    if not reason.strip():
        raise NeedsReason(field="reason")
    Period(register.valid_from, valid_to)
    Register.objects.filter(pk=register_id).update(valid_to=valid_to)
    register.valid_to = valid_to
    announce(
        actor,
        RegisterEnded(
            agency_id=actor.agency_id,
            object_id=register_id,
            valid_to=valid_to,
            reason=reason.strip(),
        ),
    )
    return register


@action
def open_period(
    actor: Actor,
    *,
    register_id: int,
    label: str,
    starts_on: date,
    ends_before: date,
) -> RegisterPeriod:
    """Open a year or a congress term of a register: its numbers begin at 01.

    Raises EmptyPeriod, InvalidFields (a year that is not one), OverlappingPeriods.
    """
    permissions.check_registers(actor)
    register = register_of(actor, register_id)
    period = Period(starts_on, ends_before)
    rules.check_period(register.period_kind, period, one_line(label))
    for other in register.periods.all():
        if period.overlaps(Period(other.starts_on, other.ends_before)):
            raise OverlappingPeriods(label=other.label)
    row = RegisterPeriod.objects.create(
        register=register,
        label=one_line(label),
        starts_on=starts_on,
        ends_before=ends_before,
        opened_at=actor.now,
    )
    announce(
        actor,
        PeriodOpened(
            agency_id=actor.agency_id,
            object_id=register_id,
            period_id=row.pk,
            label=row.label,
            starts_on=starts_on,
            ends_before=ends_before,
        ),
    )
    return row


@action
def open_year(actor: Actor, *, year: int) -> list[RegisterPeriod]:
    """Open the year for every register of the agency that is numbered by the year (R-11)."""
    permissions.check_registers(actor)
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    waiting = (
        Register.objects.on(first)
        .filter(agency_id=actor.agency_id, period_kind=PeriodKind.YEAR)
        .exclude(periods__starts_on=first)
        .order_by("pk")
    )
    return [
        open_period(
            actor,
            register_id=register.pk,
            label=str(year),
            starts_on=first,
            ends_before=after,
        )
        for register in waiting
    ]


_CLOSE = """INSERT INTO documents_counter AS c (period_id, last, closed) VALUES (%s, 0, TRUE)
 ON CONFLICT (period_id) DO UPDATE SET closed = TRUE RETURNING last"""


@action
def close_period(actor: Actor, *, period_id: int) -> RegisterPeriod:
    """Close a period that is over: no number of it can be given any more.

    Waits for whoever is taking a number this moment. Raises ReservedLeft while reserved numbers are
    neither used nor voided, PeriodClosedAlready, Conflict before the last day is over.
    """
    permissions.check_registers(actor)
    period = RegisterPeriod.objects.select_related("register").get(pk=period_id)
    permissions.check_agency(actor, period.register.agency_id)
    if period.closed_at is not None:
        raise PeriodClosedAlready(register=period.register.name, label=period.label)
    if period.ends_before > actor.today:
        raise Conflict(
            "Kỳ {label} còn đến trước ngày {day}, chưa khóa được.",
            label=period.label,
            day=short_date(period.ends_before),
        )
    last = _close_counter(period_id)
    reserved = DocumentNumber.objects.filter(period=period, state=NumberState.RESERVED)
    if kept := list(reserved.order_by("number").values_list("number", flat=True)):
        raise ReservedLeft(numbers=", ".join(map(str, kept)))
    RegisterPeriod.objects.filter(pk=period_id).update(closed_at=actor.now)
    period.closed_at = actor.now
    announce(
        actor,
        PeriodClosed(
            agency_id=actor.agency_id,
            object_id=period.register_id,
            period_id=period_id,
            label=period.label,
            last=last,
        ),
    )
    return period


def _close_counter(period_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, [period_id])
        return int(cursor.fetchone()[0])
