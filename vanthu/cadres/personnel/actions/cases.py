"""The steps of a case, for the actions of the modules that own one: checks, hands and trail.

None of these announces anything: the module's own action does, in the same unit of work.
"""

from collections.abc import Collection

from vanthu.cadres.personnel import permissions
from vanthu.cadres.personnel.choices import CaseState, CaseVerb, DutyKind, Matter
from vanthu.cadres.personnel.errors import DecisionMissing, ReasonMissing
from vanthu.cadres.personnel.models import Case, CaseStep, Decision
from vanthu.cadres.personnel.rules import CASE, HANDS, WITH_REASON, duty_of
from vanthu.ground.base.actor import Actor
from vanthu.kernel.text import clean


def begin(actor: Actor, case: Case, *, matter: Matter, persons: Collection[int]) -> None:
    """Save a new case as a draft of the actor's; raises NoDuty, OwnCase, RelativesCase."""
    permissions.check_duty(actor, matter, DutyKind.ENTER, case.agency_id)
    permissions.check_free(actor, persons)
    case.state = CaseState.DRAFT
    case.proposed_by = actor.person_id
    case.save(force_insert=True)
    _keep_step(actor, case, DutyKind.ENTER.value, "", "")


def enter_decided(
    actor: Actor, case: Case, *, matter: Matter, persons: Collection[int], decision: Decision
) -> None:
    """Save a case that was decided on paper, by the personnel body that holds the decision.

    It is a fact from now on. Raises NoDuty, OwnCase, RelativesCase.
    """
    permissions.check_duty(actor, matter, DutyKind.APPRAISE, case.agency_id)
    permissions.check_free(actor, persons)
    case.state = CaseState.DECIDED
    case.appraised_by = actor.person_id
    case.decision = decision
    case.known_from = actor.now
    case.save(force_insert=True)
    _keep_step(actor, case, "enter-decided", "", "")


def judge(
    actor: Actor, case: Case, verb: CaseVerb, *, matter: Matter, persons: Collection[int]
) -> str:
    """The state the verb leads to; raises the refusal that speaks against it.

    WrongState, NoDuty, OwnCase, RelativesCase, SameHand.
    """
    target = CASE.target(case.state, verb.value)
    duty = duty_of(verb, CaseState(case.state))
    permissions.check_duty(actor, matter, duty, case.agency_id)
    permissions.check_free(actor, persons)
    permissions.check_hand(actor, case, duty, str(verb.label))
    return target


def advance(
    actor: Actor,
    case: Case,
    verb: CaseVerb,
    *,
    matter: Matter,
    persons: Collection[int],
    decision: Decision | None = None,
    reason: str = "",
) -> Case:
    """Do one step; a decided case becomes a fact. The row must have been read for update.

    Raises what `judge` raises, ReasonMissing, DecisionMissing.
    """
    target = judge(actor, case, verb, matter=matter, persons=persons)
    said = clean(reason)
    if verb in WITH_REASON and not said:
        raise ReasonMissing
    source, duty = case.state, duty_of(verb, CaseState(case.state))
    case.state = target
    if verb is CaseVerb.RETURN:
        _forget_hands(case)
    elif target != CaseState.WITHDRAWN:
        setattr(case, HANDS[duty], actor.person_id)
    if target == CaseState.DECIDED:
        if decision is None:
            raise DecisionMissing
        case.decision, case.known_from = decision, actor.now
    case.save()
    _keep_step(actor, case, verb.value, source, said)
    return case


def _forget_hands(case: Case) -> None:
    """A case that goes back is confirmed and appraised anew, by whoever does it then."""
    case.appraised_by = None
    if case.state == CaseState.DRAFT:
        case.confirmed_by = None


def _keep_step(actor: Actor, case: Case, verb: str, source: str, reason: str) -> None:
    CaseStep.objects.create(
        object_type=case._meta.label_lower,
        record=case.record,
        verb=verb,
        source=source,
        target=case.state,
        person_id=actor.person_id,
        tenure_id=actor.tenure_id,
        name=actor.name,
        reason=reason,
        at=actor.now,
    )
