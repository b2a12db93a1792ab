"""What dossiers announce. `object_id` is the dossier's id."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class _OfDossier(Recorded):
    object_type: ClassVar[str] = "dossier"


@dataclass(frozen=True, kw_only=True)
class DossierOpened(_OfDossier):
    """A dossier was opened."""

    code: str
    title: str


@dataclass(frozen=True, kw_only=True)
class DossierChanged(_OfDossier):
    """Fields of a dossier were changed: name to [before, after]."""

    changes: dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class DocumentsFiled(_OfDossier):
    """Documents were put into the dossier, under these numbers."""

    document_ids: tuple[int, ...]
    ordinals: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class DocumentTakenOut(_OfDossier):
    """A document was taken out of the dossier."""

    document_id: int
    ordinal: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class DossierShared(_OfDossier):
    """The dossier and everything in it was opened to a scope key."""

    holder: int


@dataclass(frozen=True, kw_only=True)
class DossierUnshared(_OfDossier):
    """The dossier was closed to a scope key."""

    holder: int


@dataclass(frozen=True, kw_only=True)
class DossierClosed(_OfDossier):
    """The work is done: the dossier takes no more documents and goes to the archive's view."""

    end_on: date
    documents: int
