"""What access announces: every one is about an account and is kept in the agency's chain.

Failures belong to no agency: whoever failed is not known to be anybody, so they join chain 0.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.events import Recorded

NO_AGENCY = 0


@dataclass(frozen=True, kw_only=True)
class AboutAccount(Recorded):
    """Something that happened to the account `object_id`."""

    object_type: ClassVar[str] = "account"

    @classmethod
    def of(cls, actor: Actor, account_id: int | None = None, **values: Any) -> Self:
        """The event in the actor's agency, about the account given or the actor's own."""
        about = account_id or actor.account_id or 0
        return cls(agency_id=actor.agency_id, object_id=about, **values)


@dataclass(frozen=True, kw_only=True)
class SignedIn(AboutAccount):
    """Name and password, or a passkey, were right; `means` says which."""

    means: str
    agent: str = ""


@dataclass(frozen=True, kw_only=True)
class SignInFailed(AboutAccount):
    """A wrong password, code or key; `object_id` is 0 when the name is nobody's."""

    means: str
    username: str = ""


@dataclass(frozen=True, kw_only=True)
class SignInLocked(AboutAccount):
    """An attempt was refused unheard; `by` says whether for its name or its address."""

    by: str
    username: str = ""


@dataclass(frozen=True, kw_only=True)
class SecondFactorPassed(AboutAccount):
    """The second factor was shown; `means` says which."""

    means: str


@dataclass(frozen=True, kw_only=True)
class SignedOut(AboutAccount):
    """The session was ended by its owner."""


@dataclass(frozen=True, kw_only=True)
class SessionsRevoked(AboutAccount):
    """Sessions were ended from elsewhere; `count` of them."""

    count: int


@dataclass(frozen=True, kw_only=True)
class SeatSwitched(AboutAccount):
    """From now on the session acts from another post, or for an absent person."""

    tenure: int
    on_behalf_of: int | None


@dataclass(frozen=True, kw_only=True)
class AccountOpened(AboutAccount):
    """A person got an account."""

    person: int
    username: str


@dataclass(frozen=True, kw_only=True)
class AccountClosed(AboutAccount):
    """The account no longer opens; its sessions and tokens are gone."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class AccountReopened(AboutAccount):
    """A closed account opens again."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class AccountUnlocked(AboutAccount):
    """An administrator forgave the failures of a name."""


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(AboutAccount):
    """The owner chose another password."""


@dataclass(frozen=True, kw_only=True)
class PasswordReset(AboutAccount):
    """An administrator gave a password that must be changed at once."""


@dataclass(frozen=True, kw_only=True)
class TotpEnrolled(AboutAccount):
    """One-time passwords count from now on."""


@dataclass(frozen=True, kw_only=True)
class TotpRemoved(AboutAccount):
    """One-time passwords no longer count."""


@dataclass(frozen=True, kw_only=True)
class SecondFactorReset(AboutAccount):
    """An administrator removed every second factor, for a stated reason."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class RecoveryCodesMade(AboutAccount):
    """New recovery codes; the ones before no longer count."""

    count: int


@dataclass(frozen=True, kw_only=True)
class PasskeyAdded(AboutAccount):
    """A passkey was registered."""

    passkey: int
    label: str


@dataclass(frozen=True, kw_only=True)
class PasskeyRemoved(AboutAccount):
    """A passkey no longer opens the account."""

    passkey: int
    label: str


@dataclass(frozen=True, kw_only=True)
class TokenMade(AboutAccount):
    """An API token was made; its secret was shown once."""

    token: int
    label: str
    expires_at: str


@dataclass(frozen=True, kw_only=True)
class TokenRevoked(AboutAccount):
    """An API token no longer opens anything."""

    token: int
    label: str


@dataclass(frozen=True, kw_only=True)
class LanguageChosen(AboutAccount):
    """The owner chose the language of the screens."""

    language: str


@dataclass(frozen=True, kw_only=True)
class RightsConfirmed(Recorded):
    """A leader confirmed changes of rights; `object_id` is the first of them."""

    object_type: ClassVar[str] = "rights"

    changes: tuple[int, ...]
