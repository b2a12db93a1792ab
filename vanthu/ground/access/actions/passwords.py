"""Passwords: the owner's choice."""

from django.contrib.auth.hashers import make_password, verify_password

from vanthu.ground.access import events
from vanthu.ground.access.attempts import attempt
from vanthu.ground.access.errors import WeakPassword, WrongCredentials
from vanthu.ground.access.models import Session
from vanthu.ground.access.permissions import check_own_account
from vanthu.ground.access.policy import policy
from vanthu.ground.access.rules import password_faults
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import announce, unit_of_work
from vanthu.ground.people.models import Account


def change_password(actor: Actor, *, session: str, old: str, new: str) -> None:
    """Choose another password; every other session of the account ends.

    Guesses at the old one count as failed sign-ins.
    Raises WrongCredentials, LockedOut, WeakPassword.
    """
    account = Account.objects.select_related("person").get(pk=check_own_account(actor))
    with attempt(actor, account.username, means="password", account_id=account.pk):
        if not verify_password(old, account.password)[0]:
            raise WrongCredentials("Mật khẩu hiện tại không đúng. Hãy nhập lại.", field="old")
    check_strength(account, new)
    if old == new:
        raise WeakPassword(field="new", reasons="trùng với mật khẩu hiện tại")
    with unit_of_work(actor):
        account.password = make_password(new)
        account.must_change_password = False
        account.save(update_fields=["password", "must_change_password"])
        others = Session.objects.filter(account=account, revoked_at=None)
        others.exclude(token_hash=session).update(revoked_at=actor.now)
        announce(actor, events.PasswordChanged.of(actor, account.pk))


def check_strength(account: Account, new: str) -> None:
    """Raise WeakPassword naming every fault of the new password."""
    faults = password_faults(
        new,
        username=account.username,
        name=account.person.full_name,
        shortest=policy().password_length,
    )
    if faults:
        raise WeakPassword(field="new", reasons="; ".join(faults))
