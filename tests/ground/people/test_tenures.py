"""Q-006, Q-007: rights follow the post; delegation is limited and not handed on."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import province
from tests.factories.province import NOW
from vanthu.ground.access.resolve import actor_of_tenure
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.models import Entry
from vanthu.ground.org.choices import Level, Role
from vanthu.ground.org.permissions import NotYourOrganisation
from vanthu.ground.people import actions, queries
from vanthu.ground.people.actions import PersonFields
from vanthu.ground.people.choices import DelegationKind
from vanthu.ground.people.errors import (
    CannotAuthoriseSigning,
    CannotDelegateOn,
    CannotReceive,
    DelegationOverlaps,
    PostHeld,
    PostNotInForce,
    TenureOver,
)
from vanthu.ground.people.models import Delegation, Tenure
from vanthu.kernel.errors import Invalid, NotAllowed, NotFound
from vanthu.kernel.periods import EmptyPeriod

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
BASIS = "Quyết định số 12/QĐ-UBND"


def _tenure_id(actor: Actor) -> int:
    assert actor.tenure_id is not None
    return actor.tenure_id


def test_the_day_after_a_move_the_successor_has_the_boxes() -> None:
    office = province.office()
    free = province.post(office.agency, Role.SPECIALIST, "Chuyên viên", unit=office.headquarters)
    successor = province.person("Võ Thị Sáu")
    moved = actions.move_person(
        office.sysadmin,
        tenure_id=_tenure_id(office.head),
        to_post_id=free.pk,
        on=TOMORROW,
        basis=BASIS,
        successor_id=successor.pk,
    )
    today = actor_of_tenure(_tenure_id(office.head), NOW)
    assert today is not None
    assert set(today.keys) == set(office.head.keys)
    next_day = NOW + timedelta(days=1)
    assert actor_of_tenure(_tenure_id(office.head), next_day) is None
    new = actor_of_tenure(moved.pk, next_day)
    assert new is not None
    assert not set(new.keys) & set(office.head.keys)
    heir = actor_of_tenure(Tenure.objects.get(person=successor).pk, next_day)
    assert heir is not None
    assert set(heir.keys) == set(office.head.keys)
    assert queries.holder_name(office.head.post_id or 0, TODAY) == office.head.name
    assert queries.holder_name(office.head.post_id or 0, TOMORROW) == "Võ Thị Sáu"


def test_a_move_is_told_in_three_entries() -> None:
    office = province.office()
    free = province.post(office.agency, Role.SPECIALIST, "Chuyên viên")
    actions.move_person(
        office.sysadmin,
        tenure_id=_tenure_id(office.head),
        to_post_id=free.pk,
        on=TOMORROW,
        basis=BASIS,
        successor_id=province.person().pk,
    )
    names = Entry.objects.filter(agency_id=office.id).order_by("seq")
    assert [entry.name for entry in names] == ["tenure-ended", "appointed", "appointed"]


def test_a_move_costs_the_same_whatever_the_person_holds() -> None:
    costs = []
    for others in (0, 40):
        office = province.office()
        for _ in range(others):
            post = province.post(office.agency, Role.SPECIALIST, "CV", unit=office.department)
            tenure = province.tenure(post)
            Delegation.objects.create(
                giver_id=tenure.pk,
                receiver_id=_tenure_id(office.head),
                kind=DelegationKind.ABSENCE,
                basis="x",
                valid_from=TODAY,
                valid_to=TOMORROW,
            )
        free = province.post(office.agency, Role.SPECIALIST, "Chuyên viên")
        with CaptureQueriesContext(connection) as statements:
            actions.move_person(
                office.sysadmin,
                tenure_id=_tenure_id(office.head),
                to_post_id=free.pk,
                on=TOMORROW,
                basis=BASIS,
            )
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 20


def test_a_post_has_one_holder_on_a_day() -> None:
    office = province.office()
    with pytest.raises(PostHeld, match=office.clerk.name):
        actions.appoint(
            office.sysadmin,
            person_id=province.person().pk,
            post_id=office.clerk.post_id or 0,
            from_day=TOMORROW,
            basis=BASIS,
        )


def test_a_post_may_be_held_for_a_limited_time() -> None:
    office = province.office()
    post = province.post(office.agency, Role.SPECIALIST, "Chuyên viên")
    person = province.person()
    end = TODAY + timedelta(days=10)
    actions.appoint(
        office.sysadmin,
        person_id=person.pk,
        post_id=post.pk,
        from_day=TODAY,
        to_day=end,
        basis=BASIS,
    )
    assert post.pk in queries.holders([post.pk], end - timedelta(days=1))
    assert post.pk not in queries.holders([post.pk], end)
    with pytest.raises(EmptyPeriod):
        actions.appoint(
            office.sysadmin,
            person_id=person.pk,
            post_id=post.pk,
            from_day=end,
            to_day=end,
            basis=BASIS,
        )


def test_nobody_holds_a_post_before_it_exists() -> None:
    office = province.office()
    post = province.post(office.agency, Role.SPECIALIST, "Chuyên viên", start=TOMORROW)
    with pytest.raises(PostNotInForce):
        actions.appoint(
            office.sysadmin,
            person_id=province.person().pk,
            post_id=post.pk,
            from_day=TODAY,
            basis=BASIS,
        )


@pytest.mark.parametrize("on", [province.START, province.START - timedelta(days=1)])
def test_a_tenure_that_has_begun_is_not_made_undone(on: date) -> None:
    office = province.office()
    with pytest.raises(TenureOver):
        actions.end_tenure(office.sysadmin, tenure_id=_tenure_id(office.clerk), on=on, basis=BASIS)


def test_only_the_own_administrator_or_the_province_appoints() -> None:
    office, other = province.office(), province.office()
    centre = province.office(level=Level.PROVINCE)
    post = province.post(office.agency, Role.SPECIALIST, "Chuyên viên")
    for stranger in (other.sysadmin, office.leader):
        with pytest.raises(NotYourOrganisation):
            actions.appoint(
                stranger,
                person_id=province.person().pk,
                post_id=post.pk,
                from_day=TODAY,
                basis=BASIS,
            )
    actions.appoint(
        centre.sysadmin,
        person_id=province.person().pk,
        post_id=post.pk,
        from_day=TODAY,
        basis=BASIS,
    )


def test_a_person_is_entered_and_corrected_with_the_past_in_the_journal() -> None:
    office = province.office()
    person = actions.add_person(
        office.sysadmin, fields=PersonFields(full_name="Nguyễn  Thị Hoà", email="hoa@vinhlong.vn")
    )
    assert person.full_name == "Nguyễn Thị Hoà"
    with pytest.raises(Invalid):
        actions.add_person(office.sysadmin, fields=PersonFields(full_name="  "))
    held = office.clerk.person_id or 0
    actions.correct_person(
        office.sysadmin,
        person_id=held,
        fields=PersonFields(full_name="Đặng Thị Sửa Tên", phone="0270"),
    )
    entry = Entry.objects.filter(name="person-corrected").latest("id")
    assert office.clerk.name in entry.data
    with pytest.raises(NotFound):
        actions.correct_person(office.sysadmin, person_id=0, fields=PersonFields(full_name="X"))


def _delegate(
    giver: Actor,
    receiver: Actor,
    kind: DelegationKind = DelegationKind.ABSENCE,
    start: date = TODAY,
    end: date = TODAY + timedelta(days=7),
    basis: str = "Giấy ủy quyền số 3",
    scope: str = "Giấy mời, công văn đôn đốc",
) -> Delegation:
    return actions.delegate(
        giver,
        receiver_tenure_id=_tenure_id(receiver),
        kind=kind,
        from_day=start,
        to_day=end,
        basis=basis,
        scope=scope,
    )


def test_a_delegation_lasts_its_days_and_no_longer() -> None:
    office = province.office()
    _delegate(office.leader, office.deputy)
    during = actor_of_tenure(_tenure_id(office.deputy), NOW)
    after = actor_of_tenure(_tenure_id(office.deputy), NOW + timedelta(days=7))
    assert during is not None
    assert after is not None
    assert set(office.leader.keys) <= set(during.keys)
    assert set(after.keys) == set(office.deputy.keys)


def test_a_delegation_taken_back_gives_nothing_from_that_moment() -> None:
    office = province.office()
    row = _delegate(office.leader, office.deputy)
    with pytest.raises(NotFound):
        actions.revoke_delegation(office.deputy, delegation_id=row.pk)
    actions.revoke_delegation(office.leader, delegation_id=row.pk)
    deputy = actor_of_tenure(_tenure_id(office.deputy), NOW)
    assert deputy is not None
    assert set(deputy.keys) == set(office.deputy.keys)


def test_who_acts_for_another_cannot_hand_that_on() -> None:
    office = province.office()
    _delegate(office.leader, office.head)
    acting = Actor(
        **{name: getattr(office.head, name) for name in Actor.__slots__ if name != "on_behalf_of"},
        on_behalf_of=office.leader.tenure_id,
    )
    with pytest.raises(CannotDelegateOn):
        _delegate(acting, office.colleague)


def test_authority_to_sign_cannot_be_delegated_on() -> None:
    office = province.office()
    _delegate(office.leader, office.head, DelegationKind.SIGNING)
    with pytest.raises(CannotAuthoriseSigning):
        _delegate(office.head, office.chief, DelegationKind.SIGNING)
    # Nor does it travel with an ordinary delegation for absence.
    _delegate(office.head, office.specialist)
    specialist = actor_of_tenure(_tenure_id(office.specialist), NOW)
    assert specialist is not None
    assert not specialist.may("sign")


@pytest.mark.parametrize("receiver", ["specialist", "deputy", "deputy_head", "clerk"])
def test_only_heads_of_units_receive_authority_to_sign(receiver: str) -> None:
    office = province.office()
    with pytest.raises(CannotAuthoriseSigning):
        _delegate(office.leader, office.staff[receiver], DelegationKind.SIGNING)


def test_a_deputy_does_not_authorise_signing() -> None:
    office = province.office()
    with pytest.raises(CannotAuthoriseSigning):
        _delegate(office.deputy, office.head, DelegationKind.SIGNING)


@pytest.mark.parametrize("receiver", ["sysadmin", "inspector"])
def test_who_may_not_read_content_cannot_receive_it_by_delegation(receiver: str) -> None:
    office = province.office()
    with pytest.raises(CannotReceive):
        _delegate(office.leader, office.staff[receiver])


def test_authority_stays_in_the_agency() -> None:
    office, other = province.office(), province.office()
    with pytest.raises(CannotReceive):
        _delegate(office.leader, other.deputy)


@pytest.mark.parametrize(
    ("kind", "basis", "scope", "field"),
    [
        (DelegationKind.ABSENCE, " ", "", "basis"),
        (DelegationKind.SIGNING, "Giấy ủy quyền số 3", "", "scope"),
    ],
)
def test_authority_is_given_in_writing_and_within_limits(
    kind: DelegationKind, basis: str, scope: str, field: str
) -> None:
    office = province.office()
    with pytest.raises(Invalid) as refused:
        _delegate(office.leader, office.head, kind, basis=basis, scope=scope)
    assert field in refused.value.errors


def test_the_same_authority_is_not_given_twice_for_one_day() -> None:
    office = province.office()
    _delegate(office.leader, office.deputy)
    with pytest.raises(DelegationOverlaps):
        _delegate(office.leader, office.deputy, start=TOMORROW)
    _delegate(
        office.leader,
        office.deputy,
        start=TODAY + timedelta(days=7),
        end=TODAY + timedelta(days=9),
    )


def test_a_post_without_the_right_delegates_nothing() -> None:
    office = province.office()
    with pytest.raises(NotAllowed):
        _delegate(office.sysadmin, office.clerk)


def test_the_directory_costs_three_statements() -> None:
    office = province.office()
    with CaptureQueriesContext(connection) as statements:
        units = queries.directory(office.id, TODAY)
    # posts, who holds them, the units' names
    assert len(statements) == 3
    assert [unit.name for unit in units] == ["", "Văn phòng", "Phòng Kinh tế"]
    economy = {post.title: post for post in units[2].posts}
    assert economy["Trưởng phòng"].holder is not None
    assert economy["Trưởng phòng"].holder.name == office.head.name
