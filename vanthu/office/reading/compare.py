"""When two values of a field are the same, for measuring: case, spacing and end signs aside."""

import re
from difflib import SequenceMatcher

from vanthu.kernel.text import clean
from vanthu.office.reading.letters import flat

_ABBREVIATIONS = ((r"\btp\.?\s", "thanh pho "), (r"\bubnd\b", "uy ban nhan dan"))


def same_value(name: str, expected: object, value: object) -> bool:
    """`expected` may be a plain value, ("serial", digits) or ("names", agency without lines)."""
    if isinstance(expected, tuple):
        return _same_part(expected, value)
    if name in ("recipients", "to", "abstract"):
        return _near(_text(expected), _text(value), 0.95) or (
            name == "abstract" and _covers(_text(value), _text(expected))
        )
    return _text(expected) == _text(value)


def _same_part(expected: tuple[object, ...], value: object) -> bool:
    kind, wanted = expected
    if kind == "serial":
        return re.split(r"[/-]", str(value))[0].lstrip("0") == str(wanted).lstrip("0")
    return _agency(str(wanted)) in _agency(_text(value))


def _agency(text: str) -> str:
    folded = flat(text).lower()
    for pattern, full in _ABBREVIATIONS:
        folded = re.sub(pattern, full, folded)
    return re.sub(r"[^a-z]", "", folded)


def _text(value: object) -> str:
    joined = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    plain = re.sub(r"[–—−]", "-", clean(joined)).casefold()
    return re.sub(r"\s+", " ", re.sub(r"\s*([./-])\s*", r"\1", plain)).strip(" .;,:")


def _near(left: str, right: str, limit: float) -> bool:
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= limit


def _covers(value: str, expected: str) -> bool:
    """Publishers cut `về việc` and a closing clause off the abstract they list."""
    return len(expected) > 20 and expected in value
