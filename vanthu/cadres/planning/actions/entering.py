"""Changes decided on paper, entered one by one or many at once with the decision they rest on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vanthu.cadres.personnel.actions import enter_decided
from vanthu.cadres.personnel.errors import DecisionMissing
from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.planning import permissions, queries
from vanthu.cadres.planning.actions import effects
from vanthu.cadres.planning.actions.changes import ChangeFields, unsaved
from vanthu.cadres.planning.choices import ApprovalLevel
from vanthu.cadres.planning.events import ChangeEntered, PlanImported
from vanthu.cadres.planning.models import PlanChange
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A change as a decision on paper states it."""

    change: ChangeFields
    decision_id: int
    level: ApprovalLevel
    notified_on: date | None = None


@action
def enter_change(actor: Actor, *, row: Decided) -> PlanChange:
    """Enter a change that was decided on paper; it is a fact from now on.

    The rules are shown on its page but do not undo what was decided; the level of decision and the
    notice of a removal are still asked for. Raises NoDuty, OwnCase, RelativesCase, TargetUnknown,
    BadPlan, AlreadyPlanned, NotPlanned, ChangeUnderWay, DecisionMissing, LevelTooLow, NoticeNeeded.
    """
    case = _enter(actor, row)
    announce(
        actor,
        ChangeEntered(
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
def import_changes(actor: Actor, *, rows: Sequence[Decided]) -> list[PlanChange]:
    """Enter many such changes with one event; raises what `enter_change` does, keeping none."""
    cases = [_enter(actor, row) for row in rows]
    announce(
        actor,
        PlanImported(
            agency_id=actor.agency_id or 0,
            object_id=cases[0].pk if cases else 0,
            changes=len(cases),
        ),
    )
    return cases


def _enter(actor: Actor, row: Decided) -> PlanChange:
    fields, decision = row.change, Decision.objects.filter(pk=row.decision_id).first()
    if decision is None:
        raise DecisionMissing
    case = unsaved(fields)
    case.level, case.decided_on = row.level, decision.signed_on
    effects.check_level(case, row.level, decision.signed_on)
    pack = queries.limits_of(case.target, decision.signed_on)
    effects.set_notice(actor, case, row.notified_on, pack)
    matter, persons = permissions.MATTER, [fields.person_id]
    enter_decided(actor, case, matter=matter, persons=persons, decision=decision)
    effects.apply(actor, case, decision)
    effects.keep_judgement(actor, case, pack, decision)
    return case
