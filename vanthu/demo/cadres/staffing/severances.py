"""Severance cases by half-year: data/staffing.json says how many of each kind, the rest is drawn.

The split is synthetic (organisation.md 4.b.2). Cases before 26/09/2020 and after 20/07/2023 stand
beside those of the window, so that a report has to leave them out by the day of their decision.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from vanthu.cadres.personnel.choices import CaseState
from vanthu.cadres.staffing.choices import Category, QuotaKind, Scheme, SeveranceKind
from vanthu.cadres.staffing.models import Severance
from vanthu.cadres.staffing.rules import Sheet, half_of, money
from vanthu.demo.bulk import Table
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.cadres.pool import PoolPerson
from vanthu.demo.draws import Draws, Weighted
from vanthu.demo.papers.days import calendar
from vanthu.demo.sources import table
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.queries import all_packs
from vanthu.ground.rulebook.rules import first_of
from vanthu.kernel.ages import SCHEDULE_2021, Birth, Sex
from vanthu.kernel.months import Month

_TABLE = Table(
    Severance,
    *("id", "record", "known_from", "agency", "state", "decision", "person", "quota_kind", "kind"),
    *("category", "scheme", "voluntary", "leaves_on", "months_early", "service_months", "pay_base"),
    *("decree", "parts", "total", "batch_year", "batch_half", "paid_on"),
)
_ISSUER = "Ủy ban nhân dân tỉnh Vĩnh Long"
_DECISIONS = 5
_LEAST_EARLY, _MOST_EARLY = 24, 60
_REASONS = Weighted(
    {Category.D1: 40, Category.D2: 25, Category.D3: 15, Category.D4: 8, Category.D8: 12}
)
# Cases on their way today, at the commune whose accounts one can try.
_TRIAL = "dang:29551"
_OPEN = (CaseState.DRAFT, CaseState.CONFIRMED, CaseState.APPRAISED)


@dataclass(frozen=True)
class Gone:
    """A person who left by a staff cut, for the movements of their agency."""

    agency: str
    kind: QuotaKind
    type: str
    on: date
    person: int
    decision: int


class Severances:
    """One load; people are taken from the end of the pool, each once."""

    def __init__(self, context: CadreContext) -> None:
        self.context = context
        self.taken: set[int] = set()
        self.count = 0
        self.gone: list[Gone] = []

    def write(self) -> list[Gone]:
        """Write every half-year and the open cases; gives who left."""
        for half in table("staffing.json")["severance"]:
            self._half(half)
        self._open()
        return self.gone

    def _half(self, half: dict[str, Any]) -> None:
        """The cases of a half-year, on a few decisions of the province."""
        signed = list(self._decisions(half))
        kinds = [kind for kind in SeveranceKind for _ in range(half[kind.value])]
        for place, kind in enumerate(kinds):
            number, day = signed[place % len(signed)]
            self._case(kind, number, day)

    def _decisions(self, half: dict[str, Any]) -> Iterator[tuple[int, date]]:
        first, last = (date.fromisoformat(half[name]) for name in ("first", "last"))
        for place in range(_DECISIONS):
            away = (last - first).days * (place + 1) // _DECISIONS
            day = calendar().on_or_after(first + timedelta(days=away))
            reference = f"{301 + day.month * 40 + place}/QĐ-UBND"
            title = "Giải quyết chế độ tinh giản biên chế"
            yield self.context.decision("old:ubnd:86", reference, day, _ISSUER, title), day

    def _case(self, kind: SeveranceKind, decision: int, signed: date) -> None:
        leaves_on = Month.of(signed).shift(1).first_day
        early = kind is SeveranceKind.EARLY_RETIREMENT
        person = self._next(leaves_on, early=early)
        draws = self._draws()
        sheet = self._sheet(kind, person, leaves_on, draws)
        pack = first_of(all_packs(), Subject.SEVERANCE, signed)
        assert pack is not None, "every day of the demo has its decree"
        lines = money(sheet, pack)
        quota_kind = _quota_kind(person.agency, draws)
        reason = _REASONS.pick(draws)
        parts = json.dumps([asdict(line) for line in lines], ensure_ascii=False)
        paid = (pack.code, parts, sum(line.amount for line in lines), *half_of(signed))
        state = (CaseState.DECIDED.value, decision)
        self._row(signed, person, state, quota_kind, sheet, reason, leaves_on, paid)
        if kind is not SeveranceKind.OTHER:
            gone = (quota_kind, kind.value, leaves_on, person.id, decision)
            self.gone.append(Gone(person.agency, *gone))

    def _row(
        self,
        known_on: date | None,
        person: PoolPerson,
        state: tuple[str, int | None],
        quota_kind: QuotaKind,
        sheet: Sheet,
        reason: Category,
        leaves_on: date,
        paid: tuple[Any, ...],
        agency: str = "",
    ) -> None:
        context = self.context
        number = context.number(Severance)
        record = context.uuid("severance", number)
        known = None if known_on is None else context.moment(known_on)
        paid_on = None if known_on is None else calendar().on_or_after(leaves_on)
        context.sink.rows(_TABLE).append(
            (
                *(number, record, known, context.ids.agencies[agency or person.agency], *state),
                *(person.id, quota_kind.value, sheet.kind.value, reason.value),
                *(Scheme.ORDINARY.value, reason is Category.D8, leaves_on),
                *(sheet.months_early, sheet.service_months, sheet.pay, *paid, paid_on),
            )
        )

    def _sheet(
        self, kind: SeveranceKind, person: PoolPerson, leaves_on: date, draws: Draws
    ) -> Sheet:
        early = kind is SeveranceKind.EARLY_RETIREMENT
        worked = Month.of(leaves_on).since(Month.of(person.born_on)) - 22 * 12 - draws.below(60)
        return Sheet(
            kind=kind,
            pay=0 if kind is SeveranceKind.OTHER else 10_000 * (380 + draws.below(520)),
            months_early=_left(person, leaves_on) if early else 0,
            service_months=max(worked, 12),
        )

    def _next(self, on: date, *, early: bool) -> PoolPerson:
        """The next person whose age fits: near retirement, or with at least ten years to go."""
        for person in reversed(self.context.pool):
            left = _left(person, on)
            fits = _LEAST_EARLY <= left <= _MOST_EARLY if early else 120 <= left <= 300
            if fits and person.id not in self.taken:
                self.taken.add(person.id)
                return person
        raise LookupError("the pool has too few people near retirement")

    def _draws(self) -> Draws:
        self.count += 1
        return Draws(self.context.seed, "severance", self.count)

    def _open(self) -> None:
        """Cases that wait for three of the four hands."""
        leaves_on = Month.of(self.context.today).shift(2).first_day
        for state in _OPEN:
            person = self._next(leaves_on, early=False)
            sheet = self._sheet(SeveranceKind.SEVERANCE, person, leaves_on, self._draws())
            unpaid = ("", "[]", 0, None, None)
            row = ((state.value, None), QuotaKind.PARTY, sheet, Category.D2, leaves_on, unpaid)
            self._row(None, person, *row, agency=_TRIAL)


def _left(person: PoolPerson, on: date) -> int:
    """Months from the day to the month of retirement."""
    sex = Sex.FEMALE if person.female else Sex.MALE
    return SCHEDULE_2021.months_left(Birth.on(person.born_on), sex, Month.of(on))[0]


def _quota_kind(agency: str, draws: Draws) -> QuotaKind:
    """Party committees and communes have kinds of their own; of the rest two in five are civil."""
    if agency.startswith("old:dang:"):
        return QuotaKind.PARTY
    if agency not in table("staffing.json")["weights"]:
        return QuotaKind.COMMUNE
    return QuotaKind.CIVIL if draws.chance(0.4) else QuotaKind.PUBLIC
