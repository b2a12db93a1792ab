"""Agencies that write to one another: documents sent and delivered by the real actions."""

from typing import Any

from tests.factories import drafts, incoming
from tests.factories.province import NOW, Office
from vanthu.faces.jobs import tasks, worker
from vanthu.office.documents.actions import register_incoming
from vanthu.office.documents.models import Document
from vanthu.office.handling import actions as handling
from vanthu.office.interchange.models import Packet

assert tasks.MODULES  # the worker knows every task


def carry() -> int:
    """Run every job that is due; returns how many ran."""
    return worker.run_all(lambda: NOW)


def sent(sender: Office, *receivers: Office, **more: Any) -> Document:
    """Issued to these agencies and delivered."""
    document = drafts.issued(sender, recipients=drafts.to(*receivers), **more)
    carry()
    return document


def packet(document: Document, receiver: Office) -> Packet:
    """The packet to the receiver, as the database has it now."""
    return Packet.objects.filter(document=document, receiver=receiver.id, kind=0).latest("pk")


def arrival(document: Document, receiver: Office) -> Document:
    """What the receiver has of it."""
    found = packet(document, receiver).arrival
    assert found is not None
    return found


def registered(document: Document, receiver: Office) -> Document:
    """The arrival, registered by the receiver's clerk."""
    return register_incoming(receiver.clerk, document_id=arrival(document, receiver).pk)


def directed(document: Document, receiver: Office) -> Document:
    """The arrival, registered, presented and given to the specialist; not handed over."""
    found = registered(document, receiver)
    leader = incoming.post(receiver, "leader")
    handling.present(receiver.clerk, document_id=found.pk, to_post_id=leader)
    handling.direct(
        receiver.leader,
        document_id=found.pk,
        text="Giao xử lý",
        lead=incoming.to_post(receiver, "specialist"),
    )
    return found


def at_work(document: Document, receiver: Office) -> Document:
    """The specialist of the receiver has accepted it."""
    found = directed(document, receiver)
    handling.hand_over(receiver.clerk, document_id=found.pk)
    handling.accept(receiver.specialist, assignment_id=incoming.lead_of(found).pk)
    return found


def statuses(document: Document, receiver: Office) -> list[str]:
    """What the receiver reported, in order."""
    rows = packet(document, receiver).receipts.order_by("id")
    return list(rows.values_list("status", flat=True))
