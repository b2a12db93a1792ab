"""Reads about accounts, their sessions, second factors and tokens."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vanthu.ground.access.models import ApiToken, Passkey, RecoveryCode, Session, Totp
from vanthu.ground.access.policy import policy
from vanthu.ground.people.models import Account, Tenure

HANDLE_LENGTH = 16


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as its owner sees it; `handle` names it in `actions.revoke_session`."""

    handle: str
    created_at: datetime
    seen_at: datetime
    ip: str
    agent: str
    here: bool


@dataclass(frozen=True, slots=True)
class Factors:
    """The second factors of an account."""

    totp: bool
    passkeys: tuple[Passkey, ...]
    recovery_codes_left: int

    @property
    def any(self) -> bool:
        """Whether the account has a second factor at all."""
        return self.totp or bool(self.passkeys)


def open_sessions(account_id: int, now: datetime, here: str = "") -> list[OpenSession]:
    """The account's living sessions, last used first; `here` is the hash of the one at hand."""
    idle = now - timedelta(minutes=policy().idle_minutes)
    rows = Session.objects.filter(
        account=account_id, revoked_at=None, expires_at__gt=now, seen_at__gt=idle
    ).order_by("-seen_at")
    return [
        OpenSession(
            row.token_hash[:HANDLE_LENGTH],
            row.created_at,
            row.seen_at,
            row.ip,
            row.agent,
            row.token_hash == here,
        )
        for row in rows
    ]


def has_second_factor(account_id: int) -> bool:
    """Whether the account has a confirmed one-time password or a passkey."""
    return (
        Totp.objects.filter(account=account_id).exclude(confirmed_at=None).exists()
        or Passkey.objects.filter(account=account_id).exists()
    )


def factors(account_id: int) -> Factors:
    """The account's second factors, for its page."""
    totp = Totp.objects.filter(account=account_id).exclude(confirmed_at=None)
    codes = RecoveryCode.objects.filter(account=account_id, used_at=None)
    return Factors(
        totp=totp.exists(),
        passkeys=tuple(Passkey.objects.filter(account=account_id).order_by("created_at")),
        recovery_codes_left=codes.count(),
    )


def tokens_of(account_id: int) -> list[ApiToken]:
    """The account's API tokens, the newest first; the revoked among them."""
    rows = ApiToken.objects.filter(tenure__person__account=account_id)
    return list(rows.select_related("tenure__post").order_by("-created_at"))


def accounts_of_agency(agency_id: int, day: date) -> list[Account]:
    """The accounts of who holds a post in the agency on `day`, by name."""
    held = Tenure.objects.on(day).filter(post__agency=agency_id).values("person")
    rows = Account.objects.filter(person__in=held).select_related("person")
    return list(rows.order_by("person__name_key", "id"))
