"""The plan from proposal to removal: who may, what is refused, and exactly which event."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.factories.cadres import Bureau, bureau, decision, somebody
from tests.factories.planning import (
    SIGNED,
    appraised,
    ballots,
    decide,
    entry,
    target,
    term,
)
from tests.support.told import last_events
from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.cadres.personnel.errors import NoDuty, OwnCase
from vanthu.cadres.planning import actions, queries
from vanthu.cadres.planning.actions import (
    BallotFields,
    ChangeFields,
    Decided,
    TargetFields,
    TermFields,
    Votes,
)
from vanthu.cadres.planning.choices import (
    ApprovalLevel,
    ChangeAction,
    EntryState,
    Group,
    PlanLevel,
    Reason,
    Source,
    TargetKind,
    TermKind,
    Verdict,
    VoteStep,
)
from vanthu.cadres.planning.errors import (
    AlreadyPlanned,
    BadPlan,
    BallotIsClosed,
    BallotIsEmpty,
    ChangeUnderWay,
    LevelTooLow,
    NoticeNeeded,
    NotPlanned,
    PlanBlocked,
    ReviewOnce,
    TargetUnknown,
)
from vanthu.cadres.planning.models import Ballot, PlanChange, PlanEntry, PlanTarget
from vanthu.ground.base.actor import Actor
from vanthu.ground.people.models import Person
from vanthu.ground.rulebook.models import RuleUse
from vanthu.kernel.errors import Refusal
from vanthu.kernel.votes import NoQuorum, Tally, TallyTooLarge, VoteSession

pytestmark = pytest.mark.django_db
BEFORE_377 = date(2024, 3, 1)


@pytest.fixture
def place() -> Bureau:
    return bureau()


@pytest.fixture
def title(place: Bureau) -> PlanTarget:
    return target(place.commune, rank=2)


@pytest.fixture
def person(place: Bureau) -> Person:
    return somebody(place.commune)


def add(person: Person, of: PlanTarget, **more: object) -> ChangeFields:
    usual: dict[str, object] = {
        "person_id": person.pk,
        "target_id": of.pk,
        "action": ChangeAction.ADD,
        "present_rank": 3,
    }
    return ChangeFields(**{**usual, **more})  # type: ignore[arg-type]


def remove(person: Person, of: PlanTarget, reason: Reason = Reason.OVER_AGE) -> ChangeFields:
    return add(person, of, action=ChangeAction.REMOVE, reason=reason)


def meeting(count: int = 60, present: int = 40) -> VoteSession:
    return VoteSession(
        convened=count, present=present, issued=present, returned=present, valid=present
    )


def later(actor: Actor) -> Actor:
    return actor.at(actor.now + timedelta(hours=1))


def test_four_hands_bring_somebody_into_the_plan(
    place: Bureau, title: PlanTarget, person: Person
) -> None:
    ballots(title, person)
    case = decide(place, appraised(place, add(person, title)))
    assert case.state == CaseState.DECIDED
    assert last_events(4) == ["change-proposed", *["change-stepped"] * 3]
    found = PlanEntry.objects.get(person=person)
    assert (found.state, found.first_in, found.group) == (EntryState.APPROVED, SIGNED, "1")
    use = RuleUse.objects.get(object_type="planchange", object_id=case.pk)
    assert use.pack == "planning-qd377"
    assert use.values_read["pass_base"] == "convened"
    with pytest.raises(AlreadyPlanned):
        actions.propose_change(place.enterer, fields=add(person, title))


def test_it_is_judged_by_the_pack_of_the_decision(place: Bureau, person: Person) -> None:
    old = target(place.commune, term("2025-2030"), kind=TargetKind.COMMITTEE, prescribed=1)
    ballots(old, person)
    paper = decision(place.province, BEFORE_377)
    case = decide(place, appraised(place, add(person, old)), paper)
    use = RuleUse.objects.get(object_id=case.pk)
    assert use.pack == "planning-qd50"
    second = somebody(place.commune, name="Trần Thị Bình")
    outside = {"source": Source.OUTSIDE, "consulted_on": BEFORE_377}
    with pytest.raises(PlanBlocked, match="hệ số 2"):
        decide(place, appraised(place, add(second, old, **outside)), paper)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"present_rank": 2}, "phải cao hơn"),
        ({"source": Source.OUTSIDE}, "chưa có ngày trao đổi"),
    ],
)
def test_a_rule_stands_in_the_way(
    place: Bureau, title: PlanTarget, person: Person, changes: dict[str, object], words: str
) -> None:
    ballots(title, person)
    case = appraised(place, add(person, title, **changes))
    with pytest.raises(PlanBlocked, match=words):
        decide(place, case)
    assert not PlanEntry.objects.exists()


@pytest.mark.parametrize("yes", [0, 30])
def test_votes_too_few_or_missing(
    place: Bureau, title: PlanTarget, person: Person, yes: int
) -> None:
    if yes:
        ballots(title, person, yes=yes)
    with pytest.raises(PlanBlocked, match="[Bb]ước 2"):
        decide(place, appraised(place, add(person, title)))


def test_three_persons_for_a_title_and_three_titles_for_a_person(
    place: Bureau, title: PlanTarget, person: Person
) -> None:
    paper = decision(place.province, date(2026, 1, 5))
    for n in range(3):
        entry(somebody(place.commune, name=f"Người {n}"), title, paper)
        entry(person, target(place.commune), paper)
    ballots(title, person)
    with pytest.raises(PlanBlocked, match=r"4 người.*4 chức danh"):
        decide(place, appraised(place, add(person, title)))


def test_the_matrix_names_the_level(place: Bureau, title: PlanTarget, person: Person) -> None:
    actions.set_approval(
        place.appraiser,
        title=title.title,
        level=ApprovalLevel.STANDING,
        valid_from=date(2020, 1, 1),
        basis="Quy định phân cấp",
    )
    ballots(title, person)
    case = appraised(place, add(person, title))
    with pytest.raises(LevelTooLow, match="Ban Thường vụ Tỉnh ủy"):
        decide(place, case, level=ApprovalLevel.COMMITTEE)
    assert decide(place, case).level == ApprovalLevel.STANDING


def test_a_removal_is_told_and_may_be_appealed(
    place: Bureau, title: PlanTarget, person: Person
) -> None:
    entry(person, title, decision(place.province, date(2026, 1, 5)))
    case = appraised(place, remove(person, title, Reason.HOLDS))
    with pytest.raises(NoticeNeeded):
        decide(place, case)
    with pytest.raises(BadPlan):
        decide(place, case, notified_on=SIGNED - timedelta(days=1))
    done = decide(place, case, notified_on=SIGNED)
    assert done.appeal_until is not None
    assert done.appeal_until > SIGNED + timedelta(days=30)
    left = PlanEntry.objects.current().get(person=person)
    assert (left.state, left.until) == (EntryState.ASSIGNED, SIGNED)
    mine = queries.own_record(place.decider)
    assert (mine.entries, mine.removals) == ([], [])


def test_a_person_sees_their_own_and_nothing_on_its_way(place: Bureau, title: PlanTarget) -> None:
    assert place.confirmer.person_id is not None
    me = Person.objects.get(pk=place.confirmer.person_id)
    entry(me, title, decision(place.province, date(2026, 1, 5)))
    actions.propose_change(place.enterer, fields=remove(me, title))
    mine = queries.own_record(place.confirmer)
    assert [each.target_id for each in mine.entries] == [title.pk]
    assert mine.removals == []


def test_nobody_is_asked_about_themself(place: Bureau, title: PlanTarget) -> None:
    assert place.enterer.person_id is not None
    mine = Person.objects.get(pk=place.enterer.person_id)
    with pytest.raises(OwnCase):
        actions.propose_change(place.enterer, fields=add(mine, title))
    for actor in (place.outsider, place.auditor):
        with pytest.raises(NoDuty):
            actions.propose_change(actor, fields=add(somebody(place.commune), title))


def test_a_proposal_is_refused(place: Bureau, title: PlanTarget, person: Person) -> None:
    refused: list[tuple[ChangeFields, type[Refusal]]] = [
        (add(person, title, action=ChangeAction.KEEP), NotPlanned),
        (add(person, title, reason=Reason.OVER_AGE), BadPlan),
        (add(person, title, action=ChangeAction.REMOVE), BadPlan),
        (add(person, title, target_id=999_999), TargetUnknown),
    ]
    for fields, refusal in refused:
        with pytest.raises(refusal):
            actions.propose_change(place.enterer, fields=fields)
    actions.propose_change(place.enterer, fields=add(person, title))
    with pytest.raises(ChangeUnderWay):
        actions.propose_change(place.enterer, fields=add(person, title))


def test_the_sheet_is_closed_for_good(place: Bureau, title: PlanTarget, person: Person) -> None:
    fields = BallotFields(
        target_id=title.pk, step=VoteStep.LEADERS, held_on=date(2026, 7, 1), session=meeting()
    )
    votes = [Votes(person_id=person.pk, tally=Tally(yes=31, no=9))]
    sheet = actions.save_ballot(place.enterer, fields=fields, votes=votes)
    again = actions.save_ballot(place.enterer, fields=fields, votes=votes)
    assert again.pk == sheet.pk
    with pytest.raises(NoDuty):
        actions.close_ballot(place.enterer, ballot_id=sheet.pk)
    actions.close_ballot(place.confirmer, ballot_id=sheet.pk)
    assert last_events(3) == ["ballot-saved", "ballot-saved", "ballot-closed"]
    with pytest.raises(BallotIsClosed):
        actions.save_ballot(place.enterer, fields=fields, votes=votes)
    with pytest.raises(BallotIsClosed):
        actions.close_ballot(place.confirmer, ballot_id=sheet.pk)
    assert queries.sheets_of(title.pk, person.pk)[VoteStep.LEADERS].tally == Tally(yes=31, no=9)


def test_a_sheet_that_does_not_add_up(place: Bureau, title: PlanTarget, person: Person) -> None:
    short = BallotFields(
        target_id=title.pk,
        step=VoteStep.CONFERENCE,
        held_on=date(2026, 7, 1),
        session=meeting(present=39),
    )
    votes = [Votes(person_id=person.pk, tally=Tally(yes=30, no=9))]
    with pytest.raises(TallyTooLarge):
        actions.save_ballot(
            place.enterer, fields=short, votes=[Votes(person_id=person.pk, tally=Tally(yes=40))]
        )
    sheet = actions.save_ballot(place.enterer, fields=short, votes=[])
    with pytest.raises(BallotIsEmpty):
        actions.close_ballot(place.confirmer, ballot_id=sheet.pk)
    actions.save_ballot(place.enterer, fields=short, votes=votes)
    with pytest.raises(NoQuorum):
        actions.close_ballot(place.confirmer, ballot_id=sheet.pk)
    assert Ballot.objects.get().closed_at is None


def test_a_review_suggests_and_people_propose(place: Bureau, title: PlanTarget) -> None:
    old = somebody(place.commune, name="Lê Văn Cũ", born_on=date(1967, 1, 1))
    fit = somebody(place.commune, name="Lê Văn Mới", born_on=date(1985, 1, 1))
    paper = decision(place.province, date(2026, 1, 5))
    leaving = entry(old, title, paper)
    staying = entry(fit, title, paper)
    due = place.enterer.today + timedelta(days=30)
    review = actions.start_review(place.enterer, agency_id=place.commune.pk, year=2026, due_on=due)
    with pytest.raises(ReviewOnce):
        actions.start_review(place.enterer, agency_id=place.commune.pk, year=2026, due_on=due)
    with pytest.raises(BadPlan):
        actions.propose_removals(place.enterer, review_id=review.pk, entry_ids=[staying.pk])
    cases = actions.propose_removals(place.enterer, review_id=review.pk, entry_ids=[leaving.pk])
    assert [(case.reason, case.review_id) for case in cases] == [("not-full-term", review.pk)]
    assert last_events(2) == ["review-started", "removals-proposed"]
    assert queries.suggestions(review, place.enterer.today, place.enterer.now) == []


def test_what_was_decided_on_paper_is_entered(
    place: Bureau, title: PlanTarget, person: Person
) -> None:
    paper = decision(place.province, SIGNED)
    row = Decided(change=add(person, title), decision_id=paper.pk, level=ApprovalLevel.STANDING)
    actions.enter_change(place.appraiser, row=row)
    other = target(place.commune)
    third = somebody(place.commune, name="Võ Thị Ba")
    rows = [
        Decided(change=add(who, other), decision_id=paper.pk, level=ApprovalLevel.STANDING)
        for who in (person, third)
    ]
    actions.import_changes(later(place.appraiser), rows=rows)
    assert last_events(2) == ["change-entered", "plan-imported"]
    assert PlanEntry.objects.current().count() == 3
    keep = Decided(
        change=add(person, title, action=ChangeAction.KEEP),
        decision_id=paper.pk,
        level=ApprovalLevel.STANDING,
    )
    actions.enter_change(later(place.appraiser), row=keep)
    assert PlanEntry.objects.filter(person=person, target=title).count() == 2
    with pytest.raises(NoDuty):
        actions.enter_change(place.enterer, row=keep)


def test_terms_and_titles_are_kept_by_the_personnel_body(place: Bureau) -> None:
    fields = TermFields(
        code="2025-2030",
        kind=TermKind.PARTY,
        level=PlanLevel.PROVINCE,
        first_on=date(2025, 9, 20),
        last_on=date(2030, 9, 19),
        reference_on=date(2025, 9, 20),
    )
    row = actions.set_term(place.appraiser, fields=fields)
    assert row.reference_on == date(2025, 9, 1)
    wanted = TargetFields(
        term_id=row.pk,
        agency_id=place.commune.pk,
        title="Tỉnh ủy viên",
        kind=TargetKind.COMMITTEE,
        prescribed=49,
        sources={Group.FIRST: ["Trưởng phòng"], Group.SECOND: ["Phó trưởng phòng"]},
    )
    made = actions.set_target(place.appraiser, fields=wanted)
    assert actions.set_target(place.appraiser, fields=wanted).pk == made.pk
    assert made.sources.count() == 2
    assert last_events(3) == ["plan-term-set", "plan-target-set", "plan-target-set"]
    with pytest.raises(NoDuty):
        actions.set_target(place.enterer, fields=wanted)
    verdicts = [
        each.verdict for each in queries.list_findings(made, BEFORE_377, place.appraiser.now)
    ]
    assert Verdict.BLOCK in verdicts


def test_lists_are_filtered_by_reach(place: Bureau, title: PlanTarget, person: Person) -> None:
    entry(person, title, decision(place.province, SIGNED))
    actions.propose_change(place.enterer, fields=remove(person, title))
    reads: list[Callable[[Actor], int]] = [
        lambda actor: len(queries.targets(actor)),
        lambda actor: queries.entries(actor).count(),
        lambda actor: queries.changes(actor).count(),
    ]
    for read in reads:
        assert [read(actor) for actor in (place.auditor, place.decider, place.outsider)] == [
            1,
            1,
            0,
        ]
    case = PlanChange.objects.get()
    for actor in (place.auditor, place.outsider):
        with pytest.raises(NoDuty):
            actions.step_change(actor, change_id=case.pk, verb=CaseVerb.CONFIRM)
