"""The second clock: what was known when, and how a version is replaced."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories.cadres import somebody
from tests.factories.province import NOW, agency
from vanthu.cadres.personnel.choices import Sex
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.ground.base.known import supersede, versions, withdraw

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=10)


def the_facts() -> PersonFacts:
    return PersonFacts.objects.get(person=somebody(agency()))


def test_a_correction_leaves_what_was_known() -> None:
    old = the_facts()
    new = supersede(old, LATER, sex=Sex.FEMALE)
    assert new.record == old.record
    assert [row.sex for row in versions(new)] == [Sex.MALE, Sex.FEMALE]
    for moment, sex in ((NOW, Sex.MALE), (LATER, Sex.FEMALE)):
        assert PersonFacts.objects.known_at(moment).get(record=old.record).sex == sex
    assert PersonFacts.objects.current().get(record=old.record).pk == new.pk
    assert not PersonFacts.objects.known_at(NOW - timedelta(seconds=1)).exists()


def test_what_is_withdrawn_was_known_before() -> None:
    row = the_facts()
    withdraw(row, LATER)
    assert not row.is_fact
    assert PersonFacts.objects.known_at(NOW).filter(record=row.record).exists()
    assert not PersonFacts.objects.known_at(LATER).filter(record=row.record).exists()


def test_a_version_is_known_for_some_time() -> None:
    with pytest.raises(ValueError, match="some time"):
        supersede(the_facts(), NOW)


def test_a_record_has_one_version_at_a_time() -> None:
    row = the_facts()
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFacts.objects.create(
            record=row.record,
            person=somebody(row.agency),
            agency=row.agency,
            born_on=row.born_on,
            sex=row.sex,
            known_from=NOW,
        )
