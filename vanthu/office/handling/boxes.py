"""Boxes: put, take, and set to what the state of a document asks for.

Drafting puts and takes by hand; handling never does: its boxes follow from `rules.places`.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.ground.notify.actions import notify_all
from vanthu.kernel.dates import short_date
from vanthu.kernel.workdays import WorkCalendar
from vanthu.office.documents.models import Document
from vanthu.office.handling import notices
from vanthu.office.handling.choices import Box
from vanthu.office.handling.models import Assignment, BoxItem
from vanthu.office.handling.rules import Place, box_due, box_rank
from vanthu.office.handling.terms import calendar_for

_REMARK = 300
_FROM = 200


def put(
    actor: Actor,
    *,
    holder: int,
    box: Box,
    document: Document,
    assignment: Assignment | None = None,
    due_on: date | None = None,
    from_name: str = "",
    remark: str = "",
) -> None:
    """Put the document into a holder's box and tell the holder; already there, nothing happens."""
    row = _row(actor, holder, box, document, assignment, due_on, from_name, remark)
    BoxItem.objects.bulk_create([row], ignore_conflicts=True)
    _tell(actor, document, [row])


def take(
    document_id: int,
    box: Box | None = None,
    holder: int | None = None,
    assignment_id: int | None = None,
) -> int:
    """Take the document out of the boxes that fit; returns how many."""
    rows = BoxItem.objects.filter(document_id=document_id)
    if box is not None:
        rows = rows.filter(box=box)
    if holder is not None:
        rows = rows.filter(holder=holder)
    if assignment_id is not None:
        rows = rows.filter(assignment_id=assignment_id)
    return rows.delete()[0]


def settle(
    actor: Actor,
    *,
    document: Document,
    places: Iterable[Place],
    existing: Sequence[BoxItem],
    assignments: Sequence[Assignment],
    remark: str = "",
) -> None:
    """Make the document lie in exactly these places; what stays keeps its time of arrival."""
    wanted = {(place.holder, place.box.value): place for place in places}
    by_id = {assignment.pk: assignment for assignment in assignments}
    present = {(item.holder, item.box): item for item in existing}
    gone = [item.pk for place, item in present.items() if place not in wanted]
    if gone:
        BoxItem.objects.filter(pk__in=gone).delete()
    new = [wanted[place] for place in wanted if place not in present]
    if new:
        _add(actor, document, new, by_id, remark)
    _keep([(present[k], wanted[k]) for k in wanted if k in present], by_id)


def to_present(actor: Actor, document_id: int, arrival_number: int, urgency: int) -> int:
    """Move a registered document from the clerk's box of arrivals to the one of presenting.

    One statement, because registering must stay cheap; the term counts from the arrival and stays.
    Returns how many items moved.
    """
    arrivals = BoxItem.objects.filter(
        document_id=document_id, box__in=(Box.TO_RECEIVE, Box.TO_REGISTER)
    )
    return arrivals.update(
        box=Box.TO_PRESENT,
        arrival_number=arrival_number,
        rank=box_rank(urgency, actor.now),
        since=actor.now,
        opened_at=None,
        from_name=actor.name[:_FROM],
    )


def opened(actor: Actor, document_id: int) -> int:
    """Say that the holder has opened what waits: an urgent document stops repeating (R-01).

    The journal tells of the opening by `documents.record_access`. Returns how many items were new.
    """
    rows = BoxItem.objects.filter(document_id=document_id, holder__in=actor.keys, opened_at=None)
    return rows.update(opened_at=actor.now)


def refresh(document: Document) -> None:
    """Write the document's fields anew into its box items after they were corrected."""
    items = list(BoxItem.objects.filter(document=document))
    for item in items:
        item.rank = box_rank(document.urgency, item.since)
        for name, value in _shown(document).items():
            setattr(item, name, value)
    BoxItem.objects.bulk_update(items, ["rank", *_shown(document)])


def _add(
    actor: Actor,
    document: Document,
    new: Sequence[Place],
    by_id: dict[int, Assignment],
    remark: str,
) -> None:
    counted = any(place.assignment_id is None for place in new)
    cal = calendar_for(document, actor.today) if counted else WorkCalendar()
    rows = [_placed(actor, document, place, by_id, remark, cal) for place in new]
    BoxItem.objects.bulk_create(rows)
    _tell(actor, document, rows)


def _placed(
    actor: Actor,
    document: Document,
    place: Place,
    by_id: dict[int, Assignment],
    remark: str,
    cal: WorkCalendar,
) -> BoxItem:
    assignment = by_id.get(place.assignment_id or 0)
    urgent = document.urgency > 0
    if assignment is not None:
        due = assignment.due_on
        remark = _remark(assignment, place.box, remark)
    else:
        due = box_due(place.box, document.received_at, actor.now, urgent, cal)
    return _row(actor, place.holder, place.box, document, assignment, due, actor.name, remark)


def _remark(assignment: Assignment, box: Box, remark: str) -> str:
    """What the list says of an item: why it came back, what is asked for, or what is to be done."""
    if box == Box.RETURNED:
        return remark
    if box == Box.TO_EXTEND and assignment.asked_due_on is not None:
        return f"{short_date(assignment.asked_due_on)} – {assignment.asked_reason}"
    return assignment.instruction or remark


def _keep(kept: Sequence[tuple[BoxItem, Place]], by_id: dict[int, Assignment]) -> None:
    """A kept item follows its assignment: another of the same holder, or a moved deadline."""
    for item, place in kept:
        assignment = by_id.get(place.assignment_id or 0)
        due = assignment.due_on if assignment else item.due_on
        remark = item.remark
        if assignment is not None and place.box == Box.TO_EXTEND:
            remark = _remark(assignment, place.box, "")[:_REMARK]
        if (item.assignment_id, item.due_on, item.remark) != (place.assignment_id, due, remark):
            BoxItem.objects.filter(pk=item.pk).update(
                assignment_id=place.assignment_id, due_on=due, remark=remark
            )


def _row(
    actor: Actor,
    holder: int,
    box: Box,
    document: Document,
    assignment: Assignment | None,
    due_on: date | None,
    from_name: str,
    remark: str,
) -> BoxItem:
    return BoxItem(
        holder=holder,
        box=box,
        document=document,
        assignment=assignment,
        agency_id=document.agency_id,
        rank=box_rank(document.urgency, actor.now),
        since=actor.now,
        due_on=due_on,
        from_name=from_name[:_FROM],
        remark=remark[:_REMARK],
        **_shown(document),
    )


def _shown(document: Document) -> dict[str, object]:
    return {
        "urgency": document.urgency,
        "reference": document.reference,
        "arrival_number": document.arrival_number,
        "type_name": document.type.name if document.type else "",
        "subject": document.subject,
        "issuer_name": document.issuer_name,
        "issued_on": document.issued_on,
    }


def _tell(actor: Actor, document: Document, rows: Iterable[BoxItem]) -> None:
    """A new item is a notice to its holder, unless the holder is the one who acts."""
    notes = (notices.of_item(document, row) for row in rows if row.holder not in actor.keys)
    notify_all(actor, [note for note in notes if note is not None])
