"""Figure P71 of organisation.md 4.a.1: 19 + 31 + 21 = 71 cases of 63 persons."""

from datetime import date

import pytest

from tests.factories.cadres import Bureau, bureau, decision, somebody
from tests.factories.planning import change, entry, target, term
from tests.factories.province import NOW
from vanthu.cadres.personnel.choices import Sex
from vanthu.cadres.planning.choices import ApprovalLevel, ChangeAction, Reason, TermKind
from vanthu.cadres.planning.models import PlanChange
from vanthu.ground.base.known import withdraw
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.queries import lines, measure, measure_share
from vanthu.ground.figures.registry import figure
from vanthu.kernel.numbers import percent
from vanthu.kernel.periods import Period

pytestmark = pytest.mark.django_db

WINDOW = Period(date(2020, 9, 26), date(2023, 7, 1))
PAIR = {"term": "2020-2025,2021-2026", "level": ApprovalLevel.STANDING.value}
SPLIT = {date(2021, 10, 1): 19, date(2022, 6, 1): 31, date(2023, 6, 30): 21}
ACTIONS = (ChangeAction.ADD, ChangeAction.KEEP, ChangeAction.REMOVE)


@pytest.fixture
def place() -> Bureau:
    return bureau()


def ask(period: Period, **filters: str) -> Ask:
    return Ask(period=period, known_at=NOW, filters=filters)


@pytest.fixture
def cases(place: Bureau) -> list[PlanChange]:
    """The last eight cases are of persons who have a case already, for the state's term."""
    party, state = term("2020-2025"), term("2021-2026", kind=TermKind.STATE)
    titles = [target(place.commune, of) for of in (party, state)]
    people = [somebody(place.commune, name=f"Người {n}") for n in range(63)]
    made: list[PlanChange] = []
    for day, count in SPLIT.items():
        paper = decision(place.province, day)
        for _ in range(count):
            n = len(made)
            act = ACTIONS[n % 3]
            reason = Reason.OVER_AGE.value if act is ChangeAction.REMOVE else ""
            made.append(change(people[n % 63], titles[n // 63], paper, act, reason=reason))
    return made


def test_71_cases_of_63_persons(cases: list[PlanChange]) -> None:
    found = measure("planning.approved", ask(WINDOW, **PAIR))
    assert found.value == 71
    persons = measure("planning.approved-persons", ask(WINDOW, **PAIR))
    assert persons.value == 63
    assert {row.id for row in persons.members} == {case.pk for case in cases}
    assert figure("planning.approved").word == "trường hợp"
    assert figure("planning.approved-persons").word == "người"
    shown = list(lines("planning.approved", [cases[0].pk]))
    assert shown[0].url == f"/cadres/planning/changes/{cases[0].pk}"


def test_what_lies_outside_changes_nothing(place: Bureau, cases: list[PlanChange]) -> None:
    person = somebody(place.commune, name="Người ngoài")
    old, later = target(place.commune, term("2020-2025")), target(place.commune, term("2025-2030"))
    change(person, old, decision(place.province, date(2023, 7, 5)))
    change(person, later, decision(place.province, date(2023, 5, 5)))
    confirm = target(place.commune, term("2020-2025"))
    change(person, confirm, decision(place.province, date(2023, 5, 6)), ChangeAction.CONFIRM)
    lower = target(place.commune, term("2020-2025"))
    paper = decision(place.province, date(2023, 5, 7))
    change(person, lower, paper, level=ApprovalLevel.UNIT)
    assert measure("planning.approved", ask(WINDOW, **PAIR)).value == 71
    assert measure("planning.approved-persons", ask(WINDOW, **PAIR)).value == 63


def test_a_withdrawn_record_is_one_case_less(cases: list[PlanChange]) -> None:
    withdraw(cases[0], NOW)
    assert measure("planning.approved", ask(WINDOW, **PAIR)).value == 70


def test_who_is_planned_with_women_and_young(place: Bureau) -> None:
    title = target(place.commune, term("2025-2030"))
    paper = decision(place.province, date(2024, 3, 1))
    facts = [
        (date(1990, 1, 1), Sex.FEMALE),
        (date(1985, 9, 1), Sex.MALE),
        (date(1970, 1, 1), Sex.MALE),
    ]
    for n, (born, sex) in enumerate(facts):
        entry(somebody(place.commune, name=f"Q {n}", born_on=born, sex=sex), title, paper)
    year = Period(date(2024, 1, 1), date(2025, 1, 1))
    assert measure("planning.planned", ask(year)).value == 3
    women = measure_share("planning.planned-women", ask(year))
    assert (int(women.part.value), int(women.whole.value)) == (1, 3)
    young = measure_share("planning.planned-young", ask(year))
    assert percent(int(young.part.value), int(young.whole.value)) == percent(1, 3)
    before = Period(date(2023, 1, 1), date(2024, 1, 1))
    assert measure("planning.planned", ask(before)).value == 0
