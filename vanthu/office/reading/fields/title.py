"""Cells 5a and 5b: name of the type and abstract (Decree 30/2020, Annex I, II.5)."""

import re

from vanthu.office.reading.choices import (
    LETTER,
    PARTY_ONLY,
    SECRECY_MARKS,
    TYPE_BY_ABBREVIATION,
    URGENCIES,
)
from vanthu.office.reading.fields.marks import (
    ADDRESSED,
    DAY_LINE,
    ENACTS,
    ITEM,
    RULE_LINE,
    SUBJECT,
    number_opening,
    opening_title,
    opens_body,
    title_of,
)
from vanthu.office.reading.fields.number import Reference
from vanthu.office.reading.fields.paper import Paper
from vanthu.office.reading.fields.positions import is_position
from vanthu.office.reading.fields.support import found_text, found_type, joined
from vanthu.office.reading.layout import Column, Line
from vanthu.office.reading.letters import bare, flat, upper_share
from vanthu.office.reading.result import Found

_LONGEST = 16
_EMPTY_LINE = 1.0
_HEADS = tuple(
    """botruong chutich thutuong giamdoc cuctruong hieutruong thongdoc tongcuctruong vientruong
    chanhan hoidongnhandan uybannhandan truongban uybanthuongvu bithu banthuongvu banchaphanh
    tongkiemtoan chinhphu""".split()
)
"""Who enacts a decision, as it stands alone in capitals below the abstract."""

_FRAMED = frozenset(bare(mark) for mark in (*URGENCIES, *SECRECY_MARKS))
"""Marks in frames of their own below the number or the subject (III.2)."""


def read_title(paper: Paper, reference: Reference | None) -> dict[str, Found]:
    """`type` and `abstract`: from the title when there is one, else as an official letter."""
    for index, line in enumerate(paper.body[:4]):
        if ADDRESSED.search(line.flat):
            break
        named = title_of(line.text)
        if named:
            rest = list(paper.body[index + 1 :])
            return {"type": found_type(line, named[0], 0.99 * named[2])} | _abstract(paper, rest)
        opened = opening_title(line.text)
        if opened and paper.has_motto:
            return {"type": found_type(line, opened[0], 0.8)} | _abstract(
                paper, list(paper.body[index:]), skip=len(opened[0].split())
            )
    return _letter(paper, reference)


def _abstract(paper: Paper, lines: list[Line], skip: int = 0) -> dict[str, Found]:
    taken: list[Line] = []
    for line in lines[:_LONGEST]:
        if RULE_LINE.match(line.text):
            if taken:
                break
            continue
        if _ends_abstract(line, paper, bool(taken) and not _hangs(taken[-1].text)):
            break
        if taken and _far_below(taken[-1], line):
            break
        taken.append(line)
    if skip and taken:
        taken[0] = taken[0].cut(skip)
    text = _without_issuer(joined(taken), paper)
    if not text:
        return {}
    return {"abstract": found_text(taken, text, 0.97 if len(taken) < 9 else 0.7)}


def _far_below(above: Line, line: Line) -> bool:
    """More than an empty line lies between: the lines of an abstract stand close together."""
    if above.box is None or line.box is None or above.box.page != line.box.page:
        return False
    return line.box.y0 - above.box.y1 > _EMPTY_LINE * above.box.height


def _hangs(text: str) -> bool:
    """The line stops at a word that calls for more: `… thuộc phạm vi quản lý của`."""
    return bool(re.search(r"\b(?:cua|va|thuoc|do|tai|voi|ve|cho|theo)$", flat(text).strip()))


def _ends_abstract(line: Line, paper: Paper, begun: bool) -> bool:
    folded = line.flat
    if ADDRESSED.search(folded) or ENACTS.match(folded.strip()) or opens_body(line.text):
        return begun or not SUBJECT.search(folded)
    if DAY_LINE.search(folded) and begun and paper.body and line.text[:4] == "Ngày":
        return True
    return begun and _is_enactor(line, paper)


def _is_enactor(line: Line, paper: Paper) -> bool:
    """The authority in capitals on its own line, as in `BỘ TRƯỞNG BỘ TÀI CHÍNH`."""
    if upper_share(line.text) < 0.9:
        return False
    issuers = [bare(other.text) for other in paper.side(Column.LEFT) if bare(other.text)]
    key = bare(line.text)
    return key in issuers or (is_position(line.text) and key.startswith(_HEADS))


def _without_issuer(text: str, paper: Paper) -> str:
    """Texts copied from the web join the enacting authority to the abstract: take it off."""
    name = " ".join(line.text for line in paper.side(Column.LEFT)[:1])
    if name and upper_share(text) > 0.9 and text.endswith(" " + name):
        shorter = text[: -len(name) - 1].rstrip()
        return text if _hangs(shorter) else shorter
    return text


def _letter(paper: Paper, reference: Reference | None) -> dict[str, Found]:
    """Official letters have no title: `V/v …` under the number (Decree 30/2020, form 1.5)."""
    kind = _type_from_symbol(paper, reference)
    return kind | _subject(paper, reference)


def _type_from_symbol(paper: Paper, reference: Reference | None) -> dict[str, Found]:
    addressed = [line for line in paper.body[:3] if ADDRESSED.search(line.flat)]
    subject = [line for line in paper.side(Column.LEFT) if SUBJECT.search(line.flat)]
    if addressed or (subject and reference):
        sure = 0.97 if addressed and (subject or reference) else 0.85
        return {"type": found_type((addressed or subject)[0], LETTER, sure)}
    if reference is None or reference.symbol is None:
        return {}
    head = re.split("[-/]", re.sub(r"^\d{4}/", "", reference.symbol))
    if len(head) > 1 and head[0] in TYPE_BY_ABBREVIATION:
        party = PARTY_ONLY if "/" in reference.symbol else {}
        name = party.get(head[0]) or TYPE_BY_ABBREVIATION[head[0]]
        return {"type": found_type(reference.line, name, 0.6)}
    return {}


def _subject(paper: Paper, reference: Reference | None) -> dict[str, Found]:
    """The lines from `V/v` on; when that sign is unreadable, the lines under the number."""
    left = paper.side(Column.LEFT)
    start = next((i for i, line in enumerate(left) if SUBJECT.search(line.flat)), None)
    sure = 0.96
    if start is None:
        start, sure = _below(left, reference), 0.75
    taken: list[Line] = []
    for line in left[start:]:
        if RULE_LINE.match(line.text) or (taken and ITEM.match(line.text)) or _is_number(line):
            break
        if bare(line.text) in _FRAMED:
            break
        taken.append(line)
    text = re.sub(r"^[VWv]\W?\s?[/⁄|li%][%vwyV]?\s*[:.;]?(?=\s)", "V/v", joined(taken))
    return {"abstract": found_text(taken, text, sure)} if len(text) > 8 else {}


def _is_number(line: Line) -> bool:
    return number_opening(line.text) is not None and "/" in line.text[:14]


def _below(left: list[Line], reference: Reference | None) -> int:
    where = (i for i, line in enumerate(left) if reference and line.words == reference.line.words)
    return next(where, len(left)) + 1
