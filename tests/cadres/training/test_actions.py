"""Sending, attending, completing, owing: who does it, what is refused, and exactly which event."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.factories.cadres import Bureau, bureau, decision, somebody
from tests.factories.province import NOW
from tests.factories.training import a_class
from tests.support.told import last_events
from vanthu.cadres.personnel.choices import CaseState, CaseVerb, DutyKind
from vanthu.cadres.personnel.errors import DecisionMissing, NoDuty, OwnCase, ReasonMissing, SameHand
from vanthu.cadres.training import actions, queries
from vanthu.cadres.training.actions import Attendance, CourseFields, PlanFields, SendingFields
from vanthu.cadres.training.choices import CourseKind, DropReason, Level, Object
from vanthu.cadres.training.errors import (
    AlreadyInClass,
    BadTraining,
    Concluded,
    NothingOwed,
    NotSent,
    TooOld,
)
from vanthu.cadres.training.models import Enrolment, TrainingClass
from vanthu.ground.journal.models import Entry
from vanthu.ground.rulebook.queries import judged_by

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def place() -> Bureau:
    return bureau()


def fields(place: Bureau, attended: TrainingClass, person_id: int, fee: int = 0) -> SendingFields:
    return SendingFields(
        class_id=attended.pk,
        agency_id=place.commune.pk,
        person_id=person_id,
        object=Object.CIVIL_SERVANT,
        fee=fee,
    )


def masters(place: Bureau) -> TrainingClass:
    return a_class(
        place,
        kind=CourseKind.DEGREE,
        level=Level.MASTER,
        first=date(2019, 9, 1),
        last=date(2021, 8, 31),
    )


def sent(place: Bureau, signed_on: date = date(2019, 8, 1), fee: int = 0) -> Enrolment:
    person = somebody(place.commune)
    return actions.record_sent(
        place.appraiser,
        fields=fields(place, masters(place), person.pk, fee),
        decision_id=decision(place.province, signed_on).pk,
    )


def test_four_people_bring_a_sending_about(place: Bureau) -> None:
    person, attended = somebody(place.commune), masters(place)
    case = actions.propose_sending(place.enterer, fields=fields(place, attended, person.pk))
    assert not case.is_fact
    step = actions.step_sending
    step(place.confirmer, enrolment_id=case.pk, verb=CaseVerb.CONFIRM)
    step(place.appraiser, enrolment_id=case.pk, verb=CaseVerb.APPRAISE)
    with pytest.raises(DecisionMissing):
        step(place.decider, enrolment_id=case.pk, verb=CaseVerb.DECIDE)
    paper = decision(place.province, date(2019, 8, 1))
    case = step(place.decider, enrolment_id=case.pk, verb=CaseVerb.DECIDE, decision_id=paper.pk)
    assert case.is_fact
    assert (case.sent_on, case.owed_months) == (date(2019, 8, 1), 48)
    assert judged_by("enrolment", [case.pk])[case.pk].values_read == {"serve_times": "2"}
    assert last_events(4) == ["sending-proposed", *["sending-stepped"] * 3]


def test_every_step_has_its_own_hand(place: Bureau) -> None:
    person, attended = somebody(place.commune), masters(place)
    case = actions.propose_sending(place.enterer, fields=fields(place, attended, person.pk))
    for who in (place.enterer, place.appraiser, place.decider, place.auditor, place.outsider):
        with pytest.raises((NoDuty, SameHand)):
            actions.step_sending(who, enrolment_id=case.pk, verb=CaseVerb.CONFIRM)
    with pytest.raises(ReasonMissing):
        actions.step_sending(place.enterer, enrolment_id=case.pk, verb=CaseVerb.WITHDRAW)
    gone = actions.step_sending(
        place.enterer, enrolment_id=case.pk, verb=CaseVerb.WITHDRAW, reason="Trùng lớp"
    )
    assert gone.state == CaseState.WITHDRAWN
    actions.propose_sending(place.enterer, fields=fields(place, attended, person.pk))


def test_nobody_sends_themself(place: Bureau) -> None:
    own = place.enterer.person_id or 0
    with pytest.raises(OwnCase):
        actions.propose_sending(place.enterer, fields=fields(place, masters(place), own))


def test_a_person_is_in_a_class_once(place: Bureau) -> None:
    person, attended = somebody(place.commune), masters(place)
    actions.propose_sending(place.enterer, fields=fields(place, attended, person.pk))
    with pytest.raises(AlreadyInClass):
        actions.propose_sending(place.enterer, fields=fields(place, attended, person.pk))


@pytest.mark.parametrize(
    ("born_on", "refused"), [(date(1980, 9, 30), False), (date(1980, 8, 1), True)]
)
def test_the_age_of_a_first_postgraduate_course(
    place: Bureau, born_on: date, refused: bool
) -> None:
    """≤ 45 by NĐ 171/2025, judged on the day of the decision; the older decree leaves it open."""
    person = somebody(place.commune, born_on=born_on)
    attended = a_class(
        place,
        kind=CourseKind.DEGREE,
        level=Level.MASTER,
        first=date(2025, 10, 1),
        last=date(2027, 9, 30),
    )
    paper = decision(place.province, date(2025, 9, 15))
    given = fields(place, attended, person.pk)
    if refused:
        with pytest.raises(TooOld, match="45 tuổi"):
            actions.record_sent(place.appraiser, fields=given, decision_id=paper.pk)
    else:
        row = actions.record_sent(place.appraiser, fields=given, decision_id=paper.pk)
        assert row.owed_months == 72


def test_a_result_is_recorded_once_and_corrected_with_a_reason(place: Bureau) -> None:
    row = sent(place)
    keeper = place.appraiser.at(LATER)
    done = actions.complete(keeper, enrolment_id=row.pk, on=date(2021, 8, 31), certificate="B1")
    with pytest.raises(Concluded):
        actions.drop(keeper, enrolment_id=done.pk, on=date(2021, 8, 31), reason=DropReason.RESULT)
    last = place.appraiser.at(LATER + timedelta(hours=1))
    with pytest.raises(ReasonMissing):
        actions.correct_result(
            last, enrolment_id=done.pk, on=date(2021, 9, 1), certificate="B1", reason=" "
        )
    fixed = actions.correct_result(
        last, enrolment_id=done.pk, on=date(2021, 9, 1), certificate="B2", reason="Nhập nhầm"
    )
    assert (fixed.completed_on, fixed.certificate) == (date(2021, 9, 1), "B2")
    assert Enrolment.objects.filter(record=row.record).count() == 3
    assert last_events(2) == ["result-recorded"] * 2


@pytest.mark.parametrize("on", [date(2019, 8, 31), date(2030, 1, 1)])
def test_a_result_lies_within_the_class_and_today(place: Bureau, on: date) -> None:
    with pytest.raises(BadTraining):
        actions.complete(place.appraiser.at(LATER), enrolment_id=sent(place).pk, on=on)


def test_a_proposal_has_no_result(place: Bureau) -> None:
    person = somebody(place.commune)
    case = actions.propose_sending(place.enterer, fields=fields(place, masters(place), person.pk))
    with pytest.raises(NotSent):
        actions.complete(place.appraiser, enrolment_id=case.pk, on=date(2021, 8, 31))


def test_who_leaves_early_pays_back(place: Bureau) -> None:
    """120,000,000 for 24 months under the older pack: 45,000,000 after 30 of 48 months."""
    row = sent(place, fee=120_000_000)
    moments = (place.appraiser.at(LATER + timedelta(hours=n)) for n in range(4))
    row = actions.complete(next(moments), enrolment_id=row.pk, on=date(2021, 8, 31))
    row = actions.break_commitment(next(moments), enrolment_id=row.pk, left_on=date(2024, 2, 29))
    assert row.debt() == 47_500_000  # 29 whole months
    with pytest.raises(NothingOwed):
        actions.break_commitment(next(moments), enrolment_id=row.pk, left_on=date(2024, 3, 1))
    actions.record_repayment(next(moments), enrolment_id=row.pk, repaid_on=date(2024, 5, 1))
    assert not queries.visible_enrolments(place.auditor).filter(queries.UNPAID).exists()
    assert last_events(2) == ["commitment-broken", "repayment-recorded"]


def test_a_list_is_entered_whole_or_not_at_all(place: Bureau) -> None:
    attended = a_class(place)
    people = [somebody(place.commune, name=f"Học viên {n}") for n in range(3)]
    rows = [
        Attendance(agency_id=place.commune.pk, object=Object.COMMUNE, person_id=person.pk)
        for person in people
    ]
    twice = [*rows, rows[0]]
    with pytest.raises(AlreadyInClass):
        actions.record_attendance(
            place.appraiser, class_id=attended.pk, rows=twice, source="Danh sách"
        )
    assert not Enrolment.objects.exists()
    crowd = Attendance(agency_id=place.commune.pk, object=Object.COMMUNE, headcount=25)
    made = actions.record_attendance(
        place.appraiser, class_id=attended.pk, rows=[*rows, crowd], source="Danh sách lớp"
    )
    assert sum(row.headcount for row in made) == 28
    assert last_events(1) == ["attendance-recorded"]
    with pytest.raises(BadTraining):
        actions.record_attendance(place.appraiser, class_id=attended.pk, rows=rows, source=" ")


@pytest.mark.parametrize("who", ["enterer", "confirmer", "decider", "auditor", "outsider"])
def test_lists_and_plans_are_kept_by_who_appraises(place: Bureau, who: str) -> None:
    attended, actor = a_class(place), getattr(place, who)
    row = Attendance(agency_id=place.commune.pk, object=Object.COMMUNE, headcount=2)
    tries: list[Callable[[], object]] = [
        lambda: actions.record_attendance(actor, class_id=attended.pk, rows=[row], source="DS"),
        lambda: actions.add_course(
            actor, fields=CourseFields(name="Khóa", kind=CourseKind.DIGITAL)
        ),
        lambda: actions.set_plan(actor, fields=plan(place)),
    ]
    for attempt in tries:
        with pytest.raises(NoDuty, match=str(DutyKind.APPRAISE.label)):
            attempt()


def plan(place: Bureau, target: int = 10) -> PlanFields:
    return PlanFields(
        agency_id=place.commune.pk,
        year=2023,
        kind=CourseKind.DIGITAL,
        object=Object.COMMUNE,
        target=target,
    )


def test_a_plan_set_anew_keeps_what_was_planned(place: Bureau) -> None:
    first = actions.set_plan(place.appraiser, fields=plan(place))
    second = actions.set_plan(place.appraiser.at(LATER), fields=plan(place, 12))
    assert second.record == first.record
    assert last_events(2) == ["plan-set", "plan-set"]
    assert Entry.objects.latest("pk").data.count("10") >= 1
    assert queries.visible_plans(place.auditor).get().target == 12


def test_a_wrong_row_is_taken_back_with_a_reason(place: Bureau) -> None:
    row = sent(place)
    with pytest.raises(ReasonMissing):
        actions.withdraw_enrolment(place.appraiser.at(LATER), enrolment_id=row.pk, reason="")
    actions.withdraw_enrolment(
        place.appraiser.at(LATER), enrolment_id=row.pk, reason="Nhập nhầm người"
    )
    assert not Enrolment.objects.current().exists()
    assert Enrolment.objects.known_at(NOW).count() == 1


def test_one_sees_what_ones_duties_reach(place: Bureau) -> None:
    sent(place)
    assert queries.visible_enrolments(place.enterer).count() == 1
    assert queries.visible_enrolments(place.outsider).count() == 0
    assert queries.visible_enrolments(place.auditor).count() == 1
