"""Packets, receipts, and copies for recipients outside."""

import uuid

from django.db import models
from django.db.models import Q

from vanthu.ground.org.models import Agency
from vanthu.office.documents.models import Document
from vanthu.office.interchange.choices import (
    OutsideChannel,
    OutsideStatus,
    PacketKind,
    ReceiptStatus,
)
from vanthu.office.interchange.directory import DirectoryAgency, DirectorySync
from vanthu.office.interchange.ledger import LinkState, Message, MessagePart
from vanthu.office.interchange.reconciling import Difference, Reconciliation

__all__ = [
    "Difference",
    "DirectoryAgency",
    "DirectorySync",
    "LinkState",
    "Message",
    "MessagePart",
    "OutsideDelivery",
    "Packet",
    "Receipt",
    "Reconciliation",
]


class Packet(models.Model):
    """One document on its way from one agency to one other; `uuid` makes receiving idempotent.

    A packet of kind RECALL is the order to give back the packet it `answers`; one of kind UPDATE
    says what changed in it, one of kind REPLACE which document takes its place. All three wait for
    the receiver's answer (15 or 16), and neither version is overwritten: what was sent first stays
    in the payload of the first packet. `addressed_name` is
    how the document names the recipient, `addressed_code` the code it was addressed with.
    `given_back_at`: the receiver gave back what was to be returned after reading (Q-146).

    `link` names the way to another installation, blank inside this one; `identifier` is then the
    document's id on the wire. What came over a link has no `document`: that is the sender's.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4)
    kind = models.SmallIntegerField(choices=PacketKind, default=PacketKind.NEW)
    sender = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="packets_sent")
    receiver = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="packets_received")
    addressed_code = models.CharField(max_length=35, blank=True)
    addressed_name = models.CharField(max_length=400, blank=True)
    link = models.CharField(max_length=40, blank=True)
    identifier = models.CharField(max_length=255, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="packets"
    )
    arrival = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="arrived_by"
    )
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)
    payload = models.JSONField()
    payload_hash = models.CharField(max_length=64)
    status = models.CharField(max_length=2, choices=ReceiptStatus, default=ReceiptStatus.SENT)
    status_at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    recall_asked_at = models.DateTimeField(null=True, blank=True)
    recall_answer = models.CharField(max_length=2, choices=ReceiptStatus, blank=True)
    given_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # a refused packet may be sent once more; nothing else goes twice to one agency
            models.UniqueConstraint(
                fields=["document", "receiver"],
                condition=Q(kind=0) & ~Q(status="02"),
                name="interchange_sent_once",
            ),
            # the same for what comes from elsewhere, whatever the network does
            models.UniqueConstraint(
                fields=["sender", "receiver", "identifier"],
                condition=Q(kind=0, document=None) & ~Q(status="02"),
                name="interchange_arrives_once",
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "status"], name="interchange_waiting"),
            models.Index(
                fields=["identifier", "kind"],
                name="interchange_linked",
                condition=~Q(link=""),
            ),
            models.Index(
                fields=["sender", "status"],
                name="interchange_awaited",
                condition=~Q(link=""),
            ),
        ]

    @property
    def is_remote(self) -> bool:
        """Whether it went out over a link: its receiver tells us by messages."""
        return bool(self.link) and self.document_id is not None

    @property
    def from_elsewhere(self) -> bool:
        """Whether it came over a link: its sender is told by messages."""
        return self.document_id is None

    @property
    def home(self) -> dict[str, int]:
        """In whose chain of the journal it stands, and with which document: the sender's, and of
        what came from elsewhere the receiver's."""
        if self.document_id is not None:
            return {"agency_id": self.sender_id, "object_id": self.document_id}
        return {"agency_id": self.receiver_id, "object_id": self.arrival_id or 0}


class Receipt(models.Model):
    """One status as the receiver reported it; each status of a packet is reported once."""

    packet = models.ForeignKey(Packet, on_delete=models.CASCADE, related_name="receipts")
    status = models.CharField(max_length=2, choices=ReceiptStatus)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=100)
    department = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["packet", "status"], name="interchange_receipt_once")
        ]


class OutsideDelivery(models.Model):
    """A copy for a recipient outside this installation: how it goes and where it stands.

    `problem` is the sentence why no agency could be found for the recipient (L-10).
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="outside")
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=35, blank=True)
    order = models.SmallIntegerField(default=0)
    status = models.CharField(max_length=10, choices=OutsideStatus)
    status_at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=OutsideChannel, blank=True)
    note = models.CharField(max_length=500, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    recorded_by_name = models.CharField(max_length=100, blank=True)
    recall_asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="interchange_outside_once")
        ]
