"""A severance from its proposal over four hands to the day it was paid."""

from dataclasses import asdict, dataclass
from datetime import date

from vanthu.cadres.personnel.actions import advance, begin
from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.cadres.personnel.errors import CaseNotFound, DecisionMissing
from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.personnel.permissions import check_free
from vanthu.cadres.staffing import permissions
from vanthu.cadres.staffing.actions.judging import check_fields, judge_money, keep_judgement
from vanthu.cadres.staffing.choices import Bar, Category, QuotaKind, Scheme, SeveranceKind
from vanthu.cadres.staffing.errors import BadSeverance, NotPayable, SeveranceUnderWay
from vanthu.cadres.staffing.events import (
    SeveranceAmended,
    SeverancePaid,
    SeveranceProposed,
    SeveranceStepped,
)
from vanthu.cadres.staffing.models import Severance
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.text import one_line

_DEAD = (CaseState.REFUSED.value, CaseState.WITHDRAWN.value)


@dataclass(frozen=True, kw_only=True)
class SeveranceFields:
    """What is entered of a case; `pay_base` is the current month's pay in đồng.

    `reorganised_on` is the day of the reorganisation, asked for where its scheme applies.
    """

    agency_id: int
    person_id: int
    quota_kind: QuotaKind
    kind: SeveranceKind
    category: Category
    leaves_on: date
    pay_base: int
    scheme: Scheme = Scheme.ORDINARY
    months_early: int = 0
    service_months: int = 0
    reorganised_on: date | None = None
    voluntary: bool = False
    bars: tuple[Bar, ...] = ()


@action
def propose_severance(actor: Actor, *, fields: SeveranceFields) -> Severance:
    """Enter a case as a draft.

    Raises NoDuty, OwnCase, RelativesCase, SeveranceUnderWay, BadSeverance, Barred.
    """
    case = new_case(fields)
    begin(actor, case, matter=permissions.MATTER, persons=[fields.person_id])
    announce(
        actor,
        SeveranceProposed(
            agency_id=case.agency_id,
            object_id=case.pk,
            person_id=case.person_id,
            kind=fields.kind.value,
            category=fields.category.value,
        ),
    )
    return case


def new_case(fields: SeveranceFields) -> Severance:
    """A case not saved yet, checked; raises SeveranceUnderWay, BadSeverance, Barred."""
    living = Severance.objects.filter(person=fields.person_id, known_to=None)
    if living.exclude(state__in=_DEAD).exists():
        raise SeveranceUnderWay
    case = Severance(**_columns(fields))
    check_fields(case)
    return case


@action
def amend_severance(actor: Actor, *, severance_id: int, fields: SeveranceFields) -> Severance:
    """Change a draft of the same person; raises what proposing does, CaseNotFound."""
    case = _read(severance_id)
    permissions.check_enter(actor, case.agency_id)
    check_free(actor, [case.person_id])
    if case.state != CaseState.DRAFT:
        text = "Chỉ sửa được trường hợp đang lập. Hãy đề nghị trả lại để sửa."
        raise BadSeverance({"kind": text})
    if (fields.person_id, fields.agency_id) != (case.person_id, case.agency_id):
        raise BadSeverance({"person_id": "Không đổi được người, cơ quan. Hãy lập trường hợp khác."})
    changes = {}
    for name, value in _columns(fields).items():
        before = getattr(case, name)
        if before != value:
            changes[name] = [str(before), str(value)]
            setattr(case, name, value)
    check_fields(case)
    case.save()
    event = SeveranceAmended(agency_id=case.agency_id, object_id=case.pk, changes=changes)
    announce(actor, event)
    return case


def _columns(fields: SeveranceFields) -> dict[str, object]:
    return {**asdict(fields), "bars": sorted(bar.value for bar in fields.bars)}


@action
def step_severance(
    actor: Actor,
    *,
    severance_id: int,
    verb: CaseVerb,
    decision_id: int | None = None,
    reason: str = "",
) -> Severance:
    """Confirm, appraise, decide, return, refuse or withdraw.

    The money is counted by the decree of the decision's own day. Raises what personnel's `advance`
    does, Barred, TooEarly, NoPack, NoParameter.
    """
    case = _read(severance_id)
    if verb is CaseVerb.DECIDE:
        _decide(actor, case, decision_id, reason)
    else:
        if verb in (CaseVerb.CONFIRM, CaseVerb.APPRAISE):
            check_fields(case)
        advance(
            actor,
            case,
            verb,
            matter=permissions.MATTER,
            persons=[case.person_id],
            reason=reason,
        )
    announce(
        actor,
        SeveranceStepped(
            agency_id=case.agency_id,
            object_id=case.pk,
            verb=verb.value,
            state=case.state,
            total=case.total,
            reason=one_line(reason),
        ),
    )
    return case


def _decide(actor: Actor, case: Severance, decision_id: int | None, reason: str) -> None:
    decision = Decision.objects.filter(pk=decision_id).first() if decision_id else None
    if decision is None:
        raise DecisionMissing
    check_fields(case)
    pack = judge_money(case, decision.signed_on)
    advance(
        actor,
        case,
        CaseVerb.DECIDE,
        matter=permissions.MATTER,
        persons=[case.person_id],
        decision=decision,
        reason=reason,
    )
    keep_judgement(actor, case, pack, decision)


@action
def pay_severance(actor: Actor, *, severance_id: int, paid_on: date) -> Severance:
    """Record the day the money was paid; raises NoDuty, OwnCase, NotPayable, BadSeverance."""
    case = _read(severance_id)
    permissions.check_enter(actor, case.agency_id)
    check_free(actor, [case.person_id])
    if case.state != CaseState.DECIDED or case.paid_on is not None or case.decision is None:
        raise NotPayable
    if not case.decision.signed_on <= paid_on <= actor.today:
        text = "Ngày chi trả phải từ ngày ký quyết định đến ngày hôm nay."
        raise BadSeverance({"paid_on": text})
    paid = supersede(case, actor.now, paid_on=paid_on)
    announce(actor, SeverancePaid(agency_id=case.agency_id, object_id=paid.pk, paid_on=paid_on))
    return paid


def _read(severance_id: int) -> Severance:
    rows = Severance.objects.filter(pk=severance_id, known_to=None).select_for_update()
    found = rows.first()
    if found is None:
        raise CaseNotFound
    return found
