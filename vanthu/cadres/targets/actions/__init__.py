"""What can be done about targets: fix, share out, report, lock, and ask why."""

from vanthu.cadres.targets.actions.allocating import allocate
from vanthu.cadres.targets.actions.entering import Fact, check_fact, enter_observations, period_of
from vanthu.cadres.targets.actions.explaining import (
    answer_explanation,
    ask_explanation,
    close_explanation,
)
from vanthu.cadres.targets.actions.reporting import Value, advance_submission, save_entries
from vanthu.cadres.targets.actions.resolutions import (
    IndicatorFields,
    add_indicators,
    adopt_resolution,
    check_indicator,
    fix_target,
)
from vanthu.cadres.targets.actions.reviewing import review_resolution

__all__ = [
    "Fact",
    "IndicatorFields",
    "Value",
    "add_indicators",
    "adopt_resolution",
    "advance_submission",
    "allocate",
    "check_fact",
    "answer_explanation",
    "ask_explanation",
    "check_indicator",
    "close_explanation",
    "enter_observations",
    "fix_target",
    "period_of",
    "review_resolution",
    "save_entries",
]
