"""What personnel announces."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class FactsRecorded(Recorded):
    """Birth, sex and home agency of a person became known, or known better; `object_id` is hers."""

    object_type: ClassVar[str] = "person"

    changes: dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class FactsImported(Recorded):
    """Facts of many persons were entered from one list; `object_id` is the first of them."""

    object_type: ClassVar[str] = "person"

    persons: tuple[int, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class KinshipDeclared(Recorded):
    """Two persons were declared relatives; `object_id` is the row of the declaration."""

    object_type: ClassVar[str] = "kinship"

    first_person: int
    second_person: int
    relation: str
    declared_on: date


@dataclass(frozen=True, kw_only=True)
class KinshipWithdrawn(Recorded):
    """A declaration of relatives was taken back as wrong."""

    object_type: ClassVar[str] = "kinship"

    reason: str


@dataclass(frozen=True, kw_only=True)
class DecisionRecorded(Recorded):
    """A decision that somebody issued was entered."""

    object_type: ClassVar[str] = "decision"

    reference: str
    signed_on: date
    issuer: str


@dataclass(frozen=True, kw_only=True)
class DutyGiven(Recorded):
    """A post got a duty from a day on; `object_id` is the duty."""

    object_type: ClassVar[str] = "duty"

    post_id: int
    matter: str
    kind: str
    scope: str
    valid_from: date
    basis: str


@dataclass(frozen=True, kw_only=True)
class DutyEnded(Recorded):
    """A duty ends on a day."""

    object_type: ClassVar[str] = "duty"

    valid_to: date
    basis: str
