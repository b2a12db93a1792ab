"""The base of the demo's organisational work: people to draw from, duties, accounts to try."""

from collections import Counter
from datetime import date, datetime

import pytest
from django.db import connection

from tests.factories.province import actor_of
from vanthu.cadres.personnel.choices import DutyKind, Matter
from vanthu.cadres.personnel.models import Duty, PersonFacts
from vanthu.cadres.personnel.permissions import within_reach
from vanthu.demo import cadres, load
from vanthu.demo.cadres.pool import POOL_SIZE, districts, old_agencies, pool
from vanthu.demo.errors import NoProvince
from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.people.models import Account, Person, Tenure

NOW = datetime(2026, 11, 23, 14, 30, tzinfo=VIETNAM)


def _quiet(step: str, done: int, total: int) -> None:
    assert done <= total, step


def test_the_pool_is_the_same_for_the_same_seed() -> None:
    people = pool(7, 100)
    assert people[:50] == pool(7, 100)[:50]
    assert people[:50] != pool(8, 100)[:50]
    assert [person.id for person in people] == list(range(100, 100 + POOL_SIZE))
    assert all(date(1961, 1, 1) <= person.born_on <= date(2001, 12, 31) for person in people)
    areas = Counter(person.area for person in people)
    assert set(areas) == {"86", *districts()}
    assert len(districts()) == 8
    assert {person.agency for person in people} == {agency.key for agency in old_agencies()}


@pytest.mark.django_db
def test_people_and_duties_by_which_a_case_goes_its_way() -> None:
    load.load_province(_quiet, seed=7, now=NOW)
    assert cadres.lacks_cadres()
    before = Person.objects.count()
    cadres.load_cadres(_quiet, seed=7, now=NOW)
    assert not cadres.lacks_cadres()
    assert Person.objects.count() == before + POOL_SIZE
    assert PersonFacts.objects.current().count() == before + POOL_SIZE
    assert {kind for (kind,) in Duty.objects.values_list("kind").distinct()} == set(DutyKind)
    connection.check_constraints()
    with pytest.raises(NoProvince):
        cadres.load_cadres(_quiet, seed=7, now=NOW)
    _try_accounts()


def _try_accounts() -> None:
    accounts = cadres.duty_accounts()
    assert len({account.username for account in accounts}) == 6
    for account in accounts:
        person = Account.objects.get(username=account.username).person_id
        tenures = Tenure.objects.filter(person=person)
        actors = [actor_of(tenure, NOW) for tenure in tenures]
        seen = [
            PersonFacts.objects.current().filter(within_reach(actor, Matter.MEMBERSHIP)).exists()
            for actor in actors
        ]
        assert any(seen) or "Sở Nội vụ" in account.agency
