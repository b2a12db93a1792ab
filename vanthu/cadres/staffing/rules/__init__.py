"""The arithmetic of quotas, of people present, and of the money of a case: pure."""

from vanthu.cadres.staffing.rules.eligible import LIFTED, barred
from vanthu.cadres.staffing.rules.money import Line, Sheet, money, part_years
from vanthu.cadres.staffing.rules.path import Standing, cut, required_by, spread, standing
from vanthu.cadres.staffing.rules.stock import Stock, half_of, vacant

__all__ = [
    "LIFTED",
    "Line",
    "Sheet",
    "Standing",
    "Stock",
    "barred",
    "cut",
    "half_of",
    "money",
    "part_years",
    "required_by",
    "spread",
    "standing",
    "vacant",
]
