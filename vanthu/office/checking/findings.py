"""A rule, and what it found."""

from dataclasses import dataclass, field
from typing import Any

from vanthu.kernel.citations import Citation
from vanthu.office.checking.choices import Cell, Severity
from vanthu.office.reading.layout import Box


@dataclass(frozen=True, slots=True)
class Passage:
    """Letters `start` (inclusive) to `stop` (exclusive) of the text of a block.

    The block is that of the structured paper; in a DOCX it is `p` and the number of the line.
    """

    block: str
    start: int
    stop: int


Spot = Box | Passage | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand of the law. `message` says what is wrong and `fix` what to do; both are whole
    sentences with words in braces, so that a face can translate them."""

    code: str
    cell: Cell
    severity: Severity
    citation: Citation
    message: str
    fix: str

    def found(self, spot: Spot = None, instead: str = "", **values: object) -> "Finding":
        """What breaks the rule at a place; `instead` is the exact text to write over the letters of
        the place, empty where a person has to find the words."""
        return Finding(self, spot, instead, values)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend."""

    rule: Rule
    spot: Spot = None
    instead: str = ""
    values: dict[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """What is wrong, in Vietnamese."""
        return self.rule.message.format_map(self.values)

    @property
    def fix(self) -> str:
        """What to do about it, in Vietnamese."""
        return self.rule.fix.format_map({**self.values, "instead": self.instead})

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def page(self) -> int:
        """The page (from 1), 0 where there are no pages."""
        return self.spot.page if isinstance(self.spot, Box) else 0

    def as_dict(self) -> dict[str, Any]:
        """The JSON object of a finding (docs/checking.md)."""
        return {
            "rule": self.rule.code,
            "cell": self.rule.cell.value,
            "severity": self.severity.value,
            "message": self.message,
            "fix": self.fix,
            "instead": self.instead,
            "citation": str(self.rule.citation),
            "certainty": self.rule.citation.certainty.value,
            "place": _place(self.spot),
        }

    def as_row(self) -> dict[str, Any]:
        """`as_dict` with its two sentences unfilled and the values beside them, so that a face can
        translate them and a file keep them."""
        sentences = {"message": self.rule.message, "fix": self.rule.fix}
        return {**self.as_dict(), **sentences, "values": dict(self.values)}


def _place(spot: Spot) -> dict[str, Any] | None:
    if isinstance(spot, Box):
        box = {name: round(getattr(spot, name), 4) for name in ("x0", "y0", "x1", "y1")}
        return {"page": spot.page, **box}
    if isinstance(spot, Passage):
        return {"block": spot.block, "start": spot.start, "stop": spot.stop}
    return None
