"""One step of a case of membership: read for update, checked, advanced; the caller announces."""

from typing import TypeVar

from vanthu.cadres.membership.permissions import MATTER
from vanthu.cadres.personnel.actions import advance
from vanthu.cadres.personnel.choices import CaseVerb
from vanthu.cadres.personnel.errors import CaseNotFound, DecisionMissing
from vanthu.cadres.personnel.models import Case, Decision
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import KnownQuerySet
from vanthu.ground.rulebook.actions import keep_use
from vanthu.ground.rulebook.rules import Pack

_Case = TypeVar("_Case", bound=Case)


def read_case(rows: KnownQuerySet[_Case], case_id: int) -> _Case:
    """The case for update; raises CaseNotFound."""
    found = rows.filter(pk=case_id, known_to=None).select_for_update().first()
    if found is None:
        raise CaseNotFound
    return found


def decision_of(decision_id: int | None) -> Decision:
    """The decision a case rests on; raises DecisionMissing."""
    found = Decision.objects.filter(pk=decision_id).first() if decision_id else None
    if found is None:
        raise DecisionMissing
    return found


def step(
    actor: Actor,
    case: Case,
    verb: CaseVerb,
    person_id: int,
    *,
    decision: Decision | None = None,
    reason: str = "",
) -> None:
    """Advance the case of the person; raises what personnel's `advance` does."""
    advance(actor, case, verb, matter=MATTER, persons=[person_id], decision=decision, reason=reason)


def keep_judgement(actor: Actor, case: Case, pack: Pack, decision: Decision) -> None:
    """Keep by which words of the pack the decision was right."""
    keep_use(
        actor,
        pack,
        object_type=case._meta.model_name or "",
        object_id=case.pk,
        agency_id=case.agency_id,
        decided_on=decision.signed_on,
    )
