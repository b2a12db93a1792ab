"""The law of handling as pure functions: who may do what, where a document waits, and terms."""

from vanthu.office.handling.rules.closing import Closing, closing, ends_with_whole
from vanthu.office.handling.rules.counting import FourWay
from vanthu.office.handling.rules.deadlines import (
    Parameters,
    box_due,
    check_due,
    check_extension,
    default_due,
)
from vanthu.office.handling.rules.machine import ASSIGNMENT, LIVE, OPEN
from vanthu.office.handling.rules.places import Place, box_rank, places

__all__ = [
    "ASSIGNMENT",
    "LIVE",
    "OPEN",
    "Closing",
    "FourWay",
    "Parameters",
    "Place",
    "box_due",
    "box_rank",
    "check_due",
    "check_extension",
    "closing",
    "default_due",
    "ends_with_whole",
    "places",
]
