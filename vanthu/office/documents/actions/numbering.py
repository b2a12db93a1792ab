"""Gives a document its number, symbol, date and identifier (Decree 30/2020, Art. 15)."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce, touch
from vanthu.ground.org.choices import CodeScheme
from vanthu.ground.org.models import Agency, AgencyCode
from vanthu.kernel.dates import short_date
from vanthu.kernel.text import reference_key
from vanthu.office.documents import numbers, permissions, queries, rules
from vanthu.office.documents.actions.grants import open_to
from vanthu.office.documents.actions.moving import move, of_agency
from vanthu.office.documents.choices import Direction, NumberState, PeriodKind
from vanthu.office.documents.errors import (
    NoAgencyCode,
    NoSymbol,
    NotADraftDirection,
    NumberTaken,
    ReferenceTaken,
)
from vanthu.office.documents.events import NumberGiven
from vanthu.office.documents.flows import OUTGOING
from vanthu.office.documents.models import Document, DocumentType
from vanthu.office.documents.numbers import Given
from vanthu.office.documents.registers import DocumentNumber
from vanthu.office.documents.rules import Series
from vanthu.office.documents.symbols import (
    IDENTIFIER_FORMAT,
    display_number,
    document_identifier,
    join_reference,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Symbol, year or term, code and system: all that a written number needs beside the number."""

    symbol: str
    series: str
    agency_code: str
    system: str

    def columns(self, given: Given) -> dict[str, str]:
        """The columns of a document that gets this number."""
        number = display_number(given.number, given.suffix)
        reference = join_reference(number, self.symbol, self.system)
        return {
            "number": number,
            "symbol": self.symbol,
            "reference": reference,
            "reference_key": reference_key(reference),
            "identifier": document_identifier(
                self.agency_code,
                self.series,
                number,
                self.symbol,
                settings.IDENTIFIER_FORMAT or IDENTIFIER_FORMAT,
            ),
        }


@action
def give_number(
    actor: Actor,
    *,
    document_id: int,
    register_id: int | None = None,
    dated: date | None = None,
    reserved_id: int | None = None,
) -> Document:
    """Number and date an approved document: the next number of its series, or a reserved one.

    `dated` is today unless given; a day of a year that is over needs the right to manage registers.
    Raises WrongState, NoRegister, NoPeriod, PeriodClosedAlready, NumberTaken, NoSymbol.
    """
    permissions.check_issue(actor)
    day = dated or actor.today
    document = of_agency(actor, document_id)
    check_to_number(document)
    series, mark = series_and_mark(actor, document, day, register_id)
    if reserved_id is not None:
        given = _use_reserved(series, reserved_id)
    else:
        given = numbers.take(actor, series.open_period)
    columns = write_number(actor, document, day, given, mark)
    announce(
        actor,
        NumberGiven(
            agency_id=document.agency_id,
            object_id=document.pk,
            register_id=series.register_id,
            period_id=series.open_period,
            number=given.number,
            suffix=given.suffix,
            reference=columns["reference"],
            dated=day,
            identifier=columns["identifier"],
        ),
    )
    return document


def check_to_number(document: Document) -> None:
    """Raise NotADraftDirection for an incoming document, WrongState for one not approved."""
    if document.direction == Direction.INCOMING:
        raise NotADraftDirection(
            "Văn bản đến có số đến khi đăng ký. Chỉ cấp số cho văn bản đi, văn bản nội bộ."
        )
    OUTGOING.target(document.state, "give_number")


def series_and_mark(
    actor: Actor, document: Document, day: date, register_id: int | None
) -> tuple[Series, Mark]:
    """The open series that takes the document on the day, and how its number is written."""
    kind = DocumentType.objects.filter(pk=document.type_id).first()
    if kind is None:
        raise NoSymbol(field="type_code")
    series = numbers.choose_series(
        document.agency_id,
        rules.kinds_for(document.direction, kind.family),
        kind.code,
        document.issuer_name,
        day,
        register_id,
    )
    permissions.check_day(actor, day, series.ends_before)
    return series, _mark(document, kind, series, day)


def _mark(document: Document, kind: DocumentType, series: Series, day: date) -> Mark:
    system = Agency.objects.values_list("system", flat=True).get(pk=document.agency_id)
    code = _code(document.agency_id, day)
    symbol = queries.symbol_of(document, kind, series.body_symbol, day)
    term = series.period_kind == PeriodKind.TERM
    return Mark(symbol, series.label if term else str(day.year), code, system)


def _code(agency_id: int, day: date) -> str:
    codes = AgencyCode.objects.on(day).filter(agency_id=agency_id)
    found = dict(codes.exclude(scheme=CodeScheme.ADMINISTRATIVE).values_list("scheme", "code"))
    code = found.get(CodeScheme.QD_20) or found.get(CodeScheme.QCVN_102)
    if code is None:
        raise NoAgencyCode(day=short_date(day))
    return str(code)


def _use_reserved(series: Series, number_id: int) -> Given:
    """Turn a reserved number of the series into a given one: one guarded statement."""
    rows = DocumentNumber.objects.filter(pk=number_id, period_id=series.period_id)
    found = rows.values_list("number", "suffix").first()
    if found is None or not rows.filter(state=NumberState.RESERVED).update(
        state=NumberState.ISSUED
    ):
        raise NumberTaken(number=found[0] if found else "")
    return Given(number_id, *found)


def write_number(
    actor: Actor, document: Document, day: date, given: Given, mark: Mark
) -> dict[str, str]:
    """Write number, symbol, date, identifier with the step; open it to the registry."""
    columns = mark.columns(given)
    if document.direction == Direction.OUTGOING:
        taken = Document.objects.filter(
            queries.HAS_IDENTIFIER,
            agency_id=document.agency_id,
            identifier=columns["identifier"],
            direction=Direction.OUTGOING,
        )
        if taken.exists():
            raise ReferenceTaken(reference=columns["reference"])
    move(actor, document, "give_number", **columns, issued_on=day, number_row_id=given.row_id)
    registry = keys.registry(document.agency_id)
    open_to(actor, document.pk, document.direction, [(registry, GrantCause.REGISTRY)])
    touch("fields", document.pk)
    return columns
