"""A capital where a sentence or a line begins (Annex II, Section I)."""

import re
from collections.abc import Iterator

from vanthu.office.checking.choices import Cell, Severity, Source
from vanthu.office.checking.findings import Finding, Rule
from vanthu.office.checking.rules.capitals.rows import LOWER, OPENING, capital
from vanthu.office.checking.rules.sources import annex_two
from vanthu.office.checking.subject import Row, Subject
from vanthu.office.writing.choices import Kind

LINE = Rule(
    "capital.line",
    Cell.BODY,
    Severity.WARNING,
    annex_two("Mục I"),
    "Đầu dòng “{found}” không viết hoa.",
    "Viết hoa chữ cái đầu âm tiết thứ nhất: “{instead}”.",
)
ITEM = Rule(
    "capital.item",
    Cell.BODY,
    Severity.HINT,
    annex_two("Mục I"),
    "Đầu dòng liệt kê “{found}” không viết hoa.",
    "Khi xuống dòng, viết hoa chữ cái đầu: “{instead}”.",
)
SENTENCE = Rule(
    "capital.sentence",
    Cell.BODY,
    Severity.WARNING,
    annex_two("Mục I"),
    "Sau dấu chấm câu, “{found}” không viết hoa.",
    "Viết hoa chữ cái đầu câu: “{instead}”.",
)
_AFTER = re.compile(rf"(?P<last>\w{{2,}})[.!?]\s(?P<word>{LOWER}{{2,}}\b)")
# What ends with a point inside a sentence.
_SHORT = frozenset("tp tx tt ths ts pgs gs bs ks v.v vv tr sđt stt đ/c ubnd hđnd no st".split())
_LISTED = (Kind.DASH, Kind.PLUS, Kind.POINT)
_BLANK = re.compile(r"…|\.\.|__")  # a gap to be filled in
_ITEM = re.compile(r"\s*(?:[-–+•]|[a-zđ]\))\s")


def check_lines(subject: Subject) -> Iterator[Finding]:
    """The first letter of each paragraph; of a PDF only where a paragraph surely begins."""
    if subject.source is Source.TEXT:
        return
    for row in subject.paragraphs:
        if not row.opens or row.centred:
            continue
        at = OPENING.match(row.text).end()  # type: ignore[union-attr]
        word = row.text[at:].split(" ")[0]
        if (
            word[:1].islower()
            and word.rstrip(",;:.").isalpha()
            and not _BLANK.search(row.text[:at])
        ):
            rule = ITEM if _is_item(row) else LINE
            yield rule.found(row.spot(at, at + len(word)), capital(word), found=word)


def _is_item(row: Row) -> bool:
    return row.kind in _LISTED or bool(_ITEM.match(row.text))


def check_sentences(subject: Subject) -> Iterator[Finding]:
    """The first letter behind a full stop, unless the stop belongs to an abbreviation."""
    for row in subject.paragraphs:
        for found in _AFTER.finditer(row.text):
            last = found["last"]
            if last.lower() in _SHORT or last.isupper() or not last.isalpha():
                continue
            word = found["word"]
            yield SENTENCE.found(row.spot(*found.span("word")), capital(word), found=word)
