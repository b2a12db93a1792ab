"""Targets of the demo: the term's resolution with its indicators, and what is only counted.

The names and values of data/targets.json are made up, but for the number of indicators and the
target of admissions (organisation.md 0.3, 4.e, 4.h); what they come to is computed, never stored.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from vanthu.cadres.targets.choices import SubmissionState
from vanthu.cadres.targets.models import (
    Allocation,
    Indicator,
    Observation,
    Resolution,
    Submission,
    TargetVersion,
)
from vanthu.cadres.targets.rules import last_day, periods_of, span_of
from vanthu.demo.bulk import Table
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.cadres.pool import old_agencies
from vanthu.demo.organisation import province
from vanthu.demo.sources import table
from vanthu.kernel.reporting import CALENDAR, ReportPeriod, Span

Item = dict[str, Any]
_BASIC = ("id", "record", "known_from")
_RESOLUTION = Table(Resolution, "id", "agency", "kind", "title", "decision", "first", "last")
_INDICATOR = Table(
    Indicator,
    *("id", "resolution", "number", "code", "name", "area", "kind", "measure", "way", "roll_up"),
    *("decimals", "base", "base_year", "lead", "frequency", "due_on", "figure"),
)
_TARGET = Table(TargetVersion, *_BASIC, "indicator", "value", "valid_from", "decision")
_ALLOCATION = Table(
    Allocation, *_BASIC, "indicator", "giver", "agency", "value", "valid_from", "decision"
)
_SUBMISSION = Table(
    Submission,
    *(*_BASIC, "agency", "state", "resolution", "scheme", "span", "year", "index"),
    *("due_on", "confirmed_on", "locked_at"),
)
_OBSERVATION = Table(
    Observation,
    *(*_BASIC, "indicator", "agency", "year", "index", "first", "last"),
    *("numerator", "cause", "source", "submission"),
)
# How many days after a period a report was due, confirmed and locked.
_DUE, _LOCKED = 10, 20
_PAPER = "Báo cáo kỳ của đơn vị"


def load_targets(context: CadreContext) -> None:
    """Write the documents with everything that hangs on their indicators."""
    data = table("targets.json")
    parts = (("resolution", "indicators"), ("plan", "counts"), ("present", "this_year"))
    for head, indicators in parts:
        _Document(context, data[head], data["weights"]).write(data[indicators])


@cache
def _communes() -> tuple[str, ...]:
    """The Party committees of today's communes, which report the present year by themselves."""
    return tuple(agency.key for agency in province().live if agency.key.startswith("dang:"))


class _Document:
    """One resolution or plan while it is written."""

    def __init__(self, context: CadreContext, head: Item, weights: dict[str, int]) -> None:
        self.context, self.weights = context, weights
        self.signed = date.fromisoformat(head["signed_on"])
        self.agency = head["agency"]
        self.decision = context.decision(
            head["agency"], head["reference"], self.signed, head["issuer"], head["title"]
        )
        self.id = context.number(Resolution)
        days = (date.fromisoformat(head["first"]), date.fromisoformat(head["last"]))
        self.months = span_of(*days)
        context.sink.rows(_RESOLUTION).append(
            (self.id, self._agency(), head["kind"], head["title"], self.decision, *days)
        )
        self.reports: dict[tuple[str, str, int, int], int] = {}

    def write(self, indicators: list[Item]) -> None:
        """The indicators with targets, allocations and readings."""
        for item in indicators:
            number = self._indicator(item)
            each = item.get("each", 0)
            target = str(each * len(_communes())) if each else item.get("target")
            if target is not None:
                self._row(_TARGET, TargetVersion, self.signed, number, target, *self._basis)
            for agency, value in self._given(item, target):
                # Nobody gives to themself: the Party committee's own part is the state's to ask.
                giver = self.agency if agency != self.agency else "old:ubnd:86"
                row = (number, self._agency(giver), self._agency(agency), value, *self._basis)
                self._row(_ALLOCATION, Allocation, self.signed, *row)
            self._read(number, item)

    @property
    def _basis(self) -> tuple[date, int]:
        return self.signed, self.decision

    def _agency(self, key: str = "") -> int:
        return self.context.ids.agencies[key or self.agency]

    def _indicator(self, item: Item) -> int:
        number = self.context.number(Indicator)
        names = ("number", "code", "name", "area", "kind", "measure")
        due = item.get("due_on")
        self.context.sink.rows(_INDICATOR).append(
            (
                *(number, self.id, *(item[name] for name in names)),
                *(item.get("way", "up"), item["roll_up"], item.get("decimals", 0)),
                *(item.get("base"), item.get("base_year"), self._agency(item["lead"])),
                *(item["frequency"], date.fromisoformat(due) if due else None),
                item.get("figure", ""),
            )
        )
        return number

    def _given(self, item: Item, target: str | None) -> Iterator[tuple[str, int]]:
        if item.get("spread"):
            yield from self._spread(int(target or 0))
        if item.get("units"):
            yield from ((agency.key, 1) for agency in old_agencies())
        if item.get("each"):
            yield from ((key, item["each"]) for key in _communes())

    def _spread(self, whole: int) -> list[tuple[str, int]]:
        """The whole shared among the districts by weight; the last takes what is left over."""
        total, given, parts = sum(self.weights.values()), 0, []
        for code, weight in self.weights.items():
            parts.append((f"old:dang:{code}", whole * weight // total))
            given += parts[-1][1]
        key, last = parts[-1]
        return [*parts[:-1], (key, last + whole - given)]

    def _read(self, number: int, item: Item) -> None:
        periods = periods_of(self.months, Span(item["frequency"]), CALENDAR)
        for period, value in zip(periods, item["readings"], strict=False):
            parts = self._spread(int(value)) if item.get("spread") else [(item["lead"], value)]
            for agency, part in parts:
                self._observe(number, item, period, agency, part)
        if item.get("units"):
            period = ReportPeriod(CALENDAR, Span.HALF, 2022, 2)
            for unit in old_agencies():
                self._observe(number, item, period, unit.key, 1)

    def _observe(
        self, number: int, item: Item, period: ReportPeriod, agency: str, value: object
    ) -> None:
        first, last = period.days.valid_from, last_day(period)
        # What another body reported of units is entered from its paper, not by the units.
        report = None if item.get("units") else self._report(agency, period)
        says = (str(Decimal(str(value))), item.get("cause", ""), item.get("source", _PAPER))
        self._row(
            _OBSERVATION,
            Observation,
            last + timedelta(days=_LOCKED),
            *(number, self._agency(agency), period.year, period.index, first, last),
            *(*says, report),
        )

    def _report(self, agency: str, period: ReportPeriod) -> int:
        """The locked report of the agency for the period; one in seven came late."""
        key = (agency, period.span.value, period.year, period.index)
        if key not in self.reports:
            end = last_day(period)
            due, late = end + timedelta(days=_DUE), len(self.reports) % 7 == 3
            confirmed = due + timedelta(days=4 if late else -3)
            locked = end + timedelta(days=_LOCKED)
            self.reports[key] = self._row(
                _SUBMISSION,
                Submission,
                locked,
                *(self._agency(agency), SubmissionState.LOCKED.value, self.id),
                *(period.scheme.code, period.span.value, period.year, period.index),
                *(due, confirmed, self.context.moment(locked)),
            )
        return self.reports[key]

    def _row(self, rows: Table, model: Any, known_on: date, *values: object) -> int:
        number = self.context.number(model)
        record = self.context.uuid(model.__name__, number)
        head = (number, record, self.context.moment(known_on))
        self.context.sink.rows(rows).append((*head, *values))
        return number
