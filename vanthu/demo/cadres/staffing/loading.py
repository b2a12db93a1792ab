"""Writes quotas, movements and counts of data/staffing.json so that the stock identity holds."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from vanthu.cadres.staffing.choices import EventType, QuotaKind
from vanthu.cadres.staffing.models import Headcount, HeadcountEvent, Quota
from vanthu.cadres.staffing.rules import spread
from vanthu.demo.bulk import Table
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.cadres.staffing.severances import Gone, Severances
from vanthu.demo.draws import Draws
from vanthu.demo.papers.days import calendar
from vanthu.demo.sources import table

_KNOWN = ("id", "record", "known_from", "agency", "kind")
_QUOTA = Table(Quota, *_KNOWN, "year", "assigned", "decision")
_EVENT = Table(HeadcountEvent, *_KNOWN, "type", "on", "person", "count", "decision")
_COUNT = Table(Headcount, *_KNOWN, "counted_on", "present")
_ISSUER = "Ủy ban nhân dân tỉnh Vĩnh Long"
# Of a hundred assigned places so many are filled when the book is opened and after each half-year.
_FILLED = 97
# Of a thousand people present, how many go in a half-year without a staff cut.
_LEAVE = ((EventType.RETIRED, 9), (EventType.TRANSFERRED_OUT, 4), (EventType.RESIGNED, 3))
_COUNTED_AFTER = timedelta(days=4)

Movement = tuple[EventType, date, int | None, int, int | None]


def load_staffing(context: CadreContext) -> None:
    """Write everything of staffing."""
    _Loading(context, Severances(context).write()).run()


class _Loading:
    """One load, agency by agency and kind by kind."""

    def __init__(self, context: CadreContext, gone: Sequence[Gone]) -> None:
        self.context, self.gone = context, gone
        self.data = table("staffing.json")
        self.days = [date.fromisoformat(day) for day in self.data["counted_on"]]

    def run(self) -> None:
        """Quotas first: people follow what is assigned."""
        for name, years in self.data["quotas"].items():
            given = self._quotas(QuotaKind(name), years)
            for agency in self.data["weights"]:
                self._people(agency, QuotaKind(name), {y: given[y][agency] for y in years})

    def _quotas(self, kind: QuotaKind, years: dict[str, int]) -> dict[str, dict[str, int]]:
        weights = self.data["weights"]
        found = {}
        for year, whole in years.items():
            signed = date.fromisoformat(self.data["assigned_on"][year])
            head = ("old:ubnd:86", f"{kind.value[0].upper()}{year[2:]}/QĐ-UBND", signed, _ISSUER)
            decision = self.context.decision(*head, f"Giao biên chế {kind.label} năm {year}")
            parts = spread(weights.values(), whole, sum(weights.values()))
            found[year] = dict(zip(weights, parts, strict=True))
            for agency, assigned in found[year].items():
                self._row(_QUOTA, Quota, signed, agency, kind, int(year), assigned, decision)
        return found

    def _people(self, agency: str, kind: QuotaKind, assigned: dict[str, int]) -> None:
        """The opening count, then of each half-year the movements and the count they lead to."""
        present = assigned["2021"] * _FILLED // 100
        self._count(agency, kind, self.days[0], present)
        for before, until in pairwise(self.days):
            moves = list(self._half(agency, kind, before, until, present))
            came = assigned[str(until.year)] * _FILLED // 100 - present + sum(m[3] for m in moves)
            if came > 0:
                day = calendar().on_or_after(until - timedelta(days=40))
                moves.append((EventType.RECRUITED, day, None, came, None))
            for move in moves:
                self._row(_EVENT, HeadcountEvent, move[1], agency, kind, *_columns(move))
            went = sum(move[3] for move in moves if move[0] is not EventType.RECRUITED)
            present += max(came, 0) - went
            self._count(agency, kind, until, present)

    def _half(
        self, agency: str, kind: QuotaKind, before: date, until: date, present: int
    ) -> list[Movement]:
        """Who goes: by a staff cut by name, the others as sums."""
        moves: list[Movement] = [
            (EventType(each.type), each.on, each.person, 1, each.decision)
            for each in self.gone
            if each.agency == agency and each.kind is kind and before < each.on <= until
        ]
        index = self.context.numbered[Headcount]
        draws = Draws(self.context.seed, "headcount", index)
        for type_, share in _LEAVE:
            count = present * share // 1000 + draws.below(2)
            if count:
                day = before + timedelta(days=20 + draws.below(130))
                moves.append((type_, day, None, count, None))
        return moves

    def _count(self, agency: str, kind: QuotaKind, day: date, present: int) -> None:
        self._row(_COUNT, Headcount, day + _COUNTED_AFTER, agency, kind, day, present)

    def _row(
        self, rows: Table, model: Any, known_on: date, agency: str, kind: QuotaKind, *values: Any
    ) -> None:
        number = self.context.number(model)
        record = self.context.uuid(f"staffing-{model.__name__}", number)
        head = (number, record, self.context.moment(known_on), self.context.ids.agencies[agency])
        self.context.sink.rows(rows).append((*head, kind.value, *values))


def _columns(move: Movement) -> tuple[Any, ...]:
    return move[0].value, *move[1:]
