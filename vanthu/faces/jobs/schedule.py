"""What runs at set times. Each run has a key of its own day and hour, so that it happens once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.base.choices import Lane
from vanthu.ground.base.jobs import enqueue
from vanthu.ground.base.models import Job


@dataclass(frozen=True)
class Times:
    """A task at certain hours, at certain minutes past each (Vietnamese time)."""

    task: str
    hours: frozenset[int]
    minutes: frozenset[int]
    lane: Lane = Lane.QUICK


def _at(*hours: int) -> frozenset[int]:
    return frozenset(hours)


SCHEDULE = (
    Times("reminders", frozenset(range(7, 18)), _at(0, 15, 30, 45)),
    Times("exchange.watch", frozenset(range(24)), _at(*range(0, 60, 5))),
    Times("signing.expiring", _at(7), _at(5)),
    Times("journal.seal", _at(0), _at(5)),
    Times("exchange.reconcile", _at(0), _at(45), Lane.SLOW),
    Times("exchange.directories", _at(1), _at(10)),
    Times("files.check", _at(2), _at(0), Lane.SLOW),
    Times("jobs.sweep", _at(3), _at(30)),
    Times("previews.sweep", _at(3), _at(40), Lane.SLOW),
)
_LATE = timedelta(minutes=10)


def enqueue_due(now: datetime) -> int:
    """Enqueue what fell due in the last ten minutes and has not been enqueued yet."""
    local = now.astimezone(VIETNAM)
    count = 0
    for back in range(int(_LATE.total_seconds() // 60)):
        moment = (local - timedelta(minutes=back)).replace(second=0, microsecond=0)
        for times in SCHEDULE:
            if moment.hour in times.hours and moment.minute in times.minutes:
                count += _enqueue_once(times, moment, now)
    return count


def _enqueue_once(times: Times, moment: datetime, now: datetime) -> bool:
    at = moment.isoformat()
    if Job.objects.filter(task=times.task, arguments={"moment": at}).exists():
        return False
    enqueue(Actor.system(now), times.task, key=f"{times.task}@{at}", lane=times.lane, moment=at)
    return True
