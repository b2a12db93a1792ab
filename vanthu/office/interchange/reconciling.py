"""The rows of the daily reconciliation: what two sides hold of a day, and where they differ."""

from django.db import models

from vanthu.office.interchange.choices import Agreement, Bound, Content, Gap
from vanthu.office.interchange.ledger import Message


class Reconciliation(models.Model):
    """What went between an agency of ours and one elsewhere over a link on a day, at both ends.

    Counts and hashes are those of this side when it last looked; `theirs` is the other side's last
    sheet, None over networks that exchange none: there `asked` tells of how many messages the
    network was asked, and only whether it has them. `underway` counts what may still be on its way.
    """

    link = models.CharField(max_length=40)
    day = models.DateField()
    our_code = models.CharField(max_length=100)
    their_code = models.CharField(max_length=100)
    agency_id = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=Agreement, default=Agreement.WAITING)
    sent_count = models.IntegerField(default=0)
    sent_hash = models.CharField(max_length=64, blank=True)
    received_count = models.IntegerField(default=0)
    received_hash = models.CharField(max_length=64, blank=True)
    their_sent = models.IntegerField(null=True, blank=True)
    their_received = models.IntegerField(null=True, blank=True)
    underway = models.IntegerField(default=0)
    asked = models.IntegerField(null=True, blank=True)
    sheet_at = models.DateTimeField(null=True, blank=True)
    theirs = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    their_sheet_at = models.DateTimeField(null=True, blank=True)
    compared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link", "day", "our_code", "their_code"],
                name="interchange_reconciled_once",
            )
        ]
        indexes = [
            models.Index(fields=["agency_id", "-day"], name="interchange_agreements_of"),
            models.Index(fields=["state", "-day"], name="interchange_agreements"),
            # the administrator's list, of all agencies
            models.Index(fields=["-day", "-id"], name="interchange_agreed_days"),
        ]


class Difference(models.Model):
    """One message that two sides do not hold alike; `bound` is its way as seen from here."""

    reconciliation = models.ForeignKey(
        Reconciliation, on_delete=models.CASCADE, related_name="differences"
    )
    bound = models.CharField(max_length=3, choices=Bound)
    gap = models.CharField(max_length=10, choices=Gap)
    about = models.CharField(max_length=255, blank=True)
    kind = models.CharField(max_length=10, choices=Content, blank=True)
    code = models.CharField(max_length=2, blank=True)
    hash_here = models.CharField(max_length=64, blank=True)
    hash_there = models.CharField(max_length=64, blank=True)
    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
