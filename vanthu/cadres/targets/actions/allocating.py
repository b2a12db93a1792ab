"""Share a target out among agencies."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.targets import permissions
from vanthu.cadres.targets.actions.resolutions import check_value
from vanthu.cadres.targets.errors import BadTarget
from vanthu.cadres.targets.events import Allocated
from vanthu.cadres.targets.models import Allocation
from vanthu.cadres.targets.queries.finding import indicator
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org.models import Agency


@action
def allocate(
    actor: Actor,
    *,
    indicator_id: int,
    giver_id: int,
    values: Mapping[int, Decimal],
    valid_from: date,
    decision_id: int,
    year: int | None = None,
) -> list[Allocation]:
    """Give each agency its part of the target from a day on; one event for all of them.

    What was given for the same day before is corrected, of an earlier day it stays in force until
    then. Too much or too little is allowed and shown (giao thừa, giao thiếu). Raises NoIndicator,
    NoDuty, BadTarget.
    """
    row = indicator(indicator_id)
    permissions.check_fix(actor, giver_id)
    _check(giver_id, values, decision_id)
    earlier = {
        each.agency_id: each
        for each in Allocation.objects.current().filter(
            indicator=row, giver=giver_id, year=year, valid_from=valid_from, agency__in=list(values)
        )
    }
    made = [
        supersede(earlier[agency], actor.now, value=value, decision_id=decision_id)
        for agency, value in values.items()
        if agency in earlier
    ]
    made += Allocation.objects.bulk_create(
        Allocation(
            indicator=row,
            giver_id=giver_id,
            agency_id=agency,
            year=year,
            value=value,
            valid_from=valid_from,
            decision_id=decision_id,
            known_from=actor.now,
        )
        for agency, value in values.items()
        if agency not in earlier
    )
    announce(
        actor,
        Allocated(
            agency_id=giver_id,
            object_id=row.pk,
            giver=giver_id,
            agencies=tuple(sorted(values)),
            year=year,
            valid_from=valid_from,
        ),
    )
    return made


def _check(giver_id: int, values: Mapping[int, Decimal], decision_id: int) -> None:
    if not values:
        raise BadTarget({"agency_id": "Hãy chọn cơ quan được giao."})
    if giver_id in values:
        raise BadTarget({"agency_id": "Cơ quan giao và cơ quan được giao phải khác nhau."})
    for value in values.values():
        check_value(value, "value")
    if Agency.objects.filter(pk__in=list(values)).count() < len(values):
        raise BadTarget({"agency_id": "Không có cơ quan này. Hãy kiểm tra lại."})
    if not Decision.objects.filter(pk=decision_id).exists():
        raise BadTarget({"decision_id": "Hãy chọn văn bản giao chỉ tiêu."})
