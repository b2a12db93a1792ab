"""The rows of the registers, read in batches so that a year's book needs little memory."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import QuerySet

from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.org.queries import unit_names
from vanthu.kernel.dates import short_date
from vanthu.office.documents.choices import NumberState
from vanthu.office.documents.models import Document, Recipient
from vanthu.office.documents.registers import DocumentNumber
from vanthu.office.handling.choices import AssignmentRole, AssignmentState
from vanthu.office.handling.models import Assignment

BATCH = 500
Rows = Iterator[Sequence[str]]


def _numbers(period_id: int, first: date, before: date) -> QuerySet[DocumentNumber]:
    return (
        DocumentNumber.objects.filter(period_id=period_id)
        .select_related("document__type")
        .order_by("number", "suffix")
    )


def _batches(numbers: QuerySet[DocumentNumber]) -> Iterator[list[DocumentNumber]]:
    batch: list[DocumentNumber] = []
    for number in numbers.iterator(chunk_size=BATCH):
        batch.append(number)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _document(number: DocumentNumber) -> Document | None:
    return getattr(number, "document", None)


def _day(day: date | None) -> str:
    return short_date(day) if day else ""


def _title(document: Document) -> str:
    name = document.type.name if document.type else ""
    return f"{name}: {document.subject}" if name else document.subject


def _written(number: DocumentNumber) -> str:
    return f"{number.number:02d}{number.suffix}"


def _explained(number: DocumentNumber, width: int, at: int) -> list[str]:
    """A line for a number without a document: reserved or void, with its reason (Q-024)."""
    row = [""] * width
    row[at] = _written(number)
    row[-1] = f"{NumberState(number.state).label}: {number.reason}"
    return row


def outgoing(period_id: int, first: date, before: date) -> Rows:
    """Sổ đăng ký văn bản đi: one line per number from `first` to the day before `before`."""
    for batch in _batches(_numbers(period_id, first, before)):
        documents = [d for d in map(_document, batch) if d is not None]
        places = _recipients([d.pk for d in documents])
        for number in batch:
            document = _document(number)
            if document is None:
                if first <= number.given_at.astimezone(VIETNAM).date() < before:
                    yield _explained(number, 10, 0)
            elif first <= (document.issued_on or first) < before:
                yield _outgoing_row(number, document, places[document.pk])


def _recipients(ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Recipient.objects.filter(document_id__in=ids).order_by("document_id", "order")
    for document_id, name in rows.values_list("document_id", "name"):
        found[document_id].append(name)
    return defaultdict(str, {key: "; ".join(names) for key, names in found.items()})


def _outgoing_row(number: DocumentNumber, document: Document, places: str) -> Sequence[str]:
    issued = document.issued_at.astimezone(VIETNAM).date() if document.issued_at else None
    return [
        document.reference or _written(number),
        _day(document.issued_on),
        _title(document),
        document.signer_name,
        places,
        "Văn thư",
        str(document.copies or ""),
        _day(issued),
        "",
        " ".join(filter(None, (number.reason, document.note))),
    ]


def incoming(period_id: int, first: date, before: date) -> Rows:
    """Sổ đăng ký văn bản đến: one line per arrival number in the days asked for."""
    for number, document, given in _arrivals(period_id, first, before):
        if document is None:
            yield _explained(number, 10, 1)
            continue
        yield [
            _day(document.arrived_on),
            _written(number),
            document.issuer_name,
            document.reference,
            _day(document.issued_on),
            _title(document),
            "; ".join(receiver for receiver, _ in given),
            _day(min((a.given_at.astimezone(VIETNAM).date() for _, a in given), default=None)),
            "; ".join(_signed_for(a) for _, a in given if a.accepted_at),
            document.note,
        ]


def follow_up(period_id: int, first: date, before: date, today: date) -> Rows:
    """Sổ theo dõi giải quyết văn bản đến: receiver, deadline, progress and the answer."""
    for number, document, given in _arrivals(period_id, first, before):
        if document is None:
            continue
        identity = ", ".join(
            filter(None, (_title(document), document.reference, _day(document.issued_on)))
        )
        yield [
            _written(number),
            f"{identity}; {document.issuer_name}",
            "; ".join(receiver for receiver, _ in given),
            _day(document.due_on or min((a.due_on for _, a in given if a.due_on), default=None)),
            _progress(document, given, today),
            "; ".join(a.answer.reference for _, a in given if a.answer and a.answer.reference),
            document.note,
        ]


Given = list[tuple[str, Assignment]]


def _arrivals(
    period_id: int, first: date, before: date
) -> Iterator[tuple[DocumentNumber, Document | None, Given]]:
    for batch in _batches(_numbers(period_id, first, before)):
        ids = [d.pk for d in map(_document, batch) if d is not None]
        given = _assignments(ids, before)
        for number in batch:
            document = _document(number)
            day = document.arrived_on if document else number.given_at.astimezone(VIETNAM).date()
            if day is not None and first <= day < before:
                yield number, document, given[document.pk] if document else []


def _assignments(ids: Sequence[int], day: date) -> dict[int, Given]:
    rows = list(
        Assignment.objects.filter(document_id__in=ids, parent=None)
        .exclude(state__in=[AssignmentState.RECALLED, AssignmentState.RETURNED])
        .select_related("post", "answer")
        .order_by("document_id", "id")
    )
    names = unit_names({row.unit_id for row in rows if row.unit_id}, day)
    found: dict[int, Given] = defaultdict(list)
    for row in rows:
        name = names[row.unit_id].name if row.unit_id in names else ""
        receiver = name or (row.post.title if row.post else "")
        found[row.document_id].append((receiver, row))
    return found


def _signed_for(assignment: Assignment) -> str:
    at = assignment.accepted_at
    return f"{at.astimezone(VIETNAM):%d/%m %H:%M}" if at else ""


def _progress(document: Document, given: Given, today: date) -> str:
    if document.finished_at:
        return f"Đã giải quyết xong ngày {_day(document.finished_at.astimezone(VIETNAM).date())}"
    late = document.due_on is not None and document.due_on < today
    lead = next((a for _, a in given if a.role == AssignmentRole.LEAD), None)
    state = "Chưa giao" if lead is None else AssignmentState(lead.state).label
    share = f", {lead.progress}%" if lead and lead.progress else ""
    return f"{state}{share}{' (quá hạn)' if late else ''}"
