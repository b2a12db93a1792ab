"""What targets announce."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class ResolutionAdopted(Recorded):
    """A resolution, programme or plan was entered."""

    object_type: ClassVar[str] = "resolution"

    title: str
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class IndicatorsAdded(Recorded):
    """Indicators of a resolution were entered, singly or from a list; `object_id` is its own."""

    object_type: ClassVar[str] = "resolution"

    indicators: tuple[int, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class TargetFixed(Recorded):
    """A target was fixed, adjusted or corrected; `object_id` is the indicator."""

    object_type: ClassVar[str] = "indicator"

    before: str
    value: str
    year: int | None
    valid_from: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Allocated(Recorded):
    """A target was shared out to agencies, one event for all; `object_id`: the indicator."""

    object_type: ClassVar[str] = "indicator"

    giver: int
    agencies: tuple[int, ...]
    year: int | None
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class EntriesSaved(Recorded):
    """An agency entered its figures for a period."""

    object_type: ClassVar[str] = "submission"

    period: str
    indicators: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class SubmissionAdvanced(Recorded):
    """The report of a period was confirmed, appraised, returned, locked or opened again."""

    object_type: ClassVar[str] = "submission"

    verb: str
    before: str
    state: str
    reason: str
    observations: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ObservationsEntered(Recorded):
    """Figures that stand in a paper of the responsible body were entered as facts."""

    object_type: ClassVar[str] = "observation"

    observations: tuple[int, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class ExplanationAsked(Recorded):
    """An agency was asked to explain."""

    object_type: ClassVar[str] = "explanation"

    indicator: int
    due_on: date


@dataclass(frozen=True, kw_only=True)
class ExplanationAnswered(Recorded):
    """The agency explained."""

    object_type: ClassVar[str] = "explanation"

    cause: str


@dataclass(frozen=True, kw_only=True)
class ExplanationClosed(Recorded):
    """Who asked took note of the answer."""

    object_type: ClassVar[str] = "explanation"


@dataclass(frozen=True, kw_only=True)
class ResolutionReviewed(Recorded):
    """A review of a resolution was decided; the counts are those of its classes."""

    object_type: ClassVar[str] = "review"

    resolution: int
    as_of: date
    counts: dict[str, int]
