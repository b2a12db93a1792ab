"""What the period pages of staffing are asked for, and the tabs between the pages of staffing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from vanthu.cadres.staffing import permissions, queries
from vanthu.faces.web.places import address
from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.definitions import Ask
from vanthu.kernel.errors import NotAllowed
from vanthu.kernel.periods import Period

YEAR = "year"
# The first day and the day after the last, as month of the year and of the next where needed.
_PARTS: Mapping[str, tuple[int, int]] = {YEAR: (1, 13), "1": (1, 7), "2": (7, 13)}
# Nothing of staffing is older (rulebook/packs/severance.toml).
_FIRST = 2015


@dataclass(frozen=True)
class AskedPeriod:
    """A year or half-year, whose records, and whether the summary hides small counts."""

    ask: Ask
    year: int
    part: str
    public: bool
    wide: bool
    error: str = ""

    @property
    def query(self) -> str:
        """The same in an address."""
        return f"year={self.year}&part={self.part}" + ("&public=on" if self.public else "")

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The parts of a year to choose from."""
        words = (_("Cả năm"), _("6 tháng đầu năm"), _("6 tháng cuối năm"))
        return list(zip(_PARTS, words, strict=True))


def asked_period(actor: Actor, sent: QueryDict) -> AskedPeriod:
    """The period of the address; without a year that of the last decision within reach.

    Raises NoDuty. Who has no duty in staffing reads the published edition alone.
    """
    agencies, wide = permissions.summary_reach(actor)
    last = queries.last_decided_on(agencies) or actor.today
    typed = (sent.get("year") or "").strip()
    year, error = last.year, ""
    if typed.isdecimal() and _FIRST <= int(typed[:5]) <= actor.today.year:
        year = int(typed)
    elif typed:
        error = _("Hãy nhập năm từ %(first)s đến %(last)s.") % {
            "first": _FIRST,
            "last": actor.today.year,
        }
    part = sent.get("part") or YEAR
    part = part if part in _PARTS else YEAR
    ask = Ask(period=_period(year, part), known_at=actor.now, agencies=agencies)
    return AskedPeriod(ask, year, part, wide or "public" in sent, wide, error)


def _period(year: int, part: str) -> Period:
    first, until = _PARTS[part]
    end = date(year + 1, 1, 1) if until > 12 else date(year, until, 1)
    return Period(date(year, first, 1), end)


def tabs(actor: Actor, here: str) -> list[dict[str, Any]]:
    """The pages of staffing beside each other; none to whom only the summary is open."""
    try:
        permissions.check_open(actor)
    except NotAllowed:
        return []
    pages = {
        "staffing_path": _("Lộ trình giảm"),
        "staffing_summary": _("Tổng hợp tinh giản"),
        "staffing_balance": _("Biến động"),
    }
    return [
        {"label": label, "url": address(name), "current": name == here, "count": 0}
        for name, label in pages.items()
    ]
