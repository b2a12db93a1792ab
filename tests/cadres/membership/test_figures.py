"""Figures of membership over rows, with the examples of organisation.md 4.e."""

from datetime import date, timedelta

import pytest

from tests.factories.cadres import Bureau, bureau, decision, somebody
from tests.factories.membership import admitted_row, branch, member
from tests.factories.province import NOW
from vanthu.cadres.membership.choices import AdmissionKind, OrganisationKind
from vanthu.cadres.membership.models import Admission, PartyOrganisation
from vanthu.cadres.personnel.choices import CaseState, Sex
from vanthu.cadres.personnel.errors import NoDuty
from vanthu.cadres.personnel.models import Decision, PersonFacts
from vanthu.ground.base.known import supersede, withdraw
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.queries import figure, lines, measure, measure_share
from vanthu.ground.people.models import Person
from vanthu.kernel.numbers import percent
from vanthu.kernel.periods import Period

pytestmark = pytest.mark.django_db

WINDOW = Period(date(2021, 1, 1), date(2023, 7, 1))
YEAR = Period(date(2018, 1, 1), date(2019, 1, 1))


@pytest.fixture
def place() -> Bureau:
    return bureau()


@pytest.fixture
def cell(place: Bureau) -> PartyOrganisation:
    return branch(place.commune)


def ask(period: Period = WINDOW, **filters: str) -> Ask:
    return Ask(period=period, known_at=NOW, filters=filters)


def many(
    cell: PartyOrganisation, on: date, count: int, *, women: int, minority: int, union: int
) -> None:
    """So many admissions of one day; the first ones are women, of a minority, union members."""
    people = Person.objects.bulk_create(Person(full_name=f"Đỗ {n}") for n in range(count))
    since = NOW - timedelta(days=60)
    PersonFacts.objects.bulk_create(
        PersonFacts(
            person=each,
            agency=cell.agency,
            born_on=date(1990, 1, 1),
            sex=Sex.FEMALE if n < women else Sex.MALE,
            minority=n < minority,
            known_from=since,
        )
        for n, each in enumerate(people)
    )
    paper: Decision = decision(cell.agency, on)
    common = {"branch_on": on, "branch_convened": 9, "branch_present": 9, "branch_yes": 9}
    Admission.objects.bulk_create(
        Admission(
            person=each,
            organisation=cell,
            agency=cell.agency,
            state=CaseState.DECIDED,
            decision=paper,
            ceremony_on=on,
            youth_union=n < union,
            known_from=since,
            **common,
        )
        for n, each in enumerate(people)
    )


def test_example_3_shares_of_binh_thuan_2018(cell: PartyOrganisation) -> None:
    """1,238 admitted of 2,000: 61,9 %; women 585, minorities 101, union members 800 (S46)."""
    many(cell, date(2018, 6, 1), 1238, women=585, minority=101, union=800)
    year = ask(YEAR)
    admitted = measure("membership.admitted", year)
    assert percent(admitted.value, 2000, 2) == percent(619, 1000, 2)
    shares = {
        key: measure_share(f"membership.admitted-{key}", year)
        for key in ("women", "minority", "union")
    }
    assert {key: percent(s.part.value, s.whole.value, 2) for key, s in shares.items()} == {
        "women": percent(4725, 10000, 2),
        "minority": percent(816, 10000, 2),
        "union": percent(6462, 10000, 2),
    }


def test_days_outside_the_window_are_not_counted(cell: PartyOrganisation) -> None:
    paper = decision(cell.agency, date(2020, 1, 2))
    days = (date(2020, 12, 31), date(2021, 1, 1), date(2023, 6, 30), date(2023, 7, 1))
    rows = [admitted_row(cell, somebody(cell.agency), day, rests_on=paper) for day in days]
    found = measure("membership.admitted", ask())
    assert [each.id for each in found.members] == [rows[1].pk, rows[2].pk]
    shown = lines("membership.admitted", [rows[1].pk])[0]
    assert shown.cells[1:3] == ("Chi bộ Văn phòng", "01/01/2021")
    assert shown.url == f"/cadres/membership/admissions/{rows[1].pk}"


def test_readmissions_and_cases_on_their_way_are_not_admissions(cell: PartyOrganisation) -> None:
    paper = decision(cell.agency, date(2020, 1, 2))
    row = admitted_row(cell, somebody(cell.agency), date(2022, 2, 2), rests_on=paper)
    Admission.objects.filter(pk=row.pk).update(kind=AdmissionKind.AGAIN)
    other = admitted_row(cell, somebody(cell.agency), date(2022, 2, 2), rests_on=paper)
    Admission.objects.filter(pk=other.pk).update(known_from=None, state=CaseState.APPRAISED)
    assert measure("membership.admitted", ask()).value == 0
    assert measure("membership.readmitted", ask()).value == 1


def test_a_correction_is_seen_from_its_own_moment_on(cell: PartyOrganisation) -> None:
    paper = decision(cell.agency, date(2020, 1, 2))
    row = admitted_row(cell, somebody(cell.agency), date(2022, 2, 2), rests_on=paper)
    fixed = supersede(row, NOW - timedelta(days=1), ceremony_on=date(2020, 12, 2))
    assert measure("membership.admitted", ask()).value == 0
    before = Ask(period=WINDOW, known_at=NOW - timedelta(days=2))
    assert measure("membership.admitted", before).value == 1
    withdraw(fixed, NOW)
    assert measure("membership.admitted", before).value == 1


def test_stock_counts_women_and_those_on_probation(cell: PartyOrganisation) -> None:
    member(cell)
    member(cell, somebody(cell.agency, sex=Sex.FEMALE))
    member(cell, joined_on=date(2026, 1, 5), official_on=None)
    now = Period(date(2026, 1, 1), date(2026, 11, 1))
    assert measure("membership.members", ask(now)).value == 3
    assert measure_share("membership.members-women", ask(now)).value == percent(1, 3)
    assert measure_share("membership.members-probation", ask(now)).value == percent(1, 3)
    earlier = Period(date(2025, 1, 1), date(2025, 12, 31))
    assert measure("membership.members", ask(earlier)).value == 2


def test_lists_of_names_are_for_who_has_the_whole_province(place: Bureau) -> None:
    check = figure("membership.admitted").check
    check(place.decider)
    check(place.auditor)
    for actor in (place.enterer, place.confirmer, place.outsider):
        with pytest.raises(NoDuty):
            check(actor)


def test_only_the_asked_agencies_are_counted(place: Bureau, cell: PartyOrganisation) -> None:
    member(cell)
    above = branch(place.province, "Chi bộ khác")
    member(above)
    now = Period(date(2026, 1, 1), date(2026, 11, 1))
    here = Ask(period=now, known_at=NOW, agencies=frozenset({place.commune.pk}))
    assert measure("membership.members", here).value == 1
    assert above.kind == OrganisationKind.BRANCH
