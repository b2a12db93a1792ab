"""Changed rights wait for a leader's confirmation, and both stand in the journal (Q-005)."""

from datetime import date

import pytest

from tests.factories.province import NOW, Office, actor_of, office, person, post, tenure
from tests.support.told import last_events
from vanthu.ground.access import actions
from vanthu.ground.access.errors import OwnChange
from vanthu.ground.access.models import RightsChange
from vanthu.ground.access.permissions import MissingRight
from vanthu.ground.access.queries import rights_changes, rights_waiting
from vanthu.ground.org.choices import Role
from vanthu.ground.people.actions import appoint, delegate, end_tenure, revoke_delegation
from vanthu.ground.people.choices import DelegationKind
from vanthu.kernel.errors import NotFound

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def place() -> Office:
    return office()


def appointed(place: Office) -> RightsChange:
    free = post(place.agency, Role.SPECIALIST, "Chuyên viên", unit=place.department)
    appoint(
        place.sysadmin, person_id=person().pk, post_id=free.pk, from_day=TODAY, basis="QĐ 5/QĐ-UBND"
    )
    return RightsChange.objects.latest("pk")


def test_an_appointment_waits_until_a_leader_confirms_it(place: Office) -> None:
    row = appointed(place)
    assert (row.what, row.basis, rights_waiting(place.id)) == ("appointed", "QĐ 5/QĐ-UBND", 1)
    actions.confirm_rights(place.leader, change_ids=[row.pk])
    assert rights_waiting(place.id) == 0
    assert last_events(2) == ["appointed", "rights-confirmed"]
    assert rights_changes(place.id)[0].confirmed_by_name == place.leader.name


def test_every_way_of_changing_rights_waits(place: Office) -> None:
    held = tenure(post(place.agency, Role.SPECIALIST, "Chuyên viên"))
    end_tenure(place.sysadmin, tenure_id=held.pk, on=TODAY, basis="nghỉ hưu")
    given = delegate(
        place.leader,
        receiver_tenure_id=place.deputy.tenure_id or 0,
        kind=DelegationKind.ABSENCE,
        basis="Giấy ủy quyền 1",
        from_day=TODAY,
        to_day=date(2026, 12, 10),
    )
    revoke_delegation(place.leader, delegation_id=given.pk)
    told = [row.what for row in RightsChange.objects.order_by("pk")]
    assert told == ["tenure-ended", "delegated", "delegation-revoked"]


def test_nobody_confirms_what_they_did_or_what_is_about_them(place: Office) -> None:
    row = appointed(place)
    with pytest.raises(MissingRight):
        actions.confirm_rights(place.sysadmin, change_ids=[row.pk])
    RightsChange.objects.filter(pk=row.pk).update(made_by=place.leader.account_id)
    with pytest.raises(OwnChange):
        actions.confirm_rights(place.leader, change_ids=[row.pk])
    RightsChange.objects.filter(pk=row.pk).update(person=place.chief.person_id)
    with pytest.raises(OwnChange):
        actions.confirm_rights(place.chief, change_ids=[row.pk])
    actions.confirm_rights(place.deputy, change_ids=[row.pk])


def test_another_agencys_changes_are_not_there(place: Office) -> None:
    row = appointed(place)
    with pytest.raises(NotFound):
        actions.confirm_rights(office().leader, change_ids=[row.pk])


def test_confirming_twice_says_it_once(place: Office) -> None:
    row = appointed(place)
    actions.confirm_rights(place.leader, change_ids=[row.pk, row.pk])
    actions.confirm_rights(place.deputy, change_ids=[row.pk])
    assert last_events(2) == ["appointed", "rights-confirmed"]
    assert RightsChange.objects.get(pk=row.pk).confirmed_by == place.leader.account_id


def test_a_specialist_appointed_leader_cannot_confirm_themself(place: Office) -> None:
    free = post(place.agency, Role.AGENCY_LEADER, "Phó Chủ tịch", deputy=True)
    holder = person()
    made = appoint(
        place.sysadmin, person_id=holder.pk, post_id=free.pk, from_day=TODAY, basis="QĐ 6"
    )
    with pytest.raises(OwnChange):
        actions.confirm_rights(actor_of(made), change_ids=[RightsChange.objects.latest("pk").pk])
