"""Where each indicator of a resolution stands on a day: judged by the rules of that day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from vanthu.cadres.targets.choices import Cause, Frequency, Grade, Kind, Light, Way
from vanthu.cadres.targets.models import Indicator, TargetVersion
from vanthu.cadres.targets.queries.in_force import targets_on
from vanthu.cadres.targets.queries.readings import Read, months_of, read_all, scheme_of
from vanthu.cadres.targets.rules import (
    Attainment,
    Course,
    Goal,
    Reading,
    Thresholds,
    attained,
    counts,
    course,
    grade,
    light,
)
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.queries import pack_on
from vanthu.ground.rulebook.rules import Pack
from vanthu.kernel.numbers import percent

RISKS_FIRST = (Light.RED, Light.ORANGE, Light.GREEN, Light.GREY)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An indicator judged: its target of the day, its readings, and what follows from them."""

    indicator: Indicator
    target: TargetVersion | None
    yearly: Mapping[int, TargetVersion]
    readings: tuple[Reading, ...]
    reached: Attainment
    course: Course
    grade: Grade
    light: Light
    cause: Cause | None

    @property
    def share(self) -> Decimal | None:
        """`54.3`: what was reached, in per cent of the target, rounded once."""
        return rounded(self.reached.share)

    @property
    def by_year(self) -> dict[int, Fraction]:
        """The value of each year: a flow added up, anything else its latest reading."""
        found: dict[int, Fraction] = {}
        flow = self.indicator.kind in (Kind.FLOW_CUM, Kind.FLOW_AVG, Kind.COUNT)
        for each in self.readings:
            before = found.get(each.period.year, Fraction(0)) if flow else Fraction(0)
            found[each.period.year] = before + each.value
        return found


def rounded(share: Fraction | None, places: int = 1) -> Decimal | None:
    """A part of one as per cent, half-up once; None of nothing."""
    return None if share is None else percent(share.numerator, share.denominator, places)


def rules_on(day: date) -> tuple[Pack, Thresholds]:
    """The rules of a day, and how they class indicators; raises NoPack."""
    pack = pack_on(Subject.TARGETS, day)
    return pack, Thresholds(
        over=pack.share("over"),
        half=pack.share("half"),
        red_below=pack.share("red_below"),
        orange_below=pack.share("orange_below"),
        full_is_over=pack.flag("full_is_over"),
    )


def standings(
    kinds: Sequence[Indicator],
    as_of: date,
    known_at: datetime,
    thresholds: Thresholds | None = None,
) -> list[Standing]:
    """Each indicator judged as at the day, as known at the moment, in the order given.

    By the rules of the day, unless those of a decision are given.
    """
    targets = targets_on([kind.pk for kind in kinds], as_of, known_at)
    read = read_all(kinds, as_of, known_at)
    judge = thresholds or rules_on(as_of)[1]
    return [_judged(kind, targets.get(kind.pk, {}), read[kind.pk], judge, as_of) for kind in kinds]


def standings_of(
    resolution_id: int,
    as_of: date,
    known_at: datetime,
    thresholds: Thresholds | None = None,
) -> list[Standing]:
    """The indicators of a resolution, by number."""
    return standings(indicators_of(resolution_id), as_of, known_at, thresholds)


def indicators_of(resolution_id: int) -> list[Indicator]:
    """The indicators of a resolution that have something to be judged by, by number."""
    return list(_indicators(resolution_id).exclude(kind=Kind.COUNT))


def counts_of(resolution_id: int, as_of: date, known_at: datetime) -> list[Standing]:
    """What is only counted for the resolution, never judged, by number."""
    return standings(list(_indicators(resolution_id).filter(kind=Kind.COUNT)), as_of, known_at)


def _indicators(resolution_id: int) -> QuerySet[Indicator]:
    rows = Indicator.objects.filter(resolution=resolution_id).select_related("resolution")
    return rows.order_by("number")


def risks_first(found: Sequence[Standing]) -> list[Standing]:
    """Red, orange, green, grey; within a colour the slowest first, then by number."""

    def rank(each: Standing) -> tuple[int, Fraction, int]:
        compared = each.course.pace if each.course.pace is not None else each.reached.share
        slow = compared if compared is not None else Fraction(10**9)
        return RISKS_FIRST.index(each.light), slow, each.indicator.number

    return sorted(found, key=rank)


def grade_counts(found: Sequence[Standing]) -> dict[Grade, int]:
    """How many indicators are of each class."""
    return counts(each.grade for each in found)


def goal_of(kind: Indicator, targets: Mapping[int | None, TargetVersion]) -> Goal:
    """What the indicator aims at, out of its targets in force."""
    term = targets.get(None)
    return Goal(
        kind=Kind(kind.kind),
        target=Fraction(term.value) if term else None,
        yearly={year: Fraction(row.value) for year, row in targets.items() if year is not None},
        base=Fraction(kind.base) if kind.base is not None else None,
        way=Way(kind.way),
        due_on=kind.due_on,
    )


def _judged(
    kind: Indicator,
    targets: Mapping[int | None, TargetVersion],
    read: Read,
    thresholds: Thresholds,
    as_of: date,
) -> Standing:
    goal = goal_of(kind, targets)
    reached = attained(goal, read.readings, as_of)
    went = course(goal, reached, months_of(kind), as_of, scheme_of(kind))
    return Standing(
        indicator=kind,
        target=targets.get(None),
        yearly={year: row for year, row in targets.items() if year is not None},
        readings=read.readings,
        reached=reached,
        course=went,
        grade=grade(goal, reached, thresholds, as_of),
        light=light(goal, reached, went, thresholds, current=_current(kind, read, as_of)),
        cause=Cause(read.cause) if read.cause else None,
    )


def _current(kind: Indicator, read: Read, as_of: date) -> bool:
    """A yearly figure says nothing of a year that is not over (S122: grey)."""
    if kind.frequency != Frequency.YEAR:
        return True
    return bool(read.readings) and read.readings[-1].period.year == as_of.year
