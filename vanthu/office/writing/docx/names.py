"""The styles of our DOCX, named as officials name the parts: how a paper is found again in Word."""

import re
from enum import StrEnum
from typing import Final

from vanthu.office.writing.choices import Kind

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The media type of a DOCX."""

BLOCK_STYLES: Final[dict[Kind, str]] = {
    Kind.GROUND: "Căn cứ",
    Kind.DECISION: "Lời quyết định",
    Kind.PART: "Phần",
    Kind.CHAPTER: "Chương",
    Kind.SECTION: "Mục",
    Kind.SUBSECTION: "Tiểu mục",
    Kind.ARTICLE: "Điều",
    Kind.ROMAN: "Mục La Mã",
    Kind.CLAUSE: "Khoản",
    Kind.POINT: "Điểm",
    Kind.DASH: "Gạch đầu dòng",
    Kind.PLUS: "Dấu cộng đầu dòng",
    Kind.PARAGRAPH: "Đoạn văn",
    Kind.CENTRED: "Dòng giữa",
}
"""The paragraph style of every kind of block but tables."""

KIND_OF_STYLE: Final = {name: kind for kind, name in BLOCK_STYLES.items()}


class CellStyle(StrEnum):
    """Styles of what is no block: the cells of the paper, titles and labels around blocks."""

    COUNTRY = "Ô 1 Quốc hiệu"
    MOTTO = "Ô 1 Tiêu ngữ"
    PARENT = "Ô 2 Cơ quan chủ quản"
    ISSUER = "Ô 2 Cơ quan ban hành"
    NUMBER = "Ô 3 Số ký hiệu"
    DAY = "Ô 4 Địa danh ngày tháng"
    TYPE = "Ô 5a Tên loại"
    ABSTRACT = "Ô 5a Trích yếu"
    SUBJECT = "Ô 5b Về việc"
    AUTHORITY = "Ô 7a Chức vụ"
    SIGNER = "Ô 7b Họ tên"
    ADDRESSED = "Ô 9a Kính gửi"
    ADDRESSEE = "Ô 9a Nơi gửi đến"
    RECIPIENTS = "Ô 9b Nơi nhận"
    RECIPIENT = "Ô 9b Dòng nơi nhận"
    URGENCY = "Ô 10b Độ khẩn"
    CIRCULATION = "Ô 11 Phạm vi lưu hành"
    DRAFTER = "Ô 12 Người soạn thảo"
    CONTACT = "Ô 13 Địa chỉ"
    RULE = "Đường kẻ"
    SPACER = "Dòng cách"
    PAGE = "Số trang"
    TITLE = "Tên phần chương mục"
    ANNEX = "Phụ lục"
    ANNEX_TITLE = "Tên phụ lục"
    ANNEX_NOTE = "Kèm theo"
    CAPTION = "Tên bảng"
    GRID = "Ô bảng"
    GRID_HEAD = "Đầu bảng"


TEXT_STYLES: Final = {*KIND_OF_STYLE, CellStyle.TITLE, CellStyle.CAPTION}
"""Styles of the text itself, as against the cells around it."""

MARK: Final = "_vt_"
"""Bookmarks that begin so carry the id of a block through Word, which keeps and hides them."""


_ID = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST = 40  # Word cuts off longer names


def mark_name(block_id: str) -> str | None:
    """The bookmark of a block; None when its id does not fit into one."""
    name = MARK + block_id.replace("_", "__").replace("-", "_h")
    return name if _ID.fullmatch(block_id) and len(name) <= _LONGEST else None


def marked_id(name: str) -> str | None:
    """The id of the block behind a bookmark of ours."""
    if not name.startswith(MARK):
        return None
    return re.sub("_(_|h)", lambda found: "_" if found[1] == "_" else "-", name[len(MARK) :])
