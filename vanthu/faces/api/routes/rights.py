"""Changes of rights: those that wait, and their confirmation (Q-005)."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.inputs import Id
from vanthu.faces.api.routing import Operations
from vanthu.faces.web.access import Request, needs, signed_in
from vanthu.ground.access import actions
from vanthu.ground.access.choices import Right
from vanthu.ground.access.queries import rights_changes
from vanthu.reports.handover import minutes

router = Operations(tags=["rights"])
handover = Operations(tags=["rights"])


class RightsChangeOut(Schema):
    """Who got or lost the rights of a post, by whom, and who confirmed it."""

    id: int
    what: str
    person_id: int
    post_id: int
    on: date
    basis: str
    made_at: datetime
    made_by_name: str
    confirmed_at: datetime | None
    confirmed_by_name: str


class Confirming(ActInput):
    """Which changes are right."""

    change_ids: Annotated[list[Id], Field(min_length=1, max_length=500)]


@router.get(
    "", response=list[RightsChangeOut], operation_id="rights_changes", summary="Thay đổi quyền"
)
@needs(Right.CONFIRM_RIGHTS, Right.MANAGE_ACCOUNTS, Right.READ_JOURNAL)
def listed(request: Request) -> list[RightsChangeOut]:
    """The changes of the agency, those that wait first."""
    return [RightsChangeOut.from_orm(row) for row in rights_changes(request.actor.agency_id)]


@router.post(
    "/confirm",
    response=list[RightsChangeOut],
    operation_id="confirm_rights",
    summary="Xác nhận thay đổi quyền",
)
@needs(Right.CONFIRM_RIGHTS)
def confirm(request: Request, data: Confirming) -> list[RightsChangeOut]:
    """Confirm changes that somebody else made."""
    rows = actions.confirm_rights(request.actor, change_ids=data.change_ids)
    return [RightsChangeOut.from_orm(row) for row in rows]


class HandedOver(Schema):
    """One thing that goes with the post."""

    kind: str
    reference: str
    subject: str
    since: str
    due: str


class HandOverOut(Schema):
    """What goes with the caller's post, who gives it and who receives it from which day."""

    title: str
    giver: str
    receiver: str
    on: str
    basis: str
    items: list[HandedOver]


@handover.get(
    "/hand-over", response=HandOverOut, operation_id="hand_over_post", summary="Biên bản bàn giao"
)
@signed_in
def hand_over(request: Request) -> HandOverOut:
    """The open work and dossiers that go with the post."""
    return HandOverOut.from_orm(minutes.hand_over(request.actor))
