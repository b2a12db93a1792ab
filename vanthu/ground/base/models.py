"""The table of jobs: outside effects are rows written in the transaction that causes them."""

from django.db import models
from django.db.models import Q

from vanthu.ground.base.choices import JobState


class Job(models.Model):
    """One piece of work for the worker: visible only once its transaction has committed.

    `key` makes enqueuing idempotent; `progress`/`total` feed the progress bar.
    """

    task = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True, blank=True, unique=True)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    priority = models.SmallIntegerField(default=0)
    run_after = models.DateTimeField()
    attempts = models.SmallIntegerField(default=0)
    agency_id = models.BigIntegerField(default=0)
    account_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    progress = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    error = models.TextField(blank=True)
    result = models.JSONField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["-priority", "run_after", "id"],
                name="base_job_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["state", "-id"], name="base_job_state"),
        ]
