"""Cells 1 and 2: the national heading, the agencies, and the lines below them."""

import re
from collections.abc import Iterator

from vanthu.office.checking.choices import Cell, Severity
from vanthu.office.checking.findings import Finding, Rule
from vanthu.office.checking.rules import sources
from vanthu.office.checking.subject import Subject
from vanthu.office.writing.choices import MOTTO, NATION

_NATIONS = (NATION, NATION.replace("HÒA", "HOÀ"))
_AS_LONG = (0.85, 1.2)
_THIRD_TO_HALF = (0.28, 0.56)

NATION_TEXT = Rule(
    "nation.text",
    Cell.MOTTO,
    Severity.ERROR,
    sources.MOTTO,
    "Quốc hiệu ghi “{found}”.",
    "Ghi đúng: “{instead}”.",
)
MOTTO_TEXT = Rule(
    "motto.text",
    Cell.MOTTO,
    Severity.ERROR,
    sources.MOTTO,
    "Tiêu ngữ ghi “{found}”.",
    "Ghi đúng, giữa các cụm từ có gạch nối và cách chữ: “{instead}”.",
)
MISSING = Rule(
    "nation.missing",
    Cell.MOTTO,
    Severity.ERROR,
    sources.MOTTO,
    "Không thấy Quốc hiệu và Tiêu ngữ ở đầu văn bản.",
    "Ghi Quốc hiệu và Tiêu ngữ ở phía trên, bên phải trang đầu.",
)
MOTTO_LINE = Rule(
    "motto.line",
    Cell.MOTTO,
    Severity.ERROR,
    sources.MOTTO,
    "Dưới Tiêu ngữ không có đường kẻ ngang.",
    "Kẻ nét liền dưới Tiêu ngữ, dài bằng dòng chữ.",
)
MOTTO_LINE_LENGTH = Rule(
    "motto.line-length",
    Cell.MOTTO,
    Severity.WARNING,
    sources.MOTTO,
    "Đường kẻ dưới Tiêu ngữ dài bằng {share} phần trăm dòng chữ.",
    "Kẻ nét liền dài bằng dòng chữ của Tiêu ngữ.",
)
ISSUER_MISSING = Rule(
    "issuer.missing",
    Cell.ISSUER,
    Severity.ERROR,
    sources.ISSUER,
    "Không thấy tên cơ quan ban hành ở đầu văn bản.",
    "Ghi tên cơ quan, tổ chức ban hành bằng chữ in hoa ở phía trên, bên trái.",
)
ISSUER_LINE = Rule(
    "issuer.line",
    Cell.ISSUER,
    Severity.ERROR,
    sources.ISSUER,
    "Dưới tên cơ quan ban hành không có đường kẻ ngang.",
    "Kẻ nét liền dưới tên cơ quan, dài từ 1/3 đến 1/2 dòng chữ, cân đối so với dòng chữ.",
)
ISSUER_LINE_LENGTH = Rule(
    "issuer.line-length",
    Cell.ISSUER,
    Severity.WARNING,
    sources.ISSUER,
    "Đường kẻ dưới tên cơ quan ban hành dài bằng {share} phần trăm dòng chữ.",
    "Kẻ nét liền dài từ 1/3 đến 1/2 dòng chữ.",
)


def check_nation(subject: Subject) -> Iterator[Finding]:
    """Both lines in their exact words; either placement of the tone in HÒA is accepted,
    and a line that is broken before its end."""
    if subject.party or not subject.printed:
        return
    rows = subject.rows(Cell.MOTTO)
    if not rows:
        yield MISSING.found()
        return
    if len(rows) > 1 and not any(nation.startswith(rows[0].text) for nation in _NATIONS):
        yield NATION_TEXT.found(rows[0].spot(), NATION, found=rows[0].text)
    for row in rows[1:2]:
        if row.text != MOTTO:
            yield MOTTO_TEXT.found(row.spot(), MOTTO, found=row.text)


def check_issuer(subject: Subject) -> Iterator[Finding]:
    """There is a name in capitals."""
    if subject.printed and not subject.party and subject.rows(Cell.NUMBER) and not subject.issuer:
        yield ISSUER_MISSING.found()


def check_lines(subject: Subject) -> Iterator[Finding]:
    """A solid line below the motto as long as it, one below the issuer of a third to a half."""
    if subject.party:
        return
    pairs = (
        (Cell.MOTTO, MOTTO_LINE, MOTTO_LINE_LENGTH, _AS_LONG),
        (Cell.ISSUER, ISSUER_LINE, ISSUER_LINE_LENGTH, _THIRD_TO_HALF),
    )
    for cell, missing, length, (low, high) in pairs:
        line = subject.underlines.get(cell)
        if line is None:
            continue
        if not line.drawn:
            yield missing.found(line.spot)
        elif line.share is not None and not low <= line.share <= high:
            yield length.found(line.spot, share=f"{100 * line.share:.0f}")


def issuer_words(subject: Subject) -> str:
    """The name of the issuing agency on one line, in capitals as it is printed."""
    return re.sub(r"\s+", " ", " ".join(row.text for row in subject.issuer)).strip().upper()
