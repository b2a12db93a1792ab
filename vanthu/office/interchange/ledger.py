"""The rows of the exchange: every message that went out or came in, and how its links stand."""

from django.db import models
from django.db.models import Q

from vanthu.ground.files.models import Blob
from vanthu.office.interchange.choices import (
    UNSENT,
    Bound,
    Cause,
    Content,
    ReceiptStatus,
    Transport,
)


class Message(models.Model):
    """One message over a link, and where it stands on the network; what it is about is a packet.

    `uuid` stays the same however often it is sent: the packet's own for documents, made of it for
    statuses. `document_id` names the document on the wire; `order_id` is how an update or a
    replacement calls itself there. Codes, names and ids are kept as received, never repaired.

    `fingerprint` is the hash of what it says and `said_on` the day that it bears itself: the same
    at both ends, for the daily reconciliation.

    Going out: `told` is what a status says; `remote_id`, `sent_hash`, `sent_size` what the network
    took; SENDING holds a lease, and a lease that ran out means that nobody knows (UNKNOWN).
    Coming in: `ref` is the driver's handle and its uuid, `vouched_for` whom the network
    authenticated, `raw` the packet as it came; of one too long to be kept whole its beginning, with
    `sent_hash` and `sent_size` of the whole. `turn` is how often the document was refused before.
    `told` says who decided about one that was held, why, how often it came again and when last.
    """

    bound = models.CharField(max_length=3, choices=Bound)
    link = models.CharField(max_length=40)
    uuid = models.UUIDField(null=True, blank=True)
    ref = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=Content)
    business = models.SmallIntegerField(default=0)
    status = models.CharField(max_length=2, choices=ReceiptStatus, blank=True)
    sender_code = models.CharField(max_length=100, blank=True)
    receiver_code = models.CharField(max_length=100, blank=True)
    vouched_for = models.CharField(max_length=100, blank=True)
    document_id = models.CharField(max_length=255, blank=True)
    order_id = models.CharField(max_length=255, blank=True)
    turn = models.SmallIntegerField(default=0)
    content_hash = models.CharField(max_length=64, blank=True)
    # what both sides can compute and compare; none for what went or came before it was kept
    fingerprint = models.CharField(max_length=64, blank=True)
    said_on = models.DateField(null=True, blank=True)
    told = models.JSONField(default=dict)
    packet = models.ForeignKey(
        "interchange.Packet",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
    )
    # whose list it is on: the agency of ours that sent it or that it is for; 0 while nobody knows
    agency_id = models.BigIntegerField(default=0)
    raw = models.ForeignKey(
        Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="packets_of"
    )
    state = models.CharField(max_length=12, choices=Transport)
    cause = models.CharField(max_length=10, choices=Cause, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    urgency = models.SmallIntegerField(default=0)
    attempts = models.IntegerField(default=0)
    made_at = models.DateTimeField()
    state_at = models.DateTimeField()
    next_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    remote_id = models.CharField(max_length=300, blank=True)
    sent_hash = models.CharField(max_length=64, blank=True)
    sent_size = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["uuid"], condition=Q(bound="out"), name="interchange_message_once"
            ),
            # however often and by whatever way the same message comes, it is applied once
            models.UniqueConstraint(
                fields=[
                    *("sender_code", "receiver_code", "document_id", "kind", "business"),
                    *("status", "content_hash", "turn"),
                ],
                condition=Q(bound="in", state="applied"),
                name="interchange_applied_once",
            ),
            models.UniqueConstraint(
                fields=["link", "ref", "receiver_code"],
                condition=Q(bound="in"),
                name="interchange_fetched_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["link", "next_at"],
                name="interchange_due",
                condition=Q(bound="out", state__in=UNSENT),
            ),
            models.Index(
                fields=["link", "-urgency", "id"],
                name="interchange_next",
                condition=Q(bound="out", state__in=UNSENT),
            ),
            models.Index(
                fields=["link", "sent_at"],
                name="interchange_followed",
                condition=Q(bound="out", state="sent"),
            ),
            models.Index(
                fields=["receiver_code", "document_id", "id"], name="interchange_in_order"
            ),
            models.Index(fields=["document_id", "sender_code"], name="interchange_same_document"),
            models.Index(fields=["bound", "state", "-id"], name="interchange_by_state"),
            models.Index(fields=["agency_id", "bound", "-id"], name="interchange_of_agency"),
            models.Index(fields=["link", "said_on"], name="interchange_of_day"),
        ]


class MessagePart(models.Model):
    """A file of a message that travelled apart from it."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="parts")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "blob"], name="interchange_part_once")
        ]


class LinkState(models.Model):
    """How a link stands: when it last answered, until when it rests, and what was wrong.

    `held_at`: an administrator let it rest, and it stays so until it is let go on.
    `good_at` is the last good answer to the question what waits; an empty answer is a good one.
    """

    name = models.CharField(max_length=40, primary_key=True)
    made_at = models.DateTimeField()
    good_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateTimeField(null=True, blank=True)
    failures = models.IntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    problem_at = models.DateTimeField(null=True, blank=True)
    ours = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by_name = models.CharField(max_length=100, blank=True)
    held_reason = models.CharField(max_length=500, blank=True)
