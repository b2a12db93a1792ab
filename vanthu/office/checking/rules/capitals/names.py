"""Names that are always written in one way: agencies, posts, days, the country."""

import re
from collections.abc import Iterator
from functools import cache

from vanthu.office.checking.choices import Cell, Severity
from vanthu.office.checking.findings import Finding, Rule
from vanthu.office.checking.rules.capitals.rows import capital, sentences
from vanthu.office.checking.rules.sources import annex_two
from vanthu.office.checking.subject import Subject

# State bodies (khoản 2 Mục IV), with departments of a province as of 1/7/2025.
_AGENCIES = """
Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Văn phòng Chính phủ|Văn phòng Quốc hội
|Ủy ban Thường vụ Quốc hội|Ủy ban Mặt trận Tổ quốc Việt Nam|Mặt trận Tổ quốc Việt Nam
|Thủ tướng Chính phủ|Bộ Nội vụ|Bộ Tài chính|Bộ Tư pháp|Bộ Xây dựng|Bộ Công an|Bộ Quốc phòng
|Bộ Công Thương|Bộ Giáo dục và Đào tạo|Bộ Khoa học và Công nghệ|Bộ Nông nghiệp và Môi trường
|Bộ Văn hóa, Thể thao và Du lịch|Bộ Ngoại giao|Thanh tra Chính phủ
|Sở Nội vụ|Sở Tài chính|Sở Tư pháp|Sở Xây dựng|Sở Công Thương|Sở Giáo dục và Đào tạo
|Sở Khoa học và Công nghệ|Sở Nông nghiệp và Môi trường|Sở Văn hóa, Thể thao và Du lịch
|Sở Dân tộc và Tôn giáo|Sở Y tế|Bộ Y tế|Ban Tổ chức Tỉnh ủy|Ban Tổ chức Trung ương
|Ban Tuyên giáo và Dân vận|Ủy ban Kiểm tra Tỉnh ủy|Văn phòng Tỉnh ủy|Ban Thường vụ Tỉnh ủy
|Ban Thường vụ Đảng ủy|Ban Chấp hành Đảng bộ|Ban Chấp hành Trung ương|Thường trực Tỉnh ủy
|Liên đoàn Lao động|Hội Liên hiệp Phụ nữ|Đoàn Thanh niên Cộng sản Hồ Chí Minh|Hội Nông dân
|Hội Cựu chiến binh|Kho bạc Nhà nước|Ngân hàng Nhà nước|Bảo hiểm xã hội Việt Nam
|Trung tâm Phục vụ hành chính công
"""
_POSTS = """
Phó Chủ tịch|Phó Giám đốc|Phó Bí thư|Phó Chánh Văn phòng|Chánh Văn phòng|Phó Trưởng ban
|Phó Trưởng phòng|Phó Hiệu trưởng|Phó Thủ tướng|Phó Tổng Thanh tra|Phó Cục trưởng
"""
_COUNTRY = """
Cộng hòa xã hội chủ nghĩa Việt Nam|Đảng Cộng sản Việt Nam|Việt Nam|Chủ tịch Hồ Chí Minh
|Thủ đô Hà Nội|Thành phố Hồ Chí Minh
"""
_DAYS = """
Tết Nguyên đán|Quốc khánh|ngày Quốc tế Lao động|ngày Quốc tế Phụ nữ|ngày Nhà giáo Việt Nam
|Giỗ Tổ Hùng Vương|Cách mạng tháng Tám
"""
AGENCY = Rule(
    "capital.agency",
    Cell.BODY,
    Severity.WARNING,
    annex_two("Mục IV"),
    "Tên cơ quan, tổ chức “{found}” viết hoa chưa đúng.",
    "Viết “{instead}”.",
)
POST = Rule(
    "capital.post",
    Cell.BODY,
    Severity.WARNING,
    annex_two("Mục V"),
    "Chức vụ “{found}” viết hoa chưa đúng.",
    "Viết “{instead}”.",
)
COUNTRY = Rule(
    "capital.country",
    Cell.BODY,
    Severity.WARNING,
    annex_two("Mục III"),
    "Tên riêng “{found}” viết hoa chưa đúng.",
    "Viết “{instead}”.",
)
HOLIDAY = Rule(
    "capital.holiday",
    Cell.BODY,
    Severity.WARNING,
    annex_two("Mục V"),
    "Tên ngày lễ, sự kiện “{found}” viết hoa chưa đúng.",
    "Viết “{instead}”.",
)
_VOCABULARIES = ((AGENCY, _AGENCIES), (POST, _POSTS), (COUNTRY, _COUNTRY), (HOLIDAY, _DAYS))


def check_names(subject: Subject) -> Iterator[Finding]:
    """Every occurrence of a name of the vocabularies in another mix of letters."""
    for row in sentences(subject):
        for rule, block in _VOCABULARIES:
            for found in _pattern(block).finditer(row.text):
                right = _written(block)[found[0].lower()]
                if not _right(found[0], right) and _meant(rule, found):
                    yield rule.found(row.spot(*found.span()), right, found=found[0])


def _right(found: str, right: str) -> bool:
    """As it should be, all in capitals, or beginning a sentence."""
    return found in (right, right.upper(), capital(right))


def _meant(rule: Rule, found: re.Match[str]) -> bool:
    """Small letters throughout may be other words ("cán bộ xây dựng") or a post in general;
    a post is this rule's only when the name of its agency follows."""
    follows = found.string[found.end() :]
    if rule is POST:
        # The last word may belong to the agency: "Phó Trưởng Phòng Thi hành án".
        named = found[0].split()[:-1] == _written(_POSTS)[found[0].lower()].split()[:-1]
        return found[0][0].isupper() and follows[1:2].isupper() and not named
    if rule is HOLIDAY:
        return not follows.startswith((" các nước", " của các nước", " nước"))
    return rule is not AGENCY or not found[0].islower() or "nhân dân" in found[0]


@cache
def _written(block: str) -> dict[str, str]:
    names = [" ".join(name.split()) for name in block.split("|")]
    return {name.lower(): name for name in names}


@cache
def _pattern(block: str) -> re.Pattern[str]:
    names = sorted(_written(block), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
