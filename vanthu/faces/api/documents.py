"""Documents and their way as the API shows them."""

from datetime import date, datetime
from typing import Any

from ninja import Schema

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import work_calendar
from vanthu.office.documents import queries
from vanthu.office.documents.models import Document, DocumentFile, Recipient, Relation
from vanthu.office.handling import queries as handling
from vanthu.office.interchange import queries as interchange


class DocumentLine(Schema):
    """A line of a list."""

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


class FileOut(Schema):
    """A file of a document; `replaced_at` is set when it was set aside."""

    id: int
    name: str
    role: str
    size: int
    media_type: str
    sha256: str
    hazards: list[str]
    added_at: datetime
    replaced_at: datetime | None


class RecipientOut(Schema):
    """A recipient of an outgoing document."""

    name: str
    agency_id: int | None
    code: str
    purpose: str


class RelationOut(Schema):
    """How this document relates to another that the caller may see."""

    kind: str
    outgoing: bool
    document_id: int
    reference: str
    subject: str


class ReadingOut(Schema):
    """A field as read from the files: value, confidence 0..1, places on the pages."""

    field: str
    value: Any
    confidence: float
    places: list[Any]


class DocumentOut(DocumentLine):
    """One document with its parts."""

    agency_id: int
    type_code: str | None
    number: str
    symbol: str
    identifier: str
    issuer_id: int | None
    language: str
    page_count: int | None
    note: str
    signing_authority: str
    signer_position: str
    circulation: str
    channel: str
    copies: int | None
    received_at: datetime | None
    to_places: str
    place: str
    unit_id: int | None
    created_at: datetime
    registered_at: datetime | None
    finished_at: datetime | None
    issued_at: datetime | None
    frozen_at: datetime | None
    revision: int
    files: list[FileOut]
    recipients: list[RecipientOut]
    relations: list[RelationOut]
    readings: list[ReadingOut]


_PARTS = {"type_name", "type_code", "files", "recipients", "relations", "readings"}


def read_document(actor: Actor, row: Document) -> DocumentOut:
    """A document the actor may see as the API shows it; at most six statements."""
    plain = {name: getattr(row, name) for name in DocumentOut.model_fields if name not in _PARTS}
    return DocumentOut(
        **plain,
        type_code=row.type_id,
        type_name=row.type.name if row.type else "",
        files=files_of(row.pk),
        recipients=[
            RecipientOut.from_orm(each)
            for each in Recipient.objects.filter(document=row).order_by("order", "id")
        ],
        relations=_relations(actor, row),
        readings=[ReadingOut.from_orm(each) for each in row.readings.order_by("field")],
    )


def files_of(document_id: int) -> list[FileOut]:
    """The files in their order, those set aside among them."""
    rows = DocumentFile.objects.filter(document=document_id).select_related("blob")
    return [_file(row) for row in rows.order_by("order", "id")]


def _file(row: DocumentFile) -> FileOut:
    return FileOut(
        id=row.pk,
        name=row.name,
        role=row.role,
        size=row.blob.size,
        media_type=row.blob.media_type,
        sha256=row.blob_id,
        hazards=row.blob.hazards,
        added_at=row.added_at,
        replaced_at=row.replaced_at,
    )


def _relations(actor: Actor, row: Document) -> list[RelationOut]:
    """Relations to documents the caller may see; of others not even the number is told."""
    rows = Relation.objects.filter(source=row) | Relation.objects.filter(target=row)
    pairs = [
        (each.kind, True, each.target_id)
        if each.source_id == row.pk
        else (each.kind, False, each.source_id)
        for each in rows.order_by("id")
    ]
    seen = queries.visible(actor).in_bulk([number for _kind, _outgoing, number in pairs])
    return [
        RelationOut(
            kind=kind,
            outgoing=outgoing,
            document_id=number,
            reference=seen[number].reference,
            subject=seen[number].subject,
        )
        for kind, outgoing, number in pairs
        if number in seen
    ]


class StepOut(Schema):
    """One step of the way; `lasted` in seconds until the next one, null for the last."""

    token: int
    at: datetime
    act: str
    label: str
    by_name: str
    by_title: str
    on_behalf_of: str
    to_name: str
    text: str
    undone: bool
    lasted: float | None

    @staticmethod
    def resolve_lasted(step: handling.Step) -> float | None:
        """Seconds."""
        return step.lasted.total_seconds() if step.lasted else None


class DirectionOut(Schema):
    """A leader's opinion; the highest version is the one in force."""

    version: int
    text: str
    author_name: str
    given_at: datetime


class WorkOut(Schema):
    """One assignment; `depth` 0 is what the leader gave."""

    id: int
    depth: int
    role: str
    name: str
    state: str
    state_label: str
    instruction: str
    due_on: date | None
    timeliness: str
    given_by: str
    given_at: datetime
    accepted_at: datetime | None
    ended_at: datetime | None
    extensions: int
    asked_due_on: date | None
    asked_reason: str
    progress: int
    result: str
    answer_id: int | None


class TurnOut(Schema):
    """What the exchange did to the document: who said what; `message` carried it, 0 where there is
    none or it is not the caller's."""

    at: datetime
    agency: str
    person: str
    label: str
    to: str
    text: str
    message: int


class PathOut(Schema):
    """The whole way of a document: what its agency did, and what the exchange."""

    steps: list[StepOut]
    exchange: list[TurnOut]
    directions: list[DirectionOut]
    work: list[WorkOut]


def read_path(actor: Actor, document_id: int) -> PathOut:
    """Steps, opinions, assignments and what the exchange did; at most fifteen statements."""
    numbers = handling.parameters(actor.agency_id, actor.today)
    near = actor.today.replace(year=actor.today.year + 1, day=1)
    work = handling.work_tree(
        document_id, actor.now, numbers.near_due_days, work_calendar(actor.today, near)
    )
    return PathOut(
        steps=[StepOut.from_orm(each) for each in handling.path(document_id)],
        exchange=[TurnOut.from_orm(each) for each in interchange.course(actor, document_id)],
        directions=[DirectionOut.from_orm(each) for each in handling.directions(document_id)],
        work=[WorkOut.from_orm(each) for each in work],
    )


class Reason(Schema):
    """A cause that opens a document, or the reason why none does."""

    allowed: bool
    cause: str
    holder: str
    since: datetime | None
    sentence: str
