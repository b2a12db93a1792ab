"""People: who holds which post, who acts for whom, and their accounts."""

from datetime import date
from typing import Annotated

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.fields import Line20, Line80, Line100, Line200
from vanthu.faces.acts.inputs import Day, Id, Reasoned
from vanthu.faces.api.routes.organisation import Created
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Done, PathId
from vanthu.faces.web.access import Request, needs, signed_in
from vanthu.ground.access import actions as access
from vanthu.ground.access.choices import Right
from vanthu.ground.access.queries import accounts_of_agency
from vanthu.ground.people import actions
from vanthu.ground.people.choices import DelegationKind
from vanthu.ground.people.models import Account, Delegation
from vanthu.ground.people.queries import delegations_given

router = Operations(tags=["people"])
_CONFIGURE = needs(Right.CONFIGURE)
_ACCOUNTS = needs(Right.MANAGE_ACCOUNTS)


class PersonIn(ActInput):
    """A name and how to reach them."""

    full_name: Annotated[Line100, Field(min_length=1)]
    email: Annotated[Line200, Field(pattern=r"^([^@\s]+@[^@\s]+)?$")] = ""
    phone: Line20 = ""

    def fields(self) -> actions.PersonFields:
        """As the module takes it."""
        return actions.PersonFields(**self.model_dump())


class Appointed(ActInput):
    """Who holds which post from when, by which decision."""

    person_id: Id
    post_id: Id
    from_day: Day
    basis: Annotated[Line200, Field(min_length=1)]
    to_day: Day | None = None


class TenureEnded(ActInput):
    """From which day the post is left, by which decision."""

    on: Day
    basis: Annotated[Line200, Field(min_length=1)]


class Moved(TenureEnded):
    """To which post, and who takes over the one left."""

    to_post_id: Id
    successor_id: Id | None = None


class Delegated(ActInput):
    """Who acts for the caller from when to when."""

    receiver_tenure_id: Id
    kind: DelegationKind
    from_day: Day
    to_day: Day
    basis: Annotated[Line200, Field(min_length=1)]
    scope: Line200 = ""


class DelegationOut(Schema):
    """A delegation the caller gave; `valid_to` is the first day it no longer holds."""

    id: int
    kind: str
    receiver_name: str
    scope: str
    basis: str
    valid_from: date
    valid_to: date | None


@router.post("", response={201: Created}, operation_id="add_person", summary="Thêm người")
@_CONFIGURE
def add(request: Request, data: PersonIn) -> Created:
    """Enter a person; a post and an account are given apart."""
    return Created(id=actions.add_person(request.actor, fields=data.fields()).pk)


@router.post(
    "/{int:person_id}", response=Done, operation_id="correct_person", summary="Sửa thông tin người"
)
@_CONFIGURE
def correct(request: Request, person_id: PathId, data: PersonIn) -> Done:
    """Correct a name or an address."""
    actions.correct_person(request.actor, person_id=person_id, fields=data.fields())
    return Done(sentence=_("Đã lưu."))


@router.post("/tenures", response={201: Created}, operation_id="appoint", summary="Bổ nhiệm")
@_CONFIGURE
def appoint(request: Request, data: Appointed) -> Created:
    """The person holds the post from a day on, with its boxes and documents."""
    return Created(id=actions.appoint(request.actor, **dict(data)).pk)


@router.post(
    "/tenures/{int:tenure_id}/end",
    response=Done,
    operation_id="end_tenure",
    summary="Thôi giữ chức vụ",
)
@_CONFIGURE
def end(request: Request, tenure_id: PathId, data: TenureEnded) -> Done:
    """The person no longer holds the post; the boxes stay with it."""
    actions.end_tenure(request.actor, tenure_id=tenure_id, on=data.on, basis=data.basis)
    return Done(sentence=_("Đã kết thúc giữ chức vụ."))


@router.post(
    "/tenures/{int:tenure_id}/move",
    response={201: Created},
    operation_id="move_person",
    summary="Điều động",
)
@_CONFIGURE
def move(request: Request, tenure_id: PathId, data: Moved) -> Created:
    """From a day on the person holds another post."""
    return Created(id=actions.move_person(request.actor, tenure_id=tenure_id, **dict(data)).pk)


@router.get(
    "/delegations",
    response=list[DelegationOut],
    operation_id="delegations",
    summary="Ủy quyền đã giao",
)
@signed_in
def delegations(request: Request) -> list[DelegationOut]:
    """What the caller has delegated and is not over."""
    rows = delegations_given(request.actor.tenure_id or 0, request.actor.today)
    return [_delegation(row) for row in rows]


