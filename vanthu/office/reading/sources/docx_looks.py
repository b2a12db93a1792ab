"""How the words of a DOCX are set: from the run, its style, the paragraph's style, the defaults."""

from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from vanthu.kernel.text import clean
from vanthu.office.reading.layout import Look, Word
from vanthu.office.reading.sources.docx import runs_of

_WORD_DEFAULT_SIZE = 10.0  # what Word takes when nothing names a size (ISO 29500, 17.3.2.38)


class Dresser:
    """Gives the words of a document's paragraphs with their looks; see `lines_of`."""

    def __init__(self, document: Document) -> None:
        defaults = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:rPr')}")
        self._defaults: Any = defaults

    def words(self, paragraph: Paragraph) -> list[list[Word]]:
        """Words of each line of the paragraph; the look of a word is that of its first letter."""
        rows: list[list[Word]] = [[]]
        letters: list[str] = []
        look: Look | None = None
        for letter, run in _letters(paragraph):
            if not letter.isspace():
                look = look if letters else self._look(run, paragraph)
                letters.append(letter)
                continue
            _end(rows, letters, look)
            if letter == "\n":
                rows.append([])
        _end(rows, letters, look)
        return rows

    def _look(self, run: Run, paragraph: Paragraph) -> Look:
        layers = [*self._layers(run, paragraph), self._defaults]
        size = _first(layers, "w:sz")
        return Look(
            font=_font(layers),
            size=float(size) / 2 if size else _WORD_DEFAULT_SIZE,
            bold=_switched(layers, "w:b"),
            italic=_switched(layers, "w:i"),
            colour=_colour(_first(layers, "w:color")),
        )

    def _layers(self, run: Run, paragraph: Paragraph) -> Iterator[Any]:
        """The property elements that speak of a run, the nearest first."""
        yield run._r.rPr
        for style in (run.style, paragraph.style):
            current: BaseStyle | None = style
            while current is not None:
                yield current.element.find(qn("w:rPr"))
                current = getattr(current, "base_style", None)


def _letters(paragraph: Paragraph) -> Iterator[tuple[str, Run]]:
    for run in runs_of(paragraph):
        for letter in run.text:
            yield letter, run


def _end(rows: list[list[Word]], letters: list[str], look: Look | None) -> None:
    if letters:
        rows[-1].append(Word(clean("".join(letters)), look=look))
        letters.clear()


def _first(layers: list[Any], tag: str) -> str | None:
    for layer in layers:
        found = layer.find(qn(tag)) if layer is not None else None
        if found is not None:
            return str(found.get(qn("w:val"), ""))
    return None


def _switched(layers: list[Any], tag: str) -> bool:
    """A switch without a value is on."""
    value = _first(layers, tag)
    return value is not None and value not in ("0", "false", "off")


def _font(layers: list[Any]) -> str:
    for layer in layers:
        found = layer.find(qn("w:rFonts")) if layer is not None else None
        name = found.get(qn("w:ascii")) or found.get(qn("w:hAnsi")) if found is not None else None
        if name:
            return str(name)
    return ""


def _colour(value: str | None) -> tuple[int, int, int] | None:
    if value is None or len(value) != 6:
        return None
    return int(value[:2], 16), int(value[2:4], 16), int(value[4:], 16)
