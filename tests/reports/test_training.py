"""The counts of the overview of training: apart, never added, and the same as the figures."""

from datetime import date, timedelta

import pytest

from tests.factories import training
from tests.factories.cadres import Bureau, bureau, decision, facts, somebody
from tests.factories.province import NOW
from tests.factories.training import a_class
from vanthu.cadres.training import actions
from vanthu.cadres.training.actions import Attendance, PlanFields
from vanthu.cadres.training.choices import Counted, CourseKind, DropReason, Level, Object
from vanthu.cadres.training.models import TrainingClass
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.queries import measure
from vanthu.ground.org.models import Agency
from vanthu.ground.people.models import Person
from vanthu.kernel.periods import Period
from vanthu.reports.training.counts import attendance, classes, crossings, hidden, parts
from vanthu.reports.training.plans import plan_parts, unplanned
from vanthu.reports.training.service import debts, ending, yearly_periods

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=9)
YEAR = Period(date(2023, 1, 1), date(2024, 1, 1))


@pytest.fixture
def place() -> Bureau:
    return bureau()


def asked(*agencies: Agency) -> Ask:
    scope = frozenset(each.pk for each in agencies) if agencies else None
    return Ask(period=YEAR, known_at=LATER, agencies=scope)


def attend(place: Bureau, agency: Agency, people: list[Person], crowd: int = 0) -> TrainingClass:
    """A digital class of the agency's people, and so many without names."""
    attended = a_class(place)
    rows = [
        Attendance(agency_id=agency.pk, object=Object.COMMUNE, person_id=each.pk) for each in people
    ]
    if crowd:
        rows.append(Attendance(agency_id=agency.pk, object=Object.COMMUNE, headcount=crowd))
    actions.record_attendance(place.appraiser, class_id=attended.pk, rows=rows, source="DS")
    return attended


def plan(place: Bureau, agency: Agency, target: int, counted: Counted = Counted.PERSON) -> None:
    fields = PlanFields(
        agency_id=agency.pk,
        year=2023,
        kind=CourseKind.DIGITAL,
        object=Object.COMMUNE,
        counted=counted,
        target=target,
    )
    actions.set_plan(place.appraiser, fields=fields)


def people(place: Bureau, count: int) -> list[Person]:
    return [somebody(place.commune) for _ in range(count)]


def test_a_share_counts_only_who_planned(place: Bureau) -> None:
    """Nine of ten where there is a plan; what others did raises no share and is told apart."""
    plan(place, place.commune, 10)
    attend(place, place.commune, people(place, 9))
    attend(place, place.province, people(place, 6), crowd=30)
    [part] = plan_parts(asked(), 2023)
    assert (part.agencies, part.planned, part.done, str(part.share)) == (1, 10, 9, "90.0")
    [apart] = unplanned(asked(), 2023)
    assert (apart.agency_id, apart.turns, apart.persons) == (place.province.pk, 36, 6)
    assert plan_parts(asked(place.province), 2023) == []
    assert unplanned(asked(place.commune), 2023) == []


def test_a_plan_is_counted_in_its_own_unit(place: Bureau) -> None:
    """The same person twice is two turns; a plan of none has no share."""
    learners = people(place, 5)
    plan(place, place.commune, 20, Counted.TURN)
    plan(place, place.province, 0)
    attend(place, place.commune, learners)
    attend(place, place.commune, learners, crowd=4)
    by_unit = {each.counted: each for each in plan_parts(asked(), 2023)}
    assert by_unit[Counted.TURN].done == 14
    assert (by_unit[Counted.PERSON].done, by_unit[Counted.PERSON].share) == (0, None)


def test_the_counts_are_those_of_the_figures(place: Bureau) -> None:
    learners = people(place, 6)
    attend(place, place.commune, learners, crowd=12)
    attend(place, place.commune, learners[:4])
    found = attendance(asked())
    assert (found.turns, found.persons) == (22, 6)
    assert found.turns == measure("training.turns", asked()).value
    assert found.persons == measure("training.turn_persons", asked()).value
    assert classes(asked()).number == measure("training.classes", asked()).value == 2


def test_sent_is_crossed_with_completed(place: Bureau) -> None:
    """Three sent: one finished, one dropped out, one studies; a fourth was on a list alone."""
    attended = a_class(place, kind=CourseKind.POLITICAL, last=date(2023, 5, 31))
    paper = decision(place.province, date(2023, 2, 1))
    sent = [training.sent(place, attended, person, paper) for person in people(place, 3)]
    keeper, day = place.appraiser.at(NOW + timedelta(hours=1)), date(2023, 5, 31)
    actions.complete(keeper, enrolment_id=sent[0].pk, on=day)
    actions.drop(keeper, enrolment_id=sent[1].pk, on=day, reason=DropReason.HEALTH)
    row = Attendance(
        agency_id=place.commune.pk, object=Object.COMMUNE, person_id=somebody(place.commune).pk
    )
    actions.record_attendance(keeper, class_id=attended.pk, rows=[row], source="DS")
    kind, whole = crossings(asked())
    assert (kind.kind, whole.kind) == (CourseKind.POLITICAL, None)
    assert (whole.sent, whole.both, whole.dropped, whole.open) == (3, 1, 1, 1)
    assert (whole.done, whole.before, whole.listed) == (2, 0, 1)
    assert {each.sent for each in hidden([kind, whole])} == {None}
    assert whole.sent == measure("training.sent", asked()).value


