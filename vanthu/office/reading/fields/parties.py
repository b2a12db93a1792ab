"""Cells 9a and 9b: who the paper is addressed to, and the list of recipients."""

import re

from vanthu.office.reading.fields.marks import (
    ADDRESSED,
    ITEM,
    KEPT,
    RULE_LINE,
    SENT_TO,
    SIGNED_NOTE,
    WIRED,
    opens_body,
)
from vanthu.office.reading.fields.paper import Paper
from vanthu.office.reading.fields.positions import as_name
from vanthu.office.reading.fields.support import found_list
from vanthu.office.reading.layout import Column, Line
from vanthu.office.reading.letters import tidy, upper_share
from vanthu.office.reading.result import Found

_MOST = 60


def read_to(paper: Paper) -> Found | None:
    """Behind `Kính gửi:`: one name on the line, or one a dash (Decree 30/2020, II.9.a)."""
    start = next((i for i, line in enumerate(paper.body[:40]) if _opened(line)), None)
    if start is None:
        return None
    first = paper.body[start]
    lines = _addressees(paper.body[start:])
    heads = [first.text[_opened(first) :], *(line.text for line in lines[1:])]
    values = _items(heads)
    if not values:
        return None
    return found_list(lines, values, 0.95 if len(lines) <= 2 or _dashed(lines) else 0.75)


def _opened(line: Line) -> int:
    """Where the names begin behind `Kính gửi:`, or behind `GIÁM ĐỐC SỞ … điện:` of a telegram (form
    1.6); 0 on other lines."""
    found = ADDRESSED.search(line.flat) or WIRED.match(line.flat)
    if found is None or (found.re is WIRED and upper_share(line.text[: found.end("head")]) < 0.9):
        return 0
    return found.end()


def _addressees(lines: tuple[Line, ...]) -> list[Line]:
    taken = [lines[0]]
    dashes = False
    for line in lines[1:14]:
        dash = bool(ITEM.match(line.text))
        dashes = dashes or dash
        if opens_body(line.text) or RULE_LINE.match(line.text):
            break
        if not dash and not _continues(taken[-1], line, dashes):
            break
        taken.append(line)
    return taken


def _continues(above: Line, line: Line, dashes: bool) -> bool:
    """A further line of the same name: it is set in (or opens small) and the one above is open."""
    if above.text.rstrip().endswith((".", ";")) or (not dashes and len(above.words) <= 2):
        return False
    if line.box is not None and above.box is not None:
        return line.box.x0 > 0.25 and line.box.page == above.box.page
    return dashes and not above.text.rstrip().endswith((".", ";")) or line.text[:1].islower()


def _dashed(lines: list[Line]) -> bool:
    return all(ITEM.match(line.text) for line in lines[1:])


def read_recipients(paper: Paper) -> Found | None:
    """The list behind `Nơi nhận:`, down to the line `Lưu: …`, which is part of it."""
    left = paper.closing_side(Column.LEFT)
    start = next((i for i, line in enumerate(left) if SENT_TO.search(line.flat)), None)
    if start is None:
        return _unheaded(left)
    lines = _listed(left[start + 1 :])
    values = _items([_behind_heading(left[start]), *(line.text for line in lines)])
    if not values:
        return None
    kept = any(KEPT.search(line.flat) for line in lines)
    dashed = bool(lines) and bool(ITEM.match(lines[0].text))
    return found_list(lines or [left[start]], values, 0.97 if kept and dashed else 0.7)


def _unheaded(left: list[Line]) -> Found | None:
    """A list whose heading is unreadable, known by its dashes and its last line `Lưu: …`."""
    start = next((i for i, line in enumerate(left) if ITEM.match(line.text)), None)
    if start is None or not any(KEPT.search(line.flat) for line in left[start:]):
        return None
    lines = _listed(left[start:])
    return found_list(lines, _items([line.text for line in lines]), 0.7)


def _behind_heading(line: Line) -> str:
    head, colon, rest = line.text.partition(":")
    return rest if colon and ITEM.match(rest) else ""


def _listed(lines: list[Line]) -> list[Line]:
    taken: list[Line] = []
    for line in lines[:_MOST]:
        item = ITEM.match(line.text)
        if not item and (RULE_LINE.match(line.text) or _is_over(taken, line)):
            break
        taken.append(line)
        if KEPT.search(line.flat) and line.text.rstrip().endswith("."):
            break
    return taken


def _is_over(taken: list[Line], line: Line) -> bool:
    """Behind `Lưu: …`, or at what can only belong to the signature."""
    if SIGNED_NOTE.search(line.flat):
        return True
    if not taken:
        return False
    return bool(KEPT.search(taken[-1].flat)) or bool(as_name(line.text) and not _open(taken))


def _open(taken: list[Line]) -> bool:
    return not taken or not taken[-1].text.rstrip().endswith((";", "."))


def _items(texts: list[str]) -> list[str]:
    """Joins broken lines, drops dashes and the signs between and behind the names."""
    values: list[str] = []
    for text in texts:
        item = bool(ITEM.match(text))
        body = tidy(ITEM.sub("", text, count=1))
        if not re.search(r"[^\W\d_]{2,}", body):
            continue
        if values and not item and not values[-1].endswith(";"):
            values[-1] = f"{values[-1]} {body}"
        else:
            values.append(body)
    return [value.rstrip(" ;.,:") for value in values]
