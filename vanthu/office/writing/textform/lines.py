"""What a line of plain text is, told by how it opens; and the tags for what would mislead."""

import re

from vanthu.office.writing.choices import Kind

TAGS = {
    Kind.GROUND: "căn cứ",
    Kind.DECISION: "quyết định",
    Kind.PART: "phần",
    Kind.CHAPTER: "chương",
    Kind.SECTION: "mục",
    Kind.SUBSECTION: "tiểu mục",
    Kind.ARTICLE: "điều",
    Kind.ROMAN: "la mã",
    Kind.CLAUSE: "khoản",
    Kind.POINT: "điểm",
    Kind.DASH: "gạch",
    Kind.PLUS: "cộng",
    Kind.PARAGRAPH: "đoạn",
    Kind.CENTRED: "giữa",
}
_KIND_OF_TAG = {tag: kind for kind, tag in TAGS.items()}
_TAG = re.compile(r"\[(" + "|".join(TAGS.values()) + r")\](?:\s+|$)")

_ENDED = r"(?:\s*[.:]\s*|\s*$)"
_TITLED = (
    (Kind.PART, re.compile(rf"(?:Phần|PHẦN)\s+(?:[IVXLC]+|(?:thứ|THỨ)\s+\w+){_ENDED}")),
    (Kind.CHAPTER, re.compile(rf"(?:Chương|CHƯƠNG)\s+[IVXLC]+{_ENDED}")),
    (Kind.SECTION, re.compile(rf"(?:Mục|MỤC)\s+\d+{_ENDED}")),
    (Kind.SUBSECTION, re.compile(rf"(?:Tiểu mục|TIỂU MỤC)\s+\d+{_ENDED}")),
)
_OPENED = (
    (Kind.ARTICLE, re.compile(r"(?:Điều|ĐIỀU)\s+\d+[a-zđ]?\s*[.:](?:\s+|$)")),
    (Kind.ROMAN, re.compile(r"[IVXLC]+\.(?:\s+|$)")),
    (Kind.CLAUSE, re.compile(r"\d{1,3}\.(?:\s+|$)")),
    (Kind.POINT, re.compile(r"[a-zđ]{1,2}\)(?:\s+|$)")),
    (Kind.DASH, re.compile(r"[-–](?:\s+|$)")),
    (Kind.PLUS, re.compile(r"\+(?:\s+|$)")),
)
_DECISION = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|KẾT LUẬN|CHỈ THỊ)\s*:")
_BASIS = re.compile(r"(?:-\s+)?(?P<text>(?:Căn cứ|Xét|Theo đề nghị|Thực hiện|Trên cơ sở)\s.*)")


def opening(line: str, before: Kind | None) -> tuple[Kind, str]:
    """Kind of the line and what is left behind its number; `before` is the kind above it."""
    tagged = _TAG.match(line)
    if tagged:
        return _KIND_OF_TAG[tagged[1]], line[tagged.end() :]
    basis = _BASIS.fullmatch(line)
    if basis and _grounds(line, before):
        return Kind.GROUND, basis["text"]
    if _DECISION.fullmatch(line):
        return Kind.DECISION, line
    for kind, pattern in (*_TITLED, *_OPENED):
        found = pattern.match(line)
        if found:
            return kind, line[found.end() :]
    return Kind.PARAGRAPH, line


def _grounds(line: str, before: Kind | None) -> bool:
    """A ground ends with ";", the last of several with "." (Annex I, II.6)."""
    return line.endswith(";") or (before is Kind.GROUND and line.endswith((".", ",")))
