"""Who may see and do what in planning: duties in the matter, filtered in the query."""

from django.db.models import Q

from vanthu.cadres.personnel.choices import DutyKind, Matter
from vanthu.cadres.personnel.permissions import (
    check_any_duty,
    check_duty,
    check_free,
    within_reach,
)
from vanthu.ground.base.actor import Actor

MATTER = Matter.PLANNING


def check_open(actor: Actor) -> None:
    """Raise NoDuty unless the post has some duty in planning: the door of its pages."""
    check_any_duty(actor, MATTER)


def check_enter(actor: Actor, agency_id: int | None = None) -> None:
    """Raise NoDuty unless the post enters cases of the agency (None: of any)."""
    check_duty(actor, MATTER, DutyKind.ENTER, agency_id)


def check_close(actor: Actor, agency_id: int | None = None) -> None:
    """Raise NoDuty unless the post confirms what the agency entered: it closes counts of votes."""
    check_duty(actor, MATTER, DutyKind.CONFIRM, agency_id)


def check_arrange(actor: Actor, agency_id: int | None = None) -> None:
    """Raise NoDuty unless the post is of the personnel body, which keeps terms and titles."""
    check_duty(actor, MATTER, DutyKind.APPRAISE, agency_id)


def check_about(actor: Actor, person_id: int) -> None:
    """Raise OwnCase, RelativesCase where it is about the actor or a relative."""
    check_free(actor, [person_id])


def visible(actor: Actor, field: str = "agency") -> Q:
    """The condition on rows of planning that the actor may see."""
    return within_reach(actor, MATTER, field)
