"""Sorts the lines of a sheet into header, body and closing, and these into their two columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from vanthu.office.reading.fields.marks import (
    ADDRESSED,
    BOX_NOTE,
    DAY_LINE,
    INDEPENDENCE,
    ITEM,
    KEPT,
    MOTTO,
    RULE_LINE,
    SENT_TO,
    SUBJECT,
    number_opening,
    opening_title,
    opens_body,
    title_of,
)
from vanthu.office.reading.fields.positions import as_name, is_position, tail_position
from vanthu.office.reading.layout import Column, Line

HEADER_ROWS = 34
_MIDDLE = 0.5
_GUTTER = 0.02


@dataclass(frozen=True, slots=True)
class Paper:
    """Header lines carry their column; `body` starts at the title or the first addressed line."""

    header: tuple[Line, ...]
    body: tuple[Line, ...]
    closing: tuple[Line, ...]
    has_motto: bool

    def side(self, column: Column) -> list[Line]:
        return [line for line in self.header if line.column is column]

    def closing_side(self, column: Column) -> list[Line]:
        return [line for line in self.closing if line.column is column]


def arrange(lines: Sequence[Line]) -> Paper:
    """The three parts of a paper; every line goes into exactly one of them."""
    useful = [line for line in lines if not BOX_NOTE.search(line.flat)]
    start = _header_end(useful)
    end = _closing_start(useful, start)
    header = [part for row in useful[:start] for part in _split_header(row)]
    closing = [part for row in useful[end:] for part in _split_closing(row)]
    motto = any(MOTTO.search(row.flat) or INDEPENDENCE.search(row.flat) for row in useful[:start])
    return Paper(tuple(header), tuple(useful[start:end]), tuple(closing), motto)


def _header_end(rows: Sequence[Line]) -> int:
    seen_motto = seen_day = False
    for index, row in enumerate(rows[:HEADER_ROWS]):
        seen_motto = seen_motto or bool(MOTTO.search(row.flat) or INDEPENDENCE.search(row.flat))
        if _ends_header(row, seen_motto) or _leaves_table(rows, index):
            return index
        if seen_day and opening_title(row.text):
            return index
        seen_day = seen_day or bool(DAY_LINE.search(row.flat))
    return min(len(rows), HEADER_ROWS) if seen_motto else 0


def _leaves_table(rows: Sequence[Line], index: int) -> bool:
    """The first paragraph below a header that is a table of two cells (DOCX)."""
    if index == 0 or rows[index].column is not Column.FULL:
        return False
    return any(row.column is not Column.FULL for row in rows[:index])


def _ends_header(row: Line, seen_motto: bool) -> bool:
    if ADDRESSED.search(row.flat):
        return True
    if not seen_motto or DAY_LINE.search(row.flat):
        return False
    if title_of(row.text):
        return True
    return opens_body(row.text) and not SUBJECT.search(row.flat) and len(row.words) > 3


def _split_header(row: Line) -> list[Line]:
    if row.column is not Column.FULL:
        return [row]
    anchor = _right_anchor(row)
    if anchor is None:
        anchor = _gap(row)
    if anchor is None:
        return [row.put(_header_column(row))]
    parts = [row.cut(0, anchor).put(Column.LEFT), row.cut(anchor).put(Column.RIGHT)]
    return [part for part in parts if part.words]


def _right_anchor(row: Line) -> int | None:
    for pattern in (MOTTO, INDEPENDENCE):
        found = pattern.search(row.flat)
        if found:
            return row.word_at(found.start())
    found = DAY_LINE.search(row.flat)
    return place_start(row, row.word_at(found.start())) if found else None


def place_start(row: Line, day_word: int) -> int:
    """Index of the first word of the place name that stands before `ngày`."""
    index = day_word
    while index > 0 and _in_place_name(row.words[index - 1].text, last=index == day_word):
        index -= 1
    return index


def _in_place_name(word: str, *, last: bool) -> bool:
    letters = word.rstrip(".,") if last else word
    if letters in ("-", "–"):
        return True
    if not letters or "/" in letters or ("," in letters and not last):
        return False
    if letters.isupper() and len(letters) > 3 or any(mark.isdigit() for mark in letters):
        return False
    return letters[0].isupper() and letters.replace(".", "").replace("-", "").isalpha()


def _gap(row: Line) -> int | None:
    """Where the right half begins, seen by a wide white space that ends beyond the middle left."""
    best, where = 0.0, None
    for index in range(1, len(row.words)):
        before, after = row.words[index - 1].box, row.words[index].box
        if before is None or after is None:
            return None
        width = after.x0 - before.x1
        if width > best and after.x0 > 0.4:
            best, where = width, index
    return where if best > 0.03 else None


def _header_column(row: Line) -> Column:
    box = row.box
    if box is None:
        return Column.LEFT
    return Column.RIGHT if box.centre > 0.55 and box.x0 > 0.35 else Column.LEFT


def _closing_start(rows: Sequence[Line], start: int) -> int:
    sent = next((i for i in range(start, len(rows)) if _is_sent_to(rows[i])), None)
    if sent is not None:
        return _back_over_positions(rows, sent, start)
    kept = list_start(rows, start)
    if kept is not None:
        return _back_over_positions(rows, kept, start)
    ends = (i for i in range(start, len(rows)) if rows[i].text.rstrip(" .").endswith("/"))
    last = next(ends, None)
    if last is not None and all(row.box is None for row in rows):
        return last + 1
    signed = next((i for i in range(start + 1, len(rows)) if _holds_position(rows[i])), None)
    if signed is not None:
        return signed
    return len(rows) if last is None else last + 1


def list_start(rows: Sequence[Line], start: int) -> int | None:
    """Top of a list of recipients without a readable heading, found from its end `Lưu: …`."""
    kept = next((i for i in range(len(rows) - 1, start, -1) if KEPT.search(rows[i].flat)), None)
    if kept is None:
        return None
    index = kept
    while index - 1 > start and _in_list(rows[index - 1]):
        index -= 1
    damaged_heading = index - 1 > start and len(rows[index - 1].words) <= 2
    return index - 1 if damaged_heading else index


def _in_list(row: Line) -> bool:
    return bool(ITEM.match(row.text)) or _is_name_row(row) or _holds_position(row)


def _is_name_row(row: Line) -> bool:
    return row.box is not None and row.box.x0 > 0.4 and as_name(row.text) is not None


def _holds_position(row: Line) -> bool:
    """A position on the right half, or on a line of its own when there are no places."""
    parts = [part for part in _split_closing(row) if part.column is Column.RIGHT]
    return any(is_position(part.text) and _closing_like(part) for part in parts)


def _closing_like(part: Line) -> bool:
    return part.box is None or part.box.page > 1 or part.box.y0 > 0.35


def _is_sent_to(row: Line) -> bool:
    return bool(SENT_TO.search(row.flat)) and number_opening(row.text) is None


def _back_over_positions(rows: Sequence[Line], sent: int, start: int) -> int:
    index = sent
    while index - 1 > start and sent - index < 12 and _signs(rows[index - 1]):
        index -= 1
    return index


def _signs(row: Line) -> bool:
    """Nothing but positions, names and rules on the row: a signature above the recipients."""
    if RULE_LINE.match(row.text) or _holds_position(row):
        return True
    parts = _split_closing(row)
    return all(is_position(part.text) or as_name(part.text) is not None for part in parts)


def _split_closing(row: Line) -> list[Line]:
    if row.column is not Column.FULL:
        return [row]
    if row.box is None:
        return _split_closing_text(row)
    anchor = next((i for i in range(len(row.words)) if _starts_right(row, i)), None)
    if anchor is None:
        return [row.put(Column.LEFT)]
    parts = [row.cut(0, anchor).put(Column.LEFT), row.cut(anchor).put(Column.RIGHT)]
    return [part for part in parts if part.words]


def _starts_right(row: Line, index: int) -> bool:
    box = row.words[index].box
    if box is None or box.x0 < 0.4:
        return False
    before = row.words[index - 1].box if index else None
    return before is None or box.x0 - before.x1 > _GUTTER


def _split_closing_text(row: Line) -> list[Line]:
    if is_position(row.text):
        return [row.put(Column.RIGHT)]
    offset = tail_position(row.text)
    if offset is None:
        return [row.put(Column.LEFT)]
    index = row.word_at(offset)
    return [row.cut(0, index).put(Column.LEFT), row.cut(index).put(Column.RIGHT)]
