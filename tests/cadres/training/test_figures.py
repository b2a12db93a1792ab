"""Persons apart from turns, sent apart from completed (organisation.md 4.g.1 and 2)."""

from datetime import date, timedelta

import pytest

from tests.factories import training
from tests.factories.cadres import Bureau, bureau, somebody
from tests.factories.province import NOW
from tests.factories.training import a_class
from vanthu.cadres.personnel.choices import Sex
from vanthu.cadres.training import actions
from vanthu.cadres.training.actions import Attendance
from vanthu.cadres.training.choices import CourseKind, Level, Object, Place
from vanthu.ground.figures.choices import Unit
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.errors import MixedUnits
from vanthu.ground.figures.queries import lines, measure, measure_share
from vanthu.ground.figures.rules import together
from vanthu.kernel.periods import Period

pytestmark = pytest.mark.django_db
WINDOW = Period(date(2021, 1, 1), date(2023, 7, 1))


@pytest.fixture
def place() -> Bureau:
    return bureau()


def ask(**filters: str) -> Ask:
    return Ask(period=WINDOW, known_at=NOW + timedelta(days=1), filters=filters)


def attend(place: Bureau, attended: int, *rows: int | None, crowd: int = 0) -> None:
    rows_of = [
        Attendance(agency_id=place.commune.pk, object=Object.COMMUNE, person_id=person)
        for person in rows
    ]
    if crowd:
        rows_of.append(
            Attendance(agency_id=place.commune.pk, object=Object.COMMUNE, headcount=crowd)
        )
    actions.record_attendance(place.appraiser, class_id=attended, rows=rows_of, source="Danh sách")


def send(
    place: Bureau,
    where: Place,
    signed_on: date,
    sex: Sex = Sex.MALE,
    level: Level = Level.MASTER,
    fee: int = 0,
) -> int:
    person = somebody(place.commune, sex=sex)
    attended = a_class(
        place,
        kind=CourseKind.DEGREE,
        level=level,
        where=where,
        first=date(2020, 9, 1),
        last=date(2022, 8, 31),
    )
    return training.sent(place, attended, person, signed_on, fee=fee, capacity=Object.CADRE).pk


def test_a_person_in_two_classes_is_two_turns_and_one_person(place: Bureau) -> None:
    person, other = somebody(place.commune), somebody(place.commune)
    first, second = a_class(place), a_class(place)
    attend(place, first.pk, person.pk, other.pk, crowd=23)
    attend(place, second.pk, person.pk)
    assert measure("training.turns", ask()).value == 26
    assert measure("training.named_turns", ask()).value == 3
    assert measure("training.turn_persons", ask()).value == 2
    assert measure_share("training.named", ask()).part.value == 3
    assert measure("training.turns", ask()).unit is Unit.TURN
    with pytest.raises(MixedUnits):
        together(measure("training.turns", ask()), measure("training.turn_persons", ask()))


def test_sent_is_not_completed(place: Bureau) -> None:
    for where, signed_on, sex in (
        (Place.DOMESTIC, date(2021, 1, 1), Sex.FEMALE),
        (Place.DOMESTIC, date(2023, 6, 30), Sex.MALE),
        (Place.ABROAD, date(2022, 5, 5), Sex.MALE),
        (Place.DOMESTIC, date(2020, 12, 31), Sex.MALE),
        (Place.DOMESTIC, date(2023, 7, 1), Sex.MALE),
    ):
        send(place, where, signed_on, sex)
    assert measure("training.sent", ask(place="domestic")).value == 2
    assert measure("training.sent", ask(place="abroad")).value == 1
    assert measure("training.sent", ask(sex="female")).value == 1
    assert measure("training.degrees", ask()).value == 0


def test_completed_degrees_by_level_and_their_overlap_with_sent(place: Bureau) -> None:
    later = NOW + timedelta(hours=1)
    for level, signed_on in (
        (Level.MASTER, date(2021, 2, 1)),
        (Level.MASTER, date(2020, 8, 1)),
        (Level.DOCTOR, date(2021, 3, 1)),
    ):
        number = send(place, Place.DOMESTIC, signed_on, level=level)
        actions.complete(place.appraiser.at(later), enrolment_id=number, on=date(2022, 8, 31))
    assert measure("training.degrees", ask(level="master")).value == 2
    assert measure("training.degrees", ask(level="doctor")).value == 1
    degrees, sent = measure("training.degrees", ask()), measure("training.sent", ask())
    assert degrees.value == 3
    assert sent.value == 2
    assert len(set(degrees.identities) & set(sent.identities)) == 2


def test_scope_moment_and_classes(place: Bureau) -> None:
    attended = a_class(place, cost=15_000_000)
    attend(place, attended.pk, somebody(place.commune).pk)
    elsewhere = Ask(period=WINDOW, known_at=NOW, agencies=frozenset({place.province.pk}))
    assert measure("training.turns", elsewhere).value == 0
    before = Ask(period=WINDOW, known_at=NOW - timedelta(seconds=1))
    assert measure("training.turns", before).value == 0
    assert measure("training.classes", ask()).value == 1
    assert measure("training.cost", ask(kind="digital")).value == 15_000_000
    assert measure("training.cost", ask(kind="degree")).value == 0


def test_service_owed_and_money_owed_are_stocks(place: Bureau) -> None:
    """24 months at public cost owe 48 (NĐ 101/2017); who leaves after 9 owes 39 parts of 48."""
    number = send(place, Place.DOMESTIC, date(2020, 8, 1), fee=48_000_000)
    at = [place.appraiser.at(NOW + timedelta(hours=hours)) for hours in (1, 2, 3)]
    done = actions.complete(at[0], enrolment_id=number, on=date(2022, 8, 31))
    assert measure("training.serving", ask()).value == 1
    assert measure("training.serving", ask(sex="female")).value == 0
    assert measure("training.debts", ask()).value == 0
    gone = actions.break_commitment(at[1], enrolment_id=done.pk, left_on=date(2023, 6, 30))
    assert measure("training.serving", ask()).value == 0
    owed = measure("training.debts", ask())
    assert owed.value == 39_000_000  # 9 whole months served
    assert owed.unit is Unit.MONEY
    [line] = lines("training.debts", [gone.pk])
    assert line.cells[-1] == "30/06/2023"
    actions.record_repayment(at[2], enrolment_id=gone.pk, repaid_on=date(2023, 6, 30))
    assert measure("training.debts", ask()).value == 0
