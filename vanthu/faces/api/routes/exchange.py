"""The exchange: what needs somebody, messages over links, and how the links stand."""

from datetime import datetime
from typing import Literal

from django.http import FileResponse
from django.utils.translation import gettext as _
from ninja import Schema

from vanthu.faces.acts.fields import Line40, Line100
from vanthu.faces.acts.inputs import Day, Reasoned
from vanthu.faces.api.cursors import number
from vanthu.faces.api.routes.files import BINARY, attached
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Done, Pages, PathId
from vanthu.faces.web.access import Request, needs
from vanthu.ground.access.choices import Right
from vanthu.office.interchange import actions, queries
from vanthu.office.interchange.choices import Scope
from vanthu.office.interchange.permissions import check_exchange
from vanthu.office.interchange.queries import MessageRow

router = Operations(tags=["exchange"])
_CLERKS = (Right.REGISTER, Right.ISSUE)
Transports = Literal[
    "queued",
    "sending",
    "unknown",
    "sent",
    "done",
    "failed",
    "withdrawn",
    "arrived",
    "applied",
    "duplicate",
    "quarantined",
    "refused",
    "discarded",
]


class NeedOut(Schema):
    """One thing to do: what is wrong (`sentence`), what to do (`advice`), about which row."""

    need: str
    about: str
    who: str
    sentence: str
    advice: str
    since: datetime
    message_id: int | None
    packet_id: int | None
    document_id: int | None


class PaperOut(Schema):
    """What a message is about; `status` is where its document stands with its receiver."""

    code: str
    name: str
    reference: str
    subject: str
    status: str
    status_label: str
    document_id: int | None


class MessageOut(Schema):
    """A message over a link: `state` is where it stands on the network alone."""

    id: int
    bound: str
    link: str
    what: str
    sender_code: str
    receiver_code: str
    document_id: str
    state: str
    label: str
    cause: str
    problem: str
    attempts: int
    made_at: datetime
    state_at: datetime
    sent_hash: str
    sent_size: int
    remote_id: str
    paper: PaperOut | None


class MomentOut(Schema):
    """Something that happened to a message, or to the document it brought."""

    at: datetime
    label: str
    by: str
    text: str


class TraceOut(Schema):
    """A message with its path in time and all that is kept of it."""

    row: MessageOut
    moments: list[MomentOut]
    others: list[MessageOut]
    sender_name: str
    receiver_name: str
    vouched_for: str
    order_id: str
    uuid: str
    content_hash: str
    raw_hash: str
    raw_size: int


class FieldOut(Schema):
    """A field as it stands here and as the packet says it."""

    field: str
    before: str
    after: str
    differs: bool


class PacketFile(Schema):
    """A file of a packet; `known` when the version received before has the same bytes."""

    name: str
    size: int
    sha256: str
    known: bool


class VersionsOut(Schema):
    """What a packet says beside the document that came before under its id (null: none did)."""

    standing: int | None
    fields: list[FieldOut]
    files: list[PacketFile]
    status: str
    text: str
    unreadable: str
    warnings: list[str]


class LinkOut(Schema):
    """How a link stands, with what lies on it of the agency (administrators: of all)."""

    name: str
    title: str
    good_at: datetime | None
    silent_since: datetime | None
    paused_until: datetime | None
    problem: str
    ours: bool
    queued: int
    unknown: int
    failed: int
    unread: int
    quarantined: int
    held_at: datetime | None
    held_by: str
    held_reason: str


@router.get(
    "/needs", response=list[NeedOut], operation_id="exchange_needs", summary="Việc liên thông"
)
@needs(*_CLERKS)
def needed(request: Request) -> list[NeedOut]:
    """What of the exchange waits for the clerks of the agency."""
    return [NeedOut.from_orm(each) for each in queries.needs(request.actor)]


@router.get(
    "/messages",
    response=Pages[MessageOut],
    operation_id="exchange_messages",
    summary="Gói tin gửi đi, nhận về",
)
@needs(*_CLERKS)
def messages(
    request: Request,
    bound: Literal["out", "in"],
    state: Transports | None = None,
    scope: Literal["papers", "statuses", "all"] = "all",
    link: Line100 = "",
    text: Line100 = "",
    day: Day | None = None,
    cursor: str | None = None,
) -> Pages[MessageOut]:
    """The messages of the agency, newest first; `text` is a document id, a code or a remote id."""
    check_exchange(request.actor)
    rows = queries.messages(
        request.actor,
        bound=bound,
        states=(state,) if state else (),
        link=link,
        text=text,
        scope=Scope(scope),
        day=day,
        before=number(cursor) if cursor else None,
    )
    return page_of(rows)


def page_of(rows: list[MessageRow]) -> Pages[MessageOut]:
    """A page of the ledger as it is answered."""
    following = str(rows[-1].id) if len(rows) == queries.PAGE else None
    return Pages[MessageOut](rows=[MessageOut.from_orm(row) for row in rows], next=following)


