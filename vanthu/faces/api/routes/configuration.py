"""What an agency sets for its flow, each from a day on: its numbers and its terms."""

from datetime import date
from typing import Annotated

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.fields import Line20, Line200
from vanthu.faces.acts.inputs import Day, Id
from vanthu.faces.api.routes.organisation import Created
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Done, PathId
from vanthu.faces.web.access import Request, needs, signed_in
from vanthu.ground.access.choices import Right
from vanthu.office.documents.actions.groups import drop_group, set_group
from vanthu.office.documents.models import RecipientGroup
from vanthu.office.drafting.queries import groups
from vanthu.office.handling.actions.configuring import (
    end_deadline_rule,
    set_deadline_rule,
    set_parameter,
)
from vanthu.office.handling.choices import ParameterName
from vanthu.office.handling.models import DeadlineRule
from vanthu.office.handling.terms import deadline_rules, parameter_values

router = Operations(tags=["configuration"])
_CONFIGURE = needs(Right.CONFIGURE)
Days = Annotated[int, Field(ge=0, le=365)]
Source = Annotated[Line200, Field(min_length=1)]


class ParameterOut(Schema):
    """A number of the flow."""

    name: str
    label: str
    value: int


class ParameterIn(ActInput):
    """A number of the flow from a day on, and on what ground."""

    name: ParameterName
    value: Days
    source: Source
    valid_from: Day


class RuleOut(Schema):
    """How many working days a type and urgency have; `own` unless it is the common one."""

    id: int
    type_code: str
    urgency: int | None
    working_days: int
    source: str
    valid_from: date
    valid_to: date | None
    own: bool

    @staticmethod
    def resolve_own(row: DeadlineRule) -> bool:
        """Agency 0 is everybody's."""
        return row.agency_id != 0


class RuleIn(ActInput):
    """The working days of a type ("": every one) and urgency (null: every one)."""

    working_days: Days
    source: Source
    valid_from: Day
    type_code: Line20 = ""
    urgency: Annotated[int, Field(ge=0, le=3)] | None = None


class RuleEnd(ActInput):
    """From which day the rule is no more."""

    valid_to: Day


@router.get(
    "/parameters",
    response=list[ParameterOut],
    operation_id="parameters",
    summary="Tham số xử lý văn bản",
)
@signed_in
def parameters(request: Request) -> list[ParameterOut]:
    """Every number of the flow as it is today."""
    found = parameter_values(request.actor.agency_id, request.actor.today)
    return [
        ParameterOut(name=name.value, label=str(name.label), value=value)
        for name, value in found.items()
    ]


@router.post("/parameters", response=Done, operation_id="set_parameter", summary="Đặt tham số")
@_CONFIGURE
def put_parameter(request: Request, data: ParameterIn) -> Done:
    """From the day on; what was before stays readable."""
    set_parameter(request.actor, **dict(data))
    return Done(sentence=_("Đã đặt tham số."))


@router.get(
    "/deadlines",
    response=list[RuleOut],
    operation_id="deadline_rules",
    summary="Thời hạn giải quyết theo loại, độ khẩn",
)
@signed_in
def rules(request: Request) -> list[RuleOut]:
    """The agency's own terms first, then the common ones."""
    found = deadline_rules(request.actor.agency_id, request.actor.today)
    return [RuleOut.from_orm(row) for row in found]


@router.post(
    "/deadlines",
    response={201: Created},
    operation_id="set_deadline_rule",
    summary="Đặt thời hạn giải quyết",
)
@_CONFIGURE
def put_rule(request: Request, data: RuleIn) -> Created:
    """From the day on; what was given keeps its deadline."""
    return Created(id=set_deadline_rule(request.actor, **dict(data)).pk)


@router.post(
    "/deadlines/{int:rule_id}/end",
    response=Done,
    operation_id="end_deadline_rule",
    summary="Bãi bỏ thời hạn giải quyết",
)
@_CONFIGURE
def end_rule(request: Request, rule_id: PathId, data: RuleEnd) -> Done:
    """The common term holds again from the day on."""
    end_deadline_rule(request.actor, rule_id=rule_id, valid_to=data.valid_to)
    return Done(sentence=_("Đã bãi bỏ."))


class GroupOut(Schema):
    """A named list of agencies used as recipients."""

    id: int
    name: str
    member_ids: list[int]


class GroupIn(ActInput):
    """Its name and its members, all at once."""

    name: Annotated[Line200, Field(min_length=1)]
    member_ids: Annotated[list[Id], Field(min_length=1, max_length=1000)]


_GROUPS = needs(Right.CONFIGURE, Right.MANAGE_REGISTERS)


@router.get("/groups", response=list[GroupOut], operation_id="groups", summary="Nhóm nơi nhận")
@signed_in
def listed(request: Request) -> list[GroupOut]:
    """The groups of the caller's agency, by name."""
    return [_group(row) for row in groups(request.actor.agency_id)]


def _group(row: RecipientGroup) -> GroupOut:
    members = row.members.order_by("pk").values_list("pk", flat=True)
    return GroupOut(id=row.pk, name=row.name, member_ids=list(members))


@router.post(
    "/groups", response={201: GroupOut}, operation_id="make_group", summary="Lập nhóm nơi nhận"
)
@_GROUPS
def make_group(request: Request, data: GroupIn) -> GroupOut:
    """A new group."""
    return _group(set_group(request.actor, **dict(data)))


@router.post(
    "/groups/{int:group_id}",
    response=GroupOut,
    operation_id="set_group",
    summary="Sửa nhóm nơi nhận",
)
@_GROUPS
def change_group(request: Request, group_id: PathId, data: GroupIn) -> GroupOut:
    """Another name, other members; what was sent to it stays as it was."""
    return _group(set_group(request.actor, group_id=group_id, **dict(data)))


@router.delete(
    "/groups/{int:group_id}",
    response={204: None},
    operation_id="drop_group",
    summary="Bỏ nhóm nơi nhận",
)
@_GROUPS
def forget_group(request: Request, group_id: PathId) -> None:
    """What was sent to it stays as it was."""
    drop_group(request.actor, group_id=group_id)
