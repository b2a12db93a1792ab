"""Sets the cells of a paper (heading, title, addressees, closing) apart from its text and annexes.

Cells are data of the document, not text: they are listed for the reader and not taken over.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vanthu.office.writing.docx.names import CellStyle
from vanthu.office.writing.docx.taking import words
from vanthu.office.writing.docx.taking.closing import closing_end, closing_start
from vanthu.office.writing.docx.taking.lines import Item, Line, Table, paragraphs
from vanthu.office.writing.docx.taking.openings import opens_block

_HEADING_ITEMS = 14
_HEADING_ROWS = 8
_HEADING_COLUMNS = 4
_TITLE_LINES = 8
_ITEM = re.compile(r"\s*[-–—+•*]\s*")
_HEAD_STYLES = {
    *(
        CellStyle.COUNTRY,
        CellStyle.MOTTO,
        CellStyle.PARENT,
        CellStyle.ISSUER,
        CellStyle.NUMBER,
        CellStyle.DAY,
    ),
    *(CellStyle.TYPE, CellStyle.ABSTRACT, CellStyle.SUBJECT, CellStyle.URGENCY),
    *(CellStyle.CIRCULATION, CellStyle.RULE),
}


@dataclass
class Parted:
    """The four parts of a paper; `cells` are the lines taken out, in reading order."""

    cells: list[str] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    body: Sequence[Item] = ()
    after: Sequence[Item] = ()


def part(items: Sequence[Item]) -> Parted:
    """Every item goes into exactly one part; blank lines and drawn rules go nowhere."""
    kept = _useful(items)
    parted = Parted()
    place = _title_end(kept, _heading_end(kept))
    parted.cells += _texts(kept[:place])
    place = _addressees(kept, place, parted)
    start = closing_start(kept, place)
    end = closing_end(kept, start)
    parted.cells += _texts(kept[start:end])
    parted.body, parted.after = kept[place:start], kept[end:]
    return parted


def _useful(items: Sequence[Item]) -> list[Item]:
    kept: list[Item] = []
    new_page = False
    for item in items:
        new_page = new_page or (isinstance(item, Line) and item.new_page)
        ours = bool(item.mark) or (isinstance(item, Line) and item.ours and bool(item.text))
        if not ours and all(words.is_rule(line.text) for line in paragraphs(item)):
            continue
        kept.append(replace(item, new_page=new_page) if isinstance(item, Line) else item)
        new_page = False
    return kept


def _texts(items: Sequence[Item]) -> list[str]:
    return [line.text for item in items for line in paragraphs(item) if line.text]


def _heading_end(items: Sequence[Item]) -> int:
    """Behind the table of cells 1 to 4, or behind the lines that say the same without one."""
    end = 0
    for place, item in enumerate(items[:_HEADING_ITEMS]):
        if _heads(item, seen=end > 0):
            end = place + 1
        elif opens_block(item) or _opens_text(item):
            break
    return end


def _heads(item: Item, *, seen: bool) -> bool:
    text = "\n".join(_texts([item]))
    if isinstance(item, Table):
        small = len(item.rows) <= _HEADING_ROWS and len(item.rows[0]) <= _HEADING_COLUMNS
        return _styled(item) or (small and not seen and words.is_heading(text))
    if _styled(item):
        return True
    if item.ours:
        return False
    if words.is_heading(text):
        return True
    return seen and (words.is_day(text) or words.is_number(text))


def _opens_text(item: Item) -> bool:
    if isinstance(item, Table) or item.ours:
        return True
    return words.is_type(item.text) or words.addressed(item.text) is not None


def _styled(item: Item) -> bool:
    return any(line.style in _HEAD_STYLES for line in paragraphs(item))


def _title_end(items: Sequence[Item], start: int) -> int:
    """Behind cell 5a: the name of the type and the lines of the subject, in the middle."""
    place = start
    titled = False
    while place < len(items) and place - start < _TITLE_LINES:
        item = items[place]
        if isinstance(item, Table) or item.ours or words.addressed(item.text) is not None:
            break
        opens = not titled and words.is_type(item.text) and not item.text.endswith(":")
        follows = (titled or start > 0) and _in_title(item)
        if item.style in _HEAD_STYLES or opens or follows:
            titled = True
            place += 1
        else:
            break
    return place


def _in_title(line: Line) -> bool:
    """A line of the subject; the authority that decides ("CHỦ TỊCH ...") is text of the paper."""
    if words.is_position(line.text):
        return False
    stands_out = line.centred or words.is_capital(line.text)
    return stands_out and len(line.text) < 400 and not opens_block(line)


def _addressees(items: Sequence[Item], place: int, parted: Parted) -> int:
    """Takes cell 9a out: one name behind "Kính gửi:", or several on lines of their own."""
    if place >= len(items):
        return place
    lines = paragraphs(items[place])
    rests = [None if line.ours else words.addressed(line.text) for line in lines]
    found = next((number for number, rest in enumerate(rests) if rest is not None), None)
    if found is None:
        return place
    label = lines[found].text.removesuffix(rests[found] or "").strip()
    parted.cells += [line.text for line in lines[:found] if line.text] + [label]
    names = [rests[found] or "", *(line.text for line in lines[found + 1 :])]
    place += 1
    while place < len(items) and not _ended(names) and _goes_on(items[place], names):
        names += [line.text for line in paragraphs(items[place])]
        place += 1
    parted.to += _names(names)
    return place


def _ended(names: list[str]) -> bool:
    return names[-1].endswith(".") and len(names) > 1


def _goes_on(item: Item, names: list[str]) -> bool:
    if isinstance(item, Table) or item.ours or len(item.text) > 300:
        return False
    if item.style == CellStyle.ADDRESSEE:
        return True
    listed = bool(_ITEM.match(item.text)) or (item.auto is not None and item.auto.value is None)
    return listed and (not names[0] or bool(_ITEM.match(names[0])) or names[-1].endswith(";"))


def _names(lines: Sequence[str]) -> list[str]:
    parts = [part for line in lines for part in line.split("\n")]
    bare = [_ITEM.sub("", part, count=1) if _ITEM.match(part) else part for part in parts]
    return [name for each in bare if (name := each.strip().rstrip(";.,").rstrip())]
