"""Notices."""

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """A line for whoever holds a scope key: what happened and where to look; never the content."""

    holder = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    link = models.CharField(max_length=200)
    urgent = models.BooleanField(default=False)
    object_type = models.CharField(max_length=40, blank=True)
    object_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    repeat_key = models.CharField(max_length=120, null=True, blank=True, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["holder", "-id"], name="notify_notice_holder"),
            models.Index(fields=["holder"], name="notify_notice_unread", condition=Q(read_at=None)),
        ]
