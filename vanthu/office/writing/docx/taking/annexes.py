"""What follows the closing: annexes, each with its number, title and text."""

from collections.abc import Sequence

from vanthu.office.writing.content import Annex
from vanthu.office.writing.docx.names import CellStyle
from vanthu.office.writing.docx.taking import words
from vanthu.office.writing.docx.taking.blocks import Ids, Recogniser
from vanthu.office.writing.docx.taking.lines import Item, Line, Table, paragraphs
from vanthu.office.writing.docx.taking.losing import Losses
from vanthu.office.writing.docx.taking.openings import opens_block

_TITLE_LINES = 6


def annex_starts(items: Sequence[Item]) -> list[int]:
    """Where annexes begin in the text of a paper that has no closing before them."""
    return [
        place
        for place, item in enumerate(items)
        if isinstance(item, Line) and _begins(item) and (item.centred or item.new_page)
    ]


def annexes_of(
    items: Sequence[Item], landscape: Sequence[bool], ids: Ids, losses: Losses
) -> tuple[tuple[Annex, ...], list[str]]:
    """The annexes, and the lines around them that are no text of theirs."""
    found, cells = [], []
    for chunk in _chunks(items):
        annex, around = _annex(chunk, landscape, ids, losses)
        cells += around
        if annex is not None:
            found.append(annex)
    return tuple(found), cells


def _chunks(items: Sequence[Item]) -> list[Sequence[Item]]:
    starts = [place for place, item in enumerate(items) if _starts(items, place)]
    if not items:
        return []
    if 0 not in starts:
        starts.insert(0, 0)
    return [items[a:b] for a, b in zip(starts, [*starts[1:], len(items)], strict=True)]


def _starts(items: Sequence[Item], place: int) -> bool:
    item = items[place]
    new = place == 0 or item.section != items[place - 1].section
    if isinstance(item, Table):
        return new and any(line.style == CellStyle.COUNTRY for line in item.paragraphs())
    if item.style == CellStyle.ANNEX:
        return True
    plainly = item.centred or item.new_page or words.is_capital(item.text.split("\n")[0])
    if _begins(item) and plainly and not item.mark:
        return True
    return item.style == CellStyle.ANNEX_TITLE and new


def _begins(line: Line) -> bool:
    return not line.ours and words.annex_rest(line.text) is not None


def _annex(
    chunk: Sequence[Item], landscape: Sequence[bool], ids: Ids, losses: Losses
) -> tuple[Annex | None, list[str]]:
    title, cells, place = _head(chunk)
    blocks = Recogniser(ids, losses).take(chunk[place:])
    marks = [line.mark for item in chunk[:place] for line in paragraphs(item) if line.mark]
    if not blocks and not title and not marks:
        return None, cells
    across = landscape[min(chunk[0].section, len(landscape) - 1)]
    return Annex(ids.given(next(iter(marks), ""), "annex", title), title, blocks, across), cells


def _head(chunk: Sequence[Item]) -> tuple[str, list[str], int]:
    """Title, the lines that are neither title nor text, and where the text begins."""
    titles: list[str] = []
    cells: list[str] = []
    place = 0
    while place < len(chunk) and place < _TITLE_LINES:
        item = chunk[place]
        if isinstance(item, Table):
            if not words.is_heading("\n".join(line.text for line in item.paragraphs())):
                break
            cells += [line.text for line in item.paragraphs()]
        elif not _head_line(item, place == 0, titles, cells):
            break
        place += 1
    return "\n".join(titles), cells, place


def _head_line(line: Line, first: bool, titles: list[str], cells: list[str]) -> bool:
    """Sorts one line of the head; tells whether it was one."""
    if line.ours:
        return False
    if words.is_annex_note(line.text) or line.style == CellStyle.ANNEX_NOTE:
        cells.append(line.text)
        return True
    rest = words.annex_rest(line.text) if first and line.style != CellStyle.ANNEX_TITLE else None
    if rest is not None:
        cells.append(line.text[: len(line.text) - len(rest)].strip())
        titles += _without_note(rest, cells)
        return True
    ours = line.style == CellStyle.ANNEX_TITLE
    stands_out = line.centred or words.is_capital(line.text)
    if ours or (stands_out and not opens_block(line) and len(line.text) < 400):
        titles += [line.text] if ours else _without_note(line.text, cells)
        return True
    return False


def _without_note(text: str, cells: list[str]) -> list[str]:
    kept = []
    for part in text.split("\n"):
        if words.is_annex_note(part):
            cells.append(part)
        elif part:
            kept.append(part)
    return kept
