"""Reads of targets: what is in force, what was read, where each indicator stands, who is late."""

from vanthu.cadres.targets.queries.asking import (
    Due,
    asked,
    asked_of,
    due_day,
    due_list,
    reported,
    reporters,
)
from vanthu.cadres.targets.queries.finding import (
    explanation,
    indicator,
    indicator_coded,
    resolution,
    submission,
)
from vanthu.cadres.targets.queries.in_force import (
    allocations_on,
    balances,
    targets_on,
    versions_of,
)
from vanthu.cadres.targets.queries.league import Row, league
from vanthu.cadres.targets.queries.readings import (
    figure_of,
    months_of,
    periods_until,
    read_all,
    scheme_of,
)
from vanthu.cadres.targets.queries.standing import (
    RISKS_FIRST,
    Standing,
    counts_of,
    grade_counts,
    indicators_of,
    risks_first,
    rounded,
    rules_on,
    standings,
    standings_of,
)

__all__ = [
    "RISKS_FIRST",
    "Due",
    "Row",
    "Standing",
    "allocations_on",
    "asked",
    "asked_of",
    "balances",
    "counts_of",
    "due_day",
    "due_list",
    "figure_of",
    "explanation",
    "grade_counts",
    "indicator",
    "indicator_coded",
    "indicators_of",
    "league",
    "months_of",
    "periods_until",
    "read_all",
    "reported",
    "reporters",
    "resolution",
    "risks_first",
    "rounded",
    "rules_on",
    "scheme_of",
    "standings",
    "standings_of",
    "submission",
    "targets_on",
    "versions_of",
]
