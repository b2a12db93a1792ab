"""Reads about accounts, their sessions, second factors and tokens."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef

from vanthu.ground.access.models import (
    ApiToken,
    Passkey,
    RecoveryCode,
    RightsChange,
    Session,
    Totp,
)
from vanthu.ground.access.policy import SECOND_FACTOR_ROLES, policy
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


def rights_changes(
    agency_id: int, before: int | None = None, limit: int = 50
) -> list[RightsChange]:
    """Changes of rights in an agency, those that wait for confirmation first, then the newest."""
    rows = RightsChange.objects.filter(agency=agency_id).select_related("person", "post")
    if before is not None:
        return list(rows.filter(pk__lt=before).exclude(confirmed_at=None).order_by("-pk")[:limit])
    waiting = list(rows.filter(confirmed_at=None).order_by("-pk"))
    return waiting + list(rows.exclude(confirmed_at=None).order_by("-pk")[:limit])


def rights_waiting(agency_id: int) -> int:
    """How many changes of rights wait for confirmation; one statement over a small index."""
    return RightsChange.objects.filter(agency=agency_id, confirmed_at=None).count()


def without_second_factor(agency_id: int, day: date) -> int:
    """How many hold a post that should show a second factor and have none; one statement."""
    held = Tenure.objects.on(day).filter(post__agency=agency_id, post__role__in=SECOND_FACTOR_ROLES)
    accounts = Account.objects.filter(person__in=held.values("person"), closed_at=None)
    totp = Totp.objects.filter(account=OuterRef("pk")).exclude(confirmed_at=None)
    passkey = Passkey.objects.filter(account=OuterRef("pk"))
    return accounts.filter(~Exists(totp), ~Exists(passkey)).count()
