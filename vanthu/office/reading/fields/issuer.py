"""Cell 2: the agency above and the agency that issues (Decree 30/2020, Annex I, II.2)."""

import re

from vanthu.office.reading.choices import SECRECY_MARKS, URGENCIES
from vanthu.office.reading.fields.marks import RULE_LINE, SUBJECT, number_opening
from vanthu.office.reading.fields.number import Reference
from vanthu.office.reading.fields.paper import Paper
from vanthu.office.reading.fields.support import found_list
from vanthu.office.reading.layout import Column, Line
from vanthu.office.reading.letters import bare, flat, is_syllable, tidy, upper_share
from vanthu.office.reading.result import Found

_STAMPS = (
    "DỰ THẢO",
    "BẢN SAO",
    "ĐẾN",
    "CÔNG VĂN ĐẾN",
    "VĂN BẢN ĐẾN",
    "XEM XONG TRẢ LẠI",
    "LƯU HÀNH NỘI BỘ",
    "TÀI LIỆU THU HỒI",
)
_MARKS = frozenset(bare(mark) for mark in (*URGENCIES, *SECRECY_MARKS, *_STAMPS))


def read_issuer(paper: Paper, reference: Reference | None) -> Found | None:
    """The lines in capitals above the number, top to bottom, without rules and marks."""
    lines: list[Line] = []
    for line in paper.side(Column.LEFT):
        if _ends_issuer(line, reference):
            break
        part = _capitals(line) or _tail(line, lines)
        if part is not None:
            lines.append(part)
    values = [tidy(line.text).strip(" .,:;-–—=~'\"") for line in lines]
    if not values:
        return None
    spelled = all(_spelled(value) for value in values)
    return found_list(lines, values, 0.98 if spelled else 0.6)


def _ends_issuer(line: Line, reference: Reference | None) -> bool:
    if reference is not None and line.words == reference.line.words:
        return True
    numbered = number_opening(line.text) is not None and re.search("[/-]", line.text)
    return bool(numbered or SUBJECT.search(line.flat))


def _capitals(line: Line) -> Line | None:
    """The run of capitals of a line that can be an agency's name; None for rules and noise."""
    if RULE_LINE.match(line.text) or bare(line.text) in _MARKS:
        return None
    words = list(line.words)
    while words and not _capital_word(words[0].text):
        words.pop(0)
    while words and not _capital_word(words[-1].text):
        words.pop()
    text = " ".join(word.text for word in words)
    real = [word for word in words if len(re.sub(r"\W", "", word.text)) > 1]
    if len(real) < 2 or upper_share(text) < 0.85 or len(real) * 2 < len(line.words):
        return None
    return Line(tuple(words), line.column)


def _tail(line: Line, above: list[Line]) -> Line | None:
    """The last word of a name that was broken before it: `… XÃ TÂN` / `PHÚ`."""
    word = line.words[0]
    fits = len(line.words) == 1 and word.text.isupper() and is_syllable(word.text)
    marked = bare(word.text) in _MARKS or len(word.text) < 2 or word.sure < 0.6
    return line if above and fits and not marked else None


def _capital_word(text: str) -> bool:
    letters = re.sub(r"[^\w]", "", text)
    return bool(letters) and letters.isupper() and not letters.isdigit()


def _spelled(text: str) -> bool:
    """Known spelling and not stripped of its marks (`TONG CUC THUE`)."""
    words = re.findall(r"[^\W\d_]+", text)
    marked = sum(flat(word) != word.lower() for word in words)
    return all(is_syllable(word) or len(word) <= 5 for word in words) and marked * 4 >= len(words)