def test_small_counts_are_hidden_and_cannot_be_had_back(place: Bureau) -> None:
    """Four of one capacity are hidden, and the next smallest with them; so are their turns."""
    attend(place, place.commune, people(place, 4))
    other = a_class(place, kind=CourseKind.STATE)
    rows = [
        Attendance(agency_id=place.commune.pk, object=Object.CADRE, person_id=each.pk)
        for each in people(place, 8)
    ]
    actions.record_attendance(place.appraiser, class_id=other.pk, rows=rows, source="DS")
    assert [(each.persons, each.turns) for each in parts(asked())] == [(None, None)] * 2
    third = a_class(place, kind=CourseKind.DEFENCE)
    rows = [
        Attendance(agency_id=place.commune.pk, object=Object.CADRE, person_id=each.pk)
        for each in people(place, 20)
    ]
    actions.record_attendance(place.appraiser, class_id=third.pk, rows=rows, source="DS")
    [seen] = [each for each in parts(asked()) if each.persons is not None]
    assert (seen.kind, seen.persons, seen.turns) == (CourseKind.DEFENCE, 20, 20)
    sexes = (seen.women, seen.men, seen.unknown)
    assert sum(each or 0 for each in sexes) in (20, 0)


def test_a_part_cannot_be_had_back_from_its_kind(place: Bureau) -> None:
    """Three of one capacity beside 30 and 9 of the kind: 9 goes too, not the 6 of another."""
    for kind, capacity, count in (
        (CourseKind.DIGITAL, Object.CADRE, 3),
        (CourseKind.DIGITAL, Object.COMMUNE, 30),
        (CourseKind.DIGITAL, Object.CIVIL_SERVANT, 9),
        (CourseKind.DEFENCE, Object.COMMUNE, 6),
    ):
        rows = [
            Attendance(agency_id=place.commune.pk, object=capacity, person_id=each.pk)
            for each in people(place, count)
        ]
        attended = a_class(place, kind=kind)
        actions.record_attendance(place.appraiser, class_id=attended.pk, rows=rows, source="DS")
    shown = {(each.kind, each.object): each.persons for each in parts(asked())}
    assert shown == {
        (CourseKind.DIGITAL, Object.CADRE): None,
        (CourseKind.DIGITAL, Object.COMMUNE): 30,
        (CourseKind.DIGITAL, Object.CIVIL_SERVANT): None,
        (CourseKind.DEFENCE, Object.COMMUNE): 6,
    }


def test_who_had_no_periods_is_not_forgotten(place: Bureau) -> None:
    """16 periods a class: three classes are enough for 40, one is not, none is none."""
    learners = people(place, 3)
    for number in range(3):
        attend(place, place.commune, learners[: 2 if number == 0 else 1])
    found = yearly_periods(asked(place.commune), 40)
    below = {each.person_id: each.periods for each in found.short}
    assert learners[0].pk not in below
    assert (below[learners[1].pk], below[learners[2].pk]) == (16, 0)
    assert found.enough == 1
    assert found.some == 1
    assert found.people == found.enough + found.some + found.none
    assert [each.periods for each in found.short] == sorted(below.values())


def test_service_that_ends_soon_and_money_owed(place: Bureau) -> None:
    today = LATER.date()
    attended = a_class(
        place,
        kind=CourseKind.DEGREE,
        level=Level.MASTER,
        first=today - timedelta(days=2000),
        last=today - timedelta(days=1400),
    )
    facts(person := Person.objects.create(full_name="Học Xong"), place.commune)
    row = training.sent(place, attended, person, date(2021, 1, 4), fee=48_000_000)
    done = actions.complete(
        place.appraiser.at(NOW + timedelta(hours=1)),
        enrolment_id=row.pk,
        on=attended.last,
    )
    assert done.owes_until is not None
    assert [each.pk for each in ending(asked(), done.owes_until)] == [done.pk]
    assert [each.pk for each in ending(asked(), done.owes_until - timedelta(days=30))] == [done.pk]
    assert not ending(asked(), done.owes_until + timedelta(days=1)).exists()
    assert not debts(asked()).exists()
    gone = actions.break_commitment(
        place.appraiser.at(NOW + timedelta(hours=2)), enrolment_id=done.pk, left_on=attended.last
    )
    assert [each.debt() for each in debts(asked())] == [48_000_000]
    assert not debts(asked(place.province)).exists()
    assert not ending(asked(), gone.owes_until or today).exists()
