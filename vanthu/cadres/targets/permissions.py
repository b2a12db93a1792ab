"""Who fixes targets, who reports them, and what is seen; duties of personnel say it."""

from django.db.models import Q

from vanthu.cadres.personnel import permissions as duties
from vanthu.cadres.personnel.choices import DutyKind, Matter
from vanthu.cadres.targets.choices import ExplanationState, SubmissionState, SubmissionVerb
from vanthu.cadres.targets.errors import OwnRequest
from vanthu.cadres.targets.models import Explanation, Submission
from vanthu.cadres.targets.rules import SUBMISSION, duty_for
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Conflict

MATTER = Matter.TARGETS


def check_open(actor: Actor) -> None:
    """Raise NoDuty for who has nothing to do with targets; targets themselves are no secret."""
    duties.check_any_duty(actor, MATTER)


def check_fix(actor: Actor, agency_id: int | None = None) -> None:
    """Resolutions, indicators, targets and allocations are entered by who appraises for the agency.

    The act that fixes them was decided on paper; None asks about any agency.
    """
    duties.check_duty(actor, MATTER, DutyKind.APPRAISE, agency_id)


def check_enter(actor: Actor, agency_id: int | None = None) -> None:
    """Figures of an agency are entered by its clerk."""
    duties.check_duty(actor, MATTER, DutyKind.ENTER, agency_id)


def check_ask(actor: Actor, agency_id: int | None = None) -> None:
    """An explanation is asked for by who decides over the agency."""
    duties.check_duty(actor, MATTER, DutyKind.DECIDE, agency_id)


def check_step(actor: Actor, submission: Submission, verb: SubmissionVerb) -> str:
    """The state the verb leads to; raises WrongState, NoDuty, SameHand."""
    target = SUBMISSION.target(submission.state, verb.value)
    duty = duty_for(verb, SubmissionState(submission.state))
    duties.check_duty(actor, MATTER, duty, submission.agency_id)
    if verb is not SubmissionVerb.REOPEN:
        duties.check_hand(actor, submission, duty, str(verb.label))
    return target


def check_answer(actor: Actor, row: Explanation) -> None:
    """The agency's own people answer, never who asked."""
    _check_state(row, ExplanationState.ASKED)
    check_enter(actor, row.agency_id)
    if actor.person_id is not None and actor.person_id == row.asked_by:
        raise OwnRequest


def check_close(actor: Actor, row: Explanation) -> None:
    """Who may ask takes note of the answer."""
    _check_state(row, ExplanationState.ANSWERED)
    check_ask(actor, row.agency_id)


def reach(actor: Actor, field: str = "agency") -> Q:
    """The rows of agencies that the actor's duties reach."""
    return duties.within_reach(actor, MATTER, field)


def _check_state(row: Explanation, wanted: ExplanationState) -> None:
    if row.state != wanted:
        raise Conflict(f"Yêu cầu này đang ở trạng thái “{row.get_state_display()}”.")
