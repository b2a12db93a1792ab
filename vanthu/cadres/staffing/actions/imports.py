"""Enter cases that were decided on paper, many at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from vanthu.cadres.personnel.actions import enter_decided
from vanthu.cadres.personnel.errors import DecisionMissing
from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.staffing import permissions
from vanthu.cadres.staffing.actions.judging import judge_money, keep_judgement
from vanthu.cadres.staffing.actions.severances import SeveranceFields, new_case
from vanthu.cadres.staffing.errors import BadSeverance
from vanthu.cadres.staffing.events import SeverancesImported
from vanthu.cadres.staffing.models import Severance
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.text import one_line


@dataclass(frozen=True, kw_only=True)
class DecidedFields:
    """A case with the decision it rests on."""

    fields: SeveranceFields
    decision_id: int


@action
def import_severances(
    actor: Actor, *, cases: Sequence[DecidedFields], source: str
) -> list[Severance]:
    """Enter decided cases from one list, one event for all; the money is counted anew.

    Raises for the first that cannot be entered what proposing and deciding do, and enters none.
    """
    if not cases:
        raise BadSeverance({"person_id": "Danh sách không có trường hợp nào."})
    rows = [_enter(actor, case) for case in cases]
    event = SeverancesImported(
        agency_id=actor.agency_id,
        object_id=rows[0].pk,
        cases=tuple(row.pk for row in rows),
        source=one_line(source),
    )
    announce(actor, event)
    return rows


def _enter(actor: Actor, each: DecidedFields) -> Severance:
    decision = Decision.objects.filter(pk=each.decision_id).first()
    if decision is None:
        raise DecisionMissing
    person = each.fields.person_id
    case = new_case(each.fields)
    pack = judge_money(case, decision.signed_on)
    enter_decided(actor, case, matter=permissions.MATTER, persons=[person], decision=decision)
    keep_judgement(actor, case, pack, decision)
    return case
