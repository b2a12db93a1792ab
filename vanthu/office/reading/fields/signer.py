"""Cells 7a and 7b: authority, position and full name of the signer (Decree 30/2020, II.7)."""

import re
from dataclasses import dataclass

from vanthu.kernel.text import clean
from vanthu.office.reading.fields.marks import RULE_LINE, SIGNED_NOTE
from vanthu.office.reading.fields.paper import Paper
from vanthu.office.reading.fields.positions import as_name, has_authority, is_position, name_sure
from vanthu.office.reading.fields.support import found_list, found_text
from vanthu.office.reading.layout import Column, Line
from vanthu.office.reading.letters import tidy
from vanthu.office.reading.result import Found

_FAR = 14
_NOISE = re.compile(r"[\"'“”‘’<>~_=|]|^\W+(?=\w)")


@dataclass(slots=True)
class Signature:
    """One block: lines of positions, then the line of the name."""

    positions: list[Line]
    name: Line | None = None


def read_signer(paper: Paper) -> tuple[dict[str, Found], tuple[str, ...]]:
    """`signer_position` and `signer_name` of the first signer, and the names of all of them."""
    blocks = _blocks(paper)
    named = [block for block in blocks if block.name is not None]
    if not blocks:
        return {}, ()
    first = (named or blocks)[0]
    result = {"signer_position": _position(first)} if first.positions else {}
    names = tuple(_name_text(block.name) for block in named if block.name is not None)
    if first.name is not None:
        result["signer_name"] = _name(
            first.name, alone=len(named) == 1, seated=bool(first.positions)
        )
    return result, names


def _blocks(paper: Paper) -> list[Signature]:
    """Right column first: the left one holds the recipients, or the other of two signers."""
    if all(line.box is None for line in paper.closing) and not _in_columns(paper):
        return _sequence([line for line in paper.closing if not _is_recipient(line)])
    right = _column_blocks(paper.closing_side(Column.RIGHT))
    left = _column_blocks(paper.closing_side(Column.LEFT))
    return right + [block for block in left if block.positions and block.name]


def _in_columns(paper: Paper) -> bool:
    """A table of two cells tells the sides without places; a text puts no name on the right."""
    return any(as_name(line.text) for line in paper.closing_side(Column.RIGHT))


def _is_recipient(line: Line) -> bool:
    return line.column is not Column.RIGHT and bool(re.match(r"\s*[-–~+•*]", line.text))


def _sequence(lines: list[Line]) -> list[Signature]:
    """Without geometry: positions, then the name close below; what follows is an annex."""
    start = next((i for i, line in enumerate(lines) if is_position(tidy(line.text))), None)
    if start is None:
        return []
    block = Signature([])
    for index, line in enumerate(lines[start : start + _FAR], start=start):
        if is_position(tidy(line.text)) and index - start == len(block.positions):
            block.positions.append(line)
        elif as_name(line.text):
            block.name = line
            return [block, *_sequence(lines[index + 1 : index + 4])]
        elif is_position(tidy(line.text)):
            break
    return [block]


def _column_blocks(lines: list[Line]) -> list[Signature]:
    blocks: list[Signature] = []
    current = Signature([])
    since = 0
    for line in lines:
        since += 1
        if is_position(tidy(line.text)):
            if current.name is not None or (current.positions and since > _FAR):
                blocks.append(current)
                current = Signature([])
            current.positions.append(line)
            since = 0
        elif _is_name(line, current, since):
            current.name = line
    if current.positions or current.name is not None:
        blocks.append(current)
    return blocks


def _is_name(line: Line, current: Signature, since: int) -> bool:
    if current.name is not None or since > _FAR:
        return False
    if RULE_LINE.match(line.text) or SIGNED_NOTE.search(line.flat):
        return False
    text = clean(line.text)
    if line.text.lstrip().startswith(("-", "~", "+")):
        return False
    name = as_name(text)
    if not current.positions:
        return name is not None and name_sure(name) == 1.0 and line.column is Column.RIGHT
    return name is not None


def _position(block: Signature) -> Found:
    values = [tidy(_NOISE.sub("", line.text)).strip(" .,:;-–—=") for line in block.positions]
    sure = 0.97 if block.name is not None else 0.7
    if len(values) > 1 and not has_authority(values[0]):
        sure -= 0.2
    return found_list(block.positions, values, sure)


def _name_text(line: Line) -> str:
    return as_name(clean(line.text)) or ""


def _name(line: Line, *, alone: bool, seated: bool) -> Found:
    value = _name_text(line)
    return found_text(
        [line], value, 0.98 * name_sure(value) * (1.0 if alone else 0.7) * (1.0 if seated else 0.85)
    )
