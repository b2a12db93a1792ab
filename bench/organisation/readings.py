"""Indicators that every commune reports each month: targets, shares, reports and readings."""

from datetime import date, timedelta

from django.db import models

from bench.organisation.people import committees
from vanthu.cadres.targets.choices import (
    Document,
    Frequency,
    Kind,
    Scheme,
    SubmissionState,
)
from vanthu.cadres.targets.models import (
    Allocation,
    Indicator,
    Observation,
    Resolution,
    Submission,
    TargetVersion,
)
from vanthu.cadres.targets.rules import last_day
from vanthu.demo.bulk import Table
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.draws import Draws
from vanthu.kernel.months import Month
from vanthu.kernel.reporting import CALENDAR, ReportPeriod, Span

MODELS: tuple[type[models.Model], ...] = (
    *(Resolution, Indicator, TargetVersion, Allocation, Submission, Observation),
)
TITLE = "Kế hoạch đo lường: chỉ tiêu hằng tháng của các xã, phường"
CODE = "do-luong-"
FIRST = date(2021, 7, 1)
_LEAD = "tinh-uy:86"
_GIVEN = 6_000
_KNOWN = ("id", "record", "known_from")
_RESOLUTION = Table(Resolution, "id", "agency", "kind", "title", "decision", "first", "last")
_INDICATOR = Table(
    Indicator,
    *("id", "resolution", "number", "code", "name", "kind", "measure", "lead", "frequency"),
)
_TARGET = Table(TargetVersion, *_KNOWN, "indicator", "value", "valid_from", "decision")
_ALLOCATION = Table(
    Allocation, *_KNOWN, "indicator", "giver", "agency", "value", "valid_from", "decision"
)
_SUBMISSION = Table(
    Submission,
    *(*_KNOWN, "agency", "state", "resolution", "scheme", "span", "year", "index"),
    *("due_on", "confirmed_on", "locked_at"),
)
_OBSERVATION = Table(
    Observation,
    *(*_KNOWN, "indicator", "agency", "year", "index", "first", "last"),
    *("numerator", "source", "submission"),
)


def write_readings(context: CadreContext, indicators: int, months: int) -> None:
    """Write one plan whose indicators are shared out to the communes and read each month."""
    agencies = [context.ids.agencies[key] for key in committees()]
    kinds = _write_plan(context, agencies, indicators, months)
    for n in range(months):
        month = Month.of(FIRST).shift(n)
        period = ReportPeriod(CALENDAR, Span.MONTH, month.year, month.number)
        for agency in agencies:
            report = _write_report(context, agency, period)
            for kind in kinds:
                _write_reading(context, kind, agency, period, report)
        context.sink.flush_full()


def _write_plan(
    context: CadreContext, agencies: list[int], indicators: int, months: int
) -> list[int]:
    head = (_LEAD, "01-KH/ĐL", FIRST, "Tỉnh ủy (đo lường)", TITLE)
    decision, number = context.decision(*head), context.number(Resolution)
    lead, last = context.ids.agencies[_LEAD], Month.of(FIRST).shift(max(months, 60)).first_day
    days = (FIRST, last - timedelta(days=1))
    context.sink.rows(_RESOLUTION).append(
        (number, lead, Document.PLAN.value, TITLE, decision, *days)
    )
    kinds = [context.number(Indicator) for _ in range(indicators)]
    for n, kind in enumerate(kinds, 1):
        words = (f"{CODE}{n}", f"Chỉ tiêu đo lường số {n}", Kind.FLOW_CUM.value, "lượt")
        row = (kind, number, n, *words, lead, Frequency.MONTH.value)
        context.sink.rows(_INDICATOR).append(row)
        whole = (kind, _GIVEN * len(agencies), FIRST, decision)
        _known(context, _TARGET, TargetVersion, FIRST, *whole)
        for agency in agencies:
            given = (kind, lead, agency, _GIVEN, FIRST, decision)
            _known(context, _ALLOCATION, Allocation, FIRST, *given)
    return kinds


def _write_report(context: CadreContext, agency: int, period: ReportPeriod) -> int:
    end = last_day(period)
    due, locked = end + timedelta(days=10), end + timedelta(days=20)
    resolution = context.numbered[Resolution]
    kind = (SubmissionState.LOCKED.value, resolution, Scheme.CALENDAR.value, Span.MONTH.value)
    when = (period.year, period.index, due, due, context.moment(locked))
    return _known(context, _SUBMISSION, Submission, locked, agency, *kind, *when)


def _write_reading(
    context: CadreContext, kind: int, agency: int, period: ReportPeriod, report: int
) -> None:
    end = last_day(period)
    value = 40 + Draws(context.seed, "volume-reading", kind * 100_000 + agency).below(120)
    days = (period.year, period.index, period.days.valid_from, end)
    said = (value, "Báo cáo tháng của đơn vị", report)
    locked = end + timedelta(days=20)
    _known(context, _OBSERVATION, Observation, locked, kind, agency, *days, *said)


def _known(
    context: CadreContext, table: Table, model: type[models.Model], day: date, *values: object
) -> int:
    number = context.number(model)
    head = (number, context.uuid(f"volume-{model.__name__}", number), context.moment(day))
    context.sink.rows(table).append((*head, *values))
    return number
