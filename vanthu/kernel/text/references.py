"""`15/QĐ-UBND`: number and symbol as one written reference (Decree 30/2020, Annex I, II.3)."""

import re

from vanthu.kernel.text.cleaning import one_line
from vanthu.kernel.text.folding import fold

_LABEL = re.compile(r"^(?:số|so)(?:\s*:\s*|\s+(?=\d))", re.IGNORECASE)
_SLASHES = str.maketrans("⁄∕／", "///")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_AROUND_SEPARATORS = re.compile(r"\s*([/-])\s*")
_LEADING_ZEROS = re.compile(r"^0+(?=\d)")


def normalise_reference(s: str) -> str:
    """`15 / QÐ - UBND` as `15/QĐ-UBND`: no spaces around separators, plain hyphens and slashes.

    A leading `Số:` goes and so do full stops and commas at the end. Case and zeros stay as
    written (`05/TTr-UBND`), because they are part of what the paper prints.
    """
    line = _DASHES.sub("-", one_line(s).translate(_SLASHES))
    return _LABEL.sub("", _AROUND_SEPARATORS.sub(r"\1", line)).strip(" .,;:")


def reference_key(s: str) -> str:
    """The key under which equal references meet: `05/QĐ-UBND`, `5 / qđ-ubnd`, `5/QD-UBND`.

    For finding and for warning of duplicates, not for storing or printing.
    """
    return _LEADING_ZEROS.sub("", fold(normalise_reference(s)).replace(" ", ""))
