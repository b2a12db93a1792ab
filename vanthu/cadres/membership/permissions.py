"""Who may see and do what in membership: duties in the matter, filtered in the query."""

from django.db.models import Q

from vanthu.cadres.personnel.choices import DutyKind, Matter
from vanthu.cadres.personnel.errors import NoDuty
from vanthu.cadres.personnel.permissions import (
    agencies_reached,
    check_any_duty,
    check_duty,
    check_free,
    has_duty,
    within_reach,
)
from vanthu.ground.base.actor import Actor

MATTER = Matter.MEMBERSHIP


def check_open(actor: Actor) -> None:
    """Raise NoDuty unless the post has some duty in membership: the door of its pages."""
    check_any_duty(actor, MATTER)


def check_whole(actor: Actor) -> None:
    """Raise NoDuty unless some duty reaches the whole province: a figure's list names everybody."""
    if reach(actor) is not None:
        raise NoDuty(duty=DutyKind.APPRAISE.label, matter=MATTER.label)


def check_enter(actor: Actor, agency_id: int | None = None) -> None:
    """Raise NoDuty unless the post enters cases of the agency (None: of any)."""
    check_duty(actor, MATTER, DutyKind.ENTER, agency_id)


def check_list(actor: Actor, agency_id: int | None = None) -> None:
    """Raise NoDuty unless the post keeps lists: the personnel body that appraises does."""
    check_duty(actor, MATTER, DutyKind.APPRAISE, agency_id)


def check_close(actor: Actor, agency_id: int) -> None:
    """Raise NoDuty unless the post confirms figures of the agency."""
    check_duty(actor, MATTER, DutyKind.CONFIRM, agency_id)


def check_about(actor: Actor, person_id: int) -> None:
    """Raise OwnCase, RelativesCase where it is about the actor or a relative."""
    check_free(actor, [person_id])


def visible(actor: Actor, field: str = "agency") -> Q:
    """The condition on rows of membership that the actor may see."""
    return within_reach(actor, MATTER, field)


def visible_moves(actor: Actor) -> Q:
    """A move is seen where it begins and where it leads."""
    return visible(actor) | visible(actor, "target_agency")


def can_close(actor: Actor, agency_id: int) -> bool:
    """Whether the post confirms figures of the agency."""
    return has_duty(actor, MATTER, DutyKind.CONFIRM, agency_id)


def reach(actor: Actor) -> frozenset[int] | None:
    """The agencies the actor's duties reach together; None is the whole province."""
    return agencies_reached(actor, MATTER)
