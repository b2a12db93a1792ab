"""What the organisation announces, in the chain of the agency it happens to."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class AboutAgency(Recorded):
    """Something that happened to the agency `object_id`; `on` is its first or last day."""

    object_type: ClassVar[str] = "agency"

    on: date


@dataclass(frozen=True, kw_only=True)
class AgencyCreated(AboutAgency):
    """A legal person exists from `on`."""

    called: str


@dataclass(frozen=True, kw_only=True)
class AgencyRenamed(AboutAgency):
    """A new version from `on`: name, abbreviation, seat, parent or seal."""

    before: str
    called: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class AgencyCodeChanged(AboutAgency):
    """Another identifier from `on`; the one before leads to the same agency."""

    scheme: str
    before: str
    code: str


@dataclass(frozen=True, kw_only=True)
class AgenciesMerged(AboutAgency):
    """The agency took the place of `predecessors`, which end on `on`."""

    predecessors: tuple[int, ...]
    basis: str


@dataclass(frozen=True, kw_only=True)
class AgencyClosed(AboutAgency):
    """The agency does not exist from `on`; `successors` took its place."""

    successors: tuple[int, ...]
    basis: str


@dataclass(frozen=True, kw_only=True)
class AboutUnit(Recorded):
    """Something that happened to the unit `object_id`."""

    object_type: ClassVar[str] = "unit"

    on: date
    called: str


@dataclass(frozen=True, kw_only=True)
class UnitCreated(AboutUnit):
    """A unit exists from `on`."""


@dataclass(frozen=True, kw_only=True)
class UnitRenamed(AboutUnit):
    """A new version of the unit from `on`."""

    before: str


@dataclass(frozen=True, kw_only=True)
class UnitClosed(AboutUnit):
    """The unit does not exist from `on`."""


@dataclass(frozen=True, kw_only=True)
class AboutPost(Recorded):
    """Something that happened to the post `object_id`."""

    object_type: ClassVar[str] = "post"

    on: date
    title: str


@dataclass(frozen=True, kw_only=True)
class PostCreated(AboutPost):
    """A post exists from `on`, with the rights of its role."""

    role: str


@dataclass(frozen=True, kw_only=True)
class PostClosed(AboutPost):
    """The post does not exist from `on`."""


@dataclass(frozen=True, kw_only=True)
class CalendarDaySet(Recorded):
    """A holiday or make-up day was fixed or, with an empty `day_kind`, taken back."""

    object_type: ClassVar[str] = "calendar"

    day: date
    day_kind: str
    source: str
