"""What the checker reports: the claim, where it stands, and the verdict with the right value."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What is claimed."""

    SHARE = "share"
    SUM = "sum"
    WHOLE = "whole"
    AVERAGE = "average"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return _KINDS[self]


class Verdict(StrEnum):
    """How the printed value stands to its parts."""

    RIGHT = "right"
    TRUNCATED = "truncated"
    WRONG = "wrong"
    UNCHECKABLE = "uncheckable"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return _VERDICTS[self]


_KINDS = {
    Kind.SHARE: "Tỷ lệ",
    Kind.SUM: "Tổng",
    Kind.WHOLE: "Toàn bộ (100%)",
    Kind.AVERAGE: "Bình quân tỷ lệ",
}
_VERDICTS = {
    Verdict.RIGHT: "Đúng",
    Verdict.TRUNCATED: "Bị cắt đuôi",
    Verdict.WRONG: "Sai",
    Verdict.UNCHECKABLE: "Chưa kiểm tra được",
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One claim of the text, at [`start`, `end`).

    `printed` and `expected` are as printed in Vietnamese (`15,3%`); `expected` is None where the
    parts do not say it. `template` with `values` is the sentence about it.
    """

    kind: Kind
    verdict: Verdict
    start: int
    end: int
    printed: str
    template: str
    expected: str | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    parts: tuple[Decimal, ...] = ()
    values: dict[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What the finding says, in Vietnamese."""
        return self.template.format_map(self.values)

    def quote(self, text: str) -> str:
        """The claim as it stands in `text`, on one line."""
        return " ".join(text[self.start : self.end].split())

    def as_dict(self, text: str) -> dict[str, Any]:
        """The finding as plain values; decimals as text, so that nothing is lost."""
        return {
            "kind": self.kind.value,
            "verdict": self.verdict.value,
            "start": self.start,
            "end": self.end,
            "quote": self.quote(text),
            "printed": self.printed,
            "expected": self.expected,
            "numerator": None if self.numerator is None else str(self.numerator),
            "denominator": None if self.denominator is None else str(self.denominator),
            "parts": [str(part) for part in self.parts],
            "sentence": self.sentence,
        }

    @property
    def is_alarm(self) -> bool:
        """Whether the printed value has to be corrected."""
        return self.verdict in (Verdict.WRONG, Verdict.TRUNCATED)
