"""What planning announces."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class PlanTermSet(Recorded):
    """A term of planning was entered or corrected."""

    object_type: ClassVar[str] = "plan-term"

    term: str
    kind: str
    level: str


@dataclass(frozen=True, kw_only=True)
class PlanTargetSet(Recorded):
    """A title to be planned for was entered or corrected."""

    object_type: ClassVar[str] = "plan-target"

    title: str
    prescribed: int


@dataclass(frozen=True, kw_only=True)
class PlanTargetsImported(Recorded):
    """Titles to be planned for were entered or corrected from a sheet."""

    object_type: ClassVar[str] = "plan-target"

    titles: int


@dataclass(frozen=True, kw_only=True)
class ApprovalSet(Recorded):
    """Who decides on a title from a day on."""

    object_type: ClassVar[str] = "plan-approval"

    title: str
    level: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class ChangeProposed(Recorded):
    """A change of the plan was proposed."""

    object_type: ClassVar[str] = "plan-change"

    person_id: int
    target_id: int
    action: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChangeStepped(Recorded):
    """A step of a change was done."""

    object_type: ClassVar[str] = "plan-change"

    verb: str
    state: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChangeEntered(Recorded):
    """A change decided on paper was entered with its decision."""

    object_type: ClassVar[str] = "plan-change"

    person_id: int
    target_id: int
    action: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PlanImported(Recorded):
    """Changes decided on paper were entered from a sheet, all of one decision."""

    object_type: ClassVar[str] = "plan-change"

    changes: int


@dataclass(frozen=True, kw_only=True)
class BallotSaved(Recorded):
    """The counts of a meeting were entered or corrected."""

    object_type: ClassVar[str] = "plan-ballot"

    target_id: int
    step: int
    names: int


@dataclass(frozen=True, kw_only=True)
class BallotClosed(Recorded):
    """A sheet was closed and stays as it is."""

    object_type: ClassVar[str] = "plan-ballot"

    target_id: int
    step: int


@dataclass(frozen=True, kw_only=True)
class ReviewStarted(Recorded):
    """The yearly review of an agency's plans began."""

    object_type: ClassVar[str] = "plan-review"

    year: int


@dataclass(frozen=True, kw_only=True)
class RemovalsProposed(Recorded):
    """Somebody chose, among what the records show, whom to propose for taking out."""

    object_type: ClassVar[str] = "plan-review"

    changes: list[int]
