"""Has this document come in before? (Annex VI, III.1.h; Q-045)"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from vanthu.ground.base.actor import Actor
from vanthu.kernel.dates import short_date
from vanthu.kernel.text import reference_key, tokens
from vanthu.office.documents import numbers
from vanthu.office.documents.choices import Direction, DocumentState
from vanthu.office.documents.errors import DocumentNotFound, Duplicate, SecrecyUndecided
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import visible
from vanthu.office.documents.rules import Series

# The conditions of the partial indexes, word for word and not as parameters: SQLite proves nothing
# about either.
HAS_IDENTIFIER = RawSQL("NOT (documents_document.identifier = '')", (), output_field=BooleanField())
HAS_REFERENCE = RawSQL(
    "NOT (documents_document.reference_key = '')", (), output_field=BooleanField()
)


@dataclass(frozen=True, slots=True)
class Twin:
    """A document that seems to be the same; `number` and `day` are those of its arrival."""

    document_id: int
    state: str
    reference: str
    issuer_name: str
    issued_on: date | None
    subject: str
    number: int | None
    day: date | None


def issuer_key(name: str) -> str:
    """The issuer's name as it is compared: folded words."""
    return " ".join(tokens(name))[:200]


def duplicates(
    agency_id: int,
    *,
    reference: str = "",
    issuer: str = "",
    year: int | None = None,
    identifier: str = "",
    issuer_id: int | None = None,
    besides: int | None = None,
) -> list[Twin]:
    """Incoming documents with the same identifier, or number, symbol and issuer in the year of
    issue.

    First come, first named; refused and withdrawn ones do not count.
    """
    same = Q(HAS_IDENTIFIER, identifier=identifier) if identifier else Q(pk__in=())
    if reference and (issuer or issuer_id):
        by_name = Q(issuer_key=issuer_key(issuer)) if issuer else Q(pk__in=())
        by_agency = Q(issuer_id=issuer_id) if issuer_id else Q(pk__in=())
        same_number = Q(HAS_REFERENCE, reference_key=reference_key(reference))
        triple = same_number & (by_name | by_agency)
        same |= triple & (Q(issued_on__year=year) if year else Q())
    rows = (
        Document.objects.filter(same, agency_id=agency_id, direction=Direction.INCOMING)
        .exclude(state__in=[DocumentState.REFUSED, DocumentState.RECALLED])
        .exclude(pk=besides or 0)
        .order_by("pk")
    )
    return [_twin(row) for row in rows[:10]]


def same_file(actor: Actor, document_id: int, sha256: str) -> Twin | None:
    """The first document with these very bytes that came before this one and the actor may see."""
    rows = visible(actor).filter(files__blob=sha256, files__replaced_at=None, pk__lt=document_id)
    living = rows.exclude(state__in=[DocumentState.REFUSED, DocumentState.RECALLED])
    row = living.order_by("pk").first()
    return _twin(row) if row else None


def _twin(row: Document) -> Twin:
    return Twin(
        document_id=row.pk,
        state=row.state,
        reference=row.reference,
        issuer_name=row.issuer_name,
        issued_on=row.issued_on,
        subject=row.subject,
        number=row.arrival_number,
        day=row.arrived_on,
    )


# What registering needs to know, in one statement: the document, each incoming series of its agency
# with the period of the day, and the first registered document that seems to be the same one.
_TO_REGISTER = """SELECT d.*, r.id AS s0, r.kind AS s1, r.name AS s2, r.types AS s3, r.body AS s4,
 r.body_symbol AS s5, r.period_kind AS s6, p.id AS s7, p.label AS s8, p.starts_on AS s9,
 p.ends_before AS s10, p.closed_at AS s11, (
 SELECT min(x.id) FROM documents_document x WHERE x.agency_id = d.agency_id
 AND x.reference_key = d.reference_key AND x.id <> d.id
 AND NOT (x.reference_key = '') AND d.reference_key <> ''
 AND x.arrival_number IS NOT NULL AND x.state <> 'recalled'
 AND (x.issuer_key = d.issuer_key OR x.issuer_id = d.issuer_id)
 AND x.issued_on BETWEEN {first} AND {last}) AS triple, (
 SELECT min(x.id) FROM documents_document x WHERE x.identifier = d.identifier
 AND NOT (x.identifier = '') AND d.identifier <> '' AND x.agency_id = d.agency_id AND x.id <> d.id
 AND x.arrival_number IS NOT NULL AND x.state <> 'recalled') AS identical
 FROM documents_document d
 LEFT JOIN documents_register r ON r.agency_id = d.agency_id AND r.kind = 'incoming'
 AND r.valid_from <= %s AND (r.valid_to IS NULL OR r.valid_to > %s)
 LEFT JOIN documents_registerperiod p ON p.register_id = r.id
 AND p.starts_on <= %s AND p.ends_before > %s
 WHERE d.id = %s AND d.agency_id = %s AND d.direction = 'incoming' ORDER BY r.id"""
_YEAR = {
    "postgresql": (
        "date_trunc('year', d.issued_on)::date",
        "(date_trunc('year', d.issued_on) + interval '1 year - 1 day')::date",
    ),
    "sqlite": ("strftime('%%Y-01-01', d.issued_on)", "strftime('%%Y-12-31', d.issued_on)"),
}
_STATEMENT = {
    vendor: _TO_REGISTER.format(first=first, last=last) for vendor, (first, last) in _YEAR.items()
}


def to_register(
    agency_id: int, document_id: int, day: date
) -> tuple[Document, list[Series], int | None]:
    """The incoming document, the incoming series of its agency on the day, and its first twin's id.

    Raises DocumentNotFound, SecrecyUndecided.
    """
    values = (day, day, day, day, document_id, agency_id)
    rows = list(Document.objects.raw(_STATEMENT[connection.vendor], values))
    if not rows:
        raise DocumentNotFound
    document = rows[0]
    twins = [getattr(document, name) for name in ("identical", "triple")]
    if document.held_at is not None:
        raise SecrecyUndecided
    series = [numbers.series_of(_columns(row)) for row in rows if _columns(row)[0] is not None]
    return document, series, min((twin for twin in twins if twin is not None), default=None)


def _columns(row: Document) -> Sequence[object]:
    return [getattr(row, f"s{place}") for place in range(12)]


def duplicate_refusal(first_id: int) -> Duplicate:
    """The refusal that names the first document."""
    first = Document.objects.get(pk=first_id)
    return Duplicate(
        first_id=first_id,
        values={
            "reference": first.reference or first.identifier,
            "issuer": first.issuer_name,
            "number": str(first.arrival_number),
            "day": short_date(first.arrived_on) if first.arrived_on else "",
        },
    )
