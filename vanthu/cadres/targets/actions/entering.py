"""Enter figures that stand in a paper of the responsible body, as facts with their source."""

from collections.abc import Sequence
from dataclasses import dataclass

from vanthu.cadres.targets import permissions
from vanthu.cadres.targets.actions.reporting import Value, check_reading
from vanthu.cadres.targets.errors import AlreadyRead, BadReading, CountedFromRecords, NoIndicator
from vanthu.cadres.targets.events import ObservationsEntered
from vanthu.cadres.targets.models import Indicator, Observation
from vanthu.cadres.targets.rules import last_day
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.reporting import SCHEMES, ReportPeriod, Span
from vanthu.kernel.text import one_line


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A reading of an agency for the period of this number within the year."""

    agency_id: int
    year: int
    index: int
    value: Value


@action
def enter_observations(actor: Actor, *, facts: Sequence[Fact], source: str) -> list[Observation]:
    """Enter readings that were decided on paper; `source` names the paper. One event for all.

    It is the work of who appraises, like every case decided on paper. Raises NoDuty, BadReading,
    CountedFromRecords, AlreadyRead for the first that cannot be, and then enters none.
    """
    paper = one_line(source)
    if not paper:
        raise BadReading({"source": "Hãy nhập văn bản có số liệu: số, ký hiệu, ngày, cơ quan."})
    kinds = Indicator.objects.in_bulk({fact.value.indicator_id for fact in facts})
    known = _known(facts)
    rows = []
    for fact in facts:
        kind = kinds.get(fact.value.indicator_id)
        if kind is None:
            raise NoIndicator(name=f"#{fact.value.indicator_id}")
        rows.append(_row(actor, kind, fact, paper))
        if (key := _key(rows[-1])) in known:
            raise AlreadyRead(name=kind.name, period=str(rows[-1].period))
        known.add(key)
    for agency in {fact.agency_id for fact in facts}:
        permissions.check_fix(actor, agency)
    made = Observation.objects.bulk_create(rows)
    if made:
        announce(
            actor,
            ObservationsEntered(
                agency_id=actor.agency_id,
                object_id=made[0].pk,
                observations=tuple(row.pk for row in made),
                source=paper,
            ),
        )
    return made


def period_of(kind: Indicator, year: int, index: int) -> ReportPeriod:
    """The period of the indicator by its number; raises BadReading."""
    try:
        return ReportPeriod(SCHEMES[kind.scheme], Span(kind.frequency), year, index)
    except ValueError as error:
        raise BadReading({"index": "Kỳ không hợp lệ với tần suất của chỉ tiêu."}) from error


def check_fact(actor: Actor, kind: Indicator, fact: Fact) -> None:
    """Raise what would be wrong with the reading by itself: BadReading, CountedFromRecords."""
    _row(actor, kind, fact, "")


def _row(actor: Actor, kind: Indicator, fact: Fact, paper: str) -> Observation:
    if kind.figure:
        raise CountedFromRecords(name=kind.name)
    period, value = period_of(kind, fact.year, fact.index), fact.value
    check_reading(kind, value, actor.today)
    if value.numerator is None and value.done_on is None:
        raise BadReading({"numerator": f"Chỉ tiêu {kind.number}: hãy nhập số liệu."})
    if last_day(period) >= actor.today:
        raise BadReading({"index": f"Kỳ {period} chưa kết thúc."})
    return Observation(
        indicator=kind,
        agency_id=fact.agency_id,
        year=fact.year,
        index=fact.index,
        first=period.days.valid_from,
        last=last_day(period),
        numerator=value.numerator or 0,
        denominator=value.denominator,
        done_on=value.done_on,
        cause=value.cause or "",
        source=one_line(value.source) or paper,
        known_from=actor.now,
    )


def _known(facts: Sequence[Fact]) -> set[tuple[int, int, int, int]]:
    rows = Observation.objects.filter(
        known_to=None,
        indicator__in={fact.value.indicator_id for fact in facts},
        year__in={fact.year for fact in facts},
    )
    return set(rows.values_list("indicator", "agency", "year", "index"))


def _key(row: Observation) -> tuple[int, int, int, int]:
    return row.indicator_id, row.agency_id, row.year, row.index
