"""Confirm that rights were meant to change as they did (Circular 01/2019, III.3.c; Q-005)."""

from collections.abc import Sequence

from vanthu.ground.access.choices import Right
from vanthu.ground.access.errors import OwnChange
from vanthu.ground.access.events import RightsConfirmed
from vanthu.ground.access.models import RightsChange
from vanthu.ground.access.permissions import check_right
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.errors import NotFound


@action
def confirm_rights(actor: Actor, *, change_ids: Sequence[int]) -> list[RightsChange]:
    """Confirm changes of the actor's agency; one confirmed meanwhile stays as it is.

    Raises MissingRight, NotFound, OwnChange for a change the actor made or is subject of.
    """
    check_right(actor, Right.CONFIRM_RIGHTS)
    wanted = dict.fromkeys(change_ids)
    rows = RightsChange.objects.select_for_update(no_key=True).filter(
        agency=actor.agency_id, pk__in=wanted
    )
    found = list(rows.order_by("pk"))
    if len(found) < len(wanted):
        raise NotFound
    waiting = [row for row in found if row.confirmed_at is None]
    for row in waiting:
        if actor.account_id == row.made_by or actor.person_id == row.person_id:
            raise OwnChange
    if not waiting:
        return found
    for row in waiting:
        row.confirmed_at, row.confirmed_by = actor.now, actor.account_id
        row.confirmed_by_name = actor.name
    RightsChange.objects.bulk_update(
        waiting, ["confirmed_at", "confirmed_by", "confirmed_by_name"], batch_size=500
    )
    announce(
        actor,
        RightsConfirmed(
            agency_id=actor.agency_id,
            object_id=waiting[0].pk,
            changes=tuple(row.pk for row in waiting),
        ),
    )
    return found
