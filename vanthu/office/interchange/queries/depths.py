"""How many messages lay in the queue of each link, hour by hour over the last day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from vanthu.ground.access.choices import Right
from vanthu.ground.access.permissions import check_right
from vanthu.ground.base.actor import Actor
from vanthu.office.interchange.choices import Bound, Transport
from vanthu.office.interchange.models import Message

_HOURS = 24
_ENDED = (Transport.FAILED, Transport.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Depth:
    """How many messages waited to be sent at a moment."""

    at: datetime
    waiting: int


def depths(actor: Actor) -> dict[str, list[Depth]]:
    """The depth of each link's queue at each full hour of the last day and now; one statement over
    what was written or sent in that time. A link without any is absent. Raises MissingRight."""
    check_right(actor, Right.CONFIGURE)
    start = actor.now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=_HOURS - 1)
    moments = [start + timedelta(hours=each) for each in range(_HOURS)] + [actor.now]
    recent = Q(sent_at=None) & (~Q(state__in=_ENDED) | Q(state_at__gte=start))
    rows = Message.objects.filter(recent | Q(sent_at__gte=start), bound=Bound.OUT)
    counts = {f"at_{place}": Count("pk", filter=_open(at)) for place, at in enumerate(moments)}
    counted = rows.values("link").annotate(**counts).order_by().values_list("link", *counts)
    return {
        str(link): [Depth(at, waiting) for at, waiting in zip(moments, found, strict=True)]
        for link, *found in counted
    }


def _open(at: datetime) -> Q:
    """Written by then, and neither sent nor given up."""
    unsent = Q(sent_at=None) | Q(sent_at__gt=at)
    given_up = Q(state__in=_ENDED, state_at__lte=at)
    return Q(made_at__lte=at) & unsent & ~given_up
