"""What staffing announces."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class QuotasAssigned(Recorded):
    """Quotas were entered from one decision or list; `quotas` are their rows."""

    object_type: ClassVar[str] = "staff-quota"

    quotas: tuple[int, ...]
    decision_id: int


@dataclass(frozen=True, kw_only=True)
class QuotaCorrected(Recorded):
    """A quota was entered wrong and reads otherwise now."""

    object_type: ClassVar[str] = "staff-quota"

    before: int
    assigned: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class HeadcountMoved(Recorded):
    """People came or went; `events` are the rows of one entry or list."""

    object_type: ClassVar[str] = "headcount-event"

    events: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class HeadcountEventWithdrawn(Recorded):
    """A movement was entered wrongly."""

    object_type: ClassVar[str] = "headcount-event"

    reason: str


@dataclass(frozen=True, kw_only=True)
class HeadcountLocked(Recorded):
    """People present at a month's end were counted, as was computed, and are locked."""

    object_type: ClassVar[str] = "headcount"

    kind: str
    counted_on: date
    present: int


@dataclass(frozen=True, kw_only=True)
class SeveranceProposed(Recorded):
    """A case of a staff cut was entered."""

    object_type: ClassVar[str] = "severance"

    person_id: int
    kind: str
    category: str


@dataclass(frozen=True, kw_only=True)
class SeveranceAmended(Recorded):
    """A draft was changed; `changes` says what from and to."""

    object_type: ClassVar[str] = "severance"

    changes: dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class SeveranceStepped(Recorded):
    """A step of a case was done; `total` is its money in đồng once it is decided."""

    object_type: ClassVar[str] = "severance"

    verb: str
    state: str
    total: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class SeverancePaid(Recorded):
    """The money of a case was paid."""

    object_type: ClassVar[str] = "severance"

    paid_on: date


@dataclass(frozen=True, kw_only=True)
class SeverancesImported(Recorded):
    """Cases that were decided on paper were entered from one list."""

    object_type: ClassVar[str] = "severance"

    cases: tuple[int, ...]
    source: str
