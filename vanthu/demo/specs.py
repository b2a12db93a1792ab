"""What the organisation of the demo is made of, before it becomes rows."""

from dataclasses import dataclass
from datetime import date

from vanthu.ground.org.choices import AgencyKind, CodeScheme, Level, Role, System


@dataclass(frozen=True, slots=True)
class PostSpec:
    """A post; `held_with` names another post of the demo whose holder holds this one too."""

    key: str
    title: str
    role: Role
    unit: str = ""
    deputy: bool = False
    rank: int = 0
    held_with: str = ""


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """A unit of an agency; `field` is the field of work its papers are about."""

    key: str
    name: str
    abbreviation: str
    field: str


@dataclass(frozen=True, slots=True)
class CodeSpec:
    """An identifier with its period; `synthetic` marks the ones made up for the demo."""

    code: str
    scheme: CodeScheme
    valid_from: date
    valid_to: date | None
    synthetic: bool
    basis: str


@dataclass(frozen=True, slots=True)
class LineageSpec:
    """One agency came out of another on the day of the reform."""

    predecessor: str
    successor: str
    basis: str
    part_only: bool


@dataclass(frozen=True, slots=True, eq=False)
class AgencySpec:
    """An agency of the province, live or closed, or an outside correspondent (`external`).

    There is one object of each, compared by identity: it is looked up for every paper.
    """

    key: str
    name: str
    abbreviation: str
    kind: AgencyKind
    system: System
    level: Level
    place: str
    parent: str
    field: str
    leader_title: str
    valid_from: date
    valid_to: date | None = None
    has_registry: bool = True
    external: bool = False
    area: str = ""
    units: tuple[UnitSpec, ...] = ()
    posts: tuple[PostSpec, ...] = ()
    symbols: tuple[str, ...] = ()

    @property
    def live(self) -> bool:
        """Whether it works after the reform, inside this installation."""
        return self.valid_to is None and not self.external
