"""Reads of handling: boxes, the path, what may be done, and the official counts."""

from vanthu.office.handling.queries.boxes import (
    CAP,
    BoxPage,
    BoxRow,
    Cursor,
    box_counts,
    box_page,
    late_items,
)
from vanthu.office.handling.queries.path import Step, Work, directions, path, work_tree
from vanthu.office.handling.queries.possible import Possibility, open_assignments, possible
from vanthu.office.handling.queries.timeliness import (
    Heading,
    counted,
    evidence,
    timeliness_by_unit,
    timeliness_counts,
)
from vanthu.office.handling.terms import deadline_rules, due_by_rule, parameter_values, parameters

__all__ = [
    "CAP",
    "BoxPage",
    "BoxRow",
    "Cursor",
    "Heading",
    "Possibility",
    "Step",
    "Work",
    "box_counts",
    "box_page",
    "counted",
    "deadline_rules",
    "directions",
    "due_by_rule",
    "evidence",
    "late_items",
    "open_assignments",
    "parameter_values",
    "parameters",
    "path",
    "possible",
    "timeliness_by_unit",
    "timeliness_counts",
    "work_tree",
]
