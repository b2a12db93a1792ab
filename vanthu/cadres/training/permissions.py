"""Who may see and do what in training: duties in the matter, filtered in the query."""

from django.db.models import Q

from vanthu.cadres.personnel.choices import DutyKind, Matter
from vanthu.cadres.personnel.permissions import (
    agencies_reached,
    check_any_duty,
    check_duty,
    within_reach,
)
from vanthu.ground.base.actor import Actor

MATTER = Matter.TRAINING


def check_open(actor: Actor) -> None:
    """Raise NoDuty unless the post has some duty in training: the door of its pages."""
    check_any_duty(actor, MATTER)


def check_enter(actor: Actor, agency_id: int | None = None) -> None:
    """Raise NoDuty unless the post enters cases and results of the agency (None: of any)."""
    check_duty(actor, MATTER, DutyKind.ENTER, agency_id)


def check_keep(actor: Actor, agency_id: int | None = None) -> None:
    """Raise NoDuty unless the post appraises: it keeps courses, class lists, results and plans."""
    check_duty(actor, MATTER, DutyKind.APPRAISE, agency_id)


def visible(actor: Actor) -> Q:
    """The condition on rows of training that the actor may see."""
    return within_reach(actor, MATTER)


def reach(actor: Actor) -> frozenset[int] | None:
    """The agencies the actor's duties reach together; None is the whole province."""
    return agencies_reached(actor, MATTER)
