"""What waits: orders to give back, arrivals nobody accepted, packets that did not arrive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.office.documents.permissions import check_see
from vanthu.office.interchange.choices import PacketKind, ReceiptStatus
from vanthu.office.interchange.models import Packet

# A packet is delivered within seconds; after this long somebody should look (L-10).
_STUCK = timedelta(minutes=10)


def packet_of(actor: Actor, arrival_id: int) -> Packet | None:
    """The packet an arrival came in, None when it came another way."""
    check_see(actor, arrival_id)
    return Packet.objects.filter(arrival=arrival_id, kind=PacketKind.NEW).first()


def order_for(actor: Actor, arrival_id: int) -> Packet | None:
    """The order to give the document back that waits for an answer."""
    check_see(actor, arrival_id)
    return Packet.objects.filter(
        arrival=arrival_id, kind=PacketKind.RECALL, status=ReceiptStatus.ARRIVED
    ).first()


@dataclass(frozen=True, slots=True)
class Arrived:
    """An arrival that was neither accepted nor refused on its day."""

    document_id: int
    sender_id: int
    reference: str
    delivered_at: datetime


def not_accepted(agency_id: int, day: date) -> list[Arrived]:
    """What arrived at the agency on `day` and has no 03 or 02 yet (Q-043)."""
    start = datetime.combine(day, datetime.min.time(), tzinfo=VIETNAM)
    rows = Packet.objects.filter(
        receiver=agency_id,
        kind=PacketKind.NEW,
        status=ReceiptStatus.ARRIVED,
        delivered_at__gte=start,
        delivered_at__lt=start + timedelta(days=1),
    ).order_by("delivered_at")
    return [
        Arrived(row.arrival_id, row.sender_id, row.payload["reference"], row.delivered_at)
        for row in rows
        if row.arrival_id is not None and row.delivered_at is not None
    ]


def undelivered(agency_id: int, now: datetime) -> Sequence[Packet]:
    """Packets inside this installation, sent ten minutes ago or longer, that have not arrived; the
    oldest first."""
    rows = Packet.objects.filter(
        sender=agency_id,
        link="",
        kind=PacketKind.NEW,
        status=ReceiptStatus.SENT,
        recall_asked_at=None,
        sent_at__lt=now - _STUCK,
    )
    return list(rows.defer("payload").order_by("sent_at"))
