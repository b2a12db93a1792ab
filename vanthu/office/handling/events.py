"""What handling announces. `object_id` is always the document's id."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class _OfDocument(Recorded):
    object_type: ClassVar[str] = "document"


@dataclass(frozen=True, kw_only=True)
class _OfAssignment(_OfDocument):
    assignment_id: int


@dataclass(frozen=True, kw_only=True)
class DocumentPresented(_OfDocument):
    """A document was put before a leader."""

    to_post_id: int


@dataclass(frozen=True, kw_only=True)
class PresentationReturned(_OfDocument):
    """The leader sent it back to the clerk, or the clerk took it back (`recalled`)."""

    reason: str
    recalled: bool


@dataclass(frozen=True, kw_only=True)
class OpinionGiven(_OfDocument):
    """A leader wrote an opinion, gave the work to nobody and perhaps passed the document on."""

    version: int
    to_post_id: int | None


@dataclass(frozen=True, kw_only=True)
class DirectionGiven(_OfDocument):
    """A leader wrote an opinion and named who is to act."""

    version: int
    assignment_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class HandedOver(_OfDocument):
    """What the leader planned went out to the receivers (business status 04)."""

    assignment_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class AssignmentAccepted(_OfAssignment):
    """A receiver took the work (business status 05)."""


@dataclass(frozen=True, kw_only=True)
class AssignedInUnit(_OfAssignment):
    """A receiver gave the work on within the unit."""

    assignment_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Forwarded(_OfAssignment):
    """A receiver passed the work to another unit or person."""

    to_assignment_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class AssignmentReturned(_OfAssignment):
    """A receiver sent the work back to who gave it."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class AssignmentRecalled(_OfAssignment):
    """Who gave the work took it back; `below` are the ones given on from it."""

    reason: str
    below: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Reassigned(_OfAssignment):
    """Who gave the work gave it to somebody else."""

    to_assignment_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeadlineExtended(_OfAssignment):
    """The deadline moved."""

    due_before: date | None
    due_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExtensionAsked(_OfAssignment):
    """A receiver asked for a later deadline; nothing moves until the giver decides."""

    due_before: date
    asked_due_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExtensionGranted(_OfAssignment):
    """The giver moved the deadline as asked, or to another day (`due_on`)."""

    due_before: date
    asked_due_on: date
    due_on: date


@dataclass(frozen=True, kw_only=True)
class ExtensionRefused(_OfAssignment):
    """The deadline stays as it is."""

    asked_due_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class ProgressReported(_OfAssignment):
    """How far the work is, in per cent."""

    progress: int


@dataclass(frozen=True, kw_only=True)
class AssignmentFinished(_OfAssignment):
    """The work is done; `above` were finished by it, `closed` ended with it."""

    answer_document_id: int | None
    above: tuple[int, ...]
    closed: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class DocumentFinished(_OfDocument):
    """The whole document is settled (business status 06)."""

    answer_document_id: int | None


@dataclass(frozen=True, kw_only=True)
class ReadForInformation(_OfAssignment):
    """A receiver for information has read it."""


@dataclass(frozen=True, kw_only=True)
class ActUndone(_OfDocument):
    """An act was undone by the one who did it."""

    act: str
    movement_id: int


@dataclass(frozen=True, kw_only=True)
class HandlingWithdrawn(_OfDocument):
    """All handling ended because the sender took the document back."""

    reason: str
    closed: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ParameterSet(Recorded):
    """A number of the agency's flow was set from a day on."""

    object_type: ClassVar[str] = "handling-parameter"

    parameter: str
    value: int
    valid_from: date
    source: str


@dataclass(frozen=True, kw_only=True)
class DeadlineRuleSet(Recorded):
    """How many working days the agency allows was set from a day on."""

    object_type: ClassVar[str] = "deadline-rule"

    type_code: str
    urgency: int | None
    working_days: int
    valid_from: date
    source: str


@dataclass(frozen=True, kw_only=True)
class DeadlineRuleEnded(Recorded):
    """A rule about deadlines ends before a day."""

    object_type: ClassVar[str] = "deadline-rule"

    valid_to: date
