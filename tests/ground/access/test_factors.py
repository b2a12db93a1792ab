"""Q-009: one-time codes, recovery codes and passkeys: none is passed by, used twice or forged."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from tests.factories import province
from tests.factories.authenticator import Authenticator
from tests.factories.province import NOW
from tests.factories.sessions import PASSWORD, session, with_password
from vanthu.ground.access import actions, queries
from vanthu.ground.access.errors import (
    AlreadyEnrolled,
    LockedOut,
    PasskeyRefused,
    PasskeysUnavailable,
    SecondFactorFirst,
    WrongCode,
)
from vanthu.ground.access.models import Passkey, Session, Totp
from vanthu.ground.access.resolve import Hold, SignedIn, hashed, resolve_session
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.models import Entry

pytestmark = pytest.mark.django_db

SITE = "https://vanthu.vinhlong.gov.vn"


def _signed_in(secret: str, now: datetime = NOW) -> SignedIn:
    found = resolve_session(secret, now)
    assert found is not None
    return found


def _enrol(actor: Actor) -> tuple[pyotp.TOTP, list[str]]:
    """A confirmed one-time password for the person: the generator and the recovery codes."""
    secret = session(actor)
    address = actions.enrol_totp(actor)
    totp = pyotp.TOTP(parse_qs(urlsplit(address).query)["secret"][0])
    _new, codes = actions.confirm_totp(actor, session=hashed(secret), code=totp.at(NOW))
    return totp, codes


def _after_password(actor: Actor, now: datetime = NOW) -> SignedIn:
    """Signed in with the password alone."""
    secret, _row = actions.sign_in(with_password(actor), PASSWORD, now=now)
    return _signed_in(secret, now)


def test_with_a_one_time_password_the_password_alone_opens_nothing() -> None:
    office = province.office()
    totp, _codes = _enrol(office.clerk)
    later = NOW + timedelta(minutes=2)
    held = _after_password(office.clerk, later)
    assert held.hold is Hold.SECOND_FACTOR
    assert (held.actor.rights, held.actor.keys) == (frozenset(), ())
    new = actions.pass_totp(held.actor, session=held.session, code=totp.at(later))
    assert resolve_session("", later) is None
    free = _signed_in(new, later)
    assert free.hold is None
    assert free.session != held.session
    assert set(free.actor.keys) == set(office.clerk.keys)


def test_the_password_alone_cannot_change_what_protects_the_account() -> None:
    office = province.office()
    _enrol(office.clerk)
    held = _after_password(office.clerk)
    attempts: list[Callable[[], object]] = [
        lambda: actions.enrol_totp(held.actor),
        lambda: actions.remove_totp(held.actor),
        lambda: actions.make_recovery_codes(held.actor),
        lambda: actions.begin_passkey(held.actor, session=held.session),
        lambda: actions.make_token(held.actor, label="x"),
        lambda: actions.change_password(held.actor, session=held.session, old="", new=""),
    ]
    for bypass in attempts:
        with pytest.raises(SecondFactorFirst):
            bypass()


def test_the_session_after_the_password_ends_soon_without_the_second_factor() -> None:
    office = province.office()
    _enrol(office.clerk)
    secret, _row = actions.sign_in(with_password(office.clerk), PASSWORD, now=NOW)
    assert resolve_session(secret, NOW + timedelta(minutes=9)) is not None
    assert resolve_session(secret, NOW + timedelta(minutes=11)) is None


def test_a_code_is_good_once() -> None:
    office = province.office()
    totp, _codes = _enrol(office.clerk)
    later = NOW + timedelta(minutes=2)
    first = _after_password(office.clerk, later)
    code = totp.at(later)
    actions.pass_totp(first.actor, session=first.session, code=code)
    second = _after_password(office.clerk, later + timedelta(seconds=5))
    with pytest.raises(WrongCode):
        actions.pass_totp(second.actor, session=second.session, code=code)
    # Nor an earlier one that the neighbourhood of the clock would still allow.
    earlier = totp.at(later - timedelta(seconds=30))
    with pytest.raises(WrongCode):
        actions.pass_totp(second.actor, session=second.session, code=earlier)


def test_codes_are_not_guessed() -> None:
    office = province.office()
    totp, _codes = _enrol(office.clerk)
    held = _after_password(office.clerk)
    good = {totp.at(NOW + timedelta(seconds=step)) for step in (-30, 0, 30)}
    wrong = next(f"{n:06d}" for n in range(9) if f"{n:06d}" not in good)
    for _ in range(5):
        with pytest.raises(WrongCode):
            actions.pass_totp(held.actor, session=held.session, code=wrong)
    with pytest.raises(LockedOut):
        actions.pass_totp(held.actor, session=held.session, code=wrong)
    failures = Entry.objects.filter(agency_id=0, name="sign-in-failed")
    assert failures.count() == 5
    assert all(entry.account_id == office.clerk.account_id for entry in failures)


def test_the_secret_is_not_readable_in_the_database() -> None:
    office = province.office()
    totp, _codes = _enrol(office.clerk)
    assert totp.secret not in Totp.objects.get().secret


def test_under_another_key_the_secret_opens_nothing(settings: Any) -> None:
    office = province.office()
    totp, _codes = _enrol(office.clerk)
    held = _after_password(office.clerk)
    settings.SECRET_KEY = "another"
    with pytest.raises(WrongCode):
        actions.pass_totp(held.actor, session=held.session, code=totp.at(NOW))


def test_a_confirmed_one_is_not_replaced_unseen() -> None:
    office = province.office()
    _enrol(office.clerk)
    with pytest.raises(AlreadyEnrolled):
        actions.enrol_totp(office.clerk)
    actions.remove_totp(office.clerk)
    assert not queries.has_second_factor(office.clerk.account_id or 0)


def test_a_recovery_code_opens_once() -> None:
    office = province.office()
    _totp, codes = _enrol(office.clerk)
    assert len(set(codes)) == 10
    first = _after_password(office.clerk)
    typed = codes[0].lower().replace("-", " ")
    actions.pass_recovery_code(first.actor, session=first.session, code=typed)
    assert queries.factors(office.clerk.account_id or 0).recovery_codes_left == 9
    second = _after_password(office.clerk)
    with pytest.raises(WrongCode):
        actions.pass_recovery_code(second.actor, session=second.session, code=codes[0])
    fresh = actions.make_recovery_codes(office.clerk)
    with pytest.raises(WrongCode):
        actions.pass_recovery_code(second.actor, session=second.session, code=codes[1])
    actions.pass_recovery_code(second.actor, session=second.session, code=fresh[1])


def test_an_administrator_helps_who_has_lost_every_factor() -> None:
    office = province.office()
    _enrol(office.clerk)
    account_id = office.clerk.account_id or 0
    actions.reset_second_factor(office.sysadmin, account_id=account_id, reason="Mất điện thoại")
    assert not queries.factors(account_id).any
    entry = Entry.objects.get(agency_id=office.id, name="second-factor-reset")
    assert json.loads(entry.data) == {"reason": "Mất điện thoại"}


def test_each_step_is_in_the_agencys_chain() -> None:
    office = province.office()
    totp, _codes = _enrol(office.clerk)
    held = _after_password(office.clerk, NOW + timedelta(minutes=2))
    code = totp.at(NOW + timedelta(minutes=2))
    actions.pass_totp(held.actor, session=held.session, code=code)
    names = Entry.objects.filter(agency_id=office.id).order_by("seq")
    assert [entry.name for entry in names] == [
        "totp-enrolled",
        "second-factor-passed",
        "recovery-codes-made",
        "signed-in",
        "second-factor-passed",
    ]


@pytest.fixture
def site(settings: Any) -> str:
    """An installation with a name, which passkeys need."""
    settings.PUBLIC_URL = SITE
    return SITE


def _register(actor: Actor, key: Authenticator) -> Passkey:
    here = hashed(session(actor))
    options = actions.begin_passkey(actor, session=here)
    return actions.add_passkey(
        actor, session=here, credential=key.create(options), label="Khóa USB"
    )


def test_a_passkey_is_a_second_factor(site: str) -> None:
    office, key = province.office(), Authenticator(site)
    passkey = _register(office.clerk, key)
    held = _after_password(office.clerk)
    assert held.hold is Hold.SECOND_FACTOR
    options = actions.begin_passkey_check(held.actor, session=held.session)
    answer = key.get(options)
    new = actions.pass_passkey(held.actor, session=held.session, credential=answer)
    assert _signed_in(new).hold is None
    passkey.refresh_from_db()
    assert (passkey.sign_count, passkey.used_at) == (1, NOW)


def test_a_challenge_is_answered_once(site: str) -> None:
    office, key = province.office(), Authenticator(site)
    _register(office.clerk, key)
    held = _after_password(office.clerk)
    answer = key.get(actions.begin_passkey_check(held.actor, session=held.session))
    new = actions.pass_passkey(held.actor, session=held.session, credential=answer)
    with pytest.raises(PasskeyRefused):
        actions.pass_passkey(held.actor, session=hashed(new), credential=answer)


def test_another_key_another_site_and_another_person_are_refused(site: str) -> None:
    office, key = province.office(), Authenticator(site)
    _register(office.clerk, key)
    leaders = Authenticator(site)
    _register(office.leader, leaders)
    copy = Authenticator("https://vanthu-vinhlong.example")
    copy.key, copy.credential_id = key.key, key.credential_id
    forged = Authenticator(site)
    forged.credential_id = key.credential_id
    held = _after_password(office.clerk)
    for other in (leaders, copy, forged):
        options = actions.begin_passkey_check(held.actor, session=held.session)
        with pytest.raises(PasskeyRefused):
            actions.pass_passkey(held.actor, session=held.session, credential=other.get(options))


@pytest.mark.parametrize("answer", [{}, {"id": "x"}, {"id": None, "response": {}}])
def test_what_is_no_answer_at_all_is_refused(site: str, answer: dict[str, Any]) -> None:
    office, key = province.office(), Authenticator(site)
    _register(office.clerk, key)
    held = _after_password(office.clerk)
    actions.begin_passkey_check(held.actor, session=held.session)
    with pytest.raises(PasskeyRefused):
        actions.pass_passkey(held.actor, session=held.session, credential=answer)
    here = hashed(session(office.leader))
    actions.begin_passkey(office.leader, session=here)
    with pytest.raises(PasskeyRefused):
        actions.add_passkey(office.leader, session=here, credential=answer, label="")


def test_a_cloned_key_is_noticed_by_its_counter(site: str) -> None:
    office, key = province.office(), Authenticator(site)
    _register(office.clerk, key)
    key.count = 5
    held = _after_password(office.clerk)
    answer = key.get(actions.begin_passkey_check(held.actor, session=held.session))
    new = actions.pass_passkey(held.actor, session=held.session, credential=answer)
    key.count = 2
    options = actions.begin_passkey_check(held.actor, session=hashed(new))
    with pytest.raises(PasskeyRefused):
        actions.pass_passkey(held.actor, session=hashed(new), credential=key.get(options))


CALLER = Actor(now=NOW, ip="10.0.0.9")


def test_a_passkey_signs_in_without_name_and_password(site: str) -> None:
    office, key = province.office(), Authenticator(site)
    _register(office.clerk, key)
    options, signed = actions.begin_passkey_sign_in()
    answer = key.get(options)
    secret, _row = actions.sign_in_with_passkey(
        CALLER, signed_challenge=signed, credential=answer, agent="Chromium"
    )
    somebody = _signed_in(secret)
    assert somebody.hold is None
    assert somebody.actor.person_id == office.clerk.person_id
    with pytest.raises(PasskeyRefused):
        actions.sign_in_with_passkey(
            CALLER, signed_challenge=signed, credential=answer, agent="Chromium"
        )


def test_a_key_that_does_not_check_who_holds_it_is_no_way_in_by_itself(site: str) -> None:
    office, key = province.office(), Authenticator(site)
    _register(office.clerk, key)
    key.verifies = False
    options, signed = actions.begin_passkey_sign_in()
    with pytest.raises(PasskeyRefused):
        actions.sign_in_with_passkey(
            CALLER, signed_challenge=signed, credential=key.get(options), agent=""
        )


def test_a_challenge_that_is_not_ours_is_refused(site: str) -> None:
    office, key = province.office(), Authenticator(site)
    _register(office.clerk, key)
    options, signed = actions.begin_passkey_sign_in()
    for forged in ("", signed + "x", signed.split(":")[0]):
        with pytest.raises(PasskeyRefused):
            actions.sign_in_with_passkey(
                CALLER, signed_challenge=forged, credential=key.get(options), agent=""
            )


def test_a_removed_passkey_opens_nothing_and_others_cannot_remove_it(site: str) -> None:
    office, key = province.office(), Authenticator(site)
    passkey = _register(office.clerk, key)
    with pytest.raises(Exception, match="Không tìm thấy"):
        actions.remove_passkey(office.leader, passkey_id=passkey.pk)
    actions.remove_passkey(office.clerk, passkey_id=passkey.pk)
    options, signed = actions.begin_passkey_sign_in()
    with pytest.raises(PasskeyRefused):
        actions.sign_in_with_passkey(
            CALLER, signed_challenge=signed, credential=key.get(options), agent=""
        )


def test_a_browser_binds_no_key_to_a_number(settings: Any) -> None:
    settings.PUBLIC_URL = "http://127.0.0.1:8000"
    office = province.office()
    with pytest.raises(PasskeysUnavailable):
        actions.begin_passkey(office.clerk, session=hashed(session(office.clerk)))


def test_a_session_of_another_account_takes_no_challenge(site: str) -> None:
    office, key = province.office(), Authenticator(site)
    others = hashed(session(office.leader))
    options = actions.begin_passkey(office.clerk, session=others)
    assert Session.objects.get(token_hash=others).challenge == ""
    with pytest.raises(PasskeyRefused):
        actions.add_passkey(
            replace(office.clerk), session=others, credential=key.create(options), label=""
        )
