"""Vietnamese text: cleaned at input, folded for finding, ordered as in a Vietnamese dictionary.

`clean` and `one_line` repair what scans, old fonts and copying leave in a text without changing
what it says; `fold` and `tokens` are the one folding that the index and the query share; `compare`
tells word by word what changed between two texts.
"""

from vanthu.kernel.text.cleaning import canonical_tone, clean, nfc, one_line
from vanthu.kernel.text.comparing import Piece, compare
from vanthu.kernel.text.folding import fold, folded_words, tokens, without_marks
from vanthu.kernel.text.order import sort_key_vi
from vanthu.kernel.text.references import normalise_reference, reference_key

__all__ = [
    "Piece",
    "canonical_tone",
    "clean",
    "compare",
    "fold",
    "folded_words",
    "nfc",
    "normalise_reference",
    "one_line",
    "reference_key",
    "sort_key_vi",
    "tokens",
    "without_marks",
]
