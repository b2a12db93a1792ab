"""How a line opens: the label typed or counted before its text, and the number it says."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from vanthu.kernel.text import fold
from vanthu.office.writing.choices import Kind
from vanthu.office.writing.docx.taking.lines import Item, Line, cut, shifted
from vanthu.office.writing.docx.taking.words import is_capital
from vanthu.office.writing.numbering import POINT_LETTERS, roman


@dataclass(frozen=True, slots=True)
class Opening:
    """A label: what kind of block it opens, its number, and where the text behind it begins."""

    kind: Kind
    value: int | None
    rest: int


_ROMAN_VALUES: Final = {roman(number): number for number in range(1, 400)}
_ORDINALS: Final = {
    word: number
    for number, words in enumerate(
        ("nhat", "hai", "ba", "tu bon", "nam", "sau", "bay", "tam", "chin", "muoi"), start=1
    )
    for word in words.split()
}
# A heading is its label alone, or ended by a sign, or followed by a title in capitals.
_HEADING = re.compile(
    r"(?P<word>phan|chuong|tieu muc|muc)\s+(?:thu\s+(?P<ordinal>\w+)|(?P<number>[ivxlc]+|\d{1,3}))"
    r"(?P<end>\s*[.:–-]\s*|\s*\n\s*|\s*$|\s+)"
)
_HEADING_KINDS: Final = {
    "phan": Kind.PART,
    "chuong": Kind.CHAPTER,
    "muc": Kind.SECTION,
    "tieu muc": Kind.SUBSECTION,
}
_ARTICLE = re.compile(r"dieu\s+(?P<number>\d{1,3})(?P<letter>[a-z])?\s*(?:[.:]|[–-](?=\s))\s*")
_ROMAN = re.compile(r"(?P<number>[IVXLC]{1,7})\s*(?:[.)/:]|[–-](?=\s))(?:\s+|(?=\w{2})|$)")
_CLAUSE = re.compile(r"(?P<number>\d{1,3})\s*(?:[.)](?:\s+|(?=[^\W\d])|$)|/\s+)(?!\d)")
_POINT = re.compile(r"(?P<letter>[a-zđ]{1,2})(?:\s*[)/](?:\s+|(?=\w)|$)|\.\s+)")
_DASH = re.compile(r"[-–—•▪●■·\uf0b7\uf0a7](?:\s*)(?!\d|[-–—])")
_PLUS = re.compile(r"\+\s*(?!\d)")
_DECISION = re.compile(r"(?:quyet dinh|quyet nghi|nghi quyet|ket luan|chi thi|lenh)\s*:")
_GROUND = re.compile(r"(?:-\s*)?(?=(?:can cu|xet|theo de nghi|thuc hien|tren co so|theo)\s)")


_PRINTED: Final = {
    Kind.PART: re.compile(r"Phần ([IVXLC]+)$"),
    Kind.CHAPTER: re.compile(r"Chương ([IVXLC]+)$"),
    Kind.SECTION: re.compile(r"Mục (\d+)$"),
    Kind.SUBSECTION: re.compile(r"Tiểu mục (\d+)$"),
    Kind.ARTICLE: re.compile(r"Điều (\d+)\.(?: |$)"),
    Kind.ROMAN: re.compile(r"([IVXLC]+)\.(?: |$)"),
    Kind.CLAUSE: re.compile(r"(\d+)\.(?: |$)"),
    Kind.POINT: re.compile(r"([a-zđ]{1,2})\)(?: |$)"),
    Kind.DASH: re.compile(r"-(?: |$)"),
    Kind.PLUS: re.compile(r"\+(?: |$)"),
}


def opening_of(line: Line) -> Opening | None:
    """The label of a line; one that Word counted comes before one that was typed."""
    if line.auto is None:
        return _typed(line.text)
    if line.auto.value is None:
        kind = Kind.PLUS if line.auto.text == "+" else Kind.DASH
        return Opening(kind, None, 0)
    found = _typed(f"{line.auto.text.strip()} ")
    return Opening(found.kind, line.auto.value, 0) if found else None


def printed_opening(kind: Kind, text: str) -> Opening | None:
    """The label as we print it ourselves, whatever letters follow."""
    pattern = _PRINTED.get(kind)
    found = pattern.match(text) if pattern else None
    if found is None:
        return None
    return Opening(kind, _VALUES[kind](found[1]) if found.re.groups else None, found.end())


def opens_block(item: Item) -> bool:
    """Whether an item is plainly text of the body: a table, a label, a ground, a decision."""
    if not isinstance(item, Line):
        return True
    return opening_of(item) is not None or is_decision(item) or ground_start(item.text) == 0


def is_decision(line: Line) -> bool:
    """`QUYẾT ĐỊNH:` on a line of its own, in capitals."""
    return is_capital(line.text) and bool(_DECISION.fullmatch(fold(line.text)))


def ground_start(text: str) -> int | None:
    """Where "Căn cứ ..." begins behind a dash (Party papers write one); None for other lines."""
    found = _GROUND.match(fold(text))
    return found.end() if found else None


def spoken(line: Line) -> Line:
    """The line with the label that Word counted as letters before its text."""
    if line.auto is None:
        return line
    label = f"{line.auto.text.strip()} "
    spans = shifted(line.spans, len(label))
    return replace(line, text=label + line.text, spans=spans, auto=None)


def behind(line: Line, start: int) -> Line:
    """The line without its first letters."""
    spans = cut(line.spans, start, len(line.text))
    return replace(line, text=line.text[start:], spans=spans, auto=None)


def _typed(text: str) -> Opening | None:
    plain = fold(text)
    return (
        _heading(text, plain)
        or _article(plain)
        or _roman(text)
        or _clause(text)
        or _point(text)
        or _sign(text)
    )


def _heading(text: str, plain: str) -> Opening | None:
    found = _HEADING.match(plain)
    if found is None or not text[0].isupper():
        return None
    bare = found["end"] and not found["end"].strip() and "\n" not in found["end"]
    if bare and plain[found.end() :] and not is_capital(text[found.end() :]):
        return None
    return Opening(_HEADING_KINDS[found["word"]], _heading_number(found), found.end())


def _heading_number(found: re.Match[str]) -> int | None:
    if found["ordinal"]:
        return _ORDINALS.get(found["ordinal"])
    number = found["number"]
    return int(number) if number.isdecimal() else _ROMAN_VALUES.get(number.upper())


def _article(plain: str) -> Opening | None:
    found = _ARTICLE.match(plain)
    if found is None:
        return None
    value = 0 if found["letter"] else int(found["number"])
    return Opening(Kind.ARTICLE, value, found.end())


def _roman(text: str) -> Opening | None:
    found = _ROMAN.match(text)
    value = _ROMAN_VALUES.get(found["number"]) if found else None
    return Opening(Kind.ROMAN, value, found.end()) if found and value else None


def _clause(text: str) -> Opening | None:
    found = _CLAUSE.match(text)
    return Opening(Kind.CLAUSE, int(found["number"]), found.end()) if found else None


def _point(text: str) -> Opening | None:
    found = _POINT.match(text)
    value = _point_value(found["letter"]) if found else None
    return Opening(Kind.POINT, value, found.end()) if found and value else None


def _point_value(letters: str) -> int | None:
    value = 0
    for letter in letters:
        if letter not in POINT_LETTERS:
            return None
        value = value * len(POINT_LETTERS) + POINT_LETTERS.index(letter) + 1
    return value


def _sign(text: str) -> Opening | None:
    for kind, pattern in ((Kind.DASH, _DASH), (Kind.PLUS, _PLUS)):
        found = pattern.match(text)
        if found and found.end() < len(text):
            return Opening(kind, None, found.end())
    return None


_VALUES: Final[dict[Kind, Callable[[str], int | None]]] = {
    Kind.PART: _ROMAN_VALUES.get,
    Kind.CHAPTER: _ROMAN_VALUES.get,
    Kind.ROMAN: _ROMAN_VALUES.get,
    Kind.SECTION: int,
    Kind.SUBSECTION: int,
    Kind.ARTICLE: int,
    Kind.CLAUSE: int,
    Kind.POINT: _point_value,
}
