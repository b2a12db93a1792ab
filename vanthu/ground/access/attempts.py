"""The lock-out: each attempt is written down before it is heard, and struck out when it was right.

Written first, so that a thousand guesses sent at once cannot all be heard before the first failure
counts; a refused attempt is struck out, so that nobody's door stays closed by knocking on it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from django.db.models import Count, Max, Q

from vanthu.ground.access import events
from vanthu.ground.access.errors import LockedOut
from vanthu.ground.access.models import Attempt
from vanthu.ground.access.policy import policy
from vanthu.ground.access.secret import keyed
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.journal.actions import announce, unit_of_work
from vanthu.kernel.errors import Refusal


@contextmanager
def attempt(actor: Actor, username: str, *, means: str, account_id: int | None) -> Iterator[None]:
    """Hear one attempt: a Refusal raised inside counts as a failure and is journalled.

    Raises LockedOut before anything is heard when the name or the address has failed too often.
    """
    name = name_hash(username)
    row = Attempt.objects.create(username=name, ip=actor.ip, at=actor.now)
    known = username if account_id else ""
    nobody = replace(actor, agency_id=events.NO_AGENCY)
    try:
        _check(actor, row)
        yield
    except LockedOut as locked:
        row.delete()
        with unit_of_work(actor):
            announce(
                nobody,
                events.SignInLocked.of(
                    nobody, account_id, username=known, by=str(locked.values["by"])
                ),
            )
        raise
    except Refusal:
        with unit_of_work(actor):
            announce(
                nobody, events.SignInFailed.of(nobody, account_id, username=known, means=means)
            )
        raise
    # Whoever knows the secret has shown it: earlier mistakes of the name are forgiven.
    forgive(name)


def forgive(name: str) -> None:
    """Forget the failures of a name (hashed)."""
    Attempt.objects.filter(username=name).delete()


def name_hash(username: str) -> str:
    """How a name is kept among the attempts."""
    return keyed("attempt", username.strip().lower())


def _tell(
    nobody: Actor, event: type[events.AboutAccount], account_id: int | None, **values: object
) -> None:
    """Journal a failure in a transaction of its own: the refusal that follows must not undo it."""
    with unit_of_work(nobody):
        announce(nobody, event.of(nobody, account_id, **values))


def _check(actor: Actor, row: Attempt) -> None:
    """Count the failures, this attempt among them, within the window."""
    rules = policy()
    since: datetime = actor.now - rules.lock_window
    recent = Attempt.objects.filter(at__gt=since)
    for by, same, limit in (
        ("name", Q(username=row.username), rules.lock_after),
        ("address", Q(ip=row.ip), rules.lock_after_address),
    ):
        found = recent.filter(same).aggregate(
            count=Count("id"), last=Max("at", filter=~Q(pk=row.pk))
        )
        if found["count"] > limit:
            until = (found["last"] + rules.lock_window).astimezone(VIETNAM)
            raise LockedOut(until=f"{until:%H:%M ngày %d/%m/%Y}", by=by)
