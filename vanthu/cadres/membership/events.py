"""What membership announces."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class OrganisationFounded(Recorded):
    """A Party organisation exists from a day on."""

    object_type: ClassVar[str] = "party-organisation"

    called: str
    kind: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class OrganisationChanged(Recorded):
    """An organisation has another name or belongs to another one from a day on."""

    object_type: ClassVar[str] = "party-organisation"

    called: str
    parent_id: int | None
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class AdmissionProposed(Recorded):
    """The admission of a person was entered after the branch's resolution."""

    object_type: ClassVar[str] = "admission"

    person_id: int
    kind: str
    branch_on: date


@dataclass(frozen=True, kw_only=True)
class AdmissionStepped(Recorded):
    """A step of an admission was done."""

    object_type: ClassVar[str] = "admission"

    verb: str
    state: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CeremonyHeld(Recorded):
    """The person was admitted; probation runs from this day. `member_id` is the new list entry."""

    object_type: ClassVar[str] = "admission"

    person_id: int
    ceremony_on: date
    member_id: int


@dataclass(frozen=True, kw_only=True)
class RecognitionProposed(Recorded):
    """The recognition of a probationary member was entered."""

    object_type: ClassVar[str] = "recognition"

    person_id: int
    branch_on: date


@dataclass(frozen=True, kw_only=True)
class RecognitionStepped(Recorded):
    """A step of a recognition was done."""

    object_type: ClassVar[str] = "recognition"

    verb: str
    state: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExitProposed(Recorded):
    """A member's leaving was entered with its reason code."""

    object_type: ClassVar[str] = "membership-exit"

    person_id: int
    kind: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExitStepped(Recorded):
    """A step of a leaving was done."""

    object_type: ClassVar[str] = "membership-exit"

    verb: str
    state: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class MoveBegun(Recorded):
    """A transfer was entered."""

    object_type: ClassVar[str] = "membership-move"

    person_id: int
    kind: str
    changed_on: date


@dataclass(frozen=True, kw_only=True)
class MovePaperIssued(Recorded):
    """The paper of a transfer was handed to the member."""

    object_type: ClassVar[str] = "membership-move"

    paper_on: date


@dataclass(frozen=True, kw_only=True)
class MovePresented(Recorded):
    """The paper was presented where the member goes; the list changes."""

    object_type: ClassVar[str] = "membership-move"

    presented_on: date
    organisation_id: int


@dataclass(frozen=True, kw_only=True)
class MembersImported(Recorded):
    """Members were entered from one list; `members` are their entries."""

    object_type: ClassVar[str] = "membership-list"

    members: tuple[int, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class MovementClosed(Recorded):
    """An agency's movement report was closed."""

    object_type: ClassVar[str] = "membership-closing"

    first: date
    last: date
    counted: int
