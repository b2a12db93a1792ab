"""Who may see and do what in staffing: duties in the matter, filtered in the query."""

from django.db.models import Q

from vanthu.cadres.personnel.choices import CaseState, DutyKind, Matter
from vanthu.cadres.personnel.permissions import check_any_duty, check_duty, duties, within_reach
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


_DESKS = {
    DutyKind.CONFIRM: CaseState.DRAFT,
    DutyKind.APPRAISE: CaseState.CONFIRMED,
    DutyKind.DECIDE: CaseState.APPRAISED,
}


def waiting_state(actor: Actor) -> CaseState | None:
    """The state in which cases wait for a duty of the actor's post; the first of several."""
    held = {each.kind for each in duties(actor, MATTER)}
    return next((state for kind, state in _DESKS.items() if kind in held), None)


def reach(actor: Actor) -> frozenset[int] | None:
    """The agencies whose figures the actor may see; None is the whole province."""
    found: set[int] = set()
    for held in duties(actor, MATTER):
        if held.agencies is None:
            return None
        found |= held.agencies
    return frozenset(found)
