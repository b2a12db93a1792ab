"""Leaving the Party: always with a reason code, a decision, a notice and an appeal clock."""

from dataclasses import dataclass
from datetime import date

from vanthu.cadres.membership import permissions
from vanthu.cadres.membership.actions.checks import rules_on
from vanthu.cadres.membership.actions.steps import decision_of, keep_judgement, read_case, step
from vanthu.cadres.membership.choices import ExitKind, ExitReason, OffList
from vanthu.cadres.membership.errors import BadDays, CaseOpen, NoticeMissing, WrongReason
from vanthu.cadres.membership.events import ExitProposed, ExitStepped
from vanthu.cadres.membership.models import Exit
from vanthu.cadres.membership.queries import clock_days, listed
from vanthu.cadres.membership.rules import REASONS, deadline
from vanthu.cadres.personnel.actions import begin
from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.text import one_line


@dataclass(frozen=True, kw_only=True)
class ExitFields:
    """What is entered of a leaving; `left_on` is the first day off the list."""

    person_id: int
    kind: ExitKind
    reason: ExitReason
    left_on: date


@action
def propose_exit(actor: Actor, *, fields: ExitFields) -> Exit:
    """Enter a leaving as a draft.

    Raises NoDuty, OwnCase, RelativesCase, MemberNotFound, WrongReason, CaseOpen, BadDays.
    """
    if fields.reason not in REASONS[fields.kind]:
        raise WrongReason
    member = listed(fields.person_id)
    if not member.since < fields.left_on <= actor.today:
        text = "Ngày ra khỏi danh sách phải sau ngày vào danh sách và không sau hôm nay."
        raise BadDays({"left_on": text})
    ended = (CaseState.DECIDED, CaseState.REFUSED, CaseState.WITHDRAWN)
    rows = Exit.objects.filter(person=fields.person_id, known_to=None)
    if rows.exclude(state__in=ended).exists():
        raise CaseOpen
    case = Exit(
        agency_id=member.agency_id,
        person_id=fields.person_id,
        organisation_id=member.organisation_id,
        kind=fields.kind,
        reason=fields.reason,
        left_on=fields.left_on,
    )
    begin(actor, case, matter=permissions.MATTER, persons=[fields.person_id])
    announce(
        actor,
        ExitProposed(
            agency_id=case.agency_id,
            object_id=case.pk,
            person_id=case.person_id,
            kind=fields.kind.value,
            reason=fields.reason.value,
        ),
    )
    return case


@action
def step_exit(
    actor: Actor,
    *,
    exit_id: int,
    verb: CaseVerb,
    decision_id: int | None = None,
    notified_on: date | None = None,
    reason: str = "",
) -> Exit:
    """Confirm, appraise, decide (with the day of the notice), return, refuse or withdraw.

    Raises what personnel's `advance` does, NoticeMissing, BadDays.
    """
    case = read_case(Exit.objects.all(), exit_id)
    if verb is CaseVerb.DECIDE:
        _decide(actor, case, decision_id, notified_on, reason)
    else:
        step(actor, case, verb, case.person_id, reason=reason)
    announce(
        actor,
        ExitStepped(
            agency_id=case.agency_id,
            object_id=case.pk,
            verb=verb.value,
            state=case.state,
            reason=one_line(reason),
        ),
    )
    return case


def _decide(
    actor: Actor, case: Exit, decision_id: int | None, notified_on: date | None, reason: str
) -> None:
    decision = decision_of(decision_id)
    pack = rules_on(decision.signed_on)
    if case.kind != ExitKind.DIED:
        if notified_on is None:
            raise NoticeMissing
        if not decision.signed_on <= notified_on <= actor.today:
            text = "Ngày giao quyết định phải từ ngày ký đến ngày hôm nay."
            raise BadDays({"notified_on": text})
        case.notified_on = notified_on
        days = pack.whole("appeal_days")
        case.appeal_until = deadline(notified_on, days, clock_days(notified_on))
    member = listed(case.person_id)
    step(actor, case, CaseVerb.DECIDE, case.person_id, decision=decision, reason=reason)
    keep_judgement(actor, case, pack, decision)
    supersede(member, actor.now, until=case.left_on, until_by=OffList(case.kind))
