"""Cell 6: legal bases, headings and the end of the text (Annex I, II.6)."""

import re
from collections.abc import Iterator, Sequence

from vanthu.office.checking.choices import Cell, Severity, Source
from vanthu.office.checking.findings import Finding, Rule
from vanthu.office.checking.intake.cells import GROUND
from vanthu.office.checking.rules import sources
from vanthu.office.checking.subject import Row, Subject
from vanthu.office.writing.choices import DECIDING, Kind

_GROUND = re.compile(rf"(?:[-–]\s*)?{GROUND.pattern}")
_BASED = ("Quyết định", "Nghị quyết")
_ARTICLED = (*_BASED, "Quy chế", "Quy định")
_ENACTING = re.compile(r"QUYẾT ĐỊNH:?$|QUYẾT NGHỊ:?$")
# What the forms leave to be filled: runs of dots, and who decides.
_LEFT_OPEN = re.compile("|".join((r"…{2,}", r"\.{4,}", *DECIDING)))
_ENDED = re.compile(r"[./]$")

GROUND_END = Rule(
    "ground.end",
    Cell.BODY,
    Severity.ERROR,
    sources.BODY,
    "Dòng căn cứ không kết thúc bằng dấu chấm phẩy.",
    "Kết thúc dòng bằng “;”: “{instead}”.",
)
GROUND_LAST = Rule(
    "ground.last",
    Cell.BODY,
    Severity.ERROR,
    sources.BODY,
    "Dòng căn cứ cuối cùng không kết thúc bằng dấu chấm.",
    "Kết thúc dòng bằng “.”: “{instead}”.",
)
GROUND_ITALIC = Rule(
    "ground.italic",
    Cell.BODY,
    Severity.ERROR,
    sources.BODY,
    "Căn cứ ban hành văn bản không đặt kiểu chữ nghiêng.",
    "Đặt các dòng căn cứ kiểu chữ nghiêng.",
)
ARTICLE_BOLD = Rule(
    "article.bold",
    Cell.BODY,
    Severity.ERROR,
    sources.BODY,
    "Chữ “Điều” và số thứ tự không đặt kiểu chữ đậm.",
    "Đặt từ “Điều”, số thứ tự và tên của điều kiểu chữ đứng, đậm.",
)
LEFT_OPEN = Rule(
    "text.placeholder",
    Cell.BODY,
    Severity.WARNING,
    sources.FORMS,
    "Còn chỗ trống của mẫu chưa điền: “{words}”.",
    "Điền nội dung thay “{words}”, hoặc xóa phần không dùng.",
)
END_MARK = Rule(
    "end.mark",
    Cell.BODY,
    Severity.HINT,
    sources.BODY,
    "Nội dung văn bản không kết thúc bằng dấu “./.”.",
    "Kết thúc nội dung bằng “{instead}”.",
)
PARTY_END = Rule(
    "party.end",
    Cell.BODY,
    Severity.ERROR,
    sources.PARTY,
    "Nội dung văn bản của Đảng kết thúc bằng “./.”.",
    "Kết thúc nội dung bằng dấu chấm: “{instead}”.",
)


def grounds(subject: Subject) -> tuple[Row, ...]:
    """The lines of bases above "QUYẾT ĐỊNH:"; a letter's opening paragraph is none."""
    if subject.source is Source.PAPER:
        return tuple(row for row in subject.paragraphs if row.kind is Kind.GROUND)
    if subject.type_name not in _BASED:
        return ()
    stop = next((n for n, row in enumerate(subject.paragraphs) if _ENACTING.match(row.text)), 0)
    return tuple(row for row in subject.paragraphs[:stop] if _GROUND.match(row.text))


def check_grounds(subject: Subject) -> Iterator[Finding]:
    """Each ends ";", the last "."."""
    rows = grounds(subject)
    for row in rows[:-1]:
        if not row.text.rstrip().endswith(";"):
            yield GROUND_END.found(row.spot(*_last_word(row)), _ended(row, ";"))
    for row in rows[-1:]:
        if not row.text.rstrip().endswith("."):
            yield GROUND_LAST.found(row.spot(*_last_word(row)), _ended(row, "."))


def _last_word(row: Row) -> tuple[int, int]:
    """The letters of the last word with its sign, which is what a fix is written over."""
    text = row.text.rstrip()
    return text.rfind(" ") + 1, len(text)


def _ended(row: Row, sign: str) -> str:
    """The last word with another sign behind it."""
    start, stop = _last_word(row)
    return row.text[start:stop].rstrip(".;,:/") + sign


def check_ground_italic(subject: Subject) -> Iterator[Finding]:
    """Italic in state papers; the Party's guidance is told both ways (4.1), so it is not asked."""
    if subject.party:
        return
    wrong = [row for row in grounds(subject) if row.look is not None and row.look.italic is False]
    for row in wrong[:1]:
        yield GROUND_ITALIC.found(row.spot())


def check_article_bold(subject: Subject) -> Iterator[Finding]:
    """The word, the number: bold, where a paper enacts articles and does not only tell of them."""
    for row in subject.paragraphs if subject.type_name in _ARTICLED else ():
        if re.match(r"Điều\s\d+\.", row.text) and row.words:
            look = row.words[0].look
            if look is not None and look.bold is False:
                yield ARTICLE_BOLD.found(row.spot(0, len(" ".join(row.text.split()[:2]))))
                return


def check_left_open(subject: Subject) -> Iterator[Finding]:
    """What is left of the form; dots of a file may be lines to be filled by hand: drafts alone."""
    if subject.source is not Source.PAPER:
        return
    for row in subject.body:
        for start, words in places_left_open(row.text):
            yield LEFT_OPEN.found(row.spot(start, start + len(words)), words=words)


def places_left_open(text: str) -> list[tuple[int, str]]:
    """Where and what of a form stands in the text unfilled."""
    return [(place.start(), place[0]) for place in _LEFT_OPEN.finditer(text)]


def check_end(subject: Subject) -> Iterator[Finding]:
    """ "./." in state papers, "." in those of the Party; only where the text surely ends. Below
    the text of a draft the typesetter puts the mark itself."""
    last, draft = _last(subject.paragraphs), subject.source is Source.PAPER
    if last is None or (draft and not subject.party):
        return
    if not draft and not subject.rows(Cell.RECIPIENTS):
        return
    text = last.text.rstrip()
    if subject.party:
        if text.endswith("./."):
            yield PARTY_END.found(last.spot(*_last_word(last)), _ended(last, "."))
    elif not text.endswith("./.") and _ENDED.search(text):
        yield END_MARK.found(last.spot(*_last_word(last)), _ended(last, "./."))


def _last(rows: Sequence[Row]) -> Row | None:
    long = [row for row in rows if len(row.text) > 10]
    return long[-1] if long else None
