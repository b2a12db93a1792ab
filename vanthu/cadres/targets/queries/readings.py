"""What indicators read, period by period: typed observations rolled up, or figures counted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from vanthu.cadres.targets.choices import RollUp
from vanthu.cadres.targets.models import Indicator, Observation
from vanthu.cadres.targets.rules import Reading, last_day, periods_of, rolled_up, span_of
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.errors import NoFigure
from vanthu.ground.figures.queries import measure
from vanthu.kernel.months import MonthSpan
from vanthu.kernel.reporting import SCHEMES, ReportPeriod, Scheme, Span

Part = tuple[Decimal, Decimal | None]


_COLUMNS = (
    "indicator",
    "agency",
    "year",
    "index",
    "numerator",
    "denominator",
    "done_on",
    "cause",
)


class _Row(NamedTuple):
    """An observation as read; `place` is the number of its period within the year."""

    indicator: int
    agency: int
    year: int
    place: int
    numerator: Decimal
    denominator: Decimal | None
    done_on: date | None
    cause: str


@dataclass
class _Gathered:
    """What was read of one indicator in one period."""

    parts: list[Part]
    done_on: date | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """The readings of an indicator, the first period first, and the latest cause given."""

    readings: tuple[Reading, ...] = ()
    cause: str = ""


def months_of(kind: Indicator) -> MonthSpan:
    """The months its target is set for: its own, else those of the resolution."""
    whole = kind.resolution
    return span_of(kind.first or whole.first, kind.last or whole.last)


def scheme_of(kind: Indicator) -> Scheme:
    """The scheme its periods are counted by."""
    return SCHEMES[kind.scheme]


def periods_until(kind: Indicator, as_of: date) -> list[ReportPeriod]:
    """The periods of the indicator that are over by the day."""
    every = periods_of(months_of(kind), Span(kind.frequency), scheme_of(kind))
    return [period for period in every if last_day(period) <= as_of]


def read_all(kinds: Iterable[Indicator], as_of: date, known_at: datetime) -> dict[int, Read]:
    """What each indicator read until the day; one statement, more for those bound to a figure."""
    wanted = list(kinds)
    typed = _gathered(_rows([kind.pk for kind in wanted if not kind.figure], as_of, known_at))
    return {
        kind.pk: _counted(kind, as_of, known_at, None)
        if kind.figure
        else _rolled(kind, as_of, typed.get(kind.pk, {}))
        for kind in wanted
    }


def read_by(
    kind: Indicator,
    groups: Mapping[int, frozenset[int]],
    as_of: date,
    known_at: datetime,
) -> dict[int, Read]:
    """What the indicator read in each group of agencies; one statement for what is typed."""
    if kind.figure:
        return {key: _counted(kind, as_of, known_at, group) for key, group in groups.items()}
    rows = _rows([kind.pk], as_of, known_at)
    shares = {key: [row for row in rows if row.agency in group] for key, group in groups.items()}
    return {
        key: _rolled(kind, as_of, _gathered(own).get(kind.pk, {})) for key, own in shares.items()
    }


def _rows(ids: Sequence[int], as_of: date, known_at: datetime) -> list[_Row]:
    rows = Observation.objects.known_at(known_at).filter(indicator__in=ids, last__lte=as_of)
    return [_Row(*row) for row in rows.order_by("pk").values_list(*_COLUMNS)]


def _gathered(rows: Iterable[_Row]) -> dict[int, dict[tuple[int, int], _Gathered]]:
    # Added up here: SQLite adds decimals as binary floats.
    found: dict[int, dict[tuple[int, int], _Gathered]] = defaultdict(dict)
    for row in rows:
        kept = found[row.indicator].setdefault((row.year, row.place), _Gathered([]))
        kept.parts.append((row.numerator, row.denominator))
        kept.done_on = kept.done_on or row.done_on
        kept.cause = row.cause or kept.cause
    return found


def _rolled(kind: Indicator, as_of: date, found: dict[tuple[int, int], _Gathered]) -> Read:
    readings, cause = [], ""
    for period in periods_until(kind, as_of):
        got = found.get((period.year, period.index))
        value = _value(kind, got)
        if got is None or value is None:
            continue
        readings.append(Reading(period, value, got.done_on))
        cause = got.cause
    return Read(tuple(readings), cause)


def _value(kind: Indicator, got: _Gathered | None) -> Fraction | None:
    if got is None:
        return None
    how = RollUp(kind.roll_up)
    parts = got.parts[-1:] if how is RollUp.OWN else got.parts
    return rolled_up(parts, how, kind.scale)


def _counted(
    kind: Indicator, as_of: date, known_at: datetime, agencies: frozenset[int] | None
) -> Read:
    """The figure of the other module, counted for each period; none where nobody declares it."""
    readings = []
    for period in periods_until(kind, as_of):
        ask = Ask(
            period=period.days, known_at=known_at, agencies=agencies, filters=kind.figure_filters
        )
        try:
            value = measure(kind.figure, ask).value
        except NoFigure:
            return Read()
        readings.append(Reading(period, Fraction(value)))
    return Read(tuple(readings))


def figure_of(kind: Indicator) -> tuple[str, dict[str, str]]:
    """The figure that proves what a flow has reached, with its filters."""
    if kind.figure:
        return kind.figure, dict(kind.figure_filters)
    return "targets.achieved", {"indicator": kind.code}
