"""Rows of the journal. No foreign keys: the record outlives what it tells of."""

from django.db import models


class Entry(models.Model):
    """One event. `digest` covers the content, `hash` the chain of its agency up to `seq`."""

    agency_id = models.BigIntegerField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    name = models.CharField(max_length=80)
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    tenure_id = models.BigIntegerField(null=True)
    on_behalf_of = models.BigIntegerField(null=True)
    object_type = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    data = models.TextField()
    ip = models.CharField(max_length=45, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    digest = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "seq"], name="journal_entry_place")
        ]
        indexes = [
            models.Index(fields=["object_type", "object_id", "id"], name="journal_entry_object"),
            models.Index(fields=["agency_id", "at"], name="journal_entry_time"),
        ]


class Head(models.Model):
    """The end of one agency's chain: how many entries and the last chain value."""

    agency_id = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)


class Seal(models.Model):
    """A copy of a head taken at a moment and given away, against cutting off the end of a chain."""

    agency_id = models.BigIntegerField()
    seq = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "seq"], name="journal_seal_place")
        ]
