"""What copies announce besides what documents do."""

from dataclasses import dataclass
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class CopySigned(Recorded):
    """The clerk put the agency's signature on an electronic copy (Annex I, cell 14)."""

    object_type: ClassVar[str] = "document"

    before: str
    after: str
    certificate: str
    level: str


@dataclass(frozen=True, kw_only=True)
class OriginalPrinted(Recorded):
    """The clerk printed a paper original of an electronic document, to be sealed (Art. 18.5)."""

    object_type: ClassVar[str] = "document"

    sha256: str
