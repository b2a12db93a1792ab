"""What the mid-term report asks: its sentences, and the figure behind each of their names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.models import FigureText
from vanthu.ground.figures.queries import figure, measure, share
from vanthu.ground.figures.rules import Piece, Result, parse
from vanthu.ground.figures.slots import Number, Percent, Slot
from vanthu.kernel.numbers import percent
from vanthu.kernel.periods import Period
from vanthu.reports.midterm.scope import province_on, seat_of_province
from vanthu.reports.midterm.sentences import sentences_of
from vanthu.reports.midterm.terms import ReportTerm, term_on

TEMPLATE = "midterm"
FILE = Path(__file__).with_name("template.txt")


@cache
def pieces() -> tuple[Piece, ...]:
    """The sentences of the template."""
    return parse(FILE.read_text(encoding="utf-8"))


def slots_of(term: ReportTerm, as_of: date, known_at: datetime) -> Mapping[str, Slot]:
    """The figure behind each name of the template, for the term as of the day."""
    # The province is the one of today: on the day there were several, told apart by their seats.
    seat = seat_of_province(known_at.astimezone(VIETNAM).date())
    agencies = province_on((term.cases_from, as_of), seat)
    end = as_of + timedelta(days=1)
    ask = Ask(period=Period(term.flows_from, end), known_at=known_at, agencies=agencies)
    cases = Ask(period=Period(term.cases_from, end), known_at=known_at, agencies=agencies)
    return sentences_of(ask=ask, cases=cases, codes=term.codes)


def reports(limit: int = 20) -> list[FigureText]:
    """The mid-term reports made, the newest first."""
    return list(FigureText.objects.filter(template=TEMPLATE).order_by("-pk")[:limit])


@dataclass(frozen=True)
class Row:
    """A figure of the report as data: what `vanthu report midterm --json` prints a line for."""

    name: str
    key: str
    title: str
    value: str
    unit: str
    denominator: str | None
    records: int
    digest: str

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return dict(vars(self))


def rows(actor: Actor, *, as_of: date, known_at: datetime) -> list[Row]:
    """Every figure the report would say, counted now and not kept, by its name in the template.

    Raises NoTerm, and what the figures' `check` refuses.
    """
    found: list[Row] = []
    for name, slot in slots_of(term_on(as_of), as_of, known_at).items():
        results = []
        for key, ask in slot.questions:
            figure(key).check(actor)
            results.append(measure(key, ask))
        found += _rows(name, slot, results)
    return found


def _rows(name: str, slot: Slot, results: Sequence[Result]) -> list[Row]:
    if isinstance(slot, Percent):
        part, whole = results
        declared = share(slot.key)
        value = percent(part.value, whole.value, declared.places)
        shown = "–" if value is None else str(value)
        denominator = _plain(whole)
        return [
            Row(
                name=name,
                key=slot.key,
                title=str(declared.title),
                value=shown,
                unit="%",
                denominator=denominator,
                records=part.records,
                digest=part.digest,
            )
        ]
    if isinstance(slot, Number):
        return [_row(name, slot.key, results[0])]
    return [
        _row(f"{name}.{place}", key, result)
        for place, ((key, _ask), result) in enumerate(zip(slot.questions, results, strict=True), 1)
    ]


def _row(name: str, key: str, result: Result) -> Row:
    return Row(
        name=name,
        key=key,
        title=str(figure(key).title),
        value=_plain(result),
        unit=result.unit.value,
        denominator=None,
        records=result.records,
        digest=result.digest,
    )


def _plain(result: Result) -> str:
    return f"{result.value.normalize():f}" if result.value else "0"
