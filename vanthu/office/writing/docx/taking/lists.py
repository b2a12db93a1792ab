"""The numbers that Word counts itself: they stand on the page, though none of it is stored."""

import re
from dataclasses import dataclass
from typing import Final

from vanthu.office.writing.docx.taking.styles import Listed
from vanthu.office.writing.docx.xml import Element, number, value, w, whole
from vanthu.office.writing.numbering import roman

_LEVELS: Final = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Label:
    """A counted label as it reads ("Điều 5.", "b)", "-"), and the number behind its last part.

    `value` is None for bullets.
    """

    text: str
    value: int | None = None


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = "%1."
    start: int = 1


class Lists:
    """The automatic lists of one document; `label` must be asked in reading order."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[int, dict[int, _Level]] = {}
        self._abstract: dict[int, int] = {}
        self._restarts: dict[int, dict[int, int]] = {}
        self._running: dict[int, list[int | None]] = {}
        self._begun: set[int] = set()
        for each in root.iter(w("abstractNum")) if root is not None else ():
            self._levels[whole(each.get(w("abstractNumId"))) or 0] = _levels(each)
        for each in root.iter(w("num")) if root is not None else ():
            self._add(each)

    def label(self, place: Listed) -> Label | None:
        """The label of the next paragraph at this place of a list; None when it shows none."""
        abstract = self._abstract.get(place.list_id)
        if abstract is None or not 0 <= place.level < _LEVELS:
            return None
        levels = self._levels.get(abstract, {})
        counts = self._counted(abstract, place, levels)
        level = levels.get(place.level, _Level())
        if level.form == "none" and not _PLACE.sub("", level.text).strip():
            return None
        if level.form == "bullet":
            return Label(_bullet(level.text))
        return Label(_filled(level.text, levels, counts), counts[place.level])

    def _add(self, each: Element) -> None:
        list_id = whole(each.get(w("numId"))) or 0
        self._abstract[list_id] = number(each, "abstractNumId") or 0
        starts: dict[int, int] = {}
        for override in each.iter(w("lvlOverride")):
            start = number(override, "startOverride")
            if start is not None:
                starts[whole(override.get(w("ilvl"))) or 0] = start
        self._restarts[list_id] = starts

    def _counted(self, abstract: int, place: Listed, levels: dict[int, _Level]) -> list[int | None]:
        """One step on: lists of one abstract list count together, an override begins anew."""
        counts = self._running.setdefault(abstract, [None] * _LEVELS)
        if place.list_id not in self._begun:
            self._begun.add(place.list_id)
            for level, start in self._restarts.get(place.list_id, {}).items():
                if level < _LEVELS:
                    counts[level] = start - 1
        before = counts[place.level]
        start = levels.get(place.level, _Level()).start
        counts[place.level] = start if before is None else before + 1
        for deeper in range(place.level + 1, _LEVELS):
            counts[deeper] = None
        return counts


def _levels(abstract: Element) -> dict[int, _Level]:
    return {
        whole(each.get(w("ilvl"))) or 0: _Level(
            value(each, "numFmt") or "decimal",
            value(each, "lvlText") or "",
            number(each, "start") or 0,
        )
        for each in abstract.iter(w("lvl"))
    }


def _filled(text: str, levels: dict[int, _Level], counts: list[int | None]) -> str:
    def one(found: re.Match[str]) -> str:
        index = int(found[1]) - 1
        level = levels.get(index, _Level())
        return _written(counts[index] if counts[index] is not None else level.start, level.form)

    return _PLACE.sub(one, text)


def _written(count: int | None, form: str) -> str:
    many = max(0, count or 0)
    if form in ("lowerLetter", "upperLetter"):
        letters = _letters(many)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman"):
        figure = roman(many) if 1 <= many < 400 else str(many)
        return figure.lower() if form == "lowerRoman" else figure
    if form == "decimalZero":
        return f"{many:02d}"
    return "" if form == "none" else str(many)


def _letters(many: int) -> str:
    """a to z, then aa, bb: as Word counts, which knows no đ."""
    if many < 1:
        return ""
    return chr(ord("a") + (many - 1) % 26) * ((many - 1) // 26 + 1)


def _bullet(text: str) -> str:
    """Signs of symbol fonts lie in the private area; a plus stays one, all else is a dash."""
    return "+" if text.strip() in ("+", "o", "○") else "-"
