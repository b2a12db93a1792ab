"""Whether a target shared out is shared out as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from vanthu.kernel.numbers import format_vi


@dataclass(frozen=True)
class Balance:
    """What somebody had to share out, and what was given to others."""

    own: Decimal
    given: Decimal

    @property
    def difference(self) -> Decimal:
        """Positive: more was given than there was (giao thừa); negative: less (giao thiếu)."""
        return self.given - self.own

    @property
    def words(self) -> str:
        """`giao thừa 15`, `giao thiếu 15`, `giao đủ`."""
        if not self.difference:
            return "giao đủ"
        word = "thừa" if self.difference > 0 else "thiếu"
        return f"giao {word} {format_vi(self.difference.copy_abs().normalize() + 0)}"


def balance(own: Decimal, given: Iterable[Decimal]) -> Balance:
    """The target of one against the sum of what it gave to those below."""
    return Balance(own, sum(given, Decimal(0)))
