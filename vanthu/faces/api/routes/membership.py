"""Membership for programs beside its books: closing the report of movements."""

from datetime import timedelta
from typing import Annotated

from ninja import Schema
from pydantic import Field

from vanthu.cadres.membership import actions
from vanthu.faces.acts.inputs import Day, Id
from vanthu.faces.api.routing import Operations
from vanthu.faces.web.access import Request, needs
from vanthu.ground.access.choices import Right
from vanthu.kernel.periods import Period

router = Operations(tags=["membership"])


class MovementToClose(Schema):
    """An agency and the first and last day of its report."""

    agency_id: Id
    first: Day
    last: Day


class MovementLocked(Schema):
    """The report as it was closed; `lines` are counts of members."""

    closing_id: int
    lines: Annotated[dict[str, int], Field(description="Members by the lines of the report")]


@router.post(
    "/movement/close",
    response=MovementLocked,
    operation_id="membership_close_movement",
    summary="Khóa báo cáo biến động đảng viên",
)
@needs(Right.CADRES)
def close_movement(request: Request, data: MovementToClose) -> MovementLocked:
    """Close the report of an agency; refused where counted and computed members differ."""
    period = Period(data.first, data.last + timedelta(days=1))
    row = actions.close_movement(request.actor, agency_id=data.agency_id, period=period)
    return MovementLocked(closing_id=row.pk, lines=row.lines)
