"""Terms of five years, and how much of one has passed."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from vanthu.kernel.errors import Refusal
from vanthu.kernel.months import Month, MonthSpan

TERM_YEARS = 5
_WRITTEN = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})", re.ASCII)


class NotATerm(Refusal):
    """The text names no term of five years."""

    code = "not-a-term"
    status = 422
    default_sentence = "“{text}” không phải là một nhiệm kỳ 5 năm. Hãy nhập theo mẫu 2020-2025."


class TermKind(StrEnum):
    """Whose term it is: the Party's begin in …0 and …5, the state's a year later."""

    PARTY = "party"
    STATE = "state"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return {TermKind.PARTY: "Nhiệm kỳ cấp ủy", TermKind.STATE: "Nhiệm kỳ chính quyền"}[self]


@dataclass(frozen=True)
class Term:
    """The term that begins in `first_year`: 2020 is the Party's term 2020-2025.

    The days it begins and ends (a congress, an election) are facts of the records, not of the term.
    """

    kind: TermKind
    first_year: int

    def __str__(self) -> str:
        return f"{self.first_year}-{self.first_year + TERM_YEARS}"

    @classmethod
    def parse(cls, kind: TermKind, text: str) -> "Term":
        """The term written `2020-2025`; raises NotATerm unless it has five years."""
        found = _WRITTEN.fullmatch(text.strip())
        if found is None or int(found[2]) - int(found[1]) != TERM_YEARS:
            raise NotATerm(text=text)
        return cls(kind, int(found[1]))

    @property
    def next(self) -> "Term":
        """The term that follows."""
        return Term(self.kind, self.first_year + TERM_YEARS)

    @property
    def counted(self) -> MonthSpan:
        """The sixty months targets of the term are set for.

        For the Party's term 2020-2025 these are 01/2021-12/2025; for the state's 2021-2026 the
        same, since both serve one five-year plan. A target may state another span.
        """
        first = self.first_year + (1 if self.kind is TermKind.PARTY else 0)
        return MonthSpan(Month(first, 1), Month(first + TERM_YEARS - 1, 12))


def elapsed_share(span: MonthSpan, as_of: date) -> Fraction:
    """How much of the span has passed at the end of `as_of`, by whole months: 30/60 is a half."""
    return Fraction(span.elapsed(as_of), len(span))


def pace(achieved: Fraction, span: MonthSpan, as_of: date) -> Fraction | None:
    """What was achieved against the time that has passed: 1 is on time; None before the start."""
    share = elapsed_share(span, as_of)
    return achieved / share if share else None
