"""Packets between the agencies of the installation with their receipts, and copies sent outside."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from vanthu.demo.bulk import Table
from vanthu.demo.load.context import Context
from vanthu.demo.load.desks import SYSTEM, Desk, Seat
from vanthu.demo.load.issued import Issued
from vanthu.demo.load.schedule import incoming_slots
from vanthu.demo.papers.heads import Head
from vanthu.office.documents.choices import RelationKind
from vanthu.office.documents.models import Relation
from vanthu.office.interchange.models import OutsideDelivery, Packet, Receipt

_PACKET = Table(
    Packet,
    *("id", "uuid", "sender", "receiver", "addressed_code", "addressed_name", "document"),
    *("arrival", "payload", "payload_hash", "status", "status_at", "reason", "sent_at"),
    "delivered_at",
)
_RECEIPT = Table(Receipt, "packet", "status", "at", "by_name", "department", "text")
_RELATION = Table(Relation, "source", "target", "kind", "made_at")
_OUTSIDE = Table(
    OutsideDelivery,
    *("document", "name", "order", "status", "status_at", "channel", "recorded_by_name"),
)


def send_packets(context: Context, issued: Issued, desk: Desk, moment: int) -> None:
    """The packets go out as the paper is issued; copies for others are the clerk's."""
    head = issued.paper.head
    names = [head.recipients[slot - 1].key for slot in incoming_slots(head)]
    outside = [agency.name for agency in head.recipients if not agency.has_registry]
    document_id = context.schedule.id_of(head.index, 0)
    context.chronicle.add(
        moment,
        desk.agency_id,
        desk.clerk,
        "packets-sent",
        document_id,
        receivers=[context.agency_ids[name] for name in names],
        outside=outside,
    )
    # Within a day the clerk has sent the copies by post.
    sent = moment + 3600 * (1 + head.index % 20)
    done = sent < context.schedule.now
    stamp = context.stamp(sent if done else moment)
    state = ("sent", stamp, "post", desk.clerk.name) if done else ("to-send", stamp, "", "")
    rows = context.table(_OUTSIDE)
    rows.extend((document_id, name, order, *state) for order, name in enumerate(outside))


@dataclass(slots=True)
class Delivery:
    """The packet by which a paper arrived, and what its receiver reports of it."""

    context: Context
    head: Head
    slot: int
    desk: Desk
    document_id: int
    received: int
    issued_at: int
    packet_id: int
    status: str = "00"
    status_at: int = 0
    reason: str = ""

    def report(self, status: str, seat: Seat, moment: int, text: str = "") -> None:
        """Report a status to the sender, as interchange does on the real event; never backwards."""
        if status <= self.status:
            return
        self.status, self.status_at = status, moment
        if status == "02":
            self.reason = text
        context = self.context
        context.table(_RECEIPT).append(
            (self.packet_id, status, context.stamp(moment), seat.name, seat.unit_name, text)
        )
        context.chronicle.add(
            moment,
            context.agency_ids[self.head.issuer.key],
            None if seat is SYSTEM else seat,
            "status-reported",
            context.schedule.id_of(self.head.index, 0),
            receiver=self.desk.agency_id,
            status=status,
            text=text,
        )

    def write(self) -> None:
        """The row of the packet, once its last status is known."""
        context, head, stamp = self.context, self.head, self.context.stamp
        context.table(_PACKET).append(
            (
                *(self.packet_id, context.sink.uuid(self._uuid())),
                *(context.agency_ids[head.issuer.key], self.desk.agency_id),
                *(self.desk.code, self.desk.spec.name),
                *(context.schedule.id_of(head.index, 0), self.document_id),
                *context.payload(head.index),
                *(self.status, stamp(self.status_at), self.reason),
                *(stamp(self.issued_at), stamp(self.received)),
            )
        )

    def _uuid(self) -> UUID:
        text = f"{self.context.schedule.plan.seed}/{self.head.index}/{self.slot}"
        return UUID(bytes=hashlib.blake2b(text.encode(), digest_size=16).digest(), version=4)

    def tie_to_question(self) -> None:
        """An answer that arrived is tied to what this agency had asked."""
        asked = self.head.answers
        question = self.context.schedule.id_of(asked, 0) if asked is not None else 0
        if question:
            kind, stamp = RelationKind.ANSWERS.value, self.context.stamp(self.received)
            self.context.table(_RELATION).append((self.document_id, question, kind, stamp))
