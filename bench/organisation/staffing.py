"""Staffing: quotas, who came and went each month and the counts of each half-year, of communes."""

from datetime import date, timedelta

from django.db import models

from bench.organisation.people import committees
from vanthu.cadres.staffing.choices import EventType, QuotaKind
from vanthu.cadres.staffing.models import Headcount, HeadcountEvent, Quota
from vanthu.demo.bulk import Table
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.draws import Draws
from vanthu.kernel.months import Month

MODELS: tuple[type[models.Model], ...] = (Quota, HeadcountEvent, Headcount)
_OPENED, _MONTHS = Month(2015, 1), 132
_KINDS = (QuotaKind.PARTY, QuotaKind.COMMUNE)
_ASSIGNED, _PRESENT = 60, 55
_MOVES = ((EventType.RETIRED, 7), (EventType.TRANSFERRED_OUT, 12), (EventType.RECRUITED, 20))
_LEAD = "tinh-uy:86"
_KNOWN = ("id", "record", "known_from", "agency", "kind")
_QUOTA = Table(Quota, *_KNOWN, "year", "assigned", "decision")
_EVENT = Table(HeadcountEvent, *_KNOWN, "type", "on", "count")
_COUNT = Table(Headcount, *_KNOWN, "counted_on", "present")


def write_staffing(context: CadreContext, months: int) -> None:
    """Write the last `months` of every commune's book; the counts follow from the movements."""
    first = _OPENED.shift(_MONTHS - months)
    years = range(first.year, _OPENED.shift(_MONTHS - 1).year + 1)
    decisions = {year: _decision(context, year) for year in years}
    for place, key in enumerate(committees()):
        for kind in _KINDS:
            book = _Book(context, context.ids.agencies[key], kind)
            for year, decision in decisions.items():
                signed = date(year - 1, 12, 15)
                book.row(_QUOTA, Quota, signed, year, _ASSIGNED, decision)
            book.months(first, months, place)
        context.sink.flush_full()


def _decision(context: CadreContext, year: int) -> int:
    head = (_LEAD, f"{year}-QĐ/ĐL", date(year - 1, 12, 15), "Tỉnh ủy (đo lường)")
    return context.decision(*head, f"Giao biên chế năm {year}")


class _Book:
    """One agency's book of one kind."""

    def __init__(self, context: CadreContext, agency: int, kind: QuotaKind) -> None:
        self.context, self.agency, self.kind, self.present = context, agency, kind, _PRESENT

    def months(self, first: Month, months: int, place: int) -> None:
        """Movements month by month; counted before the first and after every June and December."""
        self._count(first.first_day - timedelta(days=1))
        for n in range(months):
            month = first.shift(n)
            draws = Draws(self.context.seed, f"volume-moves-{self.kind.value}-{place}", n)
            for type_, share in _MOVES:
                if draws.below(100) < share:
                    on = month.first_day + timedelta(days=draws.below(28))
                    self.row(_EVENT, HeadcountEvent, on, type_.value, on, 1)
                    self.present += 1 if type_ is EventType.RECRUITED else -1
            if month.number in (6, 12):
                self._count(month.shift(1).first_day - timedelta(days=1))

    def _count(self, day: date) -> None:
        self.row(_COUNT, Headcount, day + timedelta(days=4), day, self.present)

    def row(self, table: Table, model: type[models.Model], known: date, *values: object) -> None:
        """A row of the book, known from that day."""
        number = self.context.number(model)
        record = self.context.uuid(f"volume-{model.__name__}", number)
        head = (number, record, self.context.moment(known), self.agency, self.kind.value)
        self.context.sink.rows(table).append((*head, *values))
