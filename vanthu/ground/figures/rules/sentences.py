"""Texts of reports: a template of sentences, each naming the figures it says.

One line of a template is one sentence; an empty line ends a paragraph; `# ` and `## ` begin
headings, `- ` an item of a list. `{name}` stands for a figure of the report: there is no other way
for a number to get into a text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vanthu.ground.figures.errors import BadTemplate

_NAME = re.compile(r"\{([^{}]*)\}")
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9_]*")
_DIGIT = re.compile(r"\d")


class Kind(StrEnum):
    """What a line of a report is."""

    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    SENTENCE = "sentence"
    BREAK = "break"


_MARKS = (("## ", Kind.HEADING), ("# ", Kind.TITLE), ("- ", Kind.ITEM))


@dataclass(frozen=True)
class Piece:
    """One line: its kind and its text with the names of figures in braces."""

    kind: Kind
    text: str


def parse(template: str) -> tuple[Piece, ...]:
    """The lines of a template; raises BadTemplate for a brace that names nothing."""
    found: list[Piece] = []
    for line in template.strip().splitlines():
        piece = _piece(line.strip())
        if piece.kind is not Kind.BREAK or (found and found[-1].kind is not Kind.BREAK):
            found.append(piece)
    for piece in found:
        for name in _NAME.findall(piece.text):
            if not _PLAIN_NAME.fullmatch(name):
                raise BadTemplate(f"{{{name}}} is not the name of a figure")
    return tuple(found)


def names(piece: Piece) -> tuple[str, ...]:
    """Which figures the line says, in their order, each once."""
    return tuple(dict.fromkeys(_NAME.findall(piece.text)))


def filled(piece: Piece, printed: Mapping[str, str]) -> str:
    """The line with its figures printed; raises BadTemplate for one that is not given."""

    def put(found: re.Match[str]) -> str:
        if found[1] not in printed:
            raise BadTemplate(f"no figure is given for {{{found[1]}}}")
        return printed[found[1]]

    return _NAME.sub(put, piece.text)


def typed_numbers(piece: Piece) -> tuple[str, ...]:
    """Words of the line that hold a digit of their own: years and symbols, never a count."""
    return tuple(word for word in _NAME.sub(" ", piece.text).split() if _DIGIT.search(word))


def _piece(line: str) -> Piece:
    if not line:
        return Piece(Kind.BREAK, "")
    for mark, kind in _MARKS:
        if line.startswith(mark):
            return Piece(kind, line.removeprefix(mark))
    return Piece(Kind.SENTENCE, line)
