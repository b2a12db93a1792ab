"""How the words of a DOCX are set: from the run, its style, the paragraph's style, the defaults."""

from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from vanthu.kernel.text import clean
from vanthu.office.reading.layout import Look, Word
from vanthu.office.reading.sources.docx import runs_of

_WORD_DEFAULT_SIZE = 10.0  # what Word takes when nothing names a size (ISO 29500, 17.3.2.38)
_VAL, _PROPERTIES = qn("w:val"), qn("w:rPr")


class Dresser:
    """Gives the words of a document's paragraphs with their looks; see `lines_of`.

    Styles are looked up by their ids once: python-docx would search the whole list for each run.
    """

    def __init__(self, document: Document) -> None:
        root: Any = document.styles.element
        self._defaults: Any = root.find(f"{qn('w:docDefaults')}//{_PROPERTIES}")
        styles = list(root.iterfind(qn("w:style")))
        self._styles: dict[str, Any] = {style.get(qn("w:styleId"), ""): style for style in styles}
        self._usual = next(
            (style.get(qn("w:styleId"), "") for style in styles if _usual(style)), ""
        )
        self._chains: dict[str, list[Any]] = {}

    def words(self, paragraph: Paragraph) -> list[list[Word]]:
        """Words of each line of the paragraph; the look of a word is that of its first letter."""
        rows: list[list[Word]] = [[]]
        letters: list[str] = []
        look: Look | None = None
        style = _told(paragraph._p.pPr, "w:pStyle") or self._usual
        for run in runs_of(paragraph):
            here = self._look(run, style)
            for letter in run.text:
                if not letter.isspace():
                    look = look if letters else here
                    letters.append(letter)
                    continue
                _end(rows, letters, look)
                if letter == "\n":
                    rows.append([])
        _end(rows, letters, look)
        return rows

    def centred(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph or its style says so."""
        own: Any = paragraph._p.pPr
        style = _told(own, "w:pStyle") or self._usual
        layers = [own, *(one.find(qn("w:pPr")) for one in self._above(style))]
        return _first(layers, "w:jc") == "center"

    def _look(self, run: Run, style: str) -> Look:
        own: Any = run._r.rPr
        layers = [own, *self._chain(_told(own, "w:rStyle")), *self._chain(style), self._defaults]
        size = _first(layers, "w:sz")
        return Look(
            font=_font(layers),
            size=float(size) / 2 if size else _WORD_DEFAULT_SIZE,
            bold=_switched(layers, "w:b"),
            italic=_switched(layers, "w:i"),
            colour=_colour(_first(layers, "w:color")),
        )

    def _chain(self, style: str) -> list[Any]:
        """The properties of letters of a style and of those it is based on, the nearest first."""
        if style not in self._chains:
            self._chains[style] = [one.find(_PROPERTIES) for one in self._above(style)]
        return self._chains[style]

    def _above(self, style: str) -> Iterator[Any]:
        """A style and those it is based on, the nearest first."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = _told(self._styles[style], "w:basedOn")


def _usual(style: Any) -> bool:
    """The style of paragraphs that name none."""
    return bool(style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph")


def _told(element: Any, tag: str) -> str:
    found = element.find(qn(tag)) if element is not None else None
    return str(found.get(_VAL, "")) if found is not None else ""


def _end(rows: list[list[Word]], letters: list[str], look: Look | None) -> None:
    if letters:
        rows[-1].append(Word(clean("".join(letters)), look=look))
        letters.clear()


def _first(layers: list[Any], tag: str) -> str | None:
    name = qn(tag)
    for layer in layers:
        found = layer.find(name) if layer is not None else None
        if found is not None:
            return str(found.get(_VAL, ""))
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
