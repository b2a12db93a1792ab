"""Enqueue work in the transaction that causes it; the worker (faces/jobs) runs it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import JobState, Lane
from vanthu.ground.base.models import Job
from vanthu.ground.base.moments import stamp


@dataclass(frozen=True, slots=True)
class Again:
    """What a task returns to be run once more in the same row, `after` a while: it never ends."""

    after: timedelta


LEASE = timedelta(minutes=10)
# A worker that runs says so every few seconds: what a dead one had is taken after half a minute.
HELD = timedelta(seconds=30)
ATTEMPTS = 8


def enqueue(
    actor: Actor,
    task: str,
    *,
    key: str | None = None,
    lane: Lane = Lane.QUICK,
    priority: int = 0,
    run_after: datetime | None = None,
    **arguments: Any,
) -> None:
    """Write one job row; with a `key` already taken, nothing is written (idempotent).

    `task` is a name registered with faces/jobs; `arguments` must be JSON. Urgent work has priority
    10.
    """
    row = Job(
        task=task,
        arguments=arguments,
        key=key,
        lane=lane,
        priority=priority,
        run_after=run_after or actor.now,
        agency_id=actor.agency_id,
        account_id=actor.account_id,
        created_at=actor.now,
    )
    Job.objects.bulk_create([row], ignore_conflicts=key is not None)


_CLAIM = """UPDATE base_job SET state = 'running', started_at = %s, lease_until = %s,
 attempts = attempts + 1 WHERE id = (SELECT id FROM base_job WHERE lane = %s AND (
 (state = 'waiting' AND run_after <= %s) OR (state = 'running' AND lease_until < %s))
 ORDER BY priority DESC, id LIMIT 1{lock}) RETURNING id"""


def claim(lane: Lane, now: datetime, lease: timedelta = LEASE) -> Job | None:
    """Take the next job of the lane, most urgent first; None when nothing is due.

    A job whose worker died is taken again once its lease has run out.
    """
    lock = " FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    with transaction.atomic(), connection.cursor() as cursor:
        moment, until = stamp(now), stamp(now + lease)
        cursor.execute(_CLAIM.format(lock=lock), [moment, until, lane, moment, moment])
        row = cursor.fetchone()
    return Job.objects.get(pk=row[0]) if row else None


def hold(job_ids: Collection[int], now: datetime) -> None:
    """Say that the worker of these jobs still runs them."""
    running = Job.objects.filter(pk__in=job_ids, state=JobState.RUNNING)
    running.update(lease_until=now + HELD)


def complete(job: Job, now: datetime, result: Any) -> None:
    """Mark the job done, with what it returned."""
    Job.objects.filter(pk=job.pk).update(
        state=JobState.DONE, finished_at=now, result=result, error="", key=None
    )


def put_back(job: Job, now: datetime, after: timedelta) -> None:
    """Let the job wait for its next turn, as it asked to (Again)."""
    Job.objects.filter(pk=job.pk).update(
        state=JobState.WAITING, run_after=now + after, attempts=0, error=""
    )


def fail(job: Job, now: datetime, error: str) -> bool:
    """Put the job back with a growing pause, or give it up after 8 attempts; True when given up."""
    given_up = job.attempts >= ATTEMPTS
    Job.objects.filter(pk=job.pk).update(
        state=JobState.FAILED if given_up else JobState.WAITING,
        run_after=now + timedelta(seconds=2 ** (job.attempts + 1)),
        finished_at=now if given_up else None,
        error=error[:4000],
    )
    return given_up


def report(job: Job, now: datetime, done: int, total: int) -> None:
    """Tell how far a job has come, and hold it for another while."""
    Job.objects.filter(pk=job.pk).update(progress=done, total=total, lease_until=now + LEASE)


def retry(job_id: int, now: datetime) -> bool:
    """Set a job that was given up running again; False when it is not one."""
    waiting = Job.objects.filter(pk=job_id, state=JobState.FAILED)
    return bool(waiting.update(state=JobState.WAITING, run_after=now, attempts=F("attempts") - 4))


def sweep(now: datetime, keep: timedelta = timedelta(days=7)) -> int:
    """Drop jobs done long ago; failed ones stay until someone looks."""
    return Job.objects.filter(state=JobState.DONE, finished_at__lt=now - keep).delete()[0]
