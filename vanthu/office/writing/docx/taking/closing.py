"""Finds the closing: recipients (cell 9b) and signature (cells 7a to 7c), in a table or not."""

from collections.abc import Sequence

from vanthu.office.writing.docx.names import CellStyle
from vanthu.office.writing.docx.taking import words
from vanthu.office.writing.docx.taking.lines import Item, Line, Table, paragraphs

_ROWS = 10
_COLUMNS = 4
_NEAR = 4
_STYLES = {
    *(CellStyle.AUTHORITY, CellStyle.SIGNER, CellStyle.RECIPIENTS, CellStyle.RECIPIENT),
    *(CellStyle.DRAFTER, CellStyle.CONTACT),
}


def closing_start(items: Sequence[Item], start: int) -> int:
    """Where the closing begins; the number of items when there is none."""
    for place in range(start, len(items)):
        if _opens(items, place):
            return place
    return len(items)


def closing_end(items: Sequence[Item], start: int) -> int:
    """Behind the last item of the closing: what follows is an annex."""
    place = start
    while place < len(items):
        item = items[place]
        if place > start and (_turns(items, place) or not _belongs(item)):
            return place
        place += 1
    return place


def _opens(items: Sequence[Item], place: int) -> bool:
    item = items[place]
    lines = paragraphs(item)
    if any(line.style in _STYLES for line in lines):
        return True
    if _ours(item):
        return False
    if isinstance(item, Table):
        small = len(item.rows) <= _ROWS and len(item.rows[0]) <= _COLUMNS
        texts = [part for line in lines for part in line.text.split("\n")]
        if not small:
            return False
        return any(map(words.is_sent_to, texts)) or (_signs(texts) and _last(items, place))
    return words.is_sent_to(item.text) or _signature_lines(items, place)


def _ours(item: Item) -> bool:
    return bool(item.mark) or (isinstance(item, Line) and item.ours)


def _signs(texts: Sequence[str]) -> bool:
    """A position above a name and nothing that reads like a table of data."""
    positions = [text for text in texts if words.is_position(text)]
    return bool(positions) and (any(map(words.is_name, texts)) or len(texts) <= 2 * len(positions))


def _signature_lines(items: Sequence[Item], place: int) -> bool:
    """Positions and a name in lines of their own, at the end of the file or of its first part."""
    near = [item for item in items[place : place + _NEAR + 2] if isinstance(item, Line)]
    if not near or not words.is_position(near[0].text.split("\n")[0]) or _ours(near[0]):
        return False
    for offset, line in enumerate(near):
        last = line.text.split("\n")[-1]
        if words.is_name(last) and (offset or "\n" in line.text):
            return _last(items, place + offset)
        if offset and not words.is_position(line.text):
            return False
    return False


def _last(items: Sequence[Item], place: int) -> bool:
    """Whether nothing of the text itself comes behind."""
    return place + 1 >= len(items) or _turns(items, place + 1) or _belongs(items[place + 1])


def _turns(items: Sequence[Item], place: int) -> bool:
    """Whether a new page, a new section or an annex begins."""
    item, before = items[place], items[place - 1]
    if item.section != before.section:
        return True
    if isinstance(item, Table):
        return words.is_heading("\n".join(line.text for line in item.paragraphs()))
    return item.new_page or not item.ours and words.annex_rest(item.text) is not None


def _belongs(item: Item) -> bool:
    """Lines that stand in a closing: recipients, positions, names, the drafter's mark."""
    lines = paragraphs(item)
    if any(line.style in _STYLES for line in lines):
        return True
    if _ours(item):
        return False
    texts = [part for line in lines for part in line.text.split("\n") if part]
    if isinstance(item, Table):
        return any(map(words.is_sent_to, texts)) or _signs(texts)
    return all(_closing_line(text) or _bulleted(item) for text in texts)


def _bulleted(line: Line) -> bool:
    return line.auto is not None and line.auto.value is None and len(line.text) < 120


def _closing_line(text: str) -> bool:
    if words.is_sent_to(text) or words.is_position(text) or words.is_name(text):
        return True
    return len(text) < 120 and text.lstrip()[:1] in "-–+*("
