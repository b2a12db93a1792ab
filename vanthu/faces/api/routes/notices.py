"""Notices: what happened and where to look."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.inputs import Id
from vanthu.faces.api.cursors import number
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Limit, Pages
from vanthu.faces.web.access import Request, signed_in
from vanthu.ground.notify.actions import mark_read
from vanthu.ground.notify.queries import notices, unread_count

router = Operations(tags=["notices"])


class NoticeOut(Schema):
    """A line for whoever holds a post; never the content of a document."""

    id: int
    kind: str
    text: str
    link: str
    urgent: bool
    object_type: str
    object_id: int | None
    created_at: datetime
    read_at: datetime | None


class NoticePage(Pages[NoticeOut]):
    """A page of notices, and how many are unread (counted to 100)."""

    unread: int


class ToRead(ActInput):
    """Which notices have been read; none named means all."""

    notice_ids: Annotated[list[Id], Field(max_length=500)] | None = None


class Count(Schema):
    """How many rows changed."""

    count: int


@router.get("", response=NoticePage, operation_id="notices", summary="Thông báo")
@signed_in
def listed(
    request: Request, cursor: str | None = None, limit: Limit = 50, unread: bool = False
) -> NoticePage:
    """The caller's notices, newest first."""
    before = number(cursor) if cursor else None
    rows = notices(request.actor, before=before, limit=limit + 1, unread_only=unread)
    shown = [NoticeOut.from_orm(row) for row in rows[:limit]]
    more = str(shown[-1].id) if len(rows) > limit else None
    return NoticePage(rows=shown, next=more, unread=unread_count(request.actor))


@router.post("/read", response=Count, operation_id="read_notices", summary="Đánh dấu đã đọc")
@signed_in
def read(request: Request, data: ToRead) -> Count:
    """Mark notices of the caller as read."""
    return Count(count=mark_read(request.actor, notice_ids=data.notice_ids))
