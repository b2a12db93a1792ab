"""Registers of every agency with their years or terms, and the types of documents.

State agencies of the demo keep decisions apart from all other types; Party bodies number each type
through the congress term (requirements Q-029).
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from vanthu.demo.bulk import Sink, Table
from vanthu.demo.bulk.moments import at, midnight, seconds
from vanthu.demo.load.province import Ids, inside
from vanthu.demo.papers.heads import Head
from vanthu.demo.sources import KNOWN_SINCE, REFORM, table
from vanthu.demo.specs import AgencySpec
from vanthu.ground.org.choices import System
from vanthu.office.documents.choices import PeriodKind, RegisterKind, TypeFamily
from vanthu.office.documents.models import DocumentType
from vanthu.office.documents.registers import Counter, Register, RegisterPeriod

_FIRST_YEAR = 2024
_TERM = ("Nhiệm kỳ 2025 - 2030", REFORM, date(2030, 7, 1))
_TERM_BEFORE = ("Nhiệm kỳ 2020 - 2025", KNOWN_SINCE, REFORM)
_DECISION = "Quyết định"


@dataclass(frozen=True, slots=True)
class Period:
    """A year or term of a register, as the papers of the demo need to know it."""

    period_id: int
    register_id: int
    label: str
    starts_on: date
    ends_before: date
    closed_at: int | None


@dataclass
class Series:
    """All periods, found by agency, direction, type and day."""

    types: dict[tuple[bool, str], str]
    periods: list[Period] = field(default_factory=list)
    found: dict[tuple[str, str, str], list[Period]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def type_code(self, head: Head) -> str:
        """The code of a paper's type in the catalogue."""
        return self.types[head.issuer.system == System.PARTY, head.type_name]

    def period(self, agency: str, direction: str, type_name: str, day: date) -> Period:
        """The period that numbers a paper of this type on this day."""
        fitting = self.found.get((agency, direction, type_name))
        for period in fitting or self.found[agency, direction, ""]:
            if period.starts_on <= day < period.ends_before:
                return period
        raise LookupError(f"no {direction} register of {agency} on {day}")


def type_codes() -> dict[tuple[bool, str], str]:
    """The codes of types: by whether they are the Party's, and name."""
    families = {TypeFamily.PARTY: True, TypeFamily.ADMINISTRATIVE: False}
    rows = DocumentType.objects.filter(family__in=families)
    return {
        (families[TypeFamily(family)], name): code
        for name, code, family in rows.values_list("name", "code", "family")
    }


@dataclass(frozen=True, slots=True)
class _Book:
    kind: RegisterKind
    name: str
    types: tuple[str, ...] = ()
    term: bool = False


def open_series(ids: Ids, today: date) -> Series:
    """Give every register and period an id; nothing is written yet."""
    series = Series(type_codes())
    for _, period, agency, book in _plan(ids, today):
        series.periods.append(period)
        for type_name in book.types or ("",):
            series.found[agency.key, book.kind.value, type_name].append(period)
    return series


def _plan(ids: Ids, today: date) -> Iterator[tuple[int, Period, AgencySpec, _Book]]:
    register_id = period_id = 0
    for agency in inside():
        if not agency.has_registry:
            continue
        for book in _books(agency):
            register_id += 1
            for label, starts, ends in _spans(agency, book, today):
                period_id += 1
                closed = _closed_at(agency, ends, today)
                period = Period(period_id, register_id, label, starts, ends, closed)
                yield ids.agencies[agency.key], period, agency, book


def _books(agency: AgencySpec) -> Iterator[_Book]:
    yield _Book(RegisterKind.INCOMING, "Sổ đăng ký văn bản đến")
    if agency.system == System.PARTY:
        for name in _party_types():
            title = f"Sổ đăng ký văn bản đi - {name}"
            yield _Book(RegisterKind.OUTGOING, title, (name,), term=True)
    else:
        yield _Book(RegisterKind.OUTGOING, "Sổ đăng ký quyết định", (_DECISION,))
        yield _Book(RegisterKind.OUTGOING, "Sổ đăng ký văn bản đi")
    yield _Book(RegisterKind.COPY, "Sổ đăng ký bản sao")


def _party_types() -> tuple[str, ...]:
    return tuple(table("frames.json")["party_types"])


def _spans(agency: AgencySpec, book: _Book, today: date) -> Iterator[tuple[str, date, date]]:
    if book.term:
        yield _TERM if agency.live else _TERM_BEFORE
        return
    first = agency.valid_from.year if agency.live else _FIRST_YEAR
    last = today.year if agency.live else REFORM.year
    for year in range(first, last + 1):
        yield str(year), max(date(year, 1, 1), agency.valid_from), date(year + 1, 1, 1)


def _closed_at(agency: AgencySpec, ends: date, today: date) -> int | None:
    """Registers of closed agencies end with them; the others close with their year."""
    if agency.valid_to is not None:
        ends = min(ends, agency.valid_to)
    return at(ends - timedelta(days=1), _END_OF_DAY) if ends <= today else None


_END_OF_DAY = 17 * 60


def write_series(sink: Sink, ids: Ids, today: date, now: datetime) -> None:
    """Write every register with its periods; their counters stand at nought."""
    registers = sink.rows(
        Table(Register, *("id", "agency", "kind", "name", "types", "period_kind"), *_LIFE)
    )
    periods = sink.rows(Table(RegisterPeriod, *_PERIOD))
    counters = sink.rows(Table(Counter, "period", "last", "closed"))
    stamp = sink.moments.stamp
    types = type_codes()
    written: set[int] = set()
    for agency_id, period, agency, book in _plan(ids, today):
        if period.register_id not in written:
            written.add(period.register_id)
            codes = json.dumps([types[book.term, name] for name in book.types])
            kind = PeriodKind.TERM if book.term else PeriodKind.YEAR
            head = (period.register_id, agency_id, book.kind.value, book.name, codes)
            registers.append((*head, kind.value, agency.valid_from, agency.valid_to))
        opened = stamp(min(midnight(period.starts_on), seconds(now)))
        span = (period.label, period.starts_on, period.ends_before)
        periods.append(
            (period.period_id, period.register_id, *span, opened, stamp(period.closed_at))
        )
        counters.append((period.period_id, 0, period.closed_at is not None))


_LIFE = ("valid_from", "valid_to")
_PERIOD = ("id", "register", "label", "starts_on", "ends_before", "opened_at", "closed_at")
