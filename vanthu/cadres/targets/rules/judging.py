"""The class of an indicator at a review, and its colour on the board; thresholds are given."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from vanthu.cadres.targets.choices import Grade, Kind, Light
from vanthu.cadres.targets.rules.attainment import Attainment, Goal
from vanthu.cadres.targets.rules.pace import GROWING, Course


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """From which shares on a class and a colour begin, as the rules of the day say.

    `full_is_over`: whether exactly the target is “vượt”.
    """

    over: Fraction
    half: Fraction
    red_below: Fraction
    orange_below: Fraction
    full_is_over: bool = False


def grade(goal: Goal, reached: Attainment, thresholds: Thresholds, as_of: date) -> Grade:
    """Over the target, from a half on, below; or judged at the end, or never read."""
    if goal.kind is Kind.END or (goal.kind is Kind.MILESTONE and not_due(goal, reached, as_of)):
        return Grade.END
    if reached.share is None:
        return Grade.UNREAD
    if reached.share > thresholds.over or (
        thresholds.full_is_over and reached.share == thresholds.over
    ):
        return Grade.EXCEEDED
    return Grade.HALF if reached.share >= thresholds.half else Grade.LOW


def light(
    goal: Goal, reached: Attainment, course: Course, thresholds: Thresholds, *, current: bool
) -> Light:
    """Red first: what grows with time by its pace, the rest by its level.

    `current` False: the figure is read once a year and this year's is not there yet (grey).
    """
    compared = course.pace if goal.kind in GROWING and course.pace is not None else reached.share
    if goal.kind is Kind.END or compared is None or not current:
        return Light.GREY
    if goal.kind is Kind.MILESTONE:
        return Light.GREEN if reached.met else Light.RED
    if compared < thresholds.red_below:
        return Light.RED
    return Light.ORANGE if compared < thresholds.orange_below else Light.GREEN


def not_due(goal: Goal, reached: Attainment, as_of: date) -> bool:
    """A milestone that is not done and whose day has not come."""
    return reached.share is None and (goal.due_on is None or as_of <= goal.due_on)


def counts(grades: Iterable[Grade]) -> dict[Grade, int]:
    """How many indicators are of each class, every class named."""
    found = Counter(grades)
    return {each: found[each] for each in Grade}


# What a mid-term report calls not achieved: the low ones and those judged at the end.
NOT_ACHIEVED = frozenset({Grade.LOW, Grade.END, Grade.UNREAD})
