"""A register as it is printed, and the audit of its numbers (Annex IV; III.1.h, Q-028, Q-031)."""

import json
from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from vanthu.ground.journal.models import Entry
from vanthu.office.documents.choices import NumberState, RegisterKind
from vanthu.office.documents.models import Document, Recipient
from vanthu.office.documents.registers import Counter, DocumentNumber, RegisterPeriod
from vanthu.office.documents.symbols import display_number


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A line of a register; `document` is None for a reserved or void number, `reason` says why."""

    number: int
    suffix: str
    state: str
    reason: str
    document: Document | None
    recipients: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The number as it is written."""
        return display_number(self.number, self.suffix)


def register_rows(
    period_id: int, *, after: tuple[int, str] = (0, ""), limit: int | None = 500
) -> list[RegisterRow]:
    """Lines in the order of numbers, reserved and void ones among them; continues behind `after`.

    Two statements and one for recipients, however many lines. `limit` None is the whole register.
    """
    numbers = DocumentNumber.objects.filter(period_id=period_id, number__gte=after[0])
    ordered = numbers.exclude(number=after[0], suffix__lte=after[1]).order_by("number", "suffix")
    page = list(ordered if limit is None else ordered[:limit])
    documents = {
        document.number_row_id: document
        for document in Document.objects.select_related("type").filter(
            number_row__period_id=period_id, number_row__in=[row.pk for row in page]
        )
    }
    recipients = _recipients([document.pk for document in documents.values()])
    return [_row(number, documents.get(number.pk), recipients) for number in page]


def _row(
    number: DocumentNumber, document: Document | None, recipients: dict[int, list[str]]
) -> RegisterRow:
    return RegisterRow(
        number=number.number,
        suffix=number.suffix,
        state=number.state,
        reason=number.reason,
        document=document,
        recipients=tuple(recipients.get(document.pk, ())) if document else (),
    )


def _recipients(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = Recipient.objects.filter(document_id__in=ids).order_by("document_id", "order")
    for document_id, name in rows.values_list("document_id", "name"):
        found.setdefault(document_id, []).append(name)
    return found


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit of a period found; `sound` when nothing."""

    last: int
    gaps: list[int] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    without_document: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether every number from 1 to the last is there, once, used or explained."""
        return not (
            self.gaps
            or self.duplicates
            or self.without_document
            or self.altered
            or self.unexplained
        )


def audit(period_id: int) -> Audit:
    """Compare counter, witnesses, documents and journal of a period: four records that must agree.

    Finds what was deleted or changed behind the system's back, by SQL too: `gaps` numbers without a
    witness, `duplicates` documents that show one number, `without_document` used numbers without a
    document, `altered` documents that differ from their witness or from the journal, `unexplained`
    reserved or void numbers without a reason.
    """
    period = RegisterPeriod.objects.select_related("register").get(pk=period_id)
    witnesses = list(DocumentNumber.objects.filter(period_id=period_id))
    used = _used(period, witnesses)
    told = _journalled(period)
    counted = Counter.objects.filter(period_id=period_id).values_list("last", flat=True).first()
    highest = max([number for number, _suffix in [*told, (0, "")]])
    last = max(counted or 0, highest, *(row.number for row in witnesses), 0)
    present = {row.number for row in witnesses if not row.suffix}
    tally = Tally(shown for shown, _document in used)
    return Audit(
        last=last,
        gaps=[number for number in range(1, last + 1) if number not in present],
        duplicates=sorted(shown for shown, times in tally.items() if times > 1),
        without_document=_without_document(witnesses, used),
        altered=_altered(period, witnesses, used, told),
        unexplained=[
            display_number(row.number, row.suffix)
            for row in witnesses
            if row.state != NumberState.ISSUED and not row.reason.strip()
        ],
    )


Used = list[tuple[str, Document]]


def _used(period: RegisterPeriod, witnesses: Sequence[DocumentNumber]) -> Used:
    """Documents of the period by the number they show themselves, tied to a witness or not."""
    register = period.register
    rows = Document.objects.filter(agency_id=register.agency_id)
    fields = ("id", "arrival_number", "number", "issued_on", "arrived_on", "number_row_id")
    if register.kind == RegisterKind.INCOMING:
        days = {"arrived_on__gte": period.starts_on, "arrived_on__lt": period.ends_before}
        tied = rows.filter(number_row__period=period)
        loose = rows.filter(number_row=None, arrival_number__isnull=False, **days)
        return [(f"{d.arrival_number or 0:02d}", d) for d in (tied | loose).only(*fields)]
    tied = rows.filter(number_row__period=period)
    return [(document.number, document) for document in tied.only(*fields)]


def _without_document(witnesses: Sequence[DocumentNumber], used: Used) -> list[str]:
    tied = {document.number_row_id for _shown, document in used}
    return [
        display_number(row.number, row.suffix)
        for row in witnesses
        if row.state == NumberState.ISSUED and row.pk not in tied
    ]


def _altered(
    period: RegisterPeriod,
    witnesses: Sequence[DocumentNumber],
    used: Used,
    told: dict[tuple[int, str], int],
) -> list[str]:
    by_id = {row.pk: row for row in witnesses}
    by_document = {document_id: number for number, document_id in told.items()}
    found = []
    for shown, document in used:
        witness = by_id.get(document.number_row_id or 0)
        expected = display_number(witness.number, witness.suffix) if witness else ""
        if shown != expected:
            found.append(f"{shown} (#{document.pk}: {expected or '–'})")
        elif document.pk in by_document and display_number(*by_document[document.pk]) != shown:
            found.append(f"{shown} (#{document.pk}: {display_number(*by_document[document.pk])})")
    return found


_GIVING = ("document-registered", "number-given", "number-inserted")


def _journalled(period: RegisterPeriod) -> dict[tuple[int, str], int]:
    """Number and suffix to the document that the journal last says got it, in this period."""
    entries = Entry.objects.filter(
        agency_id=period.register.agency_id, name__in=_GIVING, at__gte=period.opened_at
    )
    found: dict[tuple[int, str], int] = {}
    for document_id, data in entries.order_by("seq").values_list("object_id", "data"):
        told = json.loads(data)
        if told.get("period_id") == period.pk:
            found[told["number"], told.get("suffix", "")] = document_id
    return found


def periods_of(agency_id: int, day: date | None = None) -> list[RegisterPeriod]:
    """The periods of the agency's registers, newest first; with `day`, those that contain it."""
    rows = RegisterPeriod.objects.select_related("register", "counter").filter(
        register__agency_id=agency_id
    )
    if day is not None:
        rows = rows.filter(starts_on__lte=day, ends_before__gt=day)
    return list(rows.order_by("-starts_on", "register__name"))
