"""Accounts as the agency's administrator keeps them: opened, closed, unlocked, given a password."""

import re
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from vanthu.ground.access import events
from vanthu.ground.access.attempts import forgive, name_hash
from vanthu.ground.access.choices import Right
from vanthu.ground.access.errors import HasAccount, NameTaken
from vanthu.ground.access.models import ApiToken, Passkey, RecoveryCode, Session, Totp
from vanthu.ground.access.permissions import check_manages, check_right
from vanthu.ground.access.secret import readable
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.people.choices import Language
from vanthu.ground.people.models import Account, Person
from vanthu.kernel.errors import Invalid, NotFound

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{2,79}")


@dataclass(frozen=True, slots=True)
class FirstPassword:
    """A first password, to be handed over, and its hash; hashing takes a tenth of a second."""

    plain: str
    hashed: str

    @classmethod
    def made(cls) -> "FirstPassword":
        """A new one."""
        plain = readable(15)
        return cls(plain, make_password(plain))


@action
def open_account(
    actor: Actor, *, person_id: int, username: str, first: FirstPassword | None = None
) -> tuple[Account, str]:
    """Give a person an account: the row, and a first password that must be changed at sign-in.

    Who opens many makes the passwords `first`, before the transaction. Raises HasAccount,
    NameTaken, Invalid.
    """
    check_right(actor, Right.MANAGE_ACCOUNTS)
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound
    if existing := Account.objects.filter(person=person).first():
        raise HasAccount(name=person.full_name, username=existing.username)
    name = username.strip().lower()
    if not _USERNAME.fullmatch(name):
        rule = "Tên đăng nhập gồm từ 3 ký tự: chữ không dấu, số, dấu chấm, gạch ngang."
        raise Invalid({"username": rule})
    if Account.objects.filter(username=name).exists():
        raise NameTaken(field="username", username=name)
    given = first or FirstPassword.made()
    account = Account.objects.create(
        person=person,
        username=name,
        password=given.hashed,
        must_change_password=True,
        created_at=actor.now,
    )
    announce(
        actor,
        events.AccountOpened.of(actor, account.pk, person=person.pk, username=name),
    )
    return account, given.plain


@action
def reset_password(actor: Actor, *, account_id: int) -> str:
    """A new first password for somebody of the own agency; their sessions end."""
    account = check_manages(actor, account_id)
    password = readable(15)
    account.password, account.must_change_password = make_password(password), True
    account.save(update_fields=["password", "must_change_password"])
    _close_doors(actor, account)
    forgive(name_hash(account.username))
    announce(actor, events.PasswordReset.of(actor, account.pk))
    return password


@action
def reset_second_factor(actor: Actor, *, account_id: int, reason: str) -> None:
    """Remove every second factor of somebody who has lost them all."""
    account = check_manages(actor, account_id)
    _check_reason(reason)
    for model in (Totp, Passkey, RecoveryCode):
        model.objects.filter(account=account).delete()
    _close_doors(actor, account)
    announce(
        actor,
        events.SecondFactorReset.of(actor, account.pk, reason=reason.strip()),
    )


@action
def close_account(actor: Actor, *, account_id: int, reason: str) -> None:
    """The account no longer opens; sessions and tokens end at once."""
    account = check_manages(actor, account_id)
    _check_reason(reason)
    account.closed_at = actor.now
    account.save(update_fields=["closed_at"])
    _close_doors(actor, account)
    tokens = ApiToken.objects.filter(tenure__person=account.person_id, revoked_at=None)
    tokens.update(revoked_at=actor.now)
    announce(
        actor,
        events.AccountClosed.of(actor, account.pk, reason=reason.strip()),
    )


@action
def reopen_account(actor: Actor, *, account_id: int, reason: str) -> None:
    """A closed account opens again, with the password it had."""
    account = check_manages(actor, account_id)
    _check_reason(reason)
    account.closed_at = None
    account.save(update_fields=["closed_at"])
    announce(
        actor,
        events.AccountReopened.of(actor, account.pk, reason=reason.strip()),
    )


@action
def unlock(actor: Actor, *, account_id: int) -> None:
    """Forgive the failures of a name before the lock ends by itself."""
    account = check_manages(actor, account_id)
    forgive(name_hash(account.username))
    announce(actor, events.AccountUnlocked.of(actor, account.pk))


@action
def choose_language(actor: Actor, *, language: Language) -> None:
    """The owner's choice for the screens."""
    Account.objects.filter(pk=actor.account_id or 0).update(language=language)
    announce(
        actor,
        events.LanguageChosen.of(actor, language=language),
    )


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid({"reason": "Hãy ghi lý do: lý do được lưu vào nhật ký."})


def _close_doors(actor: Actor, account: Account) -> None:
    Session.objects.filter(account=account, revoked_at=None).update(revoked_at=actor.now)
