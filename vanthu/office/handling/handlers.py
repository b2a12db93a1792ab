"""How handling reacts to what happens to documents; wired in config/wiring.py."""

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.choices import Direction, DocumentState, RelationKind
from vanthu.office.documents.events import (
    DocumentIssued,
    DocumentReceived,
    DocumentRefused,
    DocumentRegistered,
    FieldsCorrected,
    FieldsRead,
)
from vanthu.office.documents.models import Document, Relation
from vanthu.office.handling import boxes
from vanthu.office.handling.actions.steps import close
from vanthu.office.handling.actions.working import conclude, take_on
from vanthu.office.handling.case import Case, load
from vanthu.office.handling.choices import Act, AssignmentState
from vanthu.office.handling.history import record
from vanthu.office.handling.models import Assignment
from vanthu.office.handling.rules import OPEN


def on_received(actor: Actor, event: DocumentReceived) -> None:
    """A document that came in lies in the clerks' box, with a notice (R-01)."""
    case = load(event.object_id, lock=False)
    case.settle(actor)
    record(actor, event.object_id, Act.RECEIVE, to_key=keys.registry(event.agency_id))


def on_registered(actor: Actor, event: DocumentRegistered) -> None:
    """Registered, it waits to be presented."""
    if not boxes.to_present(actor, event.object_id, event.number, event.urgency):
        load(event.object_id, lock=False).settle(actor)
    record(actor, event.object_id, Act.REGISTER, text=f"Số đến {event.number}")


def on_refused(actor: Actor, event: DocumentRefused) -> None:
    """Refused, it waits for nobody; thrown out while it was handled, nobody works on it."""
    case = load(event.object_id)
    close(actor, case, [row.pk for row in case.assignments if row.state in OPEN])
    boxes.take(event.object_id)
    record(actor, event.object_id, Act.REFUSE, text=event.reason)


def on_corrected(actor: Actor, event: FieldsCorrected | FieldsRead) -> None:
    """The boxes show the corrected fields, or those just read from the files."""
    boxes.refresh(Document.objects.select_related("type").get(pk=event.object_id))


def on_issued(actor: Actor, event: DocumentIssued) -> None:
    """An issued answer finishes the lead of what it answers, and so the whole (Q-050, L-07)."""
    answered = Relation.objects.filter(
        source=event.object_id, kind=RelationKind.ANSWERS, target__direction=Direction.INCOMING
    )
    for document_id in answered.values_list("target", flat=True):
        _answer(actor, document_id, event)


def _answer(actor: Actor, document_id: int, event: DocumentIssued) -> None:
    case = load(document_id)
    lead = _working_lead(case)
    if case.document.state != DocumentState.HANDLING or lead is None:
        return
    if lead.state == AssignmentState.GIVEN:
        take_on(actor, case, lead)
    conclude(actor, case, lead, f"Trả lời bằng văn bản {event.reference}", event.object_id)


def _working_lead(case: Case) -> Assignment | None:
    """The lead at the lowest level that is open: the one who wrote the answer."""
    lead = case.lead()
    while lead is not None and (below := case.lead(lead.pk)) is not None:
        lead = below
    return lead
