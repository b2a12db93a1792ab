"""Reads of figures: measured now, run again as then, and what changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.definitions import Ask, Figure, Line, Share
from vanthu.ground.figures.errors import BadAsk, NotAPart
from vanthu.ground.figures.models import FigureRun, FigureSentence, FigureText
from vanthu.ground.figures.registry import figure, figures, share, shares
from vanthu.ground.figures.rules import (
    Counted,
    Difference,
    Result,
    difference,
    measured,
    unpack,
)
from vanthu.kernel.errors import NotFound
from vanthu.kernel.numbers import percent
from vanthu.kernel.periods import Period

__all__ = [
    "Shared",
    "Standing",
    "changed_since",
    "figure",
    "figures",
    "frozen",
    "is_stale",
    "lines",
    "measure",
    "measure_share",
    "question",
    "report_of",
    "rerun",
    "runs_of",
    "share",
    "shares",
    "stale_sentences",
    "standing",
]


@dataclass(frozen=True)
class Shared:
    """A percentage with its two parts; `value` None where there is nothing to take a share of."""

    share: Share
    part: Result
    whole: Result

    @property
    def value(self) -> Decimal | None:
        """The percentage, half-up once, to the places of the share."""
        return percent(self.part.value, self.whole.value, self.share.places)


@dataclass(frozen=True)
class Standing:
    """Where a run stands today: run again as then, and as known now."""

    run: FigureRun
    same: bool
    changes: Difference

    @property
    def stale(self) -> bool:
        """Whether a record under the figure has changed since."""
        return bool(self.changes)


def measure(key: str, ask: Ask) -> Result:
    """Count the figure now, without keeping anything; raises NoFigure, BadAsk."""
    return _measured(figure(key), ask)


def measure_share(key: str, ask: Ask) -> Shared:
    """Count both sides of a share; raises NotAPart where the part does not lie in the whole."""
    declared = share(key)
    part_ask, whole_ask = declared.asks(ask)
    part, whole = measure(declared.part, part_ask), measure(declared.whole, whole_ask)
    if declared.within and (outside := part.identities - whole.identities):
        raise NotAPart(share=declared.title, count=len(outside))
    return Shared(declared, part, whole)


def question(run: FigureRun, known_at: datetime | None = None) -> Ask:
    """What the run was asked, as known then or at another moment."""
    return Ask(
        period=Period(run.first, run.last + timedelta(days=1)),
        known_at=known_at or run.known_at,
        agencies=None if run.agencies is None else frozenset(run.agencies),
        filters=run.filters,
    )


def rerun(run: FigureRun) -> Result:
    """The figure counted again as it was asked; it must be what it was."""
    return measure(run.key, question(run))


def frozen(run: FigureRun) -> tuple[Counted, ...]:
    """The rows that the run counted, in the order of ids."""
    return unpack(bytes(run.evidence.packed))


def changed_since(run: FigureRun, now: datetime) -> Difference:
    """The rows that came, went or changed since the run, by what is known now."""
    return difference(frozen(run), measure(run.key, question(run, now)).members)


def is_stale(run: FigureRun, now: datetime) -> bool:
    """Whether the figure, asked again today, rests on other rows."""
    return measure(run.key, question(run, now)).digest != run.evidence.digest


def standing(run: FigureRun, now: datetime) -> Standing:
    """The run held against the records: reproduced as then, compared with now."""
    return Standing(run, rerun(run).digest == run.evidence.digest, changed_since(run, now))


def runs_of(key: str, before: int | None = None, limit: int = 50) -> list[FigureRun]:
    """The runs of a figure, the newest first, a page at a time."""
    rows = FigureRun.objects.filter(key=key).select_related("evidence").order_by("-pk")
    return list((rows.filter(pk__lt=before) if before else rows)[:limit])


def report_of(actor: Actor, text_id: int) -> FigureText:
    """A report, for who may see every list behind it; raises NotFound and what `check` refuses."""
    found = FigureText.objects.filter(pk=text_id).first()
    if found is None:
        raise NotFound
    keys = FigureRun.objects.filter(sentences__report=found).values_list("key", flat=True)
    for key in sorted(set(keys)):
        figure(key).check(actor)
    return found


def stale_sentences(report_id: int, now: datetime) -> dict[int, list[FigureRun]]:
    """The sentences of a report that rest on changed records, each with the runs that changed.

    Every run is counted again once, however many sentences say it.
    """
    sentences = FigureSentence.objects.filter(report=report_id).prefetch_related("runs__evidence")
    stale: dict[int, bool] = {}
    found: dict[int, list[FigureRun]] = {}
    for sentence in sentences:
        for each in sentence.runs.all():
            if each.pk not in stale:
                stale[each.pk] = is_stale(each, now)
            if stale[each.pk]:
                found.setdefault(sentence.pk, []).append(each)
    return found


def lines(key: str, ids: Sequence[int]) -> list[Line]:
    """These counted rows as a person reads them, in the order of ids."""
    found = {line.id: line for line in figure(key).listing.lines(ids)}
    return [found[number] for number in ids if number in found]


def _measured(declared: Figure, ask: Ask) -> Result:
    _check(declared, ask)
    return measured(declared.unit, declared.counted_by, declared.select(ask))


def _check(declared: Figure, ask: Ask) -> None:
    if ask.period.valid_to is None:
        raise BadAsk({"last": "Hãy chọn ngày cuối của kỳ số liệu."})
    if name := next(iter(sorted(set(ask.filters) - set(declared.filters))), ""):
        raise BadAsk({"filters": f"Số liệu {declared.key} không lọc được theo “{name}”."})
