"""The text of a draft as it is written, what is said in its margin, and what texts begin with."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.fields import Line200
from vanthu.faces.acts.inputs import Day, Id, Note
from vanthu.faces.api.routes.organisation import Created
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Done, PathId
from vanthu.faces.web.access import Request, needs, signed_in
from vanthu.ground.access.choices import Right
from vanthu.office.drafting import actions
from vanthu.office.drafting import queries as drafting
from vanthu.office.drafting.models import Comment
from vanthu.office.writing.queries import content_to_json

router = Operations(tags=["drafts"])
catalogues = Operations(tags=["configuration"])
Said = Annotated[str, Field(min_length=1, max_length=2000)]
KEEPERS = (Right.CONFIGURE, Right.MANAGE_REGISTERS)
Whole = Annotated[int, Field(ge=0, le=2**31 - 1)]


class WorkingTextOut(Schema):
    """The text being written; the next saving goes on from `revision` (0: nothing).

    `content` holds `to`, `blocks`, `annexes`; where several sign also `role` (as what the agency's
    own signer does) and `signers`, each with the lines of `authority` above the `name`.
    """

    content: dict[str, Any]
    revision: int
    version: int
    saved_by: str
    saved_at: datetime | None


class TextIn(ActInput):
    """The whole text; `version` is the newest version it goes on from."""

    content: dict[str, Any]
    revision: Whole = 0
    version: Whole | None = None


class Revision(Schema):
    """What the next saving goes on from."""

    revision: int


class VersionIn(ActInput):
    """What is new in the version."""

    note: Note = ""


class CommentOut(Schema):
    """A comment on letters of a block, on the whole where `block` is empty, or a reply."""

    id: int
    parent_id: int | None
    version: int
    block: str
    start: int
    stop: int
    quote: str
    text: str
    author_name: str
    author_title: str
    at: datetime
    resolved_at: datetime | None
    resolved_by_name: str

    @staticmethod
    def resolve_version(row: Comment) -> int:
        """The number of the version it was made on."""
        return row.version.version


class CommentIn(ActInput):
    """What is said, and the letters it is about."""

    text: Said
    block: Annotated[str, Field(max_length=40)] = ""
    start: Whole = 0
    stop: Whole = 0
    quote: Annotated[str, Field(max_length=500)] = ""


class ReplyIn(ActInput):
    """What is said to a comment."""

    text: Said


class StandardOut(Schema):
    """A text that papers of a type begin with."""

    id: int
    name: str
    type_id: str | None
    content: dict[str, Any]
    changed_at: datetime
    changed_by_name: str


class StandardIn(ActInput):
    """Its name, its text, and the type it is for; of any type without one."""

    name: Line200
    content: dict[str, Any]
    type_code: Annotated[str, Field(max_length=20)] | None = None


class MandateOut(Schema):
    """Who may sign for whom, from..to, and by which regulation or decision."""

    id: int
    post_id: int
    giver_id: int | None
    authority: str
    body: str
    types: list[str]
    scope: str
    basis: str
    valid_from: date
    valid_to: date | None


class MandateIn(ActInput):
    """A new mandate; `authority` is TM., Q., KT. or TL."""

    post_id: Id
    authority: Annotated[str, Field(max_length=5)]
    basis: Annotated[str, Field(min_length=1, max_length=300)]
    valid_from: Day
    valid_to: Day | None = None
    giver_id: Id | None = None
    body: Line200 = ""
    types: Annotated[list[Annotated[str, Field(max_length=20)]], Field(max_length=60)] = []
    scope: Annotated[str, Field(max_length=500)] = ""


class MandateEnding(ActInput):
    """From which day it no longer holds."""

    valid_to: Day


@router.get(
    "/{int:document_id}/text",
    response=WorkingTextOut,
    operation_id="draft_text",
    summary="Nội dung soạn",
)
@signed_in
def text(request: Request, document_id: PathId) -> WorkingTextOut:
    """What is being written, else the newest version."""
    desk = drafting.desk(request.actor, document_id)
    return WorkingTextOut(
        content=content_to_json(desk.content),
        revision=desk.revision,
        version=desk.version,
        saved_by=desk.saved.saved_by_name if desk.saved else "",
        saved_at=desk.saved.saved_at if desk.saved else None,
    )


@router.post(
    "/{int:document_id}/text",
    response=Revision,
    operation_id="save_draft_text",
    summary="Lưu nội dung đang soạn",
)
@signed_in
def save_text(request: Request, document_id: PathId, data: TextIn) -> Revision:
    """Keep the text; refused with 409 when somebody else has saved since."""
    row = actions.save_working_text(
        request.actor,
        document_id=document_id,
        content=data.content,
        revision=data.revision,
        based_on=data.version,
    )
    return Revision(revision=row.revision)


@router.post(
    "/{int:document_id}/text/drop",
    response=Done,
    operation_id="drop_draft_text",
    summary="Bỏ nội dung soạn từ sau phiên bản gần nhất",
)
@signed_in
def drop_text(request: Request, document_id: PathId) -> Done:
    """Go back to the newest version."""
    actions.drop_working_text(request.actor, document_id=document_id)
    return Done(sentence="Đã bỏ nội dung soạn từ sau phiên bản gần nhất.")


@router.post(
    "/{int:document_id}/text/version",
    response=Done,
    operation_id="save_draft_version",
    summary="Lưu nội dung đang soạn thành phiên bản",
)
@signed_in
def save_version(request: Request, document_id: PathId, data: VersionIn) -> Done:
    """Others read, compare and approve versions."""
    desk = drafting.desk(request.actor, document_id)
    row = actions.save_version(
        request.actor, document_id=document_id, revision=desk.revision, note=data.note
    )
    return Done(sentence=f"Đã lưu phiên bản {row.version}.")


@router.get(
    "/{int:document_id}/comments",
    response=list[CommentOut],
    operation_id="draft_comments",
    summary="Góp ý dự thảo",
)
@signed_in
def comments(request: Request, document_id: PathId) -> list[Comment]:
    """Comments and replies, oldest first."""
    return list(drafting.comments(request.actor, document_id))


@router.post(
    "/{int:document_id}/comments",
    response=Created,
    operation_id="comment_draft",
    summary="Góp ý dự thảo",
)
@signed_in
def comment(request: Request, document_id: PathId, data: CommentIn) -> Created:
    """Say something to the newest version, at a place of it or as a whole."""
    anchor = actions.Anchor(data.block, data.start, data.stop, data.quote)
    row = actions.comment(request.actor, document_id=document_id, text=data.text, anchor=anchor)
    return Created(id=row.pk)


@router.post(
    "/{int:document_id}/comments/{int:comment_id}/replies",
    response=Created,
    operation_id="reply_to_comment",
    summary="Trả lời góp ý",
)
@signed_in
def reply(request: Request, document_id: PathId, comment_id: PathId, data: ReplyIn) -> Created:
    """Answer a comment."""
    row = actions.reply(
        request.actor, document_id=document_id, comment_id=comment_id, text=data.text
    )
    return Created(id=row.pk)


@router.post(
    "/{int:document_id}/comments/{int:comment_id}/settle",
    response=Done,
    operation_id="settle_comment",
    summary="Đánh dấu đã xử lý góp ý",
)
@signed_in
def settle(request: Request, document_id: PathId, comment_id: PathId) -> Done:
    """Say that a comment has been taken care of."""
    actions.settle_comment(request.actor, document_id=document_id, comment_id=comment_id)
    return Done(sentence="Đã đánh dấu xử lý xong góp ý.")


@catalogues.get(
    "/standard-texts",
    response=list[StandardOut],
    operation_id="standard_texts",
    summary="Văn bản mẫu của cơ quan",
)
@signed_in
def standard_texts(request: Request) -> list[Any]:
    """What the papers of the agency begin with."""
    return list(drafting.standard_texts(request.actor.agency_id))


@catalogues.post(
    "/standard-texts",
    response=Created,
    operation_id="add_standard_text",
    summary="Thêm văn bản mẫu",
)
@needs(*KEEPERS)
def add_standard(request: Request, data: StandardIn) -> Created:
    """Keep a text for the agency."""
    return Created(id=actions.set_standard_text(request.actor, **data.model_dump()).pk)


@catalogues.post(
    "/standard-texts/{int:text_id}",
    response=Done,
    operation_id="change_standard_text",
    summary="Sửa văn bản mẫu",
)
@needs(*KEEPERS)
def change_standard(request: Request, text_id: PathId, data: StandardIn) -> Done:
    """Change name, text and type at once."""
    actions.set_standard_text(request.actor, text_id=text_id, **data.model_dump())
    return Done(sentence="Đã lưu văn bản mẫu.")


@catalogues.post(
    "/standard-texts/{int:text_id}/drop",
    response=Done,
    operation_id="drop_standard_text",
    summary="Bỏ văn bản mẫu",
)
@needs(*KEEPERS)
def drop_standard(request: Request, text_id: PathId) -> Done:
    """Forget it; what was drafted from it stays."""
    actions.drop_standard_text(request.actor, text_id=text_id)
    return Done(sentence="Đã bỏ văn bản mẫu.")


@catalogues.get(
    "/mandates",
    response=list[MandateOut],
    operation_id="mandates",
    summary="Thẩm quyền ký của cơ quan",
)
@signed_in
def mandates(request: Request) -> list[Any]:
    """Who may sign what for whom, with its basis."""
    return list(drafting.mandates(request.actor.agency_id))


@catalogues.post(
    "/mandates", response=Created, operation_id="give_mandate", summary="Thêm thẩm quyền ký"
)
@needs(*KEEPERS)
def give_mandate(request: Request, data: MandateIn) -> Created:
    """Enter who may sign for whom from a day on."""
    row = actions.give_mandate(request.actor, mandate=actions.NewMandate(**data.model_dump()))
    return Created(id=row.pk)


@catalogues.post(
    "/mandates/{int:mandate_id}/end",
    response=Done,
    operation_id="end_mandate",
    summary="Kết thúc thẩm quyền ký",
)
@needs(*KEEPERS)
def end_mandate(request: Request, mandate_id: PathId, data: MandateEnding) -> Done:
    """What was signed under it stays."""
    actions.end_mandate(request.actor, mandate_id=mandate_id, valid_to=data.valid_to)
    return Done(sentence="Đã kết thúc thẩm quyền ký.")
