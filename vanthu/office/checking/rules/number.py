"""Cell 3: number and symbol (Annex I, II.3; N-05, N-06)."""

import re
from collections.abc import Iterator

from vanthu.office.checking.choices import Cell, Severity
from vanthu.office.checking.findings import Finding, Rule
from vanthu.office.checking.rules import sources
from vanthu.office.checking.rules.heading import issuer_words
from vanthu.office.checking.subject import Row, Subject
from vanthu.office.reading.choices import TYPE_BY_ABBREVIATION

_STATE = re.compile(
    r"Số:\s(?P<number>\d*[a-z]?)\s*(?P<symbol>/(?:\d{4}/)?[A-ZĐ][\wĐđ&.]*(?:-[A-ZĐ][\wĐđ&.]*)*)$"
)
_PARTY = re.compile(r"Số\s+(?P<number>\d*)\s*(?P<symbol>-[A-ZĐ][\wĐđ]*/[A-ZĐ][\wĐđ.&-]*)$")
_ABBREVIATIONS = {name: short for short, name in TYPE_BY_ABBREVIATION.items()}
_LOOSE = re.compile(r"\s*([/–-])\s*")
_BLANK = re.compile(r"[.…_\s]+(?=[/-])")
# The body that enacts, and what its symbol must hold.
_BODIES = {"ỦY BAN NHÂN DÂN": "UBND", "UỶ BAN NHÂN DÂN": "UBND", "HỘI ĐỒNG NHÂN DÂN": "HĐND"}

FORM = Rule(
    "number.form",
    Cell.NUMBER,
    Severity.ERROR,
    sources.NUMBER,
    "Số, ký hiệu ghi “{found}”.",
    "Ghi liền, gạch chéo giữa số và ký hiệu, gạch nối giữa các nhóm chữ: “{instead}”.",
)
ZERO = Rule(
    "number.zero",
    Cell.NUMBER,
    Severity.ERROR,
    sources.NUMBER,
    "Số {found} nhỏ hơn 10 mà không có số 0 phía trước.",
    "Ghi “{instead}”.",
)
TYPE = Rule(
    "number.type",
    Cell.NUMBER,
    Severity.ERROR,
    sources.NUMBER,
    "Ký hiệu “{found}” không khớp với tên loại {type}.",
    "Dùng chữ viết tắt {instead} của tên loại {type}.",
)
LETTER = Rule(
    "number.letter",
    Cell.NUMBER,
    Severity.ERROR,
    sources.NUMBER,
    "Ký hiệu công văn ghi “{found}”, có chữ viết tắt tên loại.",
    "Ghi chữ viết tắt của cơ quan và của đơn vị soạn thảo, không ghi tên loại: “{instead}”.",
)
AGENCY = Rule(
    "number.agency",
    Cell.NUMBER,
    Severity.WARNING,
    sources.NUMBER,
    "Ký hiệu “{found}” không có chữ viết tắt {agency} của cơ quan ban hành.",
    "Ghi chữ viết tắt {agency} trong ký hiệu.",
)
MISSING = Rule(
    "number.missing",
    Cell.NUMBER,
    Severity.WARNING,
    sources.NUMBER,
    "Không thấy dòng số, ký hiệu dưới tên cơ quan ban hành.",
    "Ghi “Số:” và ký hiệu canh giữa dưới tên cơ quan ban hành.",
)
PARTY_FORM = Rule(
    "party.number",
    Cell.NUMBER,
    Severity.ERROR,
    sources.PARTY,
    "Số, ký hiệu văn bản của Đảng ghi “{found}”.",
    "Ghi không có dấu hai chấm, gạch nối sau số, gạch chéo trước tên cơ quan: “{instead}”.",
)


def check_present(subject: Subject) -> Iterator[Finding]:
    """A paper has a number and a symbol, be the number still blank; what bears no day either is
    an attachment."""
    dated = subject.rows(Cell.MOTTO) and subject.rows(Cell.DAY)
    if subject.printed and dated and not subject.rows(Cell.NUMBER):
        yield MISSING.found()


