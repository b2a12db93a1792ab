"""Who is calling."""

from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.fields import Line80
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Done, PathId
from vanthu.faces.web.access import Request, signed_in
from vanthu.ground.access import actions as access
from vanthu.ground.access.models import ApiToken
from vanthu.ground.access.queries import open_sessions, tokens_of
from vanthu.ground.access.resolve import Seat
from vanthu.ground.people.choices import Language

router = Operations(tags=["me"])


class SeatOut(Schema):
    """A post one may act from."""

    tenure_id: int
    post_id: int
    title: str
    role: str
    agency_id: int
    agency_name: str
    unit_id: int | None
    for_name: str


class Me(Schema):
    """The caller: a person acting from a post, with its rights."""

    name: str
    username: str
    language: str
    on_behalf: bool
    rights: list[str]
    seat: SeatOut | None
    seats: list[SeatOut]


@router.get("", response=Me, operation_id="me", summary="Tôi là ai, từ vị trí nào")
@signed_in
def me(request: Request) -> Me:
    """Name, post, agency and rights of the caller, and the other posts they may act from."""
    somebody = request.signed_in
    return Me(
        name=somebody.actor.name,
        username=somebody.username,
        language=somebody.language,
        on_behalf=somebody.actor.on_behalf_of is not None,
        rights=sorted(somebody.actor.rights),
        seat=_seat(somebody.seat) if somebody.seat else None,
        seats=[_seat(each) for each in somebody.seats],
    )


class TokenOut(Schema):
    """A token of the caller; its secret was shown once."""

    id: int
    label: str
    title: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


class NewToken(ActInput):
    """What the token is for, and for how many days."""

    label: Annotated[Line80, Field(min_length=1)]
    days: Annotated[int, Field(ge=1, le=3660)] = 90


class TokenSecret(Schema):
    """The secret of a token, shown this once."""

    id: int
    secret: str
    expires_at: datetime


class SessionOut(Schema):
    """A browser that is signed in; `here` is the one that asks."""

    handle: str
    created_at: datetime
    seen_at: datetime
    ip: str
    agent: str
    here: bool


class SessionNamed(ActInput):
    """Which session, by its handle."""

    handle: Annotated[str, Field(pattern=r"^[0-9a-f]{16,64}$")]


class Chosen(ActInput):
    """The language of the screens and sentences."""

    language: Language


@router.get(
    "/tokens", response=list[TokenOut], operation_id="tokens", summary="Mã truy cập của tôi"
)
@signed_in
def tokens(request: Request) -> list[TokenOut]:
    """The caller's tokens, the newest first, the revoked among them."""
    return [_token(row) for row in tokens_of(request.actor.account_id or 0)]


def _token(row: ApiToken) -> TokenOut:
    plain = {name: getattr(row, name) for name in TokenOut.model_fields if name != "title"}
    return TokenOut(**plain, title=row.tenure.post.title)


@router.post(
    "/tokens", response={201: TokenSecret}, operation_id="make_token", summary="Tạo mã truy cập"
)
@signed_in
def make_token(request: Request, data: NewToken) -> TokenSecret:
    """A token that acts from the caller's post with its rights."""
    secret, row = access.make_token(request.actor, label=data.label, days=data.days)
    return TokenSecret(id=row.pk, secret=secret, expires_at=row.expires_at)


@router.post(
    "/tokens/{int:token_id}/revoke",
    response=Done,
    operation_id="revoke_token",
    summary="Thu hồi mã truy cập",
)
@signed_in
def revoke_token(request: Request, token_id: PathId) -> Done:
    """The token opens nothing from now on."""
    access.revoke_token(request.actor, token_id=token_id)
    return Done(sentence=_("Đã thu hồi mã truy cập."))


@router.get(
    "/sessions", response=list[SessionOut], operation_id="sessions", summary="Phiên đăng nhập"
)
@signed_in
def sessions(request: Request) -> list[SessionOut]:
    """The browsers the caller is signed in with, last used first."""
    actor = request.actor
    found = open_sessions(actor.account_id or 0, actor.now, request.signed_in.session)
    return [SessionOut.from_orm(each) for each in found]


@router.post(
    "/sessions/revoke",
    response=Done,
    operation_id="revoke_session",
    summary="Đăng xuất một phiên",
)
@signed_in
def revoke_session(request: Request, data: SessionNamed) -> Done:
    """End one of the caller's own sessions."""
    access.revoke_session(request.actor, handle=data.handle)
    return Done(sentence=_("Đã đăng xuất phiên đó."))


@router.post(
    "/sessions/revoke-others",
    response=Done,
    operation_id="revoke_other_sessions",
    summary="Đăng xuất mọi phiên khác",
)
@signed_in
def revoke_others(request: Request) -> Done:
    """End every session of the caller but the one at hand; by token, all of them."""
    count = access.revoke_other_sessions(request.actor, session=request.signed_in.session)
    return Done(sentence=_("Đã đăng xuất {n} phiên.").format(n=count))


@router.post("/language", response=Done, operation_id="choose_language", summary="Chọn ngôn ngữ")
@signed_in
def choose_language(request: Request, data: Chosen) -> Done:
    """The language of the screens and of the sentences here."""
    access.choose_language(request.actor, language=data.language)
    return Done(sentence=_("Đã chọn ngôn ngữ."))


def _seat(seat: Seat) -> SeatOut:
    return SeatOut.from_orm(seat)
