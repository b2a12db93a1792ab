"""The arithmetic and the flow of targets: pure."""

from vanthu.cadres.targets.rules.allocation import Balance, balance
from vanthu.cadres.targets.rules.attainment import (
    Attainment,
    Goal,
    Reading,
    attained,
    rolled_up,
    years_counted,
)
from vanthu.cadres.targets.rules.flow import SUBMISSION, WITH_REASON, duty_for
from vanthu.cadres.targets.rules.judging import (
    NOT_ACHIEVED,
    Thresholds,
    counts,
    grade,
    light,
)
from vanthu.cadres.targets.rules.pace import GROWING, Course, course, elapsed, progress_of
from vanthu.cadres.targets.rules.periods import deadline, is_late, last_day, periods_of, span_of

__all__ = [
    "GROWING",
    "NOT_ACHIEVED",
    "SUBMISSION",
    "WITH_REASON",
    "Attainment",
    "Balance",
    "Course",
    "Goal",
    "Reading",
    "Thresholds",
    "attained",
    "balance",
    "counts",
    "course",
    "deadline",
    "duty_for",
    "elapsed",
    "grade",
    "is_late",
    "last_day",
    "light",
    "periods_of",
    "progress_of",
    "rolled_up",
    "span_of",
    "years_counted",
]
