"""Where the words that a comment is about stand now, after the text was changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from vanthu.office.writing.content import Block, Content


@dataclass(frozen=True, slots=True)
class Spot:
    """Letters of a block, `start` inclusive, `stop` exclusive."""

    block: str
    start: int
    stop: int


def locate(content: Content, *, block: str, start: int, quote: str) -> Spot | None:
    """The quoted words in their block, nearest to where they stood; else in the only other block
    that has them; else None: they were changed, and the comment is shown without a place.

    The editor finds them by the same rule (assets/js/editor/anchors.js).
    """
    if not quote:
        return None
    texts = {each.id: each.text for each in _blocks(content) if quote in each.text}
    if block in texts:
        at = min(_places(texts[block], quote), key=lambda place: abs(place - start))
        return Spot(block, at, at + len(quote))
    if len(texts) != 1:
        return None
    [(other, text)] = texts.items()
    return Spot(other, text.index(quote), text.index(quote) + len(quote))


def _blocks(content: Content) -> Iterator[Block]:
    yield from content.blocks
    for annex in content.annexes:
        yield from annex.blocks


def _places(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)
