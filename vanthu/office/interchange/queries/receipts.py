"""The statuses of one packet as they were reported."""

from collections.abc import Sequence

from vanthu.ground.base.actor import Actor
from vanthu.office.documents.permissions import can_see
from vanthu.office.interchange.errors import PacketNotFound
from vanthu.office.interchange.models import Packet, Receipt


def receipts(actor: Actor, packet_id: int) -> Sequence[Receipt]:
    """Who reported which status when, oldest first; for who sees the document on either side."""
    packet = Packet.objects.filter(pk=packet_id).values_list("document", "arrival").first()
    if packet is None or not any(can_see(actor, number) for number in packet if number):
        raise PacketNotFound
    return list(Receipt.objects.filter(packet=packet_id).order_by("id"))