@router.get(
    "/messages/{int:message_id}",
    response=TraceOut,
    operation_id="exchange_message",
    summary="Một gói tin",
)
@needs(*_CLERKS)
def message(request: Request, message_id: PathId) -> TraceOut:
    """One message of the agency: its path, who, hashes."""
    return TraceOut.from_orm(queries.trace(request.actor, message_id))


@router.get(
    "/messages/{int:message_id}/versions",
    response=VersionsOut,
    operation_id="exchange_versions",
    summary="Gói tin đặt cạnh văn bản đã nhận",
)
@needs(*_CLERKS)
def versions(request: Request, message_id: PathId) -> VersionsOut:
    """What a packet that came in says, beside what stands here."""
    found = queries.versions(request.actor, message_id)
    return VersionsOut(
        standing=found.standing or None,
        fields=[
            FieldOut(
                field=each.field,
                before=each.before,
                after=each.after,
                differs=each.field in found.differs,
            )
            for each in found.fields
        ],
        files=[
            PacketFile(
                name=each.name,
                size=each.size,
                sha256=each.sha256,
                known=each.sha256 in found.known,
            )
            for each in found.files
        ],
        status=found.status,
        text=found.text,
        unreadable=found.unreadable,
        warnings=list(found.warnings),
    )


@router.get(
    "/messages/{int:message_id}/raw",
    operation_id="exchange_raw",
    summary="Tải gói tin gốc",
    openapi_extra=BINARY,
)
@needs(*_CLERKS)
def raw(request: Request, message_id: PathId) -> FileResponse:
    """The packet as it came in; journalled, for the clerks of its agency alone."""
    blob = actions.take_raw(request.actor, message_id=message_id)
    return attached(blob, f"goi-tin-{message_id}.edxml")


@router.post(
    "/messages/{int:message_id}/again",
    response=Done,
    operation_id="send_message_again",
    summary="Gửi lại gói tin",
)
@needs(*_CLERKS)
def again(request: Request, message_id: PathId) -> Done:
    """Have it sent now; where the network may have it already, it is asked first."""
    actions.send_message_again(request.actor, message_id=message_id)
    return Done(sentence=_("Sẽ gửi lại trong giây lát; trục được hỏi trước khi gửi."))


@router.post(
    "/messages/{int:message_id}/accept",
    response=Done,
    operation_id="accept_message",
    summary="Nhận gói tin đang tạm giữ",
)
@needs(Right.REGISTER)
def accept(request: Request, message_id: PathId, data: Reasoned) -> Done:
    """Let it in: a second version of a document as its update."""
    actions.accept_message(request.actor, message_id=message_id, reason=data.reason)
    return Done(sentence=_("Đã nhận; lý do được ghi lại."))


@router.post(
    "/messages/{int:message_id}/discard",
    response=Done,
    operation_id="discard_message",
    summary="Loại bỏ gói tin đang tạm giữ",
)
@needs(Right.REGISTER)
def discard(request: Request, message_id: PathId, data: Reasoned) -> Done:
    """Keep it out for good; the raw packet and the reason stay."""
    actions.discard_message(request.actor, message_id=message_id, reason=data.reason)
    return Done(sentence=_("Đã loại bỏ; gói tin gốc vẫn giữ để đối chiếu."))


@router.get(
    "/links", response=list[LinkOut], operation_id="exchange_links", summary="Đường liên thông"
)
@needs(*_CLERKS, Right.CONFIGURE)
def links(request: Request) -> list[LinkOut]:
    """Every configured link and how it stands."""
    return [LinkOut.from_orm(each) for each in queries.link_views(request.actor)]


class TriedOut(Schema):
    """Whether a link answered; `sentence` says what is wrong when it did not."""

    answered: bool
    sentence: str


@router.post(
    "/links/{str:name}/try",
    response=TriedOut,
    operation_id="try_link",
    summary="Thử kết nối đường liên thông",
)
@needs(Right.CONFIGURE)
def try_link(request: Request, name: Line40) -> TriedOut:
    """Ask it now what waits; nothing is taken."""
    sentence = actions.try_link(request.actor, name=name)
    return TriedOut(answered=not sentence, sentence=sentence)


@router.post(
    "/links/{str:name}/pause",
    response=Done,
    operation_id="pause_link",
    summary="Tạm dừng đường liên thông",
)
@needs(Right.CONFIGURE)
def pause_link(request: Request, name: Line40, data: Reasoned) -> Done:
    """Nothing goes or comes over it until it is resumed; what is sent waits."""
    actions.pause_link(request.actor, name=name, reason=data.reason)
    return Done(sentence=_("Đã tạm dừng; văn bản đi nằm chờ đến khi cho chạy lại."))


@router.post(
    "/links/{str:name}/resume",
    response=Done,
    operation_id="resume_link",
    summary="Cho đường liên thông chạy lại",
)
@needs(Right.CONFIGURE)
def resume_link(request: Request, name: Line40) -> Done:
    """Let it go on."""
    actions.resume_link(request.actor, name=name)
    return Done(sentence=_("Đường liên thông chạy lại."))
