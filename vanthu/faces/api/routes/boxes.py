"""The boxes a person empties."""

from datetime import date, datetime
from enum import StrEnum

from ninja import Schema

from vanthu.faces.api.cursors import pair, paired
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Limit, Pages
from vanthu.faces.web.access import Request, signed_in
from vanthu.office.handling.choices import Box
from vanthu.office.handling.queries import CAP, Cursor, box_counts, box_page

router = Operations(tags=["boxes"])

BoxName = StrEnum("BoxName", {box.name: box.value for box in Box})  # type: ignore[misc]


class BoxCount(Schema):
    """How many documents wait in a box, counted to 1,000; `more` when there may be more."""

    box: str
    label: str
    count: int
    more: bool


class BoxLine(Schema):
    """One line of a box."""

    document_id: int
    assignment_id: int | None
    since: datetime
    due_on: date | None
    urgency: int
    opened_at: datetime | None
    reference: str
    arrival_number: int | None
    type_name: str
    subject: str
    issuer_name: str
    issued_on: date | None
    from_name: str
    remark: str


@router.get("", response=list[BoxCount], operation_id="boxes", summary="Các hộp việc và số lượng")
@signed_in
def boxes(request: Request) -> list[BoxCount]:
    """Every box of the caller that is not empty, in the order of the rail."""
    counts = box_counts(request.actor)
    return [
        BoxCount(box=box, label=str(box.label), count=counts[box], more=counts[box] >= CAP)
        for box in Box
        if box in counts
    ]


@router.get("/{box}", response=Pages[BoxLine], operation_id="box", summary="Văn bản trong một hộp")
@signed_in
def box(
    request: Request, box: BoxName, cursor: str | None = None, limit: Limit = 50
) -> Pages[BoxLine]:
    """A page of a box, urgent first, then the newest."""
    after = Cursor(*pair(cursor)) if cursor else None
    page = box_page(request.actor, str(box), after, limit)
    rows = [BoxLine.from_orm(row) for row in page.rows]
    return Pages[BoxLine](rows=rows, next=paired(*page.next) if page.next else None)
