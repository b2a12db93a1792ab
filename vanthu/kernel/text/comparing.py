"""What changed between two texts, word by word inside the lines that differ."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["same", "removed", "added"]
# a word takes the space behind it along, so that words changed in a row stay one change
_WORDS = re.compile(r"\w+[^\S\n]*|[^\w\s][^\S\n]*|\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: the same in both, only in the older, or only in the newer."""

    change: Change
    text: str


def compare(older: str, newer: str) -> list[Piece]:
    """The pieces in reading order: those not added make `older`, those not removed `newer`."""
    a, b = older.splitlines(keepends=True), newer.splitlines(keepends=True)
    return _joined(_pieces(a, b, by_words=True))


def _pieces(a: Sequence[str], b: Sequence[str], *, by_words: bool) -> Iterator[Piece]:
    # autojunk would take frequent words (và, của) of a long text for noise and blur the result
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(a[a1:a2]))
        elif tag == "replace" and by_words:
            left, right = "".join(a[a1:a2]), "".join(b[b1:b2])
            yield from _pieces(_WORDS.findall(left), _WORDS.findall(right), by_words=False)
        else:
            yield Piece("removed", "".join(a[a1:a2]))
            yield Piece("added", "".join(b[b1:b2]))


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Without empty pieces, neighbours of one kind joined."""
    found: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if found and found[-1].change == piece.change:
            piece = Piece(piece.change, found.pop().text + piece.text)
        found.append(piece)
    return found
