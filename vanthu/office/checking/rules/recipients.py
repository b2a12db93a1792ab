"""Cell 9b: the list of recipients (Annex I, II.9.b)."""

import re
from collections.abc import Iterator, Sequence

from vanthu.office.checking.choices import Cell, Severity, Source
from vanthu.office.checking.findings import Finding, Rule
from vanthu.office.checking.rules import sources
from vanthu.office.checking.subject import Row, Subject
from vanthu.office.reading.fields.marks import SENT_TO
from vanthu.office.reading.letters import flat

_KEPT = re.compile(r"[-–]?\s*Lưu\b")
_STATE_KEPT = re.compile(r"[-–]?\s*Lưu:\s*VT\b")

END = Rule(
    "recipients.end",
    Cell.RECIPIENTS,
    Severity.ERROR,
    sources.RECIPIENTS,
    "Dòng nơi nhận không kết thúc bằng dấu chấm phẩy.",
    "Ghi “{instead}”.",
)
LAST = Rule(
    "recipients.last",
    Cell.RECIPIENTS,
    Severity.ERROR,
    sources.RECIPIENTS,
    "Dòng nơi nhận cuối cùng không kết thúc bằng dấu chấm.",
    "Ghi “{instead}”.",
)
KEPT = Rule(
    "recipients.kept",
    Cell.RECIPIENTS,
    Severity.ERROR,
    sources.RECIPIENTS,
    "Dòng cuối của nơi nhận không phải là “Lưu: VT, …”.",
    "Ghi dòng cuối “- Lưu: VT,” rồi chữ viết tắt đơn vị soạn thảo, kết thúc bằng dấu chấm.",
)
HEAD = Rule(
    "recipients.head",
    Cell.RECIPIENTS,
    Severity.ERROR,
    sources.RECIPIENTS,
    "Tiêu đề nơi nhận ghi “{found}”.",
    "Ghi “{instead}”.",
)
PARTY_KEPT = Rule(
    "party.kept",
    Cell.RECIPIENTS,
    Severity.ERROR,
    sources.PARTY,
    "Dòng lưu trong văn bản của Đảng ghi “VT”.",
    "Ghi “Lưu” rồi tên cơ quan, ví dụ “- Lưu Đảng ủy.”; không ghi VT.",
)


def items(subject: Subject) -> list[list[Row]]:
    """The rows of each recipient; one that is broken has several."""
    rows = list(subject.rows(Cell.RECIPIENTS))
    if rows and SENT_TO.search(flat(rows[0].text)):
        rows = rows[1:]
    found: list[list[Row]] = []
    for row in rows:
        if found and subject.source is not Source.PAPER and not row.text.startswith(("-", "–")):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def check_ends(subject: Subject) -> Iterator[Finding]:
    """ ";" behind each, "." behind the last; the Party's commas are let be."""
    listed = items(subject)
    if not listed or subject.party or not _whole(listed):
        return
    for item in listed[:-1]:
        if not item[-1].text.rstrip().endswith(";"):
            yield END.found(item[-1].spot(), item[-1].text.rstrip(" .,;:") + ";")
    last = listed[-1][-1]
    if not last.text.rstrip().endswith("."):
        yield LAST.found(last.spot(), last.text.rstrip(" .,;:") + ".")


def _whole(listed: Sequence[Sequence[Row]]) -> bool:
    """Dashed rows: what is not a list is none of this rule's."""
    return all(item[0].text.startswith(("-", "–")) or item[0].block for item in listed)


def check_kept(subject: Subject) -> Iterator[Finding]:
    """ "Lưu: VT, …" stands last; in the Party it names the committee, without VT."""
    listed = items(subject)
    if not listed:
        return
    kept = next((item for item in listed if _KEPT.match(item[0].text)), None)
    if subject.party:
        if kept is not None and re.search(r"\bVT\b", kept[0].text):
            yield PARTY_KEPT.found(kept[0].spot())
    elif kept is None or not _STATE_KEPT.match(kept[0].text) or kept is not listed[-1]:
        yield KEPT.found((kept or listed[-1])[0].spot())


def check_head(subject: Subject) -> Iterator[Finding]:
    """The two words and a colon."""
    rows = subject.rows(Cell.RECIPIENTS)
    if rows and subject.printed and SENT_TO.search(flat(rows[0].text)):
        right = "Nơi nhận:"
        if rows[0].text.strip() != right:
            yield HEAD.found(rows[0].spot(), right, found=rows[0].text)
