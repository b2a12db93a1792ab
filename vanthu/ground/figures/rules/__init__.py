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
from vanthu.ground.figures.rules.sentences import (
    Kind,
    Piece,
    filled,
    names,
    parse,
    typed_numbers,
)

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
    "hide_small",
    "measured",
    "names",
    "pack",
    "parse",
    "together",
    "typed_numbers",
    "unpack",
]
