"""Counted numbers: what stands before a block, told by its place among the others.

Decree 30/2020, Annex I, II.6: articles run through the whole paper, clauses through their article
(or heading), points through their clause; parts and chapters in Roman figures, sections in Arabic.
"""

from collections.abc import Iterable, Iterator, Sequence

from vanthu.office.writing.choices import Kind
from vanthu.office.writing.content import Annex, Block, Content

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The Vietnamese alphabet without the marked vowels, as points of a clause are lettered."""

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"))
# From the outside in: a block counts anew when one further out has begun.
_ORDER = (
    Kind.PART,
    Kind.CHAPTER,
    Kind.SECTION,
    Kind.SUBSECTION,
    Kind.ROMAN,
    Kind.ARTICLE,
    Kind.CLAUSE,
    Kind.POINT,
)
# Chapters run on through the parts of a paper, articles through everything.
_RUNNING = {Kind.PART, Kind.CHAPTER, Kind.ARTICLE}
_WORDS = {
    Kind.PART: "Phần",
    Kind.CHAPTER: "Chương",
    Kind.SECTION: "Mục",
    Kind.SUBSECTION: "Tiểu mục",
}


def roman(number: int) -> str:
    """`4` as `IV`; for numbers from 1 to 399, more than any paper has parts."""
    if not 1 <= number < 400:
        raise ValueError(number)
    letters = ""
    for value, sign in (*_ROMAN, (1, "I")):
        letters += sign * (number // value)
        number %= value
    return letters


def point_letter(number: int) -> str:
    """`5` as `đ`; behind `y` the letters are doubled: `aa`, `ab` (the decree stops at `y`)."""
    letters = ""
    while number:
        number, place = divmod(number - 1, len(POINT_LETTERS))
        letters = POINT_LETTERS[place] + letters
    return letters


def label(kind: Kind, number: int) -> str:
    """What is printed before the text: `Điều 3.`, `b)`, `Chương II`; empty for uncounted kinds."""
    if kind in (Kind.PART, Kind.CHAPTER):
        return f"{_WORDS[kind]} {roman(number)}"
    if kind in _WORDS:
        return f"{_WORDS[kind]} {number}"
    if kind is Kind.ARTICLE:
        return f"Điều {number}."
    if kind is Kind.ROMAN:
        return f"{roman(number)}."
    if kind is Kind.CLAUSE:
        return f"{number}."
    return f"{point_letter(number)})" if kind is Kind.POINT else ""


class Count:
    """The counts while a text is read from its beginning, for one body or one annex."""

    def __init__(self) -> None:
        self._counts = dict.fromkeys(_ORDER, 0)

    def peek(self, kind: Kind) -> int:
        """The number that the next block of the kind would have; 0 for uncounted kinds."""
        return self._counts[kind] + 1 if kind in self._counts else 0

    def take(self, kind: Kind) -> int:
        """Counts one block on and gives its number."""
        number = self.peek(kind)
        if number:
            self._counts[kind] = number
            self._counts.update(dict.fromkeys(begun_anew(kind), 0))
        return number


def begun_anew(kind: Kind) -> tuple[Kind, ...]:
    """The kinds that count from 1 again once a block of this kind has begun."""
    inner = _ORDER[_ORDER.index(kind) + 1 :] if kind in _ORDER else ()
    return tuple(each for each in inner if each not in _RUNNING)


def numbers(blocks: Iterable[Block]) -> Iterator[int]:
    """The number of each block within what contains it, from 1; 0 for uncounted kinds."""
    count = Count()
    for block in blocks:
        yield count.take(block.kind)


def labels(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The label of each block, in their order."""
    counted = zip(blocks, numbers(blocks), strict=True)
    return tuple(label(block.kind, number) for block, number in counted)


def annex_labels(annexes: Sequence[Annex]) -> tuple[str, ...]:
    """`Phụ lục`, or `Phụ lục I`, `Phụ lục II` when there are several (Annex I, Part III); a text
    that the paper puts in force (form 1.3) is no annex and has no label."""
    several = sum(not annex.enacted for annex in annexes) > 1
    found, count = [], 0
    for annex in annexes:
        count += not annex.enacted
        words = f"Phụ lục {roman(count)}" if several and not annex.enacted else "Phụ lục"
        found.append("" if annex.enacted else words)
    return tuple(found)


def cited(content: Content) -> dict[str, str]:
    """How each counted block of the body is cited, by id: `điểm a khoản 2 Điều 5` (Annex II)."""
    found: dict[str, str] = {}
    outer: dict[Kind, str] = {}
    for block, number in zip(content.blocks, numbers(content.blocks), strict=True):
        if not number:
            continue
        for inner in _ORDER[_ORDER.index(block.kind) :]:
            outer.pop(inner, None)
        outer[block.kind] = _citation(block.kind, number)
        chain = [outer[kind] for kind in reversed(_ORDER) if kind in outer]
        found[block.id] = " ".join(chain if Kind.ARTICLE not in outer else _within(outer))
    return found


def _within(outer: dict[Kind, str]) -> list[str]:
    """From the point out to its article: an article needs no chapter to be found."""
    return [outer[kind] for kind in (Kind.POINT, Kind.CLAUSE, Kind.ARTICLE) if kind in outer]


def _citation(kind: Kind, number: int) -> str:
    if kind is Kind.CLAUSE:
        return f"khoản {number}"
    if kind is Kind.POINT:
        return f"điểm {point_letter(number)}"
    if kind is Kind.ROMAN:
        return f"Mục {roman(number)}"
    return label(kind, number).rstrip(".")
