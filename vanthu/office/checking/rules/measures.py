"""Sizes and margins that the rules ask for: parameters with their source, one set a family."""

from dataclasses import dataclass

from vanthu.kernel.citations import Citation
from vanthu.office.checking.rules.sources import GENERAL, PARTY
from vanthu.office.writing.choices import Family

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Margins:
    """Millimetres allowed on each side, both ends included."""

    top: Range
    bottom: Range
    left: Range
    right: Range
    source: Citation

    def of(self, side: str) -> Range:
        """The range of "top", "bottom", "left" or "right"."""
        sides = {"top": self.top, "bottom": self.bottom, "left": self.left, "right": self.right}
        return sides[side]


A4: Range = (210.0, 297.0)
"""Width and height of a sheet in millimetres (Annex I, Part I, I.1)."""

PAGE_NUMBER: Range = (13.0, 14.0)
"""Size of page numbers in points (Annex I, Part I, I.7)."""

MARGINS = {
    Family.STATE: Margins((20, 25), (20, 25), (30, 35), (15, 20), GENERAL),
    # Fixed in the guidance, which nobody on the project has read in the original (4.1 [?]).
    Family.PARTY: Margins((20, 20), (20, 20), (30, 30), (15, 15), PARTY),
}

ALLOWED_FONTS = ("timesnewroman", "tinos", "liberationserif", "nimbusroman", "termes", "freeserif")
"""Times New Roman, and free types of the same measures that stand in for it."""
