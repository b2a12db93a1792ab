"""Who may see and do what in staffing: duties in the matter, filtered in the query."""

from django.db.models import Q

from vanthu.cadres.personnel.choices import DutyKind, Matter
from vanthu.cadres.personnel.permissions import (
    agencies_reached,
    check_any_duty,
    check_duty,
    duties,
    within_reach,
)
from vanthu.ground.base.actor import Actor

MATTER = Matter.STAFFING


def check_open(actor: Actor) -> None:
    """Raise NoDuty unless the post has some duty in staffing: the door of its pages."""
    check_any_duty(actor, MATTER)


def check_enter(actor: Actor, agency_id: int | None = None) -> None:
    """Raise NoDuty unless the post enters movements and cases of the agency (None: of any)."""
    check_duty(actor, MATTER, DutyKind.ENTER, agency_id)


def check_assign(actor: Actor, agency_id: int | None = None) -> None:
    """Raise NoDuty unless the post keeps quotas: the personnel body that appraises does."""
    check_duty(actor, MATTER, DutyKind.APPRAISE, agency_id)


def check_lock(actor: Actor, agency_id: int | None = None) -> None:
    """Raise NoDuty unless the post confirms figures of the agency."""
    check_duty(actor, MATTER, DutyKind.CONFIRM, agency_id)


def visible(actor: Actor, field: str = "agency") -> Q:
    """The condition on rows of staffing that the actor may see."""
    return within_reach(actor, MATTER, field)


def reach(actor: Actor) -> frozenset[int] | None:
    """The agencies the actor's duties reach together; None is the whole province."""
    return agencies_reached(actor, MATTER)


def summary_reach(actor: Actor) -> tuple[frozenset[int] | None, bool]:
    """Whose cases a summary may count for the actor, and whether it hides small counts.

    Who has a duty in staffing opens the cases themselves. Who works in another matter of these
    agencies reads the summary as it is published. Raises NoDuty for anybody else.
    """
    if duties(actor, MATTER):
        return reach(actor), False
    check_any_duty(actor)
    return agencies_reached(actor, None), True
