"""Admission: propose, amend, step by step to the decision, and the ceremony."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vanthu.cadres.membership import permissions
from vanthu.cadres.membership.actions.checks import (
    check_age,
    check_branch,
    check_committee,
    check_decided_after,
    check_papers,
    keep_committee,
    rules_on,
)
from vanthu.cadres.membership.actions.steps import decision_of, keep_judgement, read_case, step
from vanthu.cadres.membership.choices import AdmissionKind, OnList
from vanthu.cadres.membership.errors import (
    AdmissionUnderWay,
    AlreadyMember,
    BadDays,
    CannotReturn,
    CeremonyLate,
    NotDecided,
)
from vanthu.cadres.membership.events import AdmissionProposed, AdmissionStepped, CeremonyHeld
from vanthu.cadres.membership.models import Admission, Exit, Member
from vanthu.cadres.membership.queries import clock_days, organisation_names, organisation_on
from vanthu.cadres.membership.rules import Meeting, deadline, may_return
from vanthu.cadres.personnel.actions import begin
from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.cadres.personnel.permissions import check_free
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.rulebook.rules import Pack
from vanthu.kernel.dates import short_date
from vanthu.kernel.text import one_line

_OPEN = (CaseState.DRAFT, CaseState.CONFIRMED, CaseState.APPRAISED)


@dataclass(frozen=True, kw_only=True)
class AdmissionFields:
    """What is entered of an admission after the branch has resolved."""

    person_id: int
    organisation_id: int
    branch_on: date
    branch: Meeting
    papers: Sequence[str]
    kind: AdmissionKind = AdmissionKind.FIRST
    youth_union: bool = False
    age_consent: bool = False


@action
def propose_admission(actor: Actor, *, fields: AdmissionFields) -> Admission:
    """Enter an admission as a draft.

    Raises NoDuty, OwnCase, RelativesCase, AlreadyMember, AdmissionUnderWay, CannotReturn, AgeUnfit,
    BirthMonthNeeded, VoteNotPassed, BadDays.
    """
    organisation = organisation_on(fields.organisation_id, fields.branch_on)
    permissions.check_enter(actor, organisation.agency_id)
    check_free(actor, [fields.person_id])
    case = Admission(
        agency_id=organisation.agency_id, person_id=fields.person_id, **_columns(fields)
    )
    if Admission.objects.filter(person=fields.person_id, known_to=None, state__in=_OPEN).exists():
        raise AdmissionUnderWay
    _check(actor, case)
    begin(actor, case, matter=permissions.MATTER, persons=[fields.person_id])
    announce(
        actor,
        AdmissionProposed(
            agency_id=case.agency_id,
            object_id=case.pk,
            person_id=case.person_id,
            kind=fields.kind.value,
            branch_on=case.branch_on,
        ),
    )
    return case


@action
def amend_admission(actor: Actor, *, admission_id: int, fields: AdmissionFields) -> Admission:
    """Change a draft: papers that came in, a number typed wrong; raises what proposing does."""
    case = read_case(Admission.objects.all(), admission_id)
    permissions.check_enter(actor, case.agency_id)
    check_free(actor, [case.person_id])
    if case.state != CaseState.DRAFT:
        raise BadDays({"state": "Chỉ sửa được trường hợp đang lập. Hãy đề nghị trả lại để sửa."})
    for name, value in _columns(fields).items():
        setattr(case, name, value)
    _check(actor, case)
    case.save()
    announce(actor, _stepped(case, "amend", ""))
    return case


def _columns(fields: AdmissionFields) -> dict[str, object]:
    meeting = fields.branch
    return {
        "organisation_id": fields.organisation_id,
        "kind": fields.kind,
        "youth_union": fields.youth_union,
        "papers": sorted(set(fields.papers)),
        "age_consent": fields.age_consent,
        "branch_on": fields.branch_on,
        "branch_convened": meeting.convened,
        "branch_present": meeting.present,
        "branch_yes": meeting.yes,
    }


def _check(actor: Actor, case: Admission) -> None:
    if case.branch_on > actor.today:
        raise BadDays({"branch_on": "Ngày nghị quyết của chi bộ không được sau ngày hôm nay."})
    entry = Member.objects.current().filter(person=case.person_id, until=None).first()
    if entry is not None:
        names = organisation_names([entry.organisation_id], actor.today)
        raise AlreadyMember(organisation=names.get(entry.organisation_id, ""))
    _judge(actor, case, rules_on(case.branch_on))


def _judge(actor: Actor, case: Admission, pack: Pack) -> None:
    check_branch(case, pack)
    check_age(actor, case.person_id, case.branch_on, pack, consent=case.age_consent)
    _check_return(case, pack)


def _check_return(case: Admission, pack: Pack) -> None:
    """Re-admission: months since leaving, how often, and reasons that bar it for ever."""
    exits = Exit.objects.current().filter(person=case.person_id)
    last = exits.order_by("-left_on").first()
    if case.kind == AdmissionKind.FIRST:
        if last is not None:
            raise CannotReturn(why="người này đã từng ra khỏi Đảng, hãy chọn “Kết nạp lại”.")
        return
    if last is None:
        raise CannotReturn(why="chưa có trường hợp ra khỏi Đảng nào được ghi nhận.")
    if last.reason in pack.word("never_again").split():
        raise CannotReturn(why=f"đã ra khỏi Đảng vì lý do “{last.get_reason_display()}”.")
    months = pack.whole("readmission_months")
    if not may_return(last.left_on, case.branch_on, months):
        raise CannotReturn(why=f"chưa đủ {months} tháng từ ngày {short_date(last.left_on)}.")
    earlier = Admission.objects.current().filter(person=case.person_id, kind=AdmissionKind.AGAIN)
    if earlier.exclude(record=case.record).count() >= pack.whole("readmissions_max"):
        raise CannotReturn(why="mỗi người chỉ được kết nạp lại một lần.")


@action
def step_admission(
    actor: Actor,
    *,
    admission_id: int,
    verb: CaseVerb,
    committee_on: date | None = None,
    committee: Meeting | None = None,
    decision_id: int | None = None,
    received_on: date | None = None,
    reason: str = "",
) -> Admission:
    """Confirm, appraise (with the committee's vote), decide, return, refuse or withdraw.

    The decision is judged by the pack of its own day. Raises what personnel's `advance` does,
    PapersMissing, CommitteeMissing, VoteNotPassed, AgeUnfit, CannotReturn, BadDays.
    """
    case = read_case(Admission.objects.all(), admission_id)
    if verb is CaseVerb.CONFIRM:
        check_papers(case.papers)
    elif verb is CaseVerb.APPRAISE:
        keep_committee(case, committee_on, committee)
        check_committee(case, rules_on(case.branch_on))
    if verb is CaseVerb.DECIDE:
        _decide(actor, case, decision_id, received_on, reason)
    else:
        step(actor, case, verb, case.person_id, reason=reason)
    announce(actor, _stepped(case, verb.value, one_line(reason)))
    return case


def _decide(
    actor: Actor, case: Admission, decision_id: int | None, received_on: date | None, reason: str
) -> None:
    decision = decision_of(decision_id)
    pack = rules_on(decision.signed_on)
    check_decided_after(case, decision)
    _judge(actor, case, pack)
    check_committee(case, pack)
    case.received_on = received_on or decision.signed_on
    if case.received_on < decision.signed_on:
        raise BadDays({"received_on": "Ngày nhận quyết định không được trước ngày ký."})
    step(actor, case, CaseVerb.DECIDE, case.person_id, decision=decision, reason=reason)
    keep_judgement(actor, case, pack, decision)


def _stepped(case: Admission, verb: str, reason: str) -> AdmissionStepped:
    return AdmissionStepped(
        agency_id=case.agency_id, object_id=case.pk, verb=verb, state=case.state, reason=reason
    )


@action
def hold_ceremony(
    actor: Actor,
    *,
    admission_id: int,
    ceremony_on: date,
    late_consent: bool = False,
    number: str = "",
) -> Admission:
    """The branch has admitted the person: who is on its list from that day, on probation.

    Raises NoDuty, OwnCase, RelativesCase, NotDecided, BadDays, CeremonyLate.
    """
    case = read_case(Admission.objects.all(), admission_id)
    permissions.check_enter(actor, case.agency_id)
    check_free(actor, [case.person_id])
    if case.state != CaseState.DECIDED or case.ceremony_on is not None or case.decision is None:
        raise NotDecided
    if not case.decision.signed_on <= ceremony_on <= actor.today:
        text = "Lễ kết nạp diễn ra từ ngày ký quyết định đến ngày hôm nay."
        raise BadDays({"ceremony_on": text})
    _check_ceremony_clock(case, ceremony_on, late_consent=late_consent)
    done = supersede(case, actor.now, ceremony_on=ceremony_on, late_consent=late_consent)
    again = case.kind == AdmissionKind.AGAIN
    member = Member.objects.create(
        person_id=case.person_id,
        organisation_id=case.organisation_id,
        agency_id=case.agency_id,
        number=one_line(number),
        joined_on=ceremony_on,
        since=ceremony_on,
        since_by=OnList.READMITTED if again else OnList.ADMITTED,
        known_from=actor.now,
    )
    announce(
        actor,
        CeremonyHeld(
            agency_id=case.agency_id,
            object_id=done.pk,
            person_id=case.person_id,
            ceremony_on=ceremony_on,
            member_id=member.pk,
        ),
    )
    return done


def _check_ceremony_clock(case: Admission, ceremony_on: date, *, late_consent: bool) -> None:
    assert case.decision is not None
    received = case.received_on or case.decision.signed_on
    days = rules_on(case.decision.signed_on).whole("ceremony_days")
    due = deadline(received, days, clock_days(received))
    if ceremony_on > due and not late_consent:
        raise CeremonyLate(due=short_date(due), days=days)
