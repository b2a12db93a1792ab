"""The words that templates of papers ask for: places, laws in force, days and numbers."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

from vanthu.demo.draws import Draws
from vanthu.demo.papers.heads import Head
from vanthu.demo.sources import REFORM, day, rows
from vanthu.demo.specs import UnitSpec
from vanthu.demo.units import units
from vanthu.ground.org.choices import Level

_TERM = timedelta(days=10)


class Words(dict[str, Any]):
    """The words a template may ask for; numbers and laws are drawn when first asked for."""

    def __init__(self, draws: Draws, head: Head, unit: UnitSpec | None) -> None:
        """Words for the paper of this head, drafted in this unit."""
        issued, issuer = head.issued_on, head.issuer
        super().__init__(
            t=head.topic,
            p=draws.pick(_places(issuer.area, issuer.level, issued)),
            issuer=issuer.name,
            unit=unit.name if unit is not None else "Văn phòng",
            proposer=unit.name if unit is not None else "Chánh Văn phòng",
            **_calendar_words(issued),
        )
        self.draws = draws
        self.head = head

    def __missing__(self, name: str) -> str | int:
        self[name] = value = _DRAWN[name](self.draws, self.head)
        return value


@cache
def _calendar_words(issued: date) -> dict[str, str]:
    quarter = ("I", "II", "III", "IV")[(issued.month - 1) // 3]
    return {
        "y": f"năm {issued.year}",
        "q": f"quý {quarter} năm {issued.year}",
        "m": f"tháng {issued.month}/{issued.year}",
    }


@cache
def _short(moment: date) -> str:
    return f"{moment.day:02d}/{moment.month}/{moment.year}"


def _thousands(number: int) -> str:
    return str(number) if number < 1000 else f"{number // 1000}.{number % 1000:03d}"


@cache
def _laws(field: str, issued: date) -> tuple[str, ...]:
    """Laws of the field in force on the day, or those that bind every field."""
    found = []
    for row in _law_rows():
        start, end = day(row["valid_from"]), day(row["valid_to"])
        if row["field"] == field and (not start or start <= issued) and (not end or issued < end):
            found.append(row["text"])
    return tuple(found) or _laws("*", issued)


def _law(draws: Draws, field: str, issued: date) -> str:
    return draws.pick(_laws(field, issued))


@cache
def _law_rows() -> list[dict[str, str]]:
    return rows("laws.csv")


@cache
def _areas(live: bool) -> dict[str, tuple[str, ...]]:
    """Places to name, by the code of the area that contains them."""
    found: dict[str, list[str]] = {}
    for unit in units():
        if unit.live is not live:
            continue
        place = f"trên địa bàn {unit.full_name}"
        found.setdefault(unit.code, []).append(place)
        if unit.parent:
            found.setdefault(unit.parent, []).append(place)
    return {code: tuple(places) for code, places in found.items()}


@cache
def _places(area: str, level: str, issued: date) -> tuple[str, ...]:
    """Places the issuer writes about on that day: its own area or one just below it."""
    places = _areas(issued >= REFORM).get(area or "86", ("trên địa bàn tỉnh",))
    return places if level != Level.COMMUNE else places[:1]


_DRAWN: dict[str, Callable[[Draws, Head], str | int]] = {
    "law": lambda draws, head: _law(draws, head.field, head.issued_on),
    "base": lambda draws, head: _law(draws, "*", head.issued_on),
    "d0": lambda draws, head: _short(head.issued_on - timedelta(days=1 + draws.below(6))),
    "d1": lambda draws, head: _short(head.due_on or head.issued_on + _TERM),
    "h": lambda draws, _: 7 + draws.below(2),
    "pc": lambda draws, _: f"{60 + draws.below(40)},{draws.below(10)}",
    "n1": lambda draws, _: _thousands(800 + draws.below(9000)),
    "n2": lambda draws, _: _thousands(250 + draws.below(24000)),
    "n3": lambda draws, _: _thousands(1200 + draws.below(60000)),
    "n4": lambda draws, _: 12 + draws.below(400),
    "n5": lambda draws, _: 2 + draws.below(38),
    "n6": lambda draws, _: 1 + draws.below(9),
    "n7": lambda draws, _: _thousands(150 + draws.below(9000)),
    "n8": lambda draws, _: 10 + draws.below(300),
    "n9": lambda draws, _: 2 + draws.below(24),
}
