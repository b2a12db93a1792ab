"""Q-009: signing in, lock-out, session fixation, sessions and seats; every act is journalled."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import verify_password

from tests.factories import province
from tests.factories.province import NOW
from tests.factories.sessions import PASSWORD, session, with_password
from vanthu.ground.access import actions, queries
from vanthu.ground.access.actions import signing
from vanthu.ground.access.errors import (
    LockedOut,
    SeatNotYours,
    WeakPassword,
    WrongCredentials,
)
from vanthu.ground.access.models import Attempt, Session
from vanthu.ground.access.resolve import Hold, hashed, resolve_session
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.models import Entry
from vanthu.ground.org.choices import Role
from vanthu.ground.people.models import Account, Tenure
from vanthu.kernel.errors import NotFound

pytestmark = pytest.mark.django_db


def _entries(agency_id: int) -> list[str]:
    rows = Entry.objects.filter(agency_id=agency_id).order_by("seq")
    return list(rows.values_list("name", flat=True))


def _fail(username: str, times: int, ip: str = "10.0.0.9") -> None:
    for _ in range(times):
        with pytest.raises(WrongCredentials):
            actions.sign_in(username, "đoán mò", now=NOW, ip=ip)


def test_the_right_password_opens_a_session_of_the_persons_post() -> None:
    office = province.office()
    username = with_password(office.clerk)
    secret, row = actions.sign_in(
        f" {username.upper()} ", PASSWORD, now=NOW, ip="10.0.0.9", agent="Firefox"
    )
    assert row.token_hash == hashed(secret) != secret
    somebody = resolve_session(secret, NOW)
    assert somebody is not None
    assert somebody.actor.post_id == office.clerk.post_id
    assert _entries(office.id) == ["signed-in"]
    assert not Attempt.objects.exists()


def test_a_wrong_password_and_an_unknown_name_are_one_refusal_on_chain_0() -> None:
    office = province.office()
    username = with_password(office.clerk)
    for name, password in ((username, "sai"), ("khong.co.ai", PASSWORD), (username, "")):
        with pytest.raises(WrongCredentials) as refused:
            actions.sign_in(name, password, now=NOW, ip="10.0.0.9")
        assert refused.value.sentence == WrongCredentials.default_sentence
    assert _entries(0) == ["sign-in-failed"] * 3
    told = [json.loads(entry.data) for entry in Entry.objects.filter(agency_id=0).order_by("seq")]
    # What was typed as an unknown name may be a password: it is kept nowhere.
    assert [data["username"] for data in told] == [username, "", username]
    assert not Attempt.objects.filter(username__contains="khong").exists()


def test_an_account_without_password_or_closed_opens_with_nothing() -> None:
    office = province.office()
    username = Account.objects.get(pk=office.clerk.account_id or 0).username
    with pytest.raises(WrongCredentials):
        actions.sign_in(username, "", now=NOW)
    with_password(office.clerk)
    Account.objects.filter(username=username).update(closed_at=NOW)
    with pytest.raises(WrongCredentials):
        actions.sign_in(username, PASSWORD, now=NOW)


def test_a_name_is_locked_after_five_failures_and_says_until_when() -> None:
    office = province.office()
    username = with_password(office.clerk)
    _fail(username, 5)
    with pytest.raises(LockedOut, match="đến 09:15 ngày 23/11/2026") as refused:
        actions.sign_in(username, PASSWORD, now=NOW, ip="10.0.0.10")
    assert refused.value.status == 429
    # Knocking while it is locked does not lengthen the lock.
    with pytest.raises(LockedOut, match="09:15"):
        actions.sign_in(username, PASSWORD, now=NOW + timedelta(minutes=14))
    actions.sign_in(username, PASSWORD, now=NOW + timedelta(minutes=16))
    assert _entries(0)[-2:] == ["sign-in-locked"] * 2


def test_an_address_is_locked_for_every_name(settings: object) -> None:
    settings.SIGN_IN = {"lock_after_address": 6}  # type: ignore[attr-defined]
    office = province.office()
    username = with_password(office.clerk)
    for number in range(6):
        _fail(f"ai.do.{number}", 1)
    with pytest.raises(LockedOut):
        actions.sign_in(username, PASSWORD, now=NOW, ip="10.0.0.9")
    actions.sign_in(username, PASSWORD, now=NOW, ip="10.0.0.10")


def test_the_right_password_forgives_the_mistakes_before_it() -> None:
    office = province.office()
    username = with_password(office.clerk)
    for _ in range(3):
        _fail(username, 4)
        actions.sign_in(username, PASSWORD, now=NOW, ip="10.0.0.9")


def test_an_administrator_unlocks_the_own_agency_only() -> None:
    office, other = province.office(), province.office()
    username = with_password(office.clerk)
    _fail(username, 5)
    with pytest.raises(Exception, match="cơ quan mình"):
        actions.unlock(other.sysadmin, account_id=office.clerk.account_id or 0)
    actions.unlock(office.sysadmin, account_id=office.clerk.account_id or 0)
    actions.sign_in(username, PASSWORD, now=NOW, ip="10.0.0.9")


def test_a_session_planted_before_signing_in_is_worth_nothing() -> None:
    office = province.office()
    username = with_password(office.clerk)
    planted = session(office.specialist)
    secret, _row = actions.sign_in(username, PASSWORD, now=NOW, previous=planted)
    assert secret != planted
    assert resolve_session(planted, NOW) is None


def test_who_signs_out_is_out() -> None:
    office = province.office()
    secret = session(office.clerk)
    actions.sign_out(office.clerk, session=hashed(secret))
    assert resolve_session(secret, NOW) is None
    assert _entries(office.id) == ["signed-out"]


def test_sessions_are_listed_and_ended_from_elsewhere() -> None:
    office = province.office()
    here, there, third = (session(office.clerk) for _ in range(3))
    others = session(office.leader)
    account_id = office.clerk.account_id or 0
    rows = queries.open_sessions(account_id, NOW, hashed(here))
    assert [row.here for row in rows].count(True) == 1
    actions.revoke_session(office.clerk, handle=hashed(there)[:16])
    assert resolve_session(there, NOW) is None
    assert len(queries.open_sessions(account_id, NOW)) == 2
    with pytest.raises(NotFound):
        actions.revoke_session(office.clerk, handle=hashed(others)[:16])
    with pytest.raises(NotFound):
        actions.revoke_session(office.clerk, handle="")
    assert actions.revoke_other_sessions(office.clerk, session=hashed(here)) == 1
    assert resolve_session(third, NOW) is None
    assert resolve_session(here, NOW) is not None
    assert resolve_session(others, NOW) is not None
    assert _entries(office.id) == ["sessions-revoked"] * 2


def test_only_an_own_seat_is_taken() -> None:
    office = province.office()
    secret = session(office.head)
    holder = Tenure.objects.get(pk=office.head.tenure_id or 0).person
    second = province.tenure(province.post(office.agency, Role.SPECIALIST, "Kiêm nhiệm"), holder)
    actions.switch_seat(office.head, session=hashed(secret), tenure_id=second.pk)
    somebody = resolve_session(secret, NOW)
    assert somebody is not None
    assert somebody.actor.post_id == second.post_id
    with pytest.raises(SeatNotYours):
        actions.switch_seat(
            office.head, session=hashed(secret), tenure_id=office.leader.tenure_id or 0
        )
    assert _entries(office.id) == ["seat-switched"]


def test_a_changed_password_ends_every_other_session() -> None:
    office = province.office()
    username = with_password(office.clerk)
    here, there = session(office.clerk), session(office.clerk)
    with pytest.raises(WrongCredentials):
        actions.change_password(office.clerk, session=hashed(here), old="sai", new="x" * 20)
    actions.change_password(
        office.clerk, session=hashed(here), old=PASSWORD, new="mùa nước nổi tháng mười"
    )
    assert resolve_session(here, NOW) is not None
    assert resolve_session(there, NOW) is None
    with pytest.raises(WrongCredentials):
        actions.sign_in(username, PASSWORD, now=NOW)
    actions.sign_in(username, "mùa nước nổi tháng mười", now=NOW)
    assert _entries(office.id) == ["password-changed", "signed-in"]


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("ngắn quá", "ít nhất 10"),
        ("1234567890", "phổ biến"),
        ("Vĩnh Long 123".replace(" ", ""), "phổ biến"),
        ("aaaaaaaaaaaaaa", "lặp lại"),
        (PASSWORD, "trùng"),
    ],
)
def test_weak_passwords_are_refused_with_the_reason(new: str, reason: str) -> None:
    office = province.office()
    with_password(office.clerk)
    with pytest.raises(WeakPassword, match=reason):
        actions.change_password(office.clerk, session="", old=PASSWORD, new=new)


def test_a_password_with_ones_own_name_is_weak() -> None:
    office = province.office()
    username = with_password(office.clerk)
    with pytest.raises(WeakPassword, match="chứa tên"):
        actions.change_password(office.clerk, session="", old=PASSWORD, new=f"{username}!2026")


def test_a_reset_password_must_be_changed_before_anything_else() -> None:
    office = province.office()
    username = with_password(office.clerk)
    old = session(office.clerk)
    given = actions.reset_password(office.sysadmin, account_id=office.clerk.account_id or 0)
    assert resolve_session(old, NOW) is None
    secret, _row = actions.sign_in(username, given, now=NOW)
    somebody = resolve_session(secret, NOW)
    assert somebody is not None
    assert somebody.hold is Hold.CHANGE_PASSWORD
    assert (somebody.actor.rights, somebody.actor.keys) == (frozenset(), ())
    actions.change_password(
        somebody.actor, session=somebody.session, old=given, new="bưởi năm roi Bình Minh"
    )
    free = resolve_session(secret, NOW)
    assert free is not None
    assert free.hold is None


def test_an_account_is_opened_once_and_closes_with_everything_it_opened() -> None:
    office = province.office()
    person = province.person()
    Account.objects.filter(person=person).delete()
    account, password = actions.open_account(
        office.sysadmin, person_id=person.pk, username="Nguyen.Van.Moi"
    )
    assert account.username == "nguyen.van.moi"
    for person_id, username in ((person.pk, "khac.ten"), (province.person().pk, "x y")):
        with pytest.raises(Exception, match="tài khoản|chữ không dấu"):
            actions.open_account(office.sysadmin, person_id=person_id, username=username)
    province.tenure(province.post(office.agency, Role.SPECIALIST, "Chuyên viên"), person)
    secret, _row = actions.sign_in("nguyen.van.moi", password, now=NOW)
    actions.close_account(office.sysadmin, account_id=account.pk, reason="Chuyển công tác")
    assert resolve_session(secret, NOW) is None
    actions.reopen_account(office.sysadmin, account_id=account.pk, reason="Trở lại")
    actions.sign_in("nguyen.van.moi", password, now=NOW)
    assert _entries(office.id) == [
        "account-opened",
        "signed-in",
        "account-closed",
        "account-reopened",
        "signed-in",
    ]


def test_only_an_administrator_manages_accounts() -> None:
    office = province.office()
    for actor in (office.leader, office.clerk, office.inspector):
        with pytest.raises(Exception, match="Quản lý tài khoản"):
            actions.reset_password(actor, account_id=office.head.account_id or 0)


def test_what_has_expired_is_forgotten_after_a_month() -> None:
    office = province.office()
    session(office.clerk, expires_at=NOW - timedelta(days=31))
    living = session(office.clerk)
    _fail("ai.do", 1)
    actions.forget_expired(NOW + timedelta(minutes=16))
    assert Session.objects.count() == 1
    assert resolve_session(living, NOW) is not None
    assert not Attempt.objects.exists()


def test_a_time_of_last_use_is_no_act() -> None:
    office = province.office()
    secret = session(office.clerk)
    actions.mark_seen(hashed(secret), NOW + timedelta(minutes=7))
    assert Session.objects.get().seen_at == NOW + timedelta(minutes=7)
    assert _entries(office.id) == []


def test_somebody_without_a_post_signs_in_on_chain_0() -> None:
    person = province.person()
    actor = Actor(now=NOW, account_id=person.account.pk)
    username = with_password(actor)
    actions.sign_in(username, PASSWORD, now=NOW)
    assert _entries(0) == ["signed-in"]
    assert replace(actor, name="").name == ""


def test_an_unknown_name_is_hashed_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    office = province.office()
    username = with_password(office.clerk)
    kept: list[str] = []
    signing.nobodys.cache_clear()

    def seen(password: str, hashed: str, *more: str) -> tuple[bool, bool]:
        kept.append(hashed)
        return verify_password(password, hashed, *more)

    monkeypatch.setattr(signing, "verify_password", seen)
    _fail(username, 1)
    _fail("khong.co.ai", 1)
    # The same work for both, so that the time taken tells nothing.
    assert [text.split("$")[:4] for text in kept][0] == kept[1].split("$")[:4]
    assert kept[0] != kept[1]