def _delegation(row: Delegation) -> DelegationOut:
    return DelegationOut(
        id=row.pk,
        kind=row.kind,
        receiver_name=row.receiver.person.full_name,
        scope=row.scope,
        basis=row.basis,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


@router.post("/delegations", response={201: Created}, operation_id="delegate", summary="Ủy quyền")
@needs(Right.DELEGATE)
def delegate(request: Request, data: Delegated) -> Created:
    """Somebody acts for the caller while absent, or signs by authorisation."""
    return Created(id=actions.delegate(request.actor, **dict(data)).pk)


@router.post(
    "/delegations/{int:delegation_id}/revoke",
    response=Done,
    operation_id="revoke_delegation",
    summary="Thu hồi ủy quyền",
)
@signed_in
def revoke(request: Request, delegation_id: PathId) -> Done:
    """End a delegation of the caller's own at once."""
    actions.revoke_delegation(request.actor, delegation_id=delegation_id)
    return Done(sentence=_("Đã thu hồi ủy quyền."))


class AccountOut(Schema):
    """An account of the agency."""

    id: int
    person_id: int
    name: str
    username: str
    closed: bool
    must_change_password: bool


class ToOpen(ActInput):
    """Whose account, and the name to sign in with."""

    person_id: Id
    username: Annotated[Line80, Field(min_length=1)]


class Secret(Schema):
    """A password shown this once; it must be changed at the first sign-in."""

    account_id: int
    password: str


@router.get(
    "/accounts", response=list[AccountOut], operation_id="accounts", summary="Tài khoản của cơ quan"
)
@_ACCOUNTS
def accounts(request: Request) -> list[AccountOut]:
    """The accounts of who holds a post in the caller's agency, by name."""
    rows = accounts_of_agency(request.actor.agency_id, request.actor.today)
    return [_account(row) for row in rows]


def _account(row: Account) -> AccountOut:
    return AccountOut(
        id=row.pk,
        person_id=row.person_id,
        name=row.person.full_name,
        username=row.username,
        closed=row.closed_at is not None,
        must_change_password=row.must_change_password,
    )


@router.post(
    "/accounts", response={201: Secret}, operation_id="open_account", summary="Mở tài khoản"
)
@_ACCOUNTS
def open_account(request: Request, data: ToOpen) -> Secret:
    """An account with a first password."""
    row, password = access.open_account(request.actor, **dict(data))
    return Secret(account_id=row.pk, password=password)


@router.post(
    "/accounts/{int:account_id}/password",
    response=Secret,
    operation_id="reset_password",
    summary="Cấp lại mật khẩu",
)
@_ACCOUNTS
def reset_password(request: Request, account_id: PathId) -> Secret:
    """A new first password; every session of the account ends."""
    password = access.reset_password(request.actor, account_id=account_id)
    return Secret(account_id=account_id, password=password)


@router.post(
    "/accounts/{int:account_id}/second-factor",
    response=Done,
    operation_id="reset_second_factor",
    summary="Gỡ xác thực hai lớp",
)
@_ACCOUNTS
def reset_second_factor(request: Request, account_id: PathId, data: Reasoned) -> Done:
    """For who has lost the telephone."""
    access.reset_second_factor(request.actor, account_id=account_id, reason=data.reason)
    return Done(sentence=_("Đã gỡ xác thực hai lớp."))


@router.post(
    "/accounts/{int:account_id}/close",
    response=Done,
    operation_id="close_account",
    summary="Khóa tài khoản",
)
@_ACCOUNTS
def close_account(request: Request, account_id: PathId, data: Reasoned) -> Done:
    """Nobody signs in with it from now on."""
    access.close_account(request.actor, account_id=account_id, reason=data.reason)
    return Done(sentence=_("Đã khóa tài khoản."))


@router.post(
    "/accounts/{int:account_id}/reopen",
    response=Done,
    operation_id="reopen_account",
    summary="Mở lại tài khoản",
)
@_ACCOUNTS
def reopen_account(request: Request, account_id: PathId, data: Reasoned) -> Done:
    """It may be signed in with again."""
    access.reopen_account(request.actor, account_id=account_id, reason=data.reason)
    return Done(sentence=_("Đã mở lại tài khoản."))


@router.post(
    "/accounts/{int:account_id}/unlock",
    response=Done,
    operation_id="unlock_account",
    summary="Bỏ tạm khóa đăng nhập",
)
@_ACCOUNTS
def unlock(request: Request, account_id: PathId) -> Done:
    """Forget the failed attempts."""
    access.unlock(request.actor, account_id=account_id)
    return Done(sentence=_("Đã bỏ tạm khóa."))
