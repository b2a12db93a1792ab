"""How a link stands: it rests as a whole when it cannot be reached, and is tried by one message."""

import logging
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from vanthu.office.interchange.drivers.base import Fault, Rejected
from vanthu.office.interchange.models import LinkState
from vanthu.office.interchange.rules import pause

log = logging.getLogger("vanthu.exchange")
_TEXT = 500
_PROBE = timedelta(minutes=5)
# What breaks for both directions within that time is one trouble: the rest does not grow twice.
_SAME = timedelta(seconds=10)
_ANY = sys.maxsize


def state_of(name: str, now: datetime) -> LinkState:
    """The row of the link, made at its first use."""
    return LinkState.objects.get_or_create(name=name, defaults={"made_at": now})[0]


@contextmanager
def trying(name: str, clock: Callable[[], datetime]) -> Iterator[int]:
    """How many calls a link may be asked for now; who was to find out whether it is there again,
    and did not, leaves that to another at the end."""
    asked = clock()
    calls = _may_try(name, asked)
    try:
        yield calls
    finally:
        if 0 < calls < _ANY:
            _give_back(name, asked, clock())


def is_open(name: str) -> bool:
    """Whether a link neither rests nor is held: what is being asked of it may go on."""
    return LinkState.objects.filter(name=name, held_at=None, paused_until=None).exists()


def _may_try(name: str, now: datetime) -> int:
    """None while it rests or is held, one to find out whether it is there again (taken by whoever
    asks first), any number else."""
    row = state_of(name, now)
    if row.held_at is not None:
        return 0
    if row.paused_until is None:
        return _ANY
    if row.paused_until > now:
        return 0
    free = LinkState.objects.filter(name=name, paused_until=row.paused_until)
    return free.update(paused_until=now + _PROBE)


def _give_back(name: str, asked: datetime, now: datetime) -> None:
    """Who was to find out (`asked` then) neither reached the link nor failed to: another may try
    in a moment. Nothing changes when it has answered or rests by now."""
    mine = LinkState.objects.filter(name=name, paused_until=asked + _PROBE)
    mine.update(paused_until=now + pause(0, random.random()))


def answered(name: str, now: datetime, *, polled: bool = False) -> None:
    """The link has answered: it works again, and `polled` said what waits for us."""
    row = state_of(name, now)
    good = now if polled else row.good_at
    if row.paused_until is not None or row.failures or polled:
        LinkState.objects.filter(name=name).update(
            good_at=good, paused_until=None, failures=0, problem="", problem_at=None, ours=False
        )


def rest(name: str, now: datetime, fault: Fault) -> datetime:
    """Let the whole link rest, longer each time; returns until when."""
    row = state_of(name, now)
    once = row.problem_at is not None and now - row.problem_at < _SAME
    failures = row.failures if once else row.failures + 1
    until = now + pause(max(0, failures - 1), random.random())
    told = {"link": name, "why": fault.sentence, "detail": fault.detail, "until": until.isoformat()}
    log.warning("link rests", extra=told)
    LinkState.objects.filter(name=name).update(
        paused_until=until,
        failures=failures,
        problem=fault.sentence[:_TEXT],
        problem_at=now,
        ours=isinstance(fault, Rejected) and fault.ours,
    )
    return until
