"""Reads of notices, each one index range per scope key."""

from collections.abc import Sequence

from django.db import connection

from vanthu.ground.base.actor import Actor
from vanthu.ground.notify.models import Notice

CAP = 100


def unread_count(actor: Actor) -> int:
    """How many notices wait for the actor, counted up to 100."""
    if not actor.keys:
        return 0
    marks = ", ".join(["%s"] * len(actor.keys))
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD.format(marks=marks), [*actor.keys, CAP])
        return int(cursor.fetchone()[0])


# By hand: every page shows this number, and compiling the query costs four times what it takes.
_UNREAD = (
    "SELECT COUNT(*) FROM (SELECT 1 FROM notify_notice "
    "WHERE holder IN ({marks}) AND read_at IS NULL LIMIT %s) AS unread"
)


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
