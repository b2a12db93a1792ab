"""The table of jobs: outside effects are rows written in the transaction that causes them."""

from django.db import models
from django.db.models import Q

from vanthu.ground.base.choices import JobState, Lane


class Job(models.Model):
    """One piece of work for the worker: visible only once its transaction has committed.

    `key` makes enqueuing idempotent; `progress`/`total` feed the progress bar. A running job whose
    lease has run out lost its worker and is taken again.
    """

    task = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True, blank=True, unique=True)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    lane = models.CharField(max_length=5, choices=Lane, default=Lane.QUICK)
    priority = models.SmallIntegerField(default=0)
    run_after = models.DateTimeField()
    attempts = models.SmallIntegerField(default=0)
    agency_id = models.BigIntegerField(default=0)
    account_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    progress = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    error = models.TextField(blank=True)
    result = models.JSONField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["lane", "-priority", "id"],
                name="base_job_open",
                condition=Q(state__in=["waiting", "running"]),
            ),
            models.Index(fields=["state", "-id"], name="base_job_state"),
        ]
