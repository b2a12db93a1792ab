"""Two agencies that know each other over the loop alone: H61.901 writes to H07.902, and back."""

from datetime import datetime
from typing import Any

from tests.factories import drafts, loop
from tests.factories.province import NOW, Office, office
from vanthu.office.documents.actions import NewRecipient
from vanthu.office.documents.models import Document
from vanthu.office.interchange import actions, ways
from vanthu.office.interchange.models import Packet

FAR = NewRecipient(code="H07.902", name="UBND xã bên kia")
_LIMIT = 10**9


def pair() -> tuple[Office, Office]:
    """A sender and a receiver."""
    return office("Sở Nội vụ", "SNV", code="H61.901"), office("UBND xã", code="H61.902")


def issue(sender: Office, **more: Any) -> Document:
    """Issued to the receiver at the other end; still in the outbox."""
    return drafts.issued(sender, recipients=[FAR], **more)


def carry(now: datetime = NOW) -> None:
    """Send, fetch and apply until nothing moves."""
    way = ways.all_ways()[0]
    assert way.name == loop.NAME
    for _turn in range(20):
        moved = actions.send_due(way, lambda: now)
        moved += actions.apply_waiting(way, lambda: now)
        moved += actions.fetch_waiting(way, lambda: now, limit=_LIMIT)
        if not moved:
            return


def sent(sender: Office, **more: Any) -> Document:
    """Issued and arrived at the other end, 01 back."""
    document = issue(sender, **more)
    carry()
    return document


def arrival_of(document: Document, receiver: Office) -> Document:
    """What came in of it, the last if it came more than once."""
    rows = Document.objects.filter(agency=receiver.agency, direction="incoming")
    return rows.filter(identifier=document.identifier).latest("pk")


def status_of(document: Document) -> str:
    """Where it stands for its sender."""
    return Packet.objects.filter(document=document, kind=0).latest("pk").status


def order(document: Document, kind: int) -> Packet:
    """The sender's order of that kind about the document."""
    return Packet.objects.filter(document=document, kind=kind).latest("pk")


def order_at(receiver: Office, kind: int) -> Packet:
    """The order of that kind as it came to the receiver."""
    return Packet.objects.filter(receiver=receiver.id, document=None, kind=kind).latest("pk")
