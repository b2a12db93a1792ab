"""One statement turns a session's secret into an actor with the rights and keys of the post."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import province
from tests.factories.province import NOW, START
from tests.factories.sessions import session
from vanthu.ground.access import keys
from vanthu.ground.access.actions.signing import open_session
from vanthu.ground.access.choices import Right
from vanthu.ground.access.resolve import (
    Hold,
    actor_of_tenure,
    hashed,
    resolve_session,
    resolve_username,
)
from vanthu.ground.access.rules import keys_of, rights_of
from vanthu.ground.journal.models import Entry
from vanthu.ground.org.choices import Role
from vanthu.ground.people.choices import DelegationKind
from vanthu.ground.people.models import Account, Delegation, Tenure
from vanthu.kernel.errors import NotFound
from vanthu.office.dossiers.models import Dossier, DossierShare

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=3)


def test_a_session_becomes_an_actor_in_one_statement() -> None:
    office = province.office("Ủy ban nhân dân phường Long Châu")
    secret = session(office.clerk)
    with CaptureQueriesContext(connection) as statements:
        somebody = resolve_session(secret, LATER, "10.0.0.7", "req-12345")
    assert len(statements) == 1
    assert somebody is not None
    actor = somebody.actor
    assert (actor.person_id, actor.post_id, actor.agency_id) == (
        office.clerk.person_id,
        office.clerk.post_id,
        office.id,
    )
    assert actor.rights == rights_of(Role.RECORDS_CLERK)
    assert set(actor.keys) == set(office.clerk.keys)
    assert (actor.ip, actor.request_id, actor.now) == ("10.0.0.7", "req-12345", LATER)
    assert somebody.seat is not None
    assert somebody.seat.agency_name == "Ủy ban nhân dân phường Long Châu"
    assert not somebody.stale


@pytest.mark.parametrize("role", list(Role))
def test_every_role_gets_the_keys_its_rule_names(role: Role) -> None:
    office = province.office()
    tenure = province.tenure(province.post(office.agency, role, "X", unit=office.department))
    expected = keys_of(
        role, post_id=tenure.post_id, agency_id=office.id, unit_id=office.department.pk
    )
    actor = actor_of_tenure(tenure.pk, NOW)
    assert actor is not None
    assert actor.keys == expected
    assert (expected == ()) == (role in {Role.SYSADMIN, Role.INSPECTOR})


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_at": NOW},
        {"expires_at": NOW},
        {"seen_at": NOW - timedelta(hours=3)},
    ],
)
def test_a_session_that_is_over_is_nobody(change: dict[str, object]) -> None:
    office = province.office()
    assert resolve_session(session(office.clerk, **change), LATER) is None


def test_a_closed_account_is_nobody_at_once() -> None:
    office = province.office()
    secret = session(office.clerk)
    Account.objects.filter(pk=office.clerk.account_id or 0).update(closed_at=NOW)
    assert resolve_session(secret, LATER) is None


def test_an_unknown_secret_is_nobody() -> None:
    assert resolve_session("đoán", NOW) is None
    assert resolve_session(hashed("đoán"), NOW) is None


def test_the_time_of_last_use_is_stale_after_some_minutes() -> None:
    office = province.office()
    secret = session(office.clerk)
    assert resolve_session(secret, NOW + timedelta(minutes=4)).stale is False  # type: ignore[union-attr]
    assert resolve_session(secret, NOW + timedelta(minutes=6)).stale is True  # type: ignore[union-attr]


def test_a_person_without_a_post_is_signed_in_and_may_nothing() -> None:
    office = province.office()
    secret = session(office.clerk)
    Tenure.objects.filter(pk=office.clerk.tenure_id or 0).update(valid_to=NOW.date())
    somebody = resolve_session(secret, NOW)
    assert somebody is not None
    assert somebody.seat is None
    assert (somebody.actor.rights, somebody.actor.keys, somebody.actor.agency_id) == (
        frozenset(),
        (),
        0,
    )


def test_the_session_remembers_which_of_two_posts_is_acted_from() -> None:
    office, other = province.office(), province.office()
    holder = Tenure.objects.get(pk=office.head.tenure_id or 0).person
    second = province.tenure(province.post(other.agency, Role.RECORDS_CLERK, "Văn thư"), holder)
    secret = session(office.head, tenure_id=second.pk)
    somebody = resolve_session(secret, NOW)
    assert somebody is not None
    assert somebody.actor.agency_id == other.id
    assert keys.registry(other.id) in somebody.actor.keys
    assert keys.unit_heads(office.department.pk) not in somebody.actor.keys
    assert {seat.tenure_id for seat in somebody.seats} == {second.pk, office.head.tenure_id}


def _delegation(giver: int, receiver: int, kind: DelegationKind, **change: object) -> Delegation:
    values = {"valid_from": date(2026, 11, 20), "valid_to": date(2026, 11, 30), **change}
    return Delegation.objects.create(
        giver_id=giver, receiver_id=receiver, kind=kind, basis="Giấy ủy quyền số 1", **values
    )


def test_a_delegate_sees_the_boxes_of_the_absent_and_acts_for_them_when_asked() -> None:
    office = province.office()
    giver, receiver = office.leader.tenure_id or 0, office.deputy_head.tenure_id or 0
    _delegation(giver, receiver, DelegationKind.ABSENCE)
    own = resolve_session(session(office.deputy_head), NOW)
    assert own is not None
    assert keys.post(office.leader.post_id or 0) in own.actor.keys
    assert not own.actor.may(Right.SIGN)
    assert own.actor.on_behalf_of is None
    for_leader = resolve_session(session(office.deputy_head, tenure_id=giver), NOW)
    assert for_leader is not None
    actor = for_leader.actor
    assert actor.on_behalf_of == giver
    assert (actor.person_id, actor.tenure_id) == (office.deputy_head.person_id, receiver)
    assert actor.post_id == office.leader.post_id
    assert actor.may(Right.DIRECT)
    assert not actor.may(Right.DELEGATE)
    assert set(actor.keys) == set(office.leader.keys)


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_at": NOW - timedelta(hours=1)},
        {"valid_to": NOW.date()},
        {"valid_from": NOW.date() + timedelta(days=1)},
    ],
)
def test_a_delegation_that_is_not_in_force_gives_nothing(change: dict[str, object]) -> None:
    office = province.office()
    giver = office.leader.tenure_id or 0
    _delegation(giver, office.head.tenure_id or 0, DelegationKind.ABSENCE, **change)
    somebody = resolve_session(session(office.head, tenure_id=giver), NOW)
    assert somebody is not None
    assert set(somebody.actor.keys) == set(office.head.keys)
    assert somebody.actor.post_id == office.head.post_id


def test_a_delegation_ends_with_the_tenure_of_who_gave_it() -> None:
    office = province.office()
    giver = office.leader.tenure_id or 0
    _delegation(giver, office.head.tenure_id or 0, DelegationKind.ABSENCE)
    Tenure.objects.filter(pk=giver).update(valid_to=NOW.date())
    somebody = resolve_session(session(office.head), NOW)
    assert somebody is not None
    assert set(somebody.actor.keys) == set(office.head.keys)


def test_authority_to_sign_adds_the_right_and_no_boxes() -> None:
    office = province.office()
    giver, receiver = office.leader.tenure_id or 0, office.head.tenure_id or 0
    _delegation(giver, receiver, DelegationKind.SIGNING, scope="Giấy mời họp")
    somebody = resolve_session(session(office.head, tenure_id=giver), NOW)
    assert somebody is not None
    assert somebody.actor.may(Right.SIGN)
    assert set(somebody.actor.keys) == set(office.head.keys)
    assert somebody.actor.post_id == office.head.post_id


def test_a_dossier_shared_with_a_unit_is_a_key_of_everyone_in_it() -> None:
    office = province.office()
    made = dossier(office)
    DossierShare.objects.create(dossier_id=made, holder=keys.unit(office.department.pk), since=NOW)
    inside = resolve_session(session(office.specialist), NOW)
    outside = resolve_session(session(office.clerk), NOW)
    assert inside is not None
    assert outside is not None
    assert keys.dossier(made) in inside.actor.keys
    assert keys.dossier(made) not in outside.actor.keys


def dossier(office: province.Office) -> int:
    """A dossier of the office."""
    made = Dossier.objects.create(
        agency=office.agency,
        agency_code="H61.1",
        year=2026,
        notation=f"{office.id}.QT",
        title="Hồ sơ quy hoạch",
        maintenance="10 năm",
        creator_name=office.clerk.name,
        creator_post=office.clerk.post_id or 0,
        start_on=START,
        created_at=NOW,
    )
    return made.pk


@pytest.mark.parametrize("role", [Role.RECORDS_CLERK, Role.AGENCY_LEADER, Role.SYSADMIN])
def test_roles_that_must_use_a_second_factor_may_nothing_before(
    role: Role, settings: object
) -> None:
    settings.SIGN_IN = {"second_factor": True}  # type: ignore[attr-defined]
    office = province.office()
    tenure = province.tenure(province.post(office.agency, role, "X"))
    actor = province.actor_of(tenure)
    held = resolve_session(session(actor, second_factor_at=None), NOW)
    assert held is not None
    assert held.hold is Hold.ENROL_SECOND_FACTOR
    assert (held.actor.rights, held.actor.keys) == (frozenset(), ())
    free = resolve_session(session(actor, second_factor_at=NOW), NOW)
    assert free is not None
    assert free.hold is None
    assert free.actor.rights


def test_a_command_acts_with_the_rights_of_a_named_person() -> None:
    office = province.office()
    username = Account.objects.get(pk=office.clerk.account_id or 0).username
    actor = resolve_username(username.upper(), NOW)
    assert (actor.post_id, set(actor.keys)) == (office.clerk.post_id, set(office.clerk.keys))
    Account.objects.filter(username=username).update(closed_at=NOW)
    for nobody in (username, "khong.co.ai"):
        with pytest.raises(NotFound):
            resolve_username(nobody, NOW)


def test_who_was_signed_in_at_the_browser_before_leaves_no_trace() -> None:
    office = province.office()
    caller = replace(office.leader, now=LATER)
    account = Account.objects.get(pk=office.clerk.account_id or 0)
    open_session(caller, account, means="password", agent="")
    entry = Entry.objects.get(name="signed-in")
    assert (entry.account_id, entry.tenure_id) == (account.pk, None)
