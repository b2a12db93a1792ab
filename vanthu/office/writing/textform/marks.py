"""Letters set apart inside a line: `**đậm**`, `~~nghiêng~~`, and signs taken as they are."""

from collections.abc import Sequence

from vanthu.office.writing.choices import Style
from vanthu.office.writing.content import Span

_MARKS = {Style.BOLD: "**", Style.ITALIC: "~~"}
_ESCAPED = "\\*~|"


def print_marked(text: str, spans: Sequence[Span]) -> str:
    """The text with its marks; what looks like a mark without being one gets a backslash."""
    switches = _switches(spans)
    return "".join(
        switches.get(place, "") + (_literal(text, place, switches) if place < len(text) else "")
        for place in range(len(text) + 1)
    )


def _switches(spans: Sequence[Span]) -> dict[int, str]:
    """Where marks stand; the mark that opened last closes first when two end together."""
    found: dict[int, str] = {}
    for span in spans:
        for place in (span.start, span.stop):
            found[place] = found.get(place, "") + _MARKS[span.style]
    return found


def _literal(text: str, place: int, switches: dict[int, str]) -> str:
    letter = text[place]
    if letter == "\\":
        return "\\\\"
    if letter not in "*~":
        return letter
    around = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    near = letter in around or place in switches or place + 1 in switches
    return f"\\{letter}" if near else letter


def parse_marked(source: str) -> tuple[str, tuple[Span, ...]]:
    """Text and spans; a mark that never closes is taken as letters."""
    text, marks = _scanned(source)
    dangling = {kind: places[-1] for kind, places in _by_kind(marks).items() if len(places) % 2}
    if dangling:
        kind, place = max(dangling.items(), key=lambda pair: pair[1])
        return parse_marked(_taken_literally(source, kind, place))
    spans = [
        Span(start[0], stop[0], style)
        for style, mark in _MARKS.items()
        for start, stop in _pairs(_by_kind(marks).get(mark, []), marks)
        if start[0] < stop[0]
    ]
    return text, tuple(sorted(spans))


_Mark = tuple[str, int, int]
"""A mark: which, its offset in the text without marks, its offset in the source."""


def _scanned(source: str) -> tuple[str, list[_Mark]]:
    letters: list[str] = []
    marks: list[_Mark] = []
    place = 0
    while place < len(source):
        pair = source[place : place + 2]
        if pair in _MARKS.values():
            marks.append((pair, len(letters), place))
            place += 2
            continue
        escaped = len(pair) == 2 and pair[0] == "\\" and pair[1] in _ESCAPED
        letters.append(pair[1] if escaped else pair[0])
        place += 2 if escaped else 1
    return "".join(letters), marks


def _by_kind(marks: list[_Mark]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, (kind, _, _) in enumerate(marks):
        found.setdefault(kind, []).append(index)
    return found


def _pairs(indexes: list[int], marks: list[_Mark]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    places = [(marks[index][1], marks[index][2]) for index in indexes]
    return list(zip(places[::2], places[1::2], strict=True))


def _taken_literally(source: str, kind: str, index: int) -> str:
    where = _scanned(source)[1][index][2]
    return f"{source[:where]}\\{kind[0]}\\{kind[1]}{source[where + 2 :]}"
