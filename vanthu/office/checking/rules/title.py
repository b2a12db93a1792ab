"""Cells 5a, 5b and 9a: title, abstract of a letter, addressees (Annex I, II.5 and II.9)."""

import re
from collections.abc import Iterator

from vanthu.office.checking.choices import Cell, Severity, Source
from vanthu.office.checking.findings import Finding, Rule
from vanthu.office.checking.rules import sources
from vanthu.office.checking.subject import Subject
from vanthu.office.reading.letters import upper_share

_OPENING = re.compile(r"V/v\s+\S")

CAPITALS = Rule(
    "title.capitals",
    Cell.TITLE,
    Severity.ERROR,
    sources.TITLE,
    "Tên loại văn bản không viết bằng chữ in hoa.",
    "Ghi “{instead}”.",
)
ABSTRACT = Rule(
    "title.abstract",
    Cell.TITLE,
    Severity.ERROR,
    sources.TITLE,
    "Dưới tên loại không có trích yếu nội dung.",
    "Ghi trích yếu nội dung ngay dưới tên loại, chữ in thường, đứng, đậm.",
)
ABSTRACT_CAPITALS = Rule(
    "title.abstract-capitals",
    Cell.TITLE,
    Severity.ERROR,
    sources.TITLE,
    "Trích yếu nội dung viết toàn chữ in hoa.",
    "Viết trích yếu bằng chữ in thường, kiểu chữ đứng, đậm.",
)
SUBJECT_FORM = Rule(
    "subject.form",
    Cell.SUBJECT,
    Severity.ERROR,
    sources.TITLE,
    "Trích yếu công văn mở đầu bằng “{found}”.",
    "Mở đầu bằng “V/v”, một khoảng trắng, rồi nội dung viết thường: “{instead}”.",
)
SUBJECT_MISSING = Rule(
    "subject.missing",
    Cell.SUBJECT,
    Severity.ERROR,
    sources.TITLE,
    "Công văn không có trích yếu “V/v …” dưới số, ký hiệu.",
    "Ghi “V/v” và trích yếu nội dung, canh giữa dưới số và ký hiệu.",
)
SUBJECT_EMPTY = Rule(
    "subject.empty",
    Cell.TITLE,
    Severity.ERROR,
    sources.TITLE,
    "Văn bản chưa có trích yếu nội dung.",
    "Ghi một câu ngắn phản ánh khái quát nội dung chủ yếu.",
)
TO_END = Rule(
    "to.end",
    Cell.TO,
    Severity.ERROR,
    sources.RECIPIENTS,
    "Danh sách “Kính gửi” kết thúc dòng không đúng dấu câu.",
    "Ghi dấu chấm phẩy cuối mỗi dòng và dấu chấm cuối dòng cuối: “{instead}”.",
)
TO_NEEDLESS = Rule(
    "to.needless",
    Cell.TO,
    Severity.WARNING,
    sources.RECIPIENTS,
    "{type} không có phần “Kính gửi”.",
    "Bỏ phần “Kính gửi”; chỉ ghi với công văn, tờ trình và báo cáo gửi cấp trên.",
)
_UNADDRESSED = ("Quyết định", "Nghị quyết", "Chỉ thị", "Quy chế", "Quy định")


def check_title(subject: Subject) -> Iterator[Finding]:
    """The type in capitals, an abstract in small letters below it."""
    rows = subject.rows(Cell.TITLE)
    if not rows or not subject.printed or subject.normative:
        return
    if upper_share(rows[0].text) < 1.0:
        yield CAPITALS.found(rows[0].spot(), rows[0].text.upper())
    if len(rows) == 1:
        yield ABSTRACT.found(rows[0].spot())
    elif upper_share(" ".join(row.text for row in rows[1:])) > 0.95:
        yield ABSTRACT_CAPITALS.found(rows[1].spot())


def check_subject(subject: Subject) -> Iterator[Finding]:
    """A letter's abstract opens "V/v"; the system writes that itself before a subject it holds."""
    if subject.source is Source.PAPER:
        if not (subject.rows(Cell.SUBJECT) or subject.rows(Cell.TITLE)):
            yield SUBJECT_EMPTY.found()
        return
    if not subject.letter or subject.party or not subject.printed:
        return
    rows = subject.rows(Cell.SUBJECT)
    if not rows:
        yield SUBJECT_MISSING.found()
    elif not _OPENING.match(rows[0].text):
        tail = re.sub(r"^\W*(?:[Vv]\s*[/.]?\s*[Vv]\W*|Về việc\s+|về việc\s+)", "", rows[0].text)
        opening = rows[0].text[: len(rows[0].text) - len(tail)].strip()
        yield SUBJECT_FORM.found(rows[0].spot(), f"V/v {tail}", found=opening)


def check_addressees(subject: Subject) -> Iterator[Finding]:
    """Several addressees: a dash and ";" each, "." at the end; decisions address nobody."""
    rows = subject.rows(Cell.TO)
    if rows and subject.type_name in _UNADDRESSED and not subject.party:
        yield TO_NEEDLESS.found(rows[0].spot(), type=subject.type_name)
    starts = [n for n, row in enumerate(rows) if row.text.startswith(("-", "–"))]
    if len(starts) < 2 or not subject.printed:
        return
    ends = [*(start - 1 for start in starts[1:]), len(rows) - 1]
    for end in ends:
        sign = "." if end == ends[-1] else ";"
        if not rows[end].text.endswith(sign):
            yield TO_END.found(rows[end].spot(), rows[end].text.rstrip(" .;,:") + sign)
            return
