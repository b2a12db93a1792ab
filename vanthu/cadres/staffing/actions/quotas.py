"""Assign quotas from a decision, and correct one that was entered wrong."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from vanthu.cadres.personnel.errors import DecisionMissing, ReasonMissing
from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.staffing import permissions
from vanthu.cadres.staffing.choices import QuotaKind
from vanthu.cadres.staffing.errors import BadQuota, QuotaNotFound
from vanthu.cadres.staffing.events import QuotaCorrected, QuotasAssigned
from vanthu.cadres.staffing.models import Quota
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.text import one_line


@dataclass(frozen=True, kw_only=True)
class QuotaFields:
    """What is assigned to an agency for a year."""

    agency_id: int
    kind: QuotaKind
    year: int
    assigned: int


@action
def assign_quotas(actor: Actor, *, quotas: Sequence[QuotaFields], decision_id: int) -> list[Quota]:
    """Enter the quotas of one decision; one already assigned is replaced, what was stays readable.

    One event for all. Raises NoDuty, BadQuota, DecisionMissing, and then enters none.
    """
    decision = Decision.objects.filter(pk=decision_id).first()
    if decision is None:
        raise DecisionMissing
    _check(actor, quotas)
    rows = [_assign(actor, fields, decision) for fields in quotas]
    event = QuotasAssigned(
        agency_id=actor.agency_id,
        object_id=rows[0].pk,
        quotas=tuple(row.pk for row in rows),
        decision_id=decision.pk,
    )
    announce(actor, event)
    return rows


def _check(actor: Actor, quotas: Sequence[QuotaFields]) -> None:
    if not quotas:
        raise BadQuota({"assigned": "Hãy nhập ít nhất một dòng biên chế."})
    keys = {(fields.agency_id, fields.kind, fields.year) for fields in quotas}
    if len(keys) < len(quotas):
        text = "Một cơ quan có hai dòng cùng loại biên chế, cùng năm. Hãy bỏ bớt một dòng."
        raise BadQuota({"agency_id": text})
    for fields in quotas:
        permissions.check_assign(actor, fields.agency_id)
        if fields.assigned < 0:
            raise BadQuota({"assigned": "Số biên chế không được âm."})


def _assign(actor: Actor, fields: QuotaFields, decision: Decision) -> Quota:
    rows = Quota.objects.current().select_for_update()
    before = rows.filter(agency=fields.agency_id, kind=fields.kind, year=fields.year).first()
    if before is None:
        return Quota.objects.create(decision=decision, known_from=actor.now, **asdict(fields))
    return supersede(before, actor.now, assigned=fields.assigned, decision_id=decision.pk)


@action
def correct_quota(actor: Actor, *, quota_id: int, assigned: int, reason: str) -> Quota:
    """Correct a number that was typed wrong; raises NoDuty, QuotaNotFound, ReasonMissing."""
    row = Quota.objects.current().select_for_update().filter(pk=quota_id).first()
    if row is None:
        raise QuotaNotFound
    permissions.check_assign(actor, row.agency_id)
    if not one_line(reason):
        raise ReasonMissing
    if assigned < 0 or assigned == row.assigned:
        raise BadQuota({"assigned": "Hãy nhập một số khác với số đang có và không âm."})
    fresh = supersede(row, actor.now, assigned=assigned)
    event = QuotaCorrected(
        agency_id=row.agency_id,
        object_id=fresh.pk,
        before=row.assigned,
        assigned=assigned,
        reason=one_line(reason),
    )
    announce(actor, event)
    return fresh
