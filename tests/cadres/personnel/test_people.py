"""People, relatives, decisions and duties: who may enter what, and what is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from tests.factories.cadres import Bureau, bureau, somebody
from tests.factories.province import NOW, START, actor_of, agency, post, tenure
from tests.support.told import last_events
from vanthu.cadres.personnel import actions, permissions, queries
from vanthu.cadres.personnel.actions import DecisionFields, Facts
from vanthu.cadres.personnel.choices import DutyKind, DutyScope, Matter, Relation, Sex
from vanthu.cadres.personnel.errors import (
    AlreadyRelated,
    BadDecision,
    BadDuty,
    BadFacts,
    NoDuty,
    OwnCase,
    RelativesCase,
)
from vanthu.cadres.personnel.models import Duty, Kinship
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import LineageKind, Role
from vanthu.ground.org.models import Agency, Lineage
from vanthu.ground.org.permissions import NotYourOrganisation
from vanthu.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture
def place() -> Bureau:
    return bureau()


def facts_of(agency_id: int) -> Facts:
    return Facts(agency_id=agency_id, born_on=date(1980, 5, 17), sex=Sex.FEMALE, number="CB1")


def test_a_person_is_entered_corrected_and_found(place: Bureau) -> None:
    person = actions.add_person(
        place.enterer, full_name=" Trần  Thị Hoà ", facts=facts_of(place.commune.pk)
    )
    assert last_events(1) == ["facts-recorded"]
    better = replace(facts_of(place.commune.pk), born_on=date(1980, 5, 18))
    actions.record_facts(place.enterer.at(LATER), person_id=person.pk, facts=better)
    assert queries.cards([person.pk], NOW)[person.pk].born_on == date(1980, 5, 17)
    assert queries.cards([person.pk], LATER)[person.pk].born_on == date(1980, 5, 18)
    for text in ("tran thi hoa", "CB1", "HÒA"):
        assert [card.person_id for card in queries.find_people(place.enterer, text)] == [person.pk]
    assert queries.find_people(place.outsider, "tran thi hoa") == []


def test_the_same_facts_again_change_nothing(place: Bureau) -> None:
    person = actions.add_person(
        place.enterer, full_name="Trần Thị Hoà", facts=facts_of(place.commune.pk)
    )
    before = last_events(5)
    actions.record_facts(
        place.enterer.at(LATER), person_id=person.pk, facts=facts_of(place.commune.pk)
    )
    assert last_events(5) == before


def test_many_are_entered_with_one_event(place: Bureau) -> None:
    people = [(f"Nguyễn Văn {n}", facts_of(place.commune.pk)) for n in range(20)]
    made = actions.import_facts(place.enterer, people=people, source="danh-sach.xlsx")
    assert len(made) == 20
    assert last_events(1) == ["facts-imported"]
    bad = [*people, ("Lê Văn Sai", replace(facts_of(place.commune.pk), born_on=date(2030, 1, 1)))]
    with pytest.raises(BadFacts):
        actions.import_facts(place.enterer, people=bad, source="sai.xlsx")
    assert queries.visible_people(place.enterer).count() == 20


@pytest.mark.parametrize("who", ["confirmer", "appraiser", "decider", "auditor", "outsider"])
def test_only_who_enters_enters(place: Bureau, who: str) -> None:
    with pytest.raises(NoDuty):
        actions.add_person(
            getattr(place, who), full_name="Lê Văn Ba", facts=facts_of(place.commune.pk)
        )


def test_nobody_acts_on_their_own_case_or_a_relatives(place: Bureau) -> None:
    actor, other = place.decider, somebody(place.commune)
    permissions.check_free(actor, [other.pk])
    with pytest.raises(OwnCase):
        permissions.check_free(actor, [other.pk, actor.person_id or 0])
    actions.declare_kinship(
        replace(place.enterer, person_id=other.pk),
        first=other.pk,
        second=actor.person_id or 0,
        relation=Relation.SIBLING,
        declared_on=date(2026, 11, 1),
    )
    with pytest.raises(RelativesCase, match="ruột"):
        permissions.check_free(actor, [other.pk])


def test_relatives_are_declared_once_and_taken_back_by_others(place: Bureau) -> None:
    one, two = somebody(place.commune), somebody(place.commune)

    def declare(first: int, second: int) -> Callable[[], Kinship]:
        return lambda: actions.declare_kinship(
            place.enterer,
            first=first,
            second=second,
            relation=Relation.SPOUSE,
            declared_on=date(2026, 11, 1),
        )

    row = declare(one.pk, two.pk)()
    with pytest.raises(AlreadyRelated):
        declare(two.pk, one.pk)()
    with pytest.raises(BadFacts):
        declare(one.pk, one.pk)()
    with pytest.raises(OwnCase):
        actions.withdraw_kinship(
            replace(place.enterer, person_id=one.pk), kinship_id=row.pk, reason="nhầm"
        )
    actions.withdraw_kinship(place.enterer.at(LATER), kinship_id=row.pk, reason="Kê khai nhầm")
    assert last_events(2) == ["kinship-declared", "kinship-withdrawn"]
    permissions.check_free(replace(place.decider, person_id=one.pk), [two.pk])


def test_a_decision_is_one_paper_however_often_it_is_entered(place: Bureau) -> None:
    fields = DecisionFields(
        reference="15-QĐ/TU", signed_on=date(2026, 3, 1), issuer="Tỉnh ủy Vĩnh Long"
    )
    first = actions.record_decision(place.appraiser, fields=fields)
    assert actions.record_decision(place.decider, fields=fields).pk == first.pk
    assert last_events(1) == ["decision-recorded"]
    assert first.effective_on == date(2026, 3, 1)
    for wrong in ({"reference": ""}, {"issuer": " "}, {"signed_on": date(2027, 1, 1)}):
        with pytest.raises(BadDecision):
            actions.record_decision(
                place.appraiser,
                fields=replace(fields, **wrong),
            )


def sysadmin_of(place: Agency) -> Actor:
    return actor_of(tenure(post(place, Role.SYSADMIN, "Quản trị hệ thống")))


def test_duties_are_given_from_a_day_on_and_end(place: Bureau) -> None:
    admin = actor_of(tenure(post(place.province, Role.SYSADMIN, "Quản trị hệ thống")))
    new = post(place.commune, Role.PERSONNEL, "Công chức")

    def give(actor: Actor = admin, scope: DutyScope = DutyScope.OWN, day: date = START) -> Duty:
        return actions.give_duty(
            actor,
            post_id=new.pk,
            matter=Matter.TRAINING,
            kind=DutyKind.ENTER,
            scope=scope,
            valid_from=day,
            basis="Quyết định số 3-QĐ/TU",
        )

    give()
    holder = actor_of(tenure(new))
    assert permissions.has_duty(holder, Matter.TRAINING, DutyKind.ENTER, place.commune.pk)
    assert not permissions.has_duty(holder, Matter.TRAINING, DutyKind.ENTER, place.province.pk)
    assert not permissions.has_duty(holder, Matter.STAFFING, DutyKind.ENTER)
    with pytest.raises(BadDuty):
        give()
    with pytest.raises(NotYourOrganisation):
        give(place.appraiser)
    with pytest.raises(BadDuty):
        give(sysadmin_of(place.commune), DutyScope.PROVINCE, date(2026, 1, 1))
    row = give(day=date(2026, 12, 1))
    actions.end_duty(admin, duty_id=row.pk, valid_to=date(2026, 12, 31), basis="thôi")
    assert last_events(2) == ["duty-given", "duty-ended"]


def test_a_duty_over_a_subtree_reaches_the_records_of_merged_agencies(place: Bureau) -> None:
    old = agency("Xã cũ", start=date(2020, 1, 1))
    Lineage.objects.create(
        predecessor=old,
        successor=place.commune,
        kind=LineageKind.MERGED,
        on=START,
        basis="Nghị quyết số 1687/NQ-UBTVQH15",
    )
    assert permissions.has_duty(place.enterer, Matter.TRAINING, DutyKind.ENTER, old.pk)
    assert not permissions.has_duty(place.outsider, Matter.TRAINING, DutyKind.ENTER, old.pk)


def test_asking_for_duties_costs_the_same_for_everybody(
    place: Bureau, django_assert_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    # duties of the post; for a scope its agency and the agencies whose place it took
    with django_assert_num_queries(3):
        permissions.duties(place.enterer)
    with django_assert_num_queries(1):
        permissions.duties(place.appraiser)


def test_without_a_duty_one_sees_nobody(place: Bureau) -> None:
    somebody(place.commune)
    idle = actor_of(tenure(post(place.commune, Role.SPECIALIST, "Chuyên viên")))
    assert queries.visible_people(idle).count() == 0
    assert queries.visible_people(place.auditor).count() == 1
    with pytest.raises(Refusal):
        permissions.check_any_duty(idle, Matter.TRAINING)
