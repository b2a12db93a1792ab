"""A change of the plan as a case of four hands: proposed, confirmed, appraised, decided."""

from dataclasses import dataclass
from datetime import date

from vanthu.cadres.personnel.actions import advance, begin
from vanthu.cadres.personnel.choices import CaseVerb
from vanthu.cadres.personnel.errors import CaseNotFound, DecisionMissing
from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.planning import permissions, queries
from vanthu.cadres.planning.actions import effects
from vanthu.cadres.planning.choices import ApprovalLevel, ChangeAction, Group, Reason, Source
from vanthu.cadres.planning.events import ChangeProposed, ChangeStepped
from vanthu.cadres.planning.models import PlanChange
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.text import one_line


@dataclass(frozen=True, kw_only=True)
class ChangeFields:
    """What is proposed; `present_rank` is the rank of the post held now, 1 the highest."""

    person_id: int
    target_id: int
    action: ChangeAction
    reason: Reason | None = None
    group: Group = Group.FIRST
    source: Source = Source.INSIDE
    consulted_on: date | None = None
    present_rank: int | None = None
    review_id: int | None = None


def draft(actor: Actor, fields: ChangeFields) -> PlanChange:
    """Save the case as a draft, announcing nothing; raises what `propose_change` does."""
    case = unsaved(fields)
    begin(actor, case, matter=permissions.MATTER, persons=[fields.person_id])
    return case


def unsaved(fields: ChangeFields) -> PlanChange:
    """The case of these fields, not saved; raises TargetUnknown and what `check_place` does."""
    target = effects.target_of(fields.target_id)
    effects.check_place(fields.person_id, target.pk, fields.action, fields.reason)
    return PlanChange(
        agency_id=target.agency_id,
        person_id=fields.person_id,
        target=target,
        action=fields.action,
        reason=fields.reason.value if fields.reason else "",
        group=fields.group,
        source=fields.source,
        consulted_on=fields.consulted_on,
        present_rank=fields.present_rank,
        review_id=fields.review_id,
    )


@action
def propose_change(actor: Actor, *, fields: ChangeFields) -> PlanChange:
    """Enter a change as a draft.

    Raises NoDuty, OwnCase, RelativesCase, TargetUnknown, BadPlan, AlreadyPlanned, NotPlanned,
    ChangeUnderWay.
    """
    case = draft(actor, fields)
    announce(
        actor,
        ChangeProposed(
            agency_id=case.agency_id,
            object_id=case.pk,
            person_id=case.person_id,
            target_id=case.target_id,
            action=case.action,
            reason=case.reason,
        ),
    )
    return case


@action
def step_change(
    actor: Actor,
    *,
    change_id: int,
    verb: CaseVerb,
    decision_id: int | None = None,
    level: ApprovalLevel | None = None,
    notified_on: date | None = None,
    reason: str = "",
) -> PlanChange:
    """Confirm, appraise, decide (by which level, with the notice of a removal), return, refuse.

    Raises what personnel's `advance` does, PlanBlocked, LevelTooLow, NoticeNeeded, BadPlan.
    """
    case = _read(change_id)
    if verb is CaseVerb.DECIDE:
        _decide(actor, case, decision_id, level, notified_on)
    else:
        _advance(actor, case, verb, reason=reason)
    announce(
        actor,
        ChangeStepped(
            agency_id=case.agency_id,
            object_id=case.pk,
            verb=verb.value,
            state=case.state,
            reason=one_line(reason),
        ),
    )
    return case


def _read(change_id: int) -> PlanChange:
    rows = PlanChange.objects.filter(pk=change_id, known_to=None)
    found = rows.select_for_update(of=("self",)).select_related("target__term").first()
    if found is None:
        raise CaseNotFound
    return found


def _advance(
    actor: Actor,
    case: PlanChange,
    verb: CaseVerb,
    *,
    decision: Decision | None = None,
    reason: str = "",
) -> None:
    matter, persons = permissions.MATTER, [case.person_id]
    advance(actor, case, verb, matter=matter, persons=persons, decision=decision, reason=reason)


def _decide(
    actor: Actor,
    case: PlanChange,
    decision_id: int | None,
    level: ApprovalLevel | None,
    notified_on: date | None,
) -> None:
    """Judge by the pack of the decision's own day, then bring the plan to what was decided."""
    decision = Decision.objects.filter(pk=decision_id).first() if decision_id else None
    if decision is None:
        raise DecisionMissing
    day = decision.signed_on
    case.level, case.decided_on = level or ApprovalLevel.UNIT, day
    effects.check_level(case, ApprovalLevel(case.level), day)
    pack = queries.limits_of(case.target, day)
    effects.check_rules(actor, case, day, pack)
    effects.set_notice(actor, case, notified_on, pack)
    _advance(actor, case, CaseVerb.DECIDE, decision=decision)
    effects.apply(actor, case, decision)
    effects.keep_judgement(actor, case, pack, decision)
