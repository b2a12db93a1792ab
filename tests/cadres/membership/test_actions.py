"""Admission to leaving on both databases: who may, what is refused, and exactly which event."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.factories.cadres import Bureau, bureau, decision, duty, somebody
from tests.factories.membership import (
    CEREMONY,
    DECIDED,
    FULL,
    GOOD,
    RESOLVED,
    branch,
    decided,
    fields,
    member,
    step,
)
from tests.support.told import last_events
from vanthu.cadres.membership import actions, queries
from vanthu.cadres.membership.choices import (
    AdmissionKind,
    ExitKind,
    ExitReason,
    MoveKind,
    OffList,
    OnList,
    OrganisationKind,
)
from vanthu.cadres.membership.errors import (
    AdmissionUnderWay,
    AgeUnfit,
    AlreadyClosed,
    AlreadyMember,
    AlreadyOfficial,
    BadDays,
    BadOrganisation,
    CannotReturn,
    CeremonyLate,
    CommitteeMissing,
    MemberNotFound,
    MoveNotOpen,
    NotDecided,
    NoticeMissing,
    PapersMissing,
    ProbationRunning,
    StockDiffers,
    VoteNotPassed,
    WrongReason,
)
from vanthu.cadres.membership.models import Admission, Exit, Member, PartyOrganisation
from vanthu.cadres.membership.rules import Meeting
from vanthu.cadres.personnel.choices import CaseState, CaseVerb, DutyKind, DutyScope, Matter
from vanthu.cadres.personnel.errors import NoDuty, OwnCase, SameHand
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import withdraw
from vanthu.ground.journal.models import Entry
from vanthu.ground.people.models import Person
from vanthu.ground.rulebook.models import RuleUse
from vanthu.kernel.periods import Period

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Bureau:
    return bureau()


@pytest.fixture
def cell(place: Bureau) -> PartyOrganisation:
    return branch(place.commune)


@pytest.fixture
def person(place: Bureau) -> Person:
    return somebody(place.commune, born_on=date(1998, 5, 17))


def later(actor: Actor, hours: int = 1) -> Actor:
    return actor.at(actor.now + timedelta(hours=hours))


def test_an_admission_goes_through_four_hands_to_the_ceremony(
    place: Bureau, cell: PartyOrganisation, person: Person
) -> None:
    case = decided(place, cell, person)
    assert (case.state, case.received_on) == (CaseState.DECIDED, DECIDED)
    use = RuleUse.objects.get(object_type="admission", object_id=case.pk)
    assert use.pack == "membership-qd294"
    assert use.values_read["branch_share"] == "2/3"
    done = actions.hold_ceremony(later(place.enterer), admission_id=case.pk, ceremony_on=CEREMONY)
    entry = queries.listed(person.pk)
    assert (entry.joined_on, entry.since_by, entry.official_on) == (CEREMONY, "admitted", None)
    assert done.record == case.record
    assert last_events(5) == [
        "admission-proposed",
        *["admission-stepped"] * 3,
        "ceremony-held",
    ]
    with pytest.raises(NotDecided):
        actions.hold_ceremony(later(place.enterer), admission_id=done.pk, ceremony_on=CEREMONY)


def test_the_three_hands_are_three_people(
    place: Bureau, cell: PartyOrganisation, person: Person
) -> None:
    case = actions.propose_admission(place.enterer, fields=fields(cell, person))
    with pytest.raises(NoDuty):
        step(place.enterer, case, CaseVerb.CONFIRM)
    step(place.confirmer, case, CaseVerb.CONFIRM)
    with pytest.raises(NoDuty):
        step(place.auditor, case, CaseVerb.APPRAISE)
    Admission.objects.filter(pk=case.pk).update(proposed_by=place.appraiser.person_id)
    with pytest.raises(SameHand):
        step(place.appraiser, case, CaseVerb.APPRAISE)


def test_nobody_enters_their_own_admission(place: Bureau, cell: PartyOrganisation) -> None:
    assert place.enterer.person_id is not None
    mine = Person.objects.get(pk=place.enterer.person_id)
    with pytest.raises(OwnCase):
        actions.propose_admission(place.enterer, fields=fields(cell, mine, age_consent=True))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"branch": Meeting(9, 9, 5)}, VoteNotPassed),
        ({"branch_on": date(2027, 1, 5)}, BadDays),
        ({"kind": AdmissionKind.AGAIN}, CannotReturn),
    ],
)
def test_a_proposal_is_refused(
    place: Bureau,
    cell: PartyOrganisation,
    person: Person,
    changes: dict[str, object],
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        actions.propose_admission(place.enterer, fields=fields(cell, person, **changes))
    assert not Entry.objects.filter(name="admission-proposed").exists()


def test_ages_outside_eighteen_to_sixty_need_consent(
    place: Bureau, cell: PartyOrganisation
) -> None:
    old = somebody(place.commune, born_on=date(1966, 6, 30))
    with pytest.raises(AgeUnfit, match="60 tuổi 1 tháng"):
        actions.propose_admission(place.enterer, fields=fields(cell, old))
    assert actions.propose_admission(place.enterer, fields=fields(cell, old, age_consent=True)).pk
    young = somebody(place.commune, born_on=date(2008, 8, 1))
    with pytest.raises(AgeUnfit):
        actions.propose_admission(place.enterer, fields=fields(cell, young, age_consent=True))


def test_papers_missing_stop_the_confirmation_until_they_are_there(
    place: Bureau, cell: PartyOrganisation, person: Person
) -> None:
    some = fields(cell, person, papers=FULL[:3])
    case = actions.propose_admission(place.enterer, fields=some)
    with pytest.raises(PapersMissing, match="Nghị quyết của chi bộ"):
        step(place.confirmer, case, CaseVerb.CONFIRM)
    actions.amend_admission(place.enterer, admission_id=case.pk, fields=fields(cell, person))
    assert last_events(1) == ["admission-stepped"]
    assert step(place.confirmer, case, CaseVerb.CONFIRM).state == CaseState.CONFIRMED
    with pytest.raises(BadDays):
        actions.amend_admission(place.enterer, admission_id=case.pk, fields=some)


def test_the_committee_votes_by_more_than_half(
    place: Bureau, cell: PartyOrganisation, person: Person
) -> None:
    case = actions.propose_admission(place.enterer, fields=fields(cell, person))
    step(place.confirmer, case, CaseVerb.CONFIRM)
    with pytest.raises(CommitteeMissing):
        actions.step_admission(place.appraiser, admission_id=case.pk, verb=CaseVerb.APPRAISE)
    with pytest.raises(VoteNotPassed, match="5/10"):
        step(place.appraiser, case, CaseVerb.APPRAISE, committee=Meeting(10, 9, 5))
    with pytest.raises(BadDays):
        step(place.appraiser, case, CaseVerb.APPRAISE, committee_on=RESOLVED - timedelta(days=1))


def test_one_admission_at_a_time_and_none_of_a_member(
    place: Bureau, cell: PartyOrganisation, person: Person
) -> None:
    case = actions.propose_admission(place.enterer, fields=fields(cell, person))
    with pytest.raises(AdmissionUnderWay):
        actions.propose_admission(place.enterer, fields=fields(cell, person))
    step(place.enterer, case, CaseVerb.WITHDRAW, reason="Lập nhầm")
    member(cell, person)
    with pytest.raises(AlreadyMember, match="Chi bộ Văn phòng"):
        actions.propose_admission(place.enterer, fields=fields(cell, person))


def test_a_late_ceremony_needs_consent(
    place: Bureau, cell: PartyOrganisation, person: Person
) -> None:
    case = decided(place, cell, person)
    late = date(2026, 10, 20)
    act = later(place.enterer)
    with pytest.raises(CeremonyLate, match="30 ngày làm việc"):
        actions.hold_ceremony(act, admission_id=case.pk, ceremony_on=late)
    done = actions.hold_ceremony(act, admission_id=case.pk, ceremony_on=late, late_consent=True)
    assert done.late_consent


def recognise(place: Bureau, person: Person, on: date) -> object:
    return actions.propose_recognition(
        place.enterer, person_id=person.pk, branch_on=on, branch=GOOD
    )


def test_recognition_after_twelve_months(
    place: Bureau, cell: PartyOrganisation, person: Person
) -> None:
    member(cell, person, joined_on=date(2025, 9, 10), official_on=None)
    with pytest.raises(ProbationRunning, match="10/09/2026"):
        recognise(place, person, date(2026, 9, 9))
    case = actions.propose_recognition(
        place.enterer, person_id=person.pk, branch_on=date(2026, 9, 10), branch=GOOD
    )
    paper = decision(place.province, date(2026, 10, 1))
    run = actions.step_recognition
    run(place.confirmer, recognition_id=case.pk, verb=CaseVerb.CONFIRM)
    run(
        place.appraiser,
        recognition_id=case.pk,
        verb=CaseVerb.APPRAISE,
        committee_on=date(2026, 9, 20),
        committee=GOOD,
    )
    run(place.decider, recognition_id=case.pk, verb=CaseVerb.DECIDE, decision_id=paper.pk)
    assert queries.listed(person.pk).official_on == date(2026, 9, 10)
    assert last_events(4) == ["recognition-proposed", *["recognition-stepped"] * 3]
    with pytest.raises(AlreadyOfficial):
        recognise(place, person, date(2026, 9, 11))


def leave(
    place: Bureau,
    person: Person,
    kind: ExitKind = ExitKind.REMOVED,
    reason: ExitReason = ExitReason.NO_MEETINGS,
    left_on: date = date(2026, 10, 1),
) -> Exit:
    case = actions.propose_exit(
        place.enterer,
        fields=actions.ExitFields(person_id=person.pk, kind=kind, reason=reason, left_on=left_on),
    )
    actions.step_exit(place.confirmer, exit_id=case.pk, verb=CaseVerb.CONFIRM)
    actions.step_exit(place.appraiser, exit_id=case.pk, verb=CaseVerb.APPRAISE)
    paper = decision(place.province, left_on)
    return actions.step_exit(
        place.decider,
        exit_id=case.pk,
        verb=CaseVerb.DECIDE,
        decision_id=paper.pk,
        notified_on=None if kind is ExitKind.DIED else date(2026, 10, 5),
    )


def test_leaving_has_a_reason_a_notice_and_an_appeal_clock(
    place: Bureau, cell: PartyOrganisation, person: Person
) -> None:
    member(cell, person)
    with pytest.raises(WrongReason):
        leave(place, person, reason=ExitReason.DISCIPLINE)
    done = leave(place, person)
    # thirty working days after 05/10/2026, without holidays
    assert done.appeal_until == date(2026, 11, 16)
    entry = Member.objects.current().get(person=person)
    assert (entry.until, entry.until_by) == (date(2026, 10, 1), OffList.REMOVED)
    assert last_events(4) == ["exit-proposed", *["exit-stepped"] * 3]
    with pytest.raises(MemberNotFound):
        queries.listed(person.pk)


def test_no_removal_is_decided_without_a_notice(
    place: Bureau, cell: PartyOrganisation, person: Person
) -> None:
    member(cell, person)
    case = actions.propose_exit(
        place.enterer,
        fields=actions.ExitFields(
            person_id=person.pk,
            kind=ExitKind.ASKED,
            reason=ExitReason.HARDSHIP,
            left_on=date(2026, 10, 1),
        ),
    )
    actions.step_exit(place.confirmer, exit_id=case.pk, verb=CaseVerb.CONFIRM)
    actions.step_exit(place.appraiser, exit_id=case.pk, verb=CaseVerb.APPRAISE)
    paper = decision(place.province, date(2026, 10, 1))
    with pytest.raises(NoticeMissing):
        actions.step_exit(
            place.decider, exit_id=case.pk, verb=CaseVerb.DECIDE, decision_id=paper.pk
        )


def test_a_death_needs_no_notice(place: Bureau, cell: PartyOrganisation, person: Person) -> None:
    member(cell, person)
    done = leave(place, person, ExitKind.DIED, ExitReason.DEATH)
    assert (done.notified_on, done.appeal_until) == (None, None)


def gone(person: Person, cell: PartyOrganisation, on: date, reason: ExitReason) -> None:
    paper = decision(cell.agency, on)
    Exit.objects.create(
        person=person,
        organisation=cell,
        agency=cell.agency,
        state=CaseState.DECIDED,
        decision=paper,
        kind=ExitKind.REMOVED,
        reason=reason,
        left_on=on,
        notified_on=on,
        appeal_until=on,
        known_from=paper.entered_at,
    )


def test_readmission_after_thirty_six_months_once_and_not_for_barred_reasons(
    place: Bureau, cell: PartyOrganisation, person: Person
) -> None:
    again = fields(cell, person, kind=AdmissionKind.AGAIN)
    gone(person, cell, date(2023, 7, 2), ExitReason.NO_MEETINGS)
    with pytest.raises(CannotReturn, match="36 tháng"):
        actions.propose_admission(place.enterer, fields=again)
    Exit.objects.update(left_on=date(2023, 7, 1))
    with pytest.raises(CannotReturn, match="Kết nạp lại"):
        actions.propose_admission(place.enterer, fields=fields(cell, person))
    case = decided(place, cell, person, kind=AdmissionKind.AGAIN)
    actions.hold_ceremony(later(place.enterer), admission_id=case.pk, ceremony_on=CEREMONY)
    assert queries.listed(person.pk).since_by == OnList.READMITTED
    Member.objects.update(until=date(2026, 11, 1), until_by=OffList.REMOVED)
    with pytest.raises(CannotReturn, match="một lần"):
        actions.propose_admission(place.enterer, fields=again)
    Exit.objects.update(reason=ExitReason.CORRUPTION)
    with pytest.raises(CannotReturn, match="tham nhũng"):
        actions.propose_admission(place.enterer, fields=again)


def test_a_move_inside_the_province(place: Bureau, cell: PartyOrganisation, person: Person) -> None:
    other = branch(place.province, "Chi bộ Ban Tổ chức")
    member(cell, person)
    leaving = actions.Leaving(person_id=person.pk, changed_on=date(2026, 9, 1), target_id=other.pk)
    move = actions.begin_move(place.enterer, leaving=leaving)
    with pytest.raises(MoveNotOpen):
        actions.present_paper(place.enterer, move_id=move.pk, presented_on=date(2026, 9, 9))
    with pytest.raises(NoDuty):
        actions.issue_paper(place.outsider, move_id=move.pk, paper_on=date(2026, 9, 5))
    move = actions.issue_paper(later(place.enterer), move_id=move.pk, paper_on=date(2026, 9, 5))
    assert queries.listed(person.pk).organisation_id == cell.pk
    with pytest.raises(NoDuty):
        actions.present_paper(
            later(place.enterer, 2), move_id=move.pk, presented_on=date(2026, 9, 9)
        )
    there = place.appraiser
    assert there.post_id is not None
    duty(there.post_id, Matter.MEMBERSHIP, DutyKind.ENTER, DutyScope.OWN)
    actions.present_paper(later(there, 2), move_id=move.pk, presented_on=date(2026, 9, 9))
    entry = queries.listed(person.pk)
    assert (entry.organisation_id, entry.since) == (other.pk, date(2026, 9, 9))
    assert entry.joined_on == date(2021, 3, 2)
    assert last_events(3) == ["move-begun", "move-paper-issued", "move-presented"]


def test_a_move_out_of_the_province_ends_with_the_paper(
    place: Bureau, cell: PartyOrganisation, person: Person
) -> None:
    member(cell, person)
    nowhere = actions.Leaving(person_id=person.pk, changed_on=date(2026, 9, 1))
    with pytest.raises(BadDays):
        actions.begin_move(place.enterer, leaving=nowhere)
    out = actions.Leaving(
        person_id=person.pk, changed_on=date(2026, 9, 1), elsewhere="Đảng bộ tỉnh Đồng Tháp"
    )
    move = actions.begin_move(place.enterer, leaving=out)
    assert move.kind == MoveKind.OUT
    actions.issue_paper(later(place.enterer), move_id=move.pk, paper_on=date(2026, 9, 5))
    with pytest.raises(MemberNotFound):
        queries.listed(person.pk)


def test_who_comes_from_outside_brings_the_days_of_the_paper(
    place: Bureau, cell: PartyOrganisation, person: Person
) -> None:
    coming = actions.Coming(
        person_id=person.pk,
        target_id=cell.pk,
        elsewhere="Đảng bộ tỉnh Đồng Tháp",
        changed_on=date(2026, 9, 1),
        paper_on=date(2026, 9, 3),
        joined_on=date(2019, 2, 3),
        official_on=date(2020, 2, 3),
    )
    move = actions.begin_arrival(place.enterer, coming=coming)
    actions.present_paper(later(place.enterer), move_id=move.pk, presented_on=date(2026, 9, 9))
    entry = queries.listed(person.pk)
    assert (entry.since_by, entry.official_on) == (OnList.MOVED_IN, date(2020, 2, 3))


def test_organisations_are_renamed_from_a_day_on(place: Bureau, cell: PartyOrganisation) -> None:
    body = place.appraiser
    above = actions.found_organisation(
        body,
        agency_id=place.province.pk,
        name="Đảng bộ tỉnh",
        kind=OrganisationKind.PROVINCE,
        valid_from=date(2025, 7, 1),
    )
    change: Callable[..., object] = actions.change_organisation
    new = {"name": "Chi bộ cơ quan", "parent_id": above.pk, "valid_from": date(2026, 1, 1)}
    change(body, organisation_id=cell.pk, **new)
    assert queries.organisation_names([cell.pk], date(2025, 12, 31))[cell.pk] == "Chi bộ Văn phòng"
    assert queries.organisation_names([cell.pk], date(2026, 1, 1))[cell.pk] == "Chi bộ cơ quan"
    assert last_events(2) == ["organisation-founded", "organisation-changed"]
    circle = {"name": "Đảng bộ", "parent_id": cell.pk, "valid_from": date(2026, 2, 1)}
    with pytest.raises(BadOrganisation):
        change(body, organisation_id=above.pk, **circle)
    with pytest.raises(NoDuty):
        change(place.enterer, organisation_id=cell.pk, **{**new, "valid_from": date(2026, 3, 1)})


def test_a_list_is_imported_with_one_event(place: Bureau, cell: PartyOrganisation) -> None:
    people = [somebody(place.commune) for _ in range(3)]
    rows = [
        actions.MemberRow(
            person_id=each.pk,
            organisation_id=cell.pk,
            joined_on=date(2015, 1, 2),
            since=date(2020, 9, 1),
        )
        for each in people
    ]
    assert len(actions.import_members(place.appraiser, rows=rows, source="danh-sach.xlsx")) == 3
    assert last_events(1) == ["members-imported"]
    with pytest.raises(BadDays) as told:
        actions.import_members(place.appraiser, rows=rows, source="danh-sach.xlsx")
    assert told.value.errors["person_id"].startswith("Dòng 1:")
    with pytest.raises(NoDuty):
        actions.import_members(place.enterer, rows=rows, source="danh-sach.xlsx")


def test_example_2_a_report_over_differing_stocks_does_not_close(
    place: Bureau, cell: PartyOrganisation, person: Person
) -> None:
    """Remove one exit record and the computed stock is one more than the counted."""
    for _ in range(3):
        member(cell)
    member(cell, person)
    done = leave(place, person)
    half = Period(date(2026, 7, 1), date(2026, 11, 1))
    close = later(place.confirmer)
    withdraw(done, close.now)
    with pytest.raises(StockDiffers, match="đếm được là 3, số tính từ biến động là 4"):
        actions.close_movement(later(close), agency_id=place.commune.pk, period=half)
    Exit.objects.filter(pk=done.pk).update(known_to=None)
    row = actions.close_movement(later(close), agency_id=place.commune.pk, period=half)
    assert (row.lines["start"], row.lines["removed"], row.lines["end"]) == (4, 1, 3)
    assert last_events(1) == ["movement-closed"]
    with pytest.raises(AlreadyClosed):
        actions.close_movement(later(close), agency_id=place.commune.pk, period=half)
