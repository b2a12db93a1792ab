"""What people's module announces, in the chain of the agency whose post it is about."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class PersonAdded(Recorded):
    """A person was entered."""

    object_type: ClassVar[str] = "person"

    full_name: str


@dataclass(frozen=True, kw_only=True)
class PersonCorrected(Recorded):
    """Name or addresses of a person were corrected."""

    object_type: ClassVar[str] = "person"

    before: dict[str, str]
    after: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class AboutTenure(Recorded):
    """Something about who holds a post; `object_id` is the tenure."""

    object_type: ClassVar[str] = "tenure"

    person: int
    post: int
    on: date
    basis: str


@dataclass(frozen=True, kw_only=True)
class Appointed(AboutTenure):
    """The person holds the post from `on`."""


@dataclass(frozen=True, kw_only=True)
class TenureEnded(AboutTenure):
    """The person no longer holds the post from `on`."""


@dataclass(frozen=True, kw_only=True)
class AboutDelegation(Recorded):
    """Something about one tenure acting for another."""

    object_type: ClassVar[str] = "delegation"

    giver: int
    receiver: int
    delegation_kind: str


@dataclass(frozen=True, kw_only=True)
class Delegated(AboutDelegation):
    """From `starts` until before `ends`, within `scope`."""

    starts: date
    ends: date
    scope: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class DelegationRevoked(AboutDelegation):
    """Taken back before its end."""
