"""The parameters of signing in: from settings.SIGN_IN, which reads them from the environment."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.conf import settings

from vanthu.ground.org.choices import Role

# Who must use a second factor where the installation asks for one (requirements Q-009, B-04).
SECOND_FACTOR_ROLES = frozenset({Role.RECORDS_CLERK, Role.AGENCY_LEADER, Role.SYSADMIN})


@dataclass(frozen=True, kw_only=True)
class Policy:
    """How strict signing in is.

    `lock_after` failures of one name, or `lock_after_address` from one address, within
    `lock_minutes` close the door until that long after the last of them. A session ends after
    `session_hours`, or after `idle_minutes` without a request; its time of last use is written
    every `seen_minutes`.
    """

    second_factor: bool = False
    lock_after: int = 5
    lock_after_address: int = 50
    lock_minutes: int = 15
    session_hours: int = 12
    idle_minutes: int = 120
    seen_minutes: int = 5
    password_length: int = 10
    token_days: int = 365

    @property
    def lock_window(self) -> timedelta:
        """How long failures are remembered."""
        return timedelta(minutes=self.lock_minutes)

    def demands_second_factor(self, role: str) -> bool:
        """Whether the holder of a post of this role needs a second factor."""
        return self.second_factor and role in SECOND_FACTOR_ROLES


def policy() -> Policy:
    """The policy of this installation."""
    return _made(tuple(sorted(getattr(settings, "SIGN_IN", {}).items())))


@cache
def _made(values: tuple[tuple[str, int | bool], ...]) -> Policy:
    return Policy(**dict(values))  # type: ignore[arg-type]