def check_form(subject: Subject) -> Iterator[Finding]:
    """Colon, slash, hyphens, no spaces; a blank or stamped number is let be."""
    for row in subject.rows(Cell.NUMBER):
        if _stamped(row) or not row.text.startswith(("Số", "số", "SỐ")):
            continue
        pattern, rule = (_PARTY, PARTY_FORM) if subject.party else (_STATE, FORM)
        found = pattern.match(row.text)
        blank = _BLANK.sub(" ", row.text)
        loose = found is not None and bool(re.search(r"\d\s+[/-]", row.text))
        if (found is None and not pattern.match(blank)) or loose:
            yield rule.found(row.spot(), _mended(row.text, subject.party), found=row.text)


def _stamped(row: Row) -> bool:
    """The number stands in a field of its own: its gap is none of the typist's."""
    return any(word.overlay for word in row.words)


def _mended(text: str, party: bool) -> str:
    """The same number and symbol in the form asked for."""
    tail = re.sub(r"^\W*(?:Số|SỐ|số)\s*[:.;]?\s*", "", text)
    tight = _LOOSE.sub(lambda sign: "-" if sign[1] == "–" else sign[1], tail)
    number = re.match(r"\d+", tight)
    if party:
        tight = re.sub(r"^(\d*)/", r"\1-", tight)
        tight = re.sub(r"-(?=[^-/]*$)", "/", tight) if "/" not in tight else tight
    elif number:
        tight = re.sub(r"^(\d+)-", r"\1/", tight)
    return ("Số " if party else "Số: ") + tight.strip()


def check_zero(subject: Subject) -> Iterator[Finding]:
    """Numbers below 10 have a leading 0 (state papers: N-06; the Party writes so too)."""
    for row in subject.rows(Cell.NUMBER):
        found = re.match(r"\W*Số\s*:?\s*(\d)(?=\s*[/-])", row.text)
        if found:
            yield ZERO.found(row.spot(*found.span(1)), f"0{found[1]}", found=found[1])


def check_type(subject: Subject) -> Iterator[Finding]:
    """The symbol begins with the abbreviation of the type; a letter has none."""
    symbol = _symbol(subject)
    if not symbol or subject.party or not subject.type_name:
        return
    row = subject.rows(Cell.NUMBER)[0]
    head = re.split("[-/]", re.sub(r"^\d{4}/", "", symbol))[0]
    if subject.letter:
        if head in TYPE_BY_ABBREVIATION and "-" in symbol and head != "TT":
            rest = symbol.partition("-")[2]
            yield LETTER.found(row.spot(), rest, found=symbol)
        return
    wanted = _ABBREVIATIONS.get(subject.type_name)
    if wanted and head != wanted and _names_a_type(head, symbol):
        yield TYPE.found(row.spot(), wanted, found=symbol, type=subject.type_name.lower())


def _names_a_type(head: str, symbol: str) -> bool:
    """A paper of a sector may have a symbol without type; only another type is surely wrong."""
    return head in TYPE_BY_ABBREVIATION or head == head.upper() and len(head) <= 3 and "-" in symbol


def _symbol(subject: Subject) -> str:
    rows = subject.rows(Cell.NUMBER)
    tight = _LOOSE.sub(r"\1", rows[0].text) if rows else ""
    found = re.search(r"[/-](?=[A-ZĐ]|\d{4}/)(.+)$", tight)
    return found[1].strip() if found else ""


def check_agency(subject: Subject) -> Iterator[Finding]:
    """The symbol of a people's committee or council names it."""
    symbol, name = _symbol(subject), issuer_words(subject)
    for words, short in _BODIES.items():
        if symbol and name.startswith(words) and short not in symbol:
            yield AGENCY.found(subject.rows(Cell.NUMBER)[0].spot(), found=symbol, agency=short)
