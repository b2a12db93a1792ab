"""Capitals that depend on what stands beside a word: units, cited places, weekdays, documents."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vanthu.office.checking.choices import Cell, Severity
from vanthu.office.checking.findings import Finding, Rule
from vanthu.office.checking.rules.capitals.rows import (
    LOWER,
    UPPER,
    capital,
    opens_sentence,
    sentences,
)
from vanthu.office.checking.rules.sources import annex_two
from vanthu.office.checking.subject import Subject
from vanthu.office.reading.spelling import is_known_place

_SYLLABLE = f"{UPPER}{LOWER}+"
_PROPER = rf"{_SYLLABLE}(?:\s{_SYLLABLE}){{0,3}}"
UNIT = Rule(
    "capital.unit",
    Cell.BODY,
    Severity.WARNING,
    annex_two("Mục III"),
    "Danh từ chung chỉ đơn vị hành chính “{found}” viết hoa chưa đúng.",
    "Viết “{instead}”: danh từ chung chỉ viết hoa khi đi liền với chữ số, tên người, tên sự kiện.",
)
CITED = Rule(
    "capital.cited",
    Cell.BODY,
    Severity.WARNING,
    annex_two("Mục V"),
    "Viện dẫn “{found}” viết hoa chưa đúng.",
    "Viết “{instead}”: viết hoa Phần, Chương, Mục, Tiểu mục, Điều; không viết hoa khoản, điểm.",
)
DOCUMENT = Rule(
    "capital.document",
    Cell.BODY,
    Severity.WARNING,
    annex_two("Mục V"),
    "Tên loại văn bản “{found}” viết hoa chưa đúng.",
    "Viết “{instead}”: viết hoa chữ cái đầu tên loại của một văn bản cụ thể.",
)
STATE = Rule(
    "capital.state",
    Cell.BODY,
    Severity.HINT,
    annex_two("Mục V"),
    "Cụm từ “{found}” thường viết hoa.",
    "Viết “{instead}”.",
)
WEEKDAY = Rule(
    "capital.weekday",
    Cell.BODY,
    Severity.HINT,
    annex_two("Mục V"),
    "Tên ngày trong tuần “{found}” viết hoa chưa đúng.",
    "Viết “{instead}”.",
)
POSITION = Rule(
    "capital.position",
    Cell.BODY,
    Severity.WARNING,
    annex_two("Mục V"),
    "Chức vụ đi liền với tên cơ quan “{found}” viết hoa chưa đúng.",
    "Viết “{instead}”.",
)
Fix = Callable[[re.Match[str]], str]


def _upper_first(found: re.Match[str]) -> str:
    return capital(found[0])


def _lower_first(found: re.Match[str]) -> str:
    return found[0][:1].lower() + found[0][1:]


def _weekday(found: re.Match[str]) -> str:
    return f"{found['before']} thứ {found['day'].capitalize()}"


def _both_words(found: re.Match[str]) -> str:
    return f"Đảng{found['between']}Nhà nước"


@dataclass(frozen=True, slots=True)
class _Pattern:
    """`inside` patterns are asked only inside a sentence; `holds` says what else must be true."""

    rule: Rule
    pattern: re.Pattern[str]
    fix: Fix
    inside: bool = False
    holds: Callable[[re.Match[str]], bool] = bool


def _known(found: re.Match[str]) -> bool:
    """The name of a province; not of Hà Nội and Hồ Chí Minh, whose unit word is capital."""
    return is_known_place(found["name"]) and found["name"] != "Hồ Chí Minh"


_PATTERNS = (
    _Pattern(UNIT, re.compile(rf"\bTỉnh (?P<name>{_PROPER})"), _lower_first, True, _known),
    _Pattern(UNIT, re.compile(rf"\bThành phố (?P<name>{_PROPER})"), _lower_first, True, _known),
    _Pattern(UNIT, re.compile(r"\b(?:phường|quận) \d{1,2}\b(?![/%.,]\d)"), _upper_first),
    _Pattern(
        CITED,
        re.compile(r"\bđiều \d{1,3}\b(?= (?:của )?(?:Luật|Nghị|Quy|Quyết|Thông|Chương))"),
        _upper_first,
    ),
    _Pattern(
        CITED,
        re.compile(r"(?<=khoản \d )điều \d{1,3}\b|(?<=khoản \d\d )điều \d{1,3}\b"),
        _upper_first,
    ),
    _Pattern(
        CITED,
        re.compile(r"\b[Kk]hoản \d{1,2},? điều \d{1,3}\b"),
        lambda m: "k" + m[0][1:].replace("điều", "Điều"),
        True,
    ),
    _Pattern(CITED, re.compile(r"\bKhoản \d{1,2}\b(?=,? (?:và khoản|Điều))"), _lower_first, True),
    _Pattern(CITED, re.compile(r"\bĐiểm [a-zđ]\b(?=,? (?:và điểm|[Kk]hoản))"), _lower_first, True),
    _Pattern(CITED, re.compile(r"\bchương [IVX]+\b"), _upper_first),
    _Pattern(
        DOCUMENT,
        re.compile(
            r"\b(?:nghị quyết|quyết định|nghị định|thông tư|chỉ thị|pháp lệnh|kế hoạch|công văn)"
            r" số \d+\S*/"
        ),
        _upper_first,
    ),
    _Pattern(STATE, re.compile(r"\bĐảng(?P<between>,? (?:và )?)nhà nước\b"), _both_words),
    _Pattern(
        WEEKDAY,
        re.compile(r"\b(?P<before>sáng|chiều|tối) thứ (?P<day>hai|ba|tư|năm|sáu|bảy)\b"),
        _weekday,
    ),
    _Pattern(
        POSITION,
        re.compile(
            r"(?<![Pp]hó )\b(?:chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|bí thư|phó bí thư"
            r"|chánh văn phòng|trưởng phòng)(?= (?:Ủy ban|Uỷ ban|Hội đồng nhân dân|UBND|HĐND"
            r"|Sở [A-Z]|Tỉnh ủy|Đảng ủy))"
        ),
        _upper_first,
    ),
)


def check_words(subject: Subject) -> Iterator[Finding]:
    """Every pattern over every sentence."""
    for row in sentences(subject):
        for one in _PATTERNS:
            for found in one.pattern.finditer(row.text):
                if one.inside and opens_sentence(row.text, found.start()):
                    continue
                if one.holds(found):
                    spot = row.spot(*found.span())
                    yield one.rule.found(spot, one.fix(found), found=found[0])
