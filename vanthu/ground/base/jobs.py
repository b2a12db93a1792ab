"""Enqueue work in the transaction that causes it; the worker (faces/jobs) runs it."""

from datetime import datetime
from typing import Any

from vanthu.ground.base.actor import Actor
from vanthu.ground.base.models import Job


def enqueue(
    actor: Actor,
    task: str,
    *,
    key: str | None = None,
    priority: int = 0,
    run_after: datetime | None = None,
    **arguments: Any,
) -> None:
    """Write one job row; with a `key` already taken, nothing is written (idempotent).

    `task` is a name registered with faces/jobs; `arguments` must be JSON. Urgent work has priority 10.
    """
    row = Job(
        task=task,
        arguments=arguments,
        key=key,
        priority=priority,
        run_after=run_after or actor.now,
        agency_id=actor.agency_id,
        account_id=actor.account_id,
        created_at=actor.now,
    )
    Job.objects.bulk_create([row], ignore_conflicts=key is not None)
