"""Emergency access to one document: asked for, decided, read by, ended (Q-008)."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.inputs import Id
from vanthu.faces.api.documents import DocumentOut, read_document
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import PathId
from vanthu.faces.web.access import Request, needs
from vanthu.ground.access.choices import Right
from vanthu.office.documents import actions
from vanthu.office.documents.emergencies import VIEWERS, emergencies

router = Operations(tags=["emergency"])
Because = Annotated[str, Field(min_length=1, max_length=500)]


class EmergencyOut(Schema):
    """Who asked to read which document, why, and until when they may."""

    id: int
    document_id: int
    tenure_id: int
    reason: str
    asked_at: datetime
    decided_at: datetime | None
    decided_by_id: int | None
    until: datetime | None
    ended_at: datetime | None


class Wanted(ActInput):
    """Which document must be read, and why."""

    document_id: Id
    reason: Because


class Consent(ActInput):
    """For how many hours."""

    hours: Annotated[int, Field(ge=1, le=24)]


class Refusing(ActInput):
    """Why it is refused."""

    reason: Because


@router.get(
    "", response=list[EmergencyOut], operation_id="emergencies", summary="Truy cập khẩn cấp"
)
@needs(*VIEWERS)
def listed(request: Request) -> list[EmergencyOut]:
    """The newest of the agency."""
    return [EmergencyOut.from_orm(row) for row in emergencies(request.actor)]


@router.post(
    "", response=EmergencyOut, operation_id="ask_emergency", summary="Yêu cầu truy cập khẩn cấp"
)
@needs(Right.CONFIGURE)
def ask(request: Request, data: Wanted) -> EmergencyOut:
    """Ask the leaders of the agency."""
    row = actions.ask_emergency(request.actor, document_id=data.document_id, reason=data.reason)
    return EmergencyOut.from_orm(row)


@router.post(
    "/{int:access_id}/allow",
    response=EmergencyOut,
    operation_id="allow_emergency",
    summary="Cho phép truy cập khẩn cấp",
)
@needs(Right.DIRECT)
def allow(request: Request, access_id: PathId, data: Consent) -> EmergencyOut:
    """Let the person read for so many hours."""
    row = actions.allow_emergency(request.actor, access_id=access_id, hours=data.hours)
    return EmergencyOut.from_orm(row)


@router.post(
    "/{int:access_id}/refuse",
    response=EmergencyOut,
    operation_id="refuse_emergency",
    summary="Từ chối truy cập khẩn cấp",
)
@needs(Right.DIRECT)
def refuse(request: Request, access_id: PathId, data: Refusing) -> EmergencyOut:
    """Refuse, with a reason."""
    row = actions.refuse_emergency(request.actor, access_id=access_id, reason=data.reason)
    return EmergencyOut.from_orm(row)


@router.post(
    "/{int:access_id}/end",
    response=EmergencyOut,
    operation_id="end_emergency",
    summary="Kết thúc truy cập khẩn cấp",
)
@needs(Right.CONFIGURE, Right.DIRECT)
def end(request: Request, access_id: PathId) -> EmergencyOut:
    """Close it before its time."""
    return EmergencyOut.from_orm(actions.end_emergency(request.actor, access_id=access_id))


@router.get(
    "/{int:access_id}/document",
    response=DocumentOut,
    operation_id="read_emergency",
    summary="Đọc văn bản bằng truy cập khẩn cấp",
)
@needs(Right.CONFIGURE)
def read(request: Request, access_id: PathId) -> DocumentOut:
    """The fields of the document; journalled as emergency access."""
    access, _file = actions.read_emergency(request.actor, access_id=access_id)
    return read_document(request.actor, access.document)
