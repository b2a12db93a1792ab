"""Documents: lists, one document, its way, and how new ones begin."""

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from vanthu.faces.acts.drafts import VersionInput
from vanthu.faces.acts.fields import IncomingInput, OutgoingInput, Recipients
from vanthu.faces.acts.inputs import FileToken, Id, RouteInput, Tos
from vanthu.faces.acts.uploads import taken
from vanthu.faces.api.cursors import number
from vanthu.faces.api.documents import (
    DocumentLine,
    DocumentOut,
    PathOut,
    Reason,
    read_document,
    read_path,
)
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Limit, Pages, PathId
from vanthu.faces.web.access import Request, needs, signed_in
from vanthu.ground.access.choices import Right
from vanthu.ground.base.jobs import enqueue
from vanthu.ground.journal.actions import unit_of_work
from vanthu.office.documents import actions, permissions, queries
from vanthu.office.documents.actions import NewFile, NewRecipient
from vanthu.office.documents.actions.access import record_view
from vanthu.office.documents.choices import Channel, FileRole
from vanthu.office.documents.wire import export
from vanthu.office.drafting import actions as drafting

router = Operations(tags=["documents"])


@router.get(
    "",
    response=Pages[DocumentLine],
    operation_id="documents",
    summary="Danh sách văn bản được xem, mới nhất trước",
)
@signed_in
def documents(
    request: Request,
    direction: Literal["incoming", "outgoing", "internal"] | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Pages[DocumentLine]:
    """The documents open to the caller, newest first; of one direction where it is named."""
    before = number(cursor) if cursor else None
    page = queries.newest(request.actor, direction, before, limit)
    rows = [DocumentLine.from_orm(row) for row in page.rows]
    return Pages[DocumentLine](rows=rows, next=str(page.cursor) if page.cursor else None)


@router.get(
    "/{int:document_id}", response=DocumentOut, operation_id="document", summary="Một văn bản"
)
@signed_in
def document(request: Request, document_id: PathId) -> DocumentOut:
    """Fields, files, recipients and relations. Reading a document is journalled."""
    row = queries.find_visible(request.actor, document_id)
    record_view(request.actor, document=row)
    return read_document(request.actor, row)


@router.get(
    "/{int:document_id}/standard",
    response=dict[str, Any],
    operation_id="document_standard",
    summary="Các trường theo Phụ lục VI Nghị định 30/2020/NĐ-CP",
)
@signed_in
def standard(request: Request, document_id: PathId) -> dict[str, Any]:
    """The document in the names and formats of the data standard."""
    row = queries.find_visible(request.actor, document_id)
    recipients = list(row.recipients.order_by("order", "id"))
    return export(row, recipients=recipients)


@router.get(
    "/{int:document_id}/path",
    response=PathOut,
    operation_id="document_path",
    summary="Đường đi của văn bản: ai, làm gì, khi nào, bao lâu",
)
@signed_in
def path(request: Request, document_id: PathId) -> PathOut:
    """The steps in the order they happened, the leaders' opinions and everything given."""
    permissions.check_see(request.actor, document_id)
    return read_path(request.actor, document_id)


@router.get(
    "/{int:document_id}/why",
    response=list[Reason],
    operation_id="document_why",
    summary="Vì sao tôi được (không được) xem văn bản này",
)
@signed_in
def why(request: Request, document_id: PathId) -> list[Reason]:
    """Every cause that opens the document to the caller, or the one reason why it is not."""
    return [Reason.from_orm(each) for each in permissions.why_see(request.actor, document_id)]


class UploadedFile(Schema):
    """A file kept by `POST /files`, and what it is to the document."""

    file: FileToken
    role: Literal["main", "annex", "signed-scan"] = "main"


class Received(Schema):
    """An incoming document: its files, its fields as far as known, and how it came."""

    files: Annotated[list[UploadedFile], Field(max_length=50)] = []
    fields: IncomingInput = IncomingInput()
    channel: Literal["paper", "upload", "mail"] = "upload"
    read_files: bool = True


class Begun(Schema):
    """A draft: fields, recipients (or addressees, of an internal one), route and first version."""

    direction: Literal["outgoing", "internal"] = "outgoing"
    fields: OutgoingInput = OutgoingInput()
    recipients: Recipients = []
    group_ids: Annotated[list[Id], Field(max_length=50)] = []
    addressees: Tos = []
    route: RouteInput = RouteInput()
    version: VersionInput = VersionInput()


class Made(Schema):
    """The new document."""

    document_id: int
    state: str


@router.post(
    "/incoming", response={201: Made}, operation_id="receive", summary="Tiếp nhận văn bản đến"
)
@needs(Right.REGISTER)
def receive(request: Request, data: Received) -> Made:
    """Keep a document that came in; the worker reads its files and fills the open fields."""
    actor = request.actor
    files = []
    for place, each in enumerate(data.files):
        blob, name = taken(actor, each.file, f"files.{place}.file")
        files.append(NewFile(blob, name, FileRole(each.role)))
    with unit_of_work(actor):
        row = actions.receive_incoming(
            actor, fields=data.fields.fields(), files=files, channel=Channel(data.channel)
        )
        if files and data.read_files:
            enqueue(actor, "files.read", document_id=row.pk)
    return Made(document_id=row.pk, state=row.state)


@router.post("/drafts", response={201: Made}, operation_id="start_draft", summary="Soạn dự thảo")
@needs(Right.DRAFT)
def start(request: Request, data: Begun) -> Made:
    """Begin an outgoing or internal document, perhaps with its first version."""
    row = drafting.start(
        request.actor,
        direction=data.direction,
        fields=data.fields.fields(),
        recipients=[NewRecipient(**each.model_dump()) for each in data.recipients],
        group_ids=data.group_ids,
        addressees=[each.receiver() for each in data.addressees],
        route=data.route.route(),
        text=data.version.text(request.actor),
    )
    return Made(document_id=row.pk, state=row.state)
