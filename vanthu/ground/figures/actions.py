"""Run figures and keep them with their evidence; write reports whose sentences know theirs."""

from collections.abc import Mapping, Sequence

from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.errors import BadTemplate
from vanthu.ground.figures.events import FiguresRun, TextMade
from vanthu.ground.figures.models import Evidence, FigureRun, FigureSentence, FigureText
from vanthu.ground.figures.queries import measure
from vanthu.ground.figures.registry import figure
from vanthu.ground.figures.rules import Piece, Result, filled, names, pack
from vanthu.ground.figures.slots import Slot
from vanthu.ground.journal.actions import action, announce


@action
def run(actor: Actor, *, key: str, ask: Ask) -> FigureRun:
    """Count a figure and freeze the list; raises NoFigure, BadAsk, and what its `check` refuses."""
    return run_all(actor, asks=[(key, ask)])[0]


@action
def run_all(actor: Actor, *, asks: Sequence[tuple[str, Ask]]) -> list[FigureRun]:
    """Count several figures together, one event for all of them."""
    for key in dict.fromkeys(key for key, _ask in asks):
        figure(key).check(actor)
    kept = [keep(actor, key, ask, measure(key, ask)) for key, ask in asks]
    announce(
        actor,
        FiguresRun(
            agency_id=actor.agency_id,
            object_id=kept[0].pk,
            keys=tuple(row.key for row in kept),
            runs=tuple(row.pk for row in kept),
            first=min(row.first for row in kept),
            last=max(row.last for row in kept),
        ),
    )
    return kept


def keep(actor: Actor, key: str, ask: Ask, result: Result) -> FigureRun:
    """Write a result down, inside an action that announces it; one list is kept once."""
    evidence, _made = Evidence.objects.get_or_create(
        digest=result.digest,
        defaults={"count": result.records, "packed": pack(result.members)},
    )
    return FigureRun.objects.create(
        key=key,
        version=figure(key).version,
        first=ask.first,
        last=ask.day,
        known_at=ask.known_at,
        agencies=None if ask.agencies is None else sorted(ask.agencies),
        filters=dict(ask.filters),
        unit=result.unit,
        value=result.value,
        evidence=evidence,
        run_at=actor.now,
        run_by=actor.account_id,
        agency_id=actor.agency_id,
    )


@action
def write_text(
    actor: Actor,
    *,
    template: str,
    title: str,
    pieces: Sequence[Piece],
    slots: Mapping[str, Slot],
    words: Mapping[str, str] | None = None,
) -> FigureText:
    """Write a report out of its template: every figure is counted once, kept, and linked.

    `words` are days and names that the template fills in besides figures. The report is about the
    latest day that a slot asks for. Raises BadTemplate, NotAPart, and what the figures' `check`
    refuses.
    """
    ask = _one_ask(slots)
    report = FigureText.objects.create(
        template=template,
        title=title,
        first=ask.first,
        last=ask.day,
        known_at=ask.known_at,
        made_at=actor.now,
        made_by=actor.account_id,
        agency_id=actor.agency_id,
    )
    counted = _Counted(actor)
    for place, piece in enumerate(pieces):
        used = {name: slots[name] for name in names(piece) if name in slots}
        printed = {name: counted.printed(slot) for name, slot in used.items()}
        text = filled(piece, {**(words or {}), **printed})
        sentence = FigureSentence.objects.create(
            report=report, place=place, kind=piece.kind, text=text
        )
        sentence.runs.set({run for slot in used.values() for run in counted.runs(slot)})
    announce(
        actor,
        TextMade(
            agency_id=actor.agency_id,
            object_id=report.pk,
            template=template,
            first=ask.first,
            last=ask.day,
            sentences=len(pieces),
        ),
    )
    return report


class _Counted:
    """The figures of one report: each question counted and kept once."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._kept: dict[tuple[object, ...], tuple[Result, FigureRun]] = {}

    def printed(self, slot: Slot) -> str:
        return slot.printed([self._count(*question)[0] for question in slot.questions])

    def runs(self, slot: Slot) -> list[FigureRun]:
        return [self._count(*question)[1] for question in slot.questions]

    def _count(self, key: str, ask: Ask) -> tuple[Result, FigureRun]:
        name = (key, ask.identity)
        if name not in self._kept:
            figure(key).check(self._actor)
            result = measure(key, ask)
            self._kept[name] = (result, keep(self._actor, key, ask, result))
        return self._kept[name]


def _one_ask(slots: Mapping[str, Slot]) -> Ask:
    """A question of the report with its latest day: what the report as a whole is about."""
    asks = [ask for slot in slots.values() for _key, ask in slot.questions]
    if not asks:
        raise BadTemplate("a report without figures is not written from figures")
    return max(asks, key=lambda ask: (ask.day, -ask.first.toordinal()))
