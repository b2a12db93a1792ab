"""Recognition of a probationary member as an official one."""

from datetime import date

from vanthu.cadres.membership import permissions
from vanthu.cadres.membership.actions.checks import (
    check_branch,
    check_committee,
    check_decided_after,
    keep_committee,
    rules_on,
)
from vanthu.cadres.membership.actions.steps import decision_of, keep_judgement, read_case, step
from vanthu.cadres.membership.errors import (
    AlreadyOfficial,
    BadDays,
    CaseOpen,
    ProbationRunning,
)
from vanthu.cadres.membership.events import RecognitionProposed, RecognitionStepped
from vanthu.cadres.membership.models import Member, Recognition
from vanthu.cadres.membership.queries import listed
from vanthu.cadres.membership.rules import Meeting, probation_ends
from vanthu.cadres.personnel.actions import begin
from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.rulebook.rules import Pack
from vanthu.kernel.dates import short_date
from vanthu.kernel.text import one_line


@action
def propose_recognition(
    actor: Actor, *, person_id: int, branch_on: date, branch: Meeting
) -> Recognition:
    """Enter a recognition after the branch has resolved, not before the probation has run.

    Raises NoDuty, OwnCase, RelativesCase, MemberNotFound, AlreadyOfficial, CaseOpen,
    ProbationRunning, VoteNotPassed, BadDays.
    """
    member = listed(person_id)
    if branch_on > actor.today:
        raise BadDays({"branch_on": "Ngày nghị quyết của chi bộ không được sau ngày hôm nay."})
    ended = (CaseState.DECIDED, CaseState.REFUSED, CaseState.WITHDRAWN)
    open_cases = Recognition.objects.filter(person=person_id, known_to=None)
    if open_cases.exclude(state__in=ended).exists():
        raise CaseOpen
    case = Recognition(
        agency_id=member.agency_id,
        person_id=person_id,
        organisation_id=member.organisation_id,
        branch_on=branch_on,
        branch_convened=branch.convened,
        branch_present=branch.present,
        branch_yes=branch.yes,
    )
    _judge(case, member, rules_on(branch_on))
    begin(actor, case, matter=permissions.MATTER, persons=[person_id])
    announce(
        actor,
        RecognitionProposed(
            agency_id=case.agency_id, object_id=case.pk, person_id=person_id, branch_on=branch_on
        ),
    )
    return case


def _judge(case: Recognition, member: Member, pack: Pack) -> None:
    if member.official_on is not None:
        raise AlreadyOfficial(day=short_date(member.official_on))
    until = probation_ends(member.joined_on, pack.whole("probation_months"))
    if case.branch_on < until:
        raise ProbationRunning(until=short_date(until), day=short_date(case.branch_on))
    check_branch(case, pack)


@action
def step_recognition(
    actor: Actor,
    *,
    recognition_id: int,
    verb: CaseVerb,
    committee_on: date | None = None,
    committee: Meeting | None = None,
    decision_id: int | None = None,
    official_on: date | None = None,
    reason: str = "",
) -> Recognition:
    """Confirm, appraise, decide, return, refuse or withdraw; `official_on` None: end of probation.

    Raises what personnel's `advance` does, CommitteeMissing, VoteNotPassed, ProbationRunning.
    """
    case = read_case(Recognition.objects.all(), recognition_id)
    if verb is CaseVerb.APPRAISE:
        keep_committee(case, committee_on, committee)
        check_committee(case, rules_on(case.branch_on))
    if verb is CaseVerb.DECIDE:
        _decide(actor, case, decision_id, official_on, reason)
    else:
        step(actor, case, verb, case.person_id, reason=reason)
    announce(
        actor,
        RecognitionStepped(
            agency_id=case.agency_id,
            object_id=case.pk,
            verb=verb.value,
            state=case.state,
            reason=one_line(reason),
        ),
    )
    return case


def _decide(
    actor: Actor, case: Recognition, decision_id: int | None, official_on: date | None, reason: str
) -> None:
    decision = decision_of(decision_id)
    pack = rules_on(decision.signed_on)
    member = listed(case.person_id)
    check_decided_after(case, decision)
    _judge(case, member, pack)
    check_committee(case, pack)
    until = probation_ends(member.joined_on, pack.whole("probation_months"))
    case.official_on = official_on or until
    if not until <= case.official_on <= actor.today:
        text = f"Ngày chính thức không được trước ngày hết dự bị ({short_date(until)})."
        raise BadDays({"official_on": text})
    step(actor, case, CaseVerb.DECIDE, case.person_id, decision=decision, reason=reason)
    keep_judgement(actor, case, pack, decision)
    supersede(member, actor.now, official_on=case.official_on)
