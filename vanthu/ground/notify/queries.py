"""Reads of notices, each one index range per scope key."""

from collections.abc import Sequence

from vanthu.ground.base.actor import Actor
from vanthu.ground.notify.models import Notice

CAP = 100


def unread_count(actor: Actor) -> int:
    """How many notices wait for the actor, counted up to 100."""
    if not actor.keys:
        return 0
    unread = Notice.objects.filter(holder__in=actor.keys, read_at=None)
    return unread.order_by()[:CAP].count()


def notices(
    actor: Actor, *, before: int | None = None, limit: int = 50, unread_only: bool = False
) -> Sequence[Notice]:
    """The actor's notices, newest first, from the one after id `before` on."""
    rows = Notice.objects.filter(holder__in=actor.keys)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if unread_only:
        rows = rows.filter(read_at=None)
    return list(rows.order_by("-pk")[:limit])
