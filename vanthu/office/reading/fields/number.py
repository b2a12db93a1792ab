"""Cell 3: number and symbol (Decree 30/2020, Annex I, II.3; Party papers: `Số 05-NQ/ĐU`)."""

import re
from dataclasses import dataclass

from vanthu.kernel.text import clean
from vanthu.office.reading.fields.marks import DAY_LINE, number_opening
from vanthu.office.reading.fields.paper import Paper
from vanthu.office.reading.fields.support import places_of, sureness
from vanthu.office.reading.layout import Column, Line, Word
from vanthu.office.reading.result import Found

_GROUP = r"[A-ZĐƯƠÔÂĂÊ][A-Za-zĐđƯưƠơÔôÂâĂăÊê0-9&.]*"
_SYMBOL = rf"{_GROUP}(?:-{_GROUP})*"
_STATE = re.compile(rf"^(\d{{1,6}}[a-z]?)((?:/\d{{4}})?/{_SYMBOL})")
_PARTY = re.compile(rf"^(\d{{1,5}}[a-z]?)(-{_GROUP}/{_SYMBOL})")
_BLANK = re.compile(rf"^[^\w/-]*[/-]((?:\d{{4}}/)?{_SYMBOL}(?:/{_SYMBOL})?)")
_BEHIND = re.compile(rf"[/-]\s*((?:\d{{4}}/)?{_SYMBOL}(?:/{_SYMBOL})?)")


@dataclass(frozen=True, slots=True)
class Reference:
    """What cell 3 holds: `found` is None when the serial is blank or cannot be told."""

    line: Line
    found: Found | None
    symbol: str | None


def read_number(paper: Paper) -> Reference | None:
    """The first line of the header that opens with `Số`; never a number cited elsewhere."""
    for line in paper.header:
        if line.column is Column.RIGHT and DAY_LINE.search(line.flat):
            continue
        text = clean(line.text)
        opening = number_opening(text)
        if opening is not None and _holds_symbol(text[opening:]):
            return _reference(line, text[opening:])
    return None


def _holds_symbol(tail: str) -> bool:
    return bool(_BEHIND.search(_tight(tail)))


def _tight(tail: str) -> str:
    """`15 / QĐ - UBND` -> `15/QĐ-UBND`; the rest of the line is kept."""
    return re.sub(r"\s*([/-])\s*", r"\1", tail.replace("⁄", "/").replace("–", "-")).strip()


def _reference(line: Line, tail: str) -> Reference:
    tight = _tight(tail)
    read = _STATE.match(tight) or _PARTY.match(tight)
    if read is None:
        blank = _BLANK.match(tight) or _BEHIND.search(tight)
        return Reference(line, None, _trim(blank[1]) if blank else None)
    words = _used_words(line, read[2])
    serial = [word for word in words if read[1] in word.text] or words
    value = read[1] + _trim(read[2])
    sure = sureness(serial) * (0.5 if _written_by_hand(words, tail) else 1.0)
    return Reference(
        line, Found(value, sure, places_of([Line(words)])), _trim(read[2]).lstrip("/-")
    )


def _trim(symbol: str) -> str:
    return symbol.rstrip(".&")


def _used_words(line: Line, symbol: str) -> tuple[Word, ...]:
    """The words of the line up to the one that ends the symbol."""
    ending = re.sub(r"\W", "", symbol)[-3:]
    for index, word in enumerate(line.words):
        if index and re.sub(r"\W", "", clean(word.text)).endswith(ending):
            return line.words[: index + 1]
    return line.words


def _written_by_hand(words: tuple[Word, ...], tail: str) -> bool:
    """Coloured ink, or a serial standing off from its symbol as in a pre-printed blank; a number
    set by a signature field is printed, whatever its place."""
    if any(word.overlay for word in words):
        return False
    return any(word.ink for word in words) or bool(re.match(r"\s*\d+\w?\s+/", tail))
