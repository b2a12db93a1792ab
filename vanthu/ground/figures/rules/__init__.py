"""The arithmetic of evidence and of sentences: pure."""

from vanthu.ground.figures.rules.cells import SMALLEST, hide_small
from vanthu.ground.figures.rules.evidence import (
    Counted,
    Difference,
    Result,
    difference,
    digest,
    measured,
    pack,
    together,
    unpack,
)
from vanthu.ground.figures.rules.lines import hide_in_lines
from vanthu.ground.figures.rules.sentences import (
    Kind,
    Piece,
    filled,
    names,
    parse,
    typed_numbers,
)
from vanthu.ground.figures.rules.tables import hide_table, with_sums

__all__ = [
    "SMALLEST",
    "Counted",
    "Difference",
    "Kind",
    "Piece",
    "Result",
    "difference",
    "digest",
    "filled",
    "hide_in_lines",
    "hide_small",
    "hide_table",
    "measured",
    "names",
    "pack",
    "parse",
    "together",
    "typed_numbers",
    "with_sums",
    "unpack",
]
