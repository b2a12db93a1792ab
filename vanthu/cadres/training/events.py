"""What training announces."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class CourseAdded(Recorded):
    """A course was entered."""

    object_type: ClassVar[str] = "course"

    called: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class ClassAdded(Recorded):
    """A class of a course was entered."""

    object_type: ClassVar[str] = "class"

    called: str
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class PlanSet(Recorded):
    """A line of the year's plan was set, or set anew."""

    object_type: ClassVar[str] = "training-plan"

    year: int
    kind: str
    before: int | None
    target: int


@dataclass(frozen=True, kw_only=True)
class SendingProposed(Recorded):
    """Somebody was proposed for a class."""

    object_type: ClassVar[str] = "enrolment"

    class_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class SendingStepped(Recorded):
    """A proposal went a step on or back; `step` is what was done."""

    object_type: ClassVar[str] = "enrolment"

    step: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AttendanceRecorded(Recorded):
    """Persons and head-counts of a class were entered from its list; `object_id` is the class."""

    object_type: ClassVar[str] = "class"

    enrolments: tuple[int, ...]
    turns: int
    source: str


@dataclass(frozen=True, kw_only=True)
class ResultRecorded(Recorded):
    """Somebody completed or dropped a course, or the result was corrected with a reason."""

    object_type: ClassVar[str] = "enrolment"

    state: str
    on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class CommitmentBroken(Recorded):
    """Somebody left before the years of service were over; `owed` in đồng."""

    object_type: ClassVar[str] = "enrolment"

    left_on: date
    owed: int


@dataclass(frozen=True, kw_only=True)
class RepaymentRecorded(Recorded):
    """What was owed for a course was paid back."""

    object_type: ClassVar[str] = "enrolment"

    repaid_on: date


@dataclass(frozen=True, kw_only=True)
class DropCorrected(Recorded):
    """A drop-out was entered wrongly; `on` None: they did not drop out."""

    object_type: ClassVar[str] = "enrolment"

    on: date | None
    drop_reason: str
    owed_months: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class LeavingCorrected(Recorded):
    """A leaving or a repayment was entered wrongly; None: there was none. `owed` in đồng."""

    object_type: ClassVar[str] = "enrolment"

    left_on: date | None
    repaid_on: date | None
    owed: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class EnrolmentWithdrawn(Recorded):
    """A row was entered wrongly and is held true no more."""

    object_type: ClassVar[str] = "enrolment"

    reason: str
