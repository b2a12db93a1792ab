"""The boxes that papers lie in: what handling's own rule says for their state."""

from datetime import date

from vanthu.demo.bulk import Table
from vanthu.demo.bulk.moments import as_datetime
from vanthu.demo.load.arrival import Arrival, Given
from vanthu.demo.load.context import Context
from vanthu.demo.load.issued import Issued
from vanthu.demo.papers.days import calendar
from vanthu.ground.access import keys
from vanthu.office.documents.choices import DocumentState
from vanthu.office.handling.models import BoxItem
from vanthu.office.handling.rules import Place, box_due, box_rank, places
from vanthu.office.handling.rules.places import Stand

_BOX = Table(
    BoxItem,
    *("holder", "box", "document", "assignment", "agency_id", "rank", "since", "due_on"),
    *("urgency", "opened_at", "reference", "arrival_number", "type_name", "subject"),
    *("issuer_name", "issued_on", "from_name", "remark"),
)


def write_boxes(arrival: Arrival) -> None:
    """Put an incoming paper where it waits."""
    if arrival.state == DocumentState.FINISHED and not arrival.given:
        return
    leader = arrival.leader
    stand = Stand(
        agency_id=arrival.desk.agency_id,
        state=arrival.state,
        channel=arrival.channel,
        presented_to=keys.post(leader.post_id) if leader and leader.post_id else None,
    )
    by_id = {given.id: given for given in arrival.given}
    for place in places(stand, arrival.given):
        _write(arrival, place, by_id.get(place.assignment_id or 0))


def _write(arrival: Arrival, place: Place, given: Given | None) -> None:
    if given is not None:
        since, sender, due = given.accepted_at or given.given_at, given.giver.name, given.due_on
        remark = given.instruction
    else:
        since, remark, sender = arrival.clock.moment, "", _last_hand(arrival)
        due = _box_due(place.box.value, arrival.received, since, arrival.head.urgency)
    write_box(
        arrival.context,
        arrival.issued,
        document_id=arrival.document_id,
        agency_id=arrival.desk.agency_id,
        holder=place.holder,
        box=place.box.value,
        since=since,
        due_on=due,
        sender=sender,
        remark=remark,
        assignment_id=place.assignment_id,
        arrival_number=arrival.number,
    )


def _last_hand(arrival: Arrival) -> str:
    if arrival.state == DocumentState.DIRECTED and arrival.leader is not None:
        return arrival.leader.name
    return arrival.desk.clerk.name if arrival.registered else "Hệ thống"


def _box_due(box: str, received: int, since: int, urgency: int) -> date | None:
    moments = (as_datetime(received), as_datetime(since))
    return box_due(box, *moments, urgency > 0, calendar())


def write_box(
    context: Context,
    issued: Issued,
    *,
    document_id: int,
    agency_id: int,
    holder: int,
    box: str,
    since: int,
    due_on: date | None = None,
    sender: str = "",
    remark: str = "",
    assignment_id: int | None = None,
    arrival_number: int | None = None,
) -> None:
    """One item of a box; about half of those older than a day have been looked at."""
    head = issued.paper.head
    seen = context.schedule.now - since > 86_400 and document_id % 2 == 0
    context.table(_BOX).append(
        (
            *(holder, box, document_id, assignment_id, agency_id),
            *(box_rank(head.urgency, as_datetime(since)), context.stamp(since), due_on),
            *(head.urgency, context.stamp(since + 1800) if seen else None, issued.reference),
            *(arrival_number, head.type_name, issued.paper.subject, head.issuer.name),
            *(head.issued_on if issued.number else None, sender[:200], remark[:300]),
        )
    )
