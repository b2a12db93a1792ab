"""Closed sets of writing: the kinds of block, the layout families, the styles inside a line."""

from enum import StrEnum


class Kind(StrEnum):
    """What a block of text is; numbers of articles, clauses and points are counted, not stored."""

    GROUND = "ground"  # a line of "Căn cứ ...", set in italics, ends ";" or "."
    DECISION = "decision"  # "QUYẾT ĐỊNH:", "QUYẾT NGHỊ:": centred, bold, capitals
    PART = "part"  # "Phần I" with its title below
    CHAPTER = "chapter"  # "Chương I" with its title below
    SECTION = "section"  # "Mục 1" with its title below
    SUBSECTION = "subsection"  # "Tiểu mục 1" with its title below
    ARTICLE = "article"  # "Điều 1. Title"
    ROMAN = "roman"  # "I. TITLE": the first level of reports, plans, programmes
    CLAUSE = "clause"  # "1. Text"
    POINT = "point"  # "a) Text", in the order of the Vietnamese alphabet
    DASH = "dash"  # "- Text"
    PLUS = "plus"  # "+ Text"
    PARAGRAPH = "paragraph"
    CENTRED = "centred"  # a line of its own in the middle, bold
    TABLE = "table"


HEADINGS = frozenset((Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION))
"""Kinds whose number stands on a line of its own, the title below."""

BOLD = HEADINGS | {Kind.DECISION, Kind.CENTRED}
"""Kinds that are bold as a whole, so that bold letters in them say nothing more."""

SIGNS = {Kind.DASH: "-", Kind.PLUS: "+"}
"""What opens the kinds that are listed without being counted."""


class Family(StrEnum):
    """Whose layout a paper has."""

    STATE = "state"  # Decree 30/2020/NĐ-CP, Annex I and III
    PARTY = "party"  # Guidance 05-HD/VPTW


NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
"""What stands at the head of a paper of the state (Decree 30/2020, Annex I, II.1)."""

PARTY_HEADING = "ĐẢNG CỘNG SẢN VIỆT NAM"
"""What stands there on a paper of the Party (Guidance 05-HD/VPTW)."""


class Style(StrEnum):
    """How a run of letters inside a block is set apart."""

    BOLD = "bold"
    ITALIC = "italic"


DECIDING = ("THẨM QUYỀN BAN HÀNH", "CƠ QUAN BAN HÀNH")
"""What the forms have where whoever decides will stand above the grounds."""

# Texts that a decision puts in force (Decree 30/2020, Annex III, form 1.3), as titles print them.
ENACTED = frozenset(
    (
        "QUY CHẾ",
        "QUY ĐỊNH",
        "QUY TRÌNH",
        "QUY HOẠCH",
        "KẾ HOẠCH",
        "CHƯƠNG TRÌNH",
        "CHIẾN LƯỢC",
        "ĐỀ ÁN",
        "DỰ ÁN",
        "PHƯƠNG ÁN",
        "ĐIỀU LỆ",
        "NỘI QUY",
    )
)
