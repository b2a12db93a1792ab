"""A PDF with a text layer as a subject: words with looks, drawn lines, measures by the ink."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vanthu.office.checking.choices import Cell, Source
from vanthu.office.checking.intake.assemble import ANNEX, assembled
from vanthu.office.checking.intake.paragraphs import edges, joined_lines, lone_rows, sure_edges
from vanthu.office.checking.subject import Leaf, Numbering, Row, Subject, Underline
from vanthu.office.reading.fields.paper import arrange
from vanthu.office.reading.layout import Box, Line, rows
from vanthu.office.reading.sources.pages import is_readable
from vanthu.office.reading.sources.pdfium import Pdf, opened
from vanthu.office.reading.sources.signatures import Widget, read_signatures

MOST_PAGES = 80
_MM = 25.4 / 72
_THIN = 0.0035
_NEAR = 0.022
_HEAD, _FOOT = 0.1, 0.92


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    numbers: tuple[Line, ...]
    strokes: tuple[Box, ...]


def subject_of_pdf(path: Path) -> Subject | None:
    """The paper; None for a scan, whose sizes nobody can tell. Raises UnreadableFile."""
    signatures = read_signatures(path)
    with opened(path) as pdf:
        pages = [
            _page(pdf, number, signatures.widgets)
            for number in range(1, min(len(pdf), MOST_PAGES) + 1)
        ]
    if not pages or not is_readable([word for line in pages[0].lines for word in line.words]):
        return None
    paper = arrange([line for page in pages for line in page.lines])
    subject = assembled(paper, Source.PDF, joined_lines)
    first = pages[0].strokes
    return replace(
        subject,
        leaves=tuple(_leaf(page, _top(subject) if page.number == 1 else 0.0) for page in pages),
        numbering=_numbering(pages),
        underlines=_underlines(subject, first),
        framed=_framed(subject.rows(Cell.URGENCY), first),
    )


def _page(pdf: Pdf, number: int, widgets: tuple[Widget, ...]) -> _Page:
    words, strokes = pdf.dressed(number), pdf.strokes(number)
    width, height = pdf.size(number)
    words += pdf.overlays(number, widgets)
    found = rows(words)
    numbers = [line for line in found if _is_number(line)]
    return _Page(
        number,
        width * _MM,
        height * _MM,
        tuple(line for line in found if line not in numbers),
        tuple(numbers),
        tuple(strokes),
    )


def _is_number(line: Line) -> bool:
    box = line.box
    text = line.text.strip(" -–")
    return box is not None and text.isdigit() and (box.y1 < _HEAD or box.y0 > _FOOT)


def _top(subject: Subject) -> float:
    """Where the heading of the first page begins: stamps and signature boxes lie above it."""
    spots = [row.spot() for row in (*subject.rows(Cell.MOTTO), *subject.parents, *subject.issuer)]
    return min((spot.y0 for spot in spots if isinstance(spot, Box)), default=0.0)


def _leaf(page: _Page, top: float) -> Leaf:
    """Left and right by the edges most lines keep, top and bottom by the outermost ink below
    `top`."""
    every = [line.box for line in page.lines if line.box is not None]
    boxes = [box for box in every if box.y0 >= top]
    margins: dict[str, float] = {}
    if len(boxes) > 5:
        margins["top"] = min(box.y0 for box in boxes) * page.height
        margins["bottom"] = (1 - max(box.y1 for box in boxes)) * page.height
    left, right = sure_edges(page.lines)
    if left is not None:
        margins["left"] = left * page.width
    if right is not None:
        margins["right"] = (1 - right) * page.width
    return Leaf(page.number, page.width, page.height, margins, exact=False)


def _numbering(pages: Sequence[_Page]) -> Numbering:
    later = [page for page in pages if page.number > 1 and not _opens_annex(page)]
    missing = next((page.number for page in later if not page.numbers), None)
    shown = next((page for page in later if page.numbers), None)
    if shown is None:
        return Numbering(on_first=bool(pages[0].numbers), missing_on=missing)
    line = shown.numbers[0]
    box = line.box
    left, right = edges([one for page in pages for one in page.lines])
    middles = ((left + right) / 2, 0.5)
    return Numbering(
        on_first=bool(pages[0].numbers),
        missing_on=missing,
        shown=lone_rows([line])[0],
        centred=box is not None and any(abs(box.centre - at) < 0.03 for at in middles),
        on_top=box is not None and box.y1 < _HEAD,
    )


def _opens_annex(page: _Page) -> bool:
    """Annexes are numbered by themselves (Annex I, III.1): their first page shows no number."""
    return any(ANNEX.match(line.text) for line in page.lines[:2])


def _underlines(subject: Subject, strokes: Iterable[Box]) -> dict[Cell, Underline]:
    thin = [box for box in strokes if box.height < _THIN and box.x1 - box.x0 > 0.02]
    pairs = ((Cell.MOTTO, subject.rows(Cell.MOTTO)[-1:]), (Cell.ISSUER, subject.issuer))
    return {cell: _below(rows_, thin) for cell, rows_ in pairs if rows_}


def _below(rows_: Sequence[Row], thin: Iterable[Box]) -> Underline:
    """The line right below the last row and about its middle; one may be drawn in pieces.

    A name on two rows is as long as its longest."""
    above = [spot for row in rows_ if isinstance(spot := row.spot(), Box)]
    if not above:
        return Underline(drawn=False)
    last, longest = above[-1], max(box.x1 - box.x0 for box in above)
    near = [box for box in thin if _is_below(box, last, longest)]
    if not near:
        return Underline(drawn=False, spot=last)
    length = max(box.x1 for box in near) - min(box.x0 for box in near)
    every = [*near, last]
    left, right = min(box.x0 for box in every), max(box.x1 for box in every)
    foot = max(box.y1 for box in every)
    return Underline(True, length / longest, Box(last.page, left, last.y0, right, foot))


def _is_below(line: Box, last: Box, longest: float) -> bool:
    near = -0.006 < line.y0 - last.y1 < _NEAR
    return near and abs(line.centre - last.centre) < longest / 2 + 0.03


def _framed(rows_: Sequence[Row], strokes: Iterable[Box]) -> bool | None:
    if not rows_:
        return None
    spot = rows_[0].spot()
    return isinstance(spot, Box) and any(_holds(box, spot) for box in strokes)


def _holds(frame: Box, box: Box) -> bool:
    """A frame drawn whole, or one of its long sides."""
    across = frame.x0 <= box.x0 and frame.x1 >= box.x1 and frame.x1 - frame.x0 < 0.4
    return (
        across
        and frame.y0 - 0.02 < box.y0
        and frame.y1 > box.y0 - 0.03
        and frame.y0 < box.y1 + 0.02
    )
