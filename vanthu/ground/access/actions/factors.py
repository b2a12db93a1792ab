"""One-time passwords (RFC 6238) and the recovery codes for who has lost the telephone."""

from datetime import datetime

import pyotp

from vanthu.ground.access import events
from vanthu.ground.access.actions.signing import second_factor_shown
from vanthu.ground.access.attempts import attempt
from vanthu.ground.access.errors import AlreadyEnrolled, NotEnrolled, WrongCode
from vanthu.ground.access.models import RecoveryCode, Totp
from vanthu.ground.access.permissions import check_own_account
from vanthu.ground.access.secret import decrypt, encrypt, keyed, readable
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce, unit_of_work
from vanthu.ground.people.models import Account

ISSUER = "Văn thư"
RECOVERY_CODES = 10
_STEP_SECONDS = 30


@action
def enrol_totp(actor: Actor) -> str:
    """Begin: an otpauth:// address to show as a QR code; it counts once confirmed.

    Raises AlreadyEnrolled while a confirmed one exists.
    """
    account = Account.objects.get(pk=check_own_account(actor))
    if Totp.objects.filter(account=account).exclude(confirmed_at=None).exists():
        raise AlreadyEnrolled
    secret = pyotp.random_base32()
    Totp.objects.update_or_create(account=account, defaults={"secret": encrypt(secret)})
    return pyotp.TOTP(secret).provisioning_uri(name=account.username, issuer_name=ISSUER)


def confirm_totp(actor: Actor, *, session: str, code: str) -> tuple[str, list[str]]:
    """Finish with a first code: the session's new secret and the recovery codes, shown once.

    Raises WrongCode, LockedOut, NotEnrolled.
    """
    check_own_account(actor)
    row = _totp(actor, confirmed=False)
    with attempt(actor, _username(actor), means="totp", account_id=actor.account_id):
        step = _step(row, code, actor.now)
    with unit_of_work(actor):
        changed = Totp.objects.filter(pk=row.pk, confirmed_at=None).update(
            confirmed_at=actor.now, last_step=step
        )
        if not changed:
            raise AlreadyEnrolled
        announce(actor, events.TotpEnrolled.of(actor))
        return second_factor_shown(actor, session, "totp"), _new_codes(actor)


def pass_totp(actor: Actor, *, session: str, code: str) -> str:
    """Show the second factor after the password; the session's new secret.

    A code is good once: a step that was used, or an earlier one, is refused (replay).
    """
    row = _totp(actor, confirmed=True)
    with attempt(actor, _username(actor), means="totp", account_id=actor.account_id):
        step = _step(row, code, actor.now)
        # Guarded by the step, so that of two requests with one code only one passes.
        if not Totp.objects.filter(pk=row.pk, last_step__lt=step).update(last_step=step):
            raise WrongCode(field="code")
    return second_factor_shown(actor, session, "totp")


def pass_recovery_code(actor: Actor, *, session: str, code: str) -> str:
    """Show a recovery code instead; it is used up. The session's new secret."""
    with attempt(actor, _username(actor), means="recovery", account_id=actor.account_id):
        codes = RecoveryCode.objects.filter(account=actor.account_id, code_hash=_kept(code))
        if not codes.filter(used_at=None).update(used_at=actor.now):
            raise WrongCode(field="code")
    return second_factor_shown(actor, session, "recovery")


@action
def make_recovery_codes(actor: Actor) -> list[str]:
    """Ten new codes in place of the ones before; only once the second factor was shown."""
    check_own_account(actor)
    return _new_codes(actor)


@action
def remove_totp(actor: Actor) -> None:
    """One-time passwords no longer count; only once the second factor was shown."""
    check_own_account(actor)
    if not Totp.objects.filter(account=actor.account_id).delete()[0]:
        raise NotEnrolled
    RecoveryCode.objects.filter(account=actor.account_id).delete()
    announce(actor, events.TotpRemoved.of(actor))


def _new_codes(actor: Actor) -> list[str]:
    codes = [readable(10) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(account=actor.account_id).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account_id=actor.account_id or 0, code_hash=_kept(code)) for code in codes
    )
    announce(actor, events.RecoveryCodesMade.of(actor, count=len(codes)))
    return codes


def _kept(code: str) -> str:
    return keyed("recovery", code.strip().upper().replace("-", "").replace(" ", ""))


def _totp(actor: Actor, *, confirmed: bool) -> Totp:
    row = Totp.objects.filter(account=actor.account_id, confirmed_at__isnull=not confirmed).first()
    if row is None:
        raise NotEnrolled
    return row


def _step(row: Totp, code: str, now: datetime) -> int:
    """The step whose code it is: the running one, or a neighbour, since clocks differ."""
    secret = decrypt(row.secret)
    running = int(now.timestamp()) // _STEP_SECONDS
    digits = "".join(code.split())
    for step in (running, running - 1, running + 1):
        if secret and pyotp.TOTP(secret).verify(digits, for_time=step * _STEP_SECONDS):
            return step
    raise WrongCode(field="code")


def _username(actor: Actor) -> str:
    return Account.objects.values_list("username", flat=True).get(pk=actor.account_id or 0)
