"""Numbers out of the row: reserved, inserted, void, each with a reason (Q-024)."""

from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce, touch
from vanthu.office.documents import numbers, permissions, rules
from vanthu.office.documents.actions.moving import move, of_agency
from vanthu.office.documents.actions.numbering import check_to_number, series_and_mark, write_number
from vanthu.office.documents.actions.registers import register_of
from vanthu.office.documents.choices import DocumentState, NumberState
from vanthu.office.documents.errors import (
    NeedsReason,
    NoSuchNumber,
    NumberInUse,
    NumberTaken,
    TooManyReserved,
)
from vanthu.office.documents.events import NumberInserted, NumberReserved, NumberVoided
from vanthu.office.documents.models import Document
from vanthu.office.documents.numbers import Given
from vanthu.office.documents.registers import DocumentNumber
from vanthu.office.documents.symbols import display_number

_AT_ONCE = 50


@action
def reserve_number(
    actor: Actor, *, register_id: int, reason: str, count: int = 1, day: date | None = None
) -> list[DocumentNumber]:
    """Keep the next `count` numbers (at most 50) of the register's period of `day` for later.

    Raises NeedsReason, TooManyReserved, NoPeriod, PeriodClosedAlready.
    """
    permissions.check_registers(actor)
    said = _reason(reason)
    if not 0 < count <= _AT_ONCE:
        raise TooManyReserved(most=_AT_ONCE)
    register = register_of(actor, register_id)
    on = day or actor.today
    every = numbers.series_on(actor.agency_id, on)
    series = numbers.pick(every, (register.kind,), None, register.body, on, register_id)
    permissions.check_day(actor, on, series.ends_before)
    period_id = series.open_period
    ids = [
        numbers.take(actor, period_id, NumberState.RESERVED, said).row_id for _turn in range(count)
    ]
    rows = list(DocumentNumber.objects.filter(pk__in=ids).order_by("number"))
    announce(
        actor,
        NumberReserved(
            agency_id=actor.agency_id,
            object_id=register_id,
            period_id=period_id,
            numbers=tuple(row.number for row in rows),
            reason=said,
        ),
    )
    return rows


@action
def insert_number(
    actor: Actor,
    *,
    document_id: int,
    after: int,
    reason: str,
    dated: date | None = None,
    register_id: int | None = None,
) -> Document:
    """Give an approved document a number with a letter behind one already given: `15a`.

    Raises NoSuchNumber when `after` was never given, NeedsReason, and what give_number raises.
    """
    permissions.check_registers(actor)
    said = _reason(reason)
    day = dated or actor.today
    document = of_agency(actor, document_id)
    check_to_number(document)
    series, mark = series_and_mark(actor, document, day, register_id)
    given = _insert(actor, series.open_period, after, said)
    columns = write_number(actor, document, day, given, mark)
    announce(
        actor,
        NumberInserted(
            agency_id=document.agency_id,
            object_id=document.pk,
            register_id=series.register_id,
            period_id=series.open_period,
            number=given.number,
            suffix=given.suffix,
            reference=columns["reference"],
            dated=day,
            identifier=columns["identifier"],
            reason=said,
        ),
    )
    return document


def _insert(actor: Actor, period_id: int, after: int, reason: str) -> Given:
    # Two clerks inserting at once meet at the unique constraint: the second is refused, not
    # doubled.
    taken = DocumentNumber.objects.filter(period_id=period_id, number=after)
    suffixes = set(taken.values_list("suffix", flat=True))
    if not suffixes:
        raise NoSuchNumber(number=after)
    row = DocumentNumber(
        period_id=period_id,
        number=after,
        suffix=rules.next_suffix(suffixes),
        state=NumberState.ISSUED,
        reason=reason,
        given_at=actor.now,
        given_by_post=actor.post_id,
    )
    DocumentNumber.objects.bulk_create([row], ignore_conflicts=True)
    found = DocumentNumber.objects.filter(
        period_id=period_id, number=after, suffix=row.suffix, given_at=actor.now
    ).first()
    if found is None or Document.objects.filter(number_row=found).exists():
        raise NumberTaken(number=display_number(after, row.suffix))
    return Given(found.pk, after, row.suffix)


@action
def void_number(actor: Actor, *, number_id: int, reason: str) -> DocumentNumber:
    """Void a reserved number, or the number of a document not yet issued, which then waits again.

    The register goes on showing it, with the reason. Raises NumberInUse for an issued document and
    for an arrival number.
    """
    permissions.check_registers(actor)
    said = _reason(reason)
    row = DocumentNumber.objects.select_related("period__register").filter(pk=number_id).first()
    if row is None:
        raise NoSuchNumber(number=number_id)
    permissions.check_agency(actor, row.period.register.agency_id)
    document = Document.objects.filter(number_row=row).first()
    shown = display_number(row.number, row.suffix)
    if row.state == NumberState.VOID or (document and document.state != DocumentState.NUMBERED):
        raise NumberInUse(number=shown)
    if document is not None:
        _take_back(actor, document)
    voided = DocumentNumber.objects.filter(pk=number_id, state=row.state)
    if not voided.update(state=NumberState.VOID, reason=said):
        raise NumberTaken(number=shown)
    row.state, row.reason = NumberState.VOID, said
    announce(
        actor,
        NumberVoided(
            agency_id=actor.agency_id,
            object_id=row.period.register_id,
            period_id=row.period_id,
            number=row.number,
            suffix=row.suffix,
            reason=said,
            document_id=document.pk if document else None,
        ),
    )
    return row


def _take_back(actor: Actor, document: Document) -> None:
    blank = dict.fromkeys(("number", "symbol", "reference", "reference_key", "identifier"), "")
    move(actor, document, "void_number", **blank, issued_on=None, number_row_id=None)
    touch("fields", document.pk)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise NeedsReason(field="reason")
    return reason.strip()[:300]
