"""How interchange reacts: what is issued is sent, what happens to an arrival is reported back."""

from vanthu.ground.base.actor import Actor
from vanthu.office.documents.choices import Channel, Direction, DocumentState, RelationKind
from vanthu.office.documents.events import DocumentIssued, DocumentRefused, DocumentRegistered
from vanthu.office.documents.models import Document
from vanthu.office.drafting.events import DocumentRecalled
from vanthu.office.handling.events import (
    AssignmentAccepted,
    DocumentFinished,
    HandedOver,
    HandlingWithdrawn,
)
from vanthu.office.interchange.actions.changing import order_replacement, settle_changes
from vanthu.office.interchange.actions.giving_back import ask_to_give_back
from vanthu.office.interchange.actions.recalling import order_recall, settle_order
from vanthu.office.interchange.actions.reporting import report
from vanthu.office.interchange.actions.sending import send
from vanthu.office.interchange.choices import PacketKind, ReceiptStatus
from vanthu.office.interchange.models import Packet


def on_issued(actor: Actor, event: DocumentIssued) -> None:
    """An outgoing document goes to its recipients, and word of it to those of what it replaces."""
    if event.direction == Direction.OUTGOING:
        document = Document.objects.get(pk=event.object_id)
        send(actor, document)
        replaced = Document.objects.filter(
            relations_in__source=document,
            relations_in__kind=RelationKind.REPLACES,
            direction=Direction.OUTGOING,
            state=DocumentState.ISSUED,
        )
        for old in replaced.order_by("pk"):
            order_replacement(actor, old, document)


def on_recalled(actor: Actor, event: DocumentRecalled) -> None:
    """A recalled document is ordered back from its receivers."""
    if event.direction == Direction.OUTGOING:
        order_recall(actor, Document.objects.get(pk=event.object_id), event.reason)


def on_registered(actor: Actor, event: DocumentRegistered) -> None:
    """03: the clerk registered it. What came otherwise has no packet to look for."""
    if event.channel == Channel.AXIS:
        _report(actor, event.object_id, ReceiptStatus.ACCEPTED, f"Số đến {event.number}")


def on_refused(actor: Actor, event: DocumentRefused) -> None:
    """02: the clerk refused it, with the reason; an order to give it back is settled by that."""
    _report(actor, event.object_id, ReceiptStatus.REFUSED, event.reason)
    settle_order(actor, event.object_id)
    settle_changes(actor, event.object_id)


def on_withdrawn(actor: Actor, event: HandlingWithdrawn) -> None:
    """Given back or replaced, the arrival is changed no more."""
    settle_changes(actor, event.object_id)


def on_handed_over(actor: Actor, event: HandedOver) -> None:
    """04: it was given to a unit or a person."""
    _report(actor, event.object_id, ReceiptStatus.ASSIGNED)


def on_accepted(actor: Actor, event: AssignmentAccepted) -> None:
    """05: somebody works on it."""
    _report(actor, event.object_id, ReceiptStatus.HANDLING)


def on_finished(actor: Actor, event: DocumentFinished) -> None:
    """06: it is settled, by a result or by the answer (L-07); read, it may have to go back."""
    _report(actor, event.object_id, ReceiptStatus.FINISHED)
    ask_to_give_back(actor, event.object_id)


def _report(actor: Actor, arrival_id: int, status: ReceiptStatus, text: str = "") -> None:
    packet = Packet.objects.filter(arrival=arrival_id, kind=PacketKind.NEW).first()
    if packet is not None:
        report(actor, packet=packet, status=status, text=text)
