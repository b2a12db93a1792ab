"""Closed sets of checking: how grave a finding is, where it lies, what was looked at."""

from enum import StrEnum


class Severity(StrEnum):
    """How sure and how grave; the order is that of the list a person sees."""

    ERROR = "error"  # against the words of the rule
    WARNING = "warning"  # most likely against the rule: look at it
    HINT = "hint"  # allowed, but usually written otherwise

    @property
    def label(self) -> str:
        """What the screen says beside the finding."""
        return _SEVERITIES[self]


_SEVERITIES = {
    Severity.ERROR: "Sai thể thức",
    Severity.WARNING: "Cần xem lại",
    Severity.HINT: "Gợi ý",
}


class Cell(StrEnum):
    """Cells of the layout (Decree 30/2020, Annex I, Part I, Section IV), and what has none."""

    PAGE = "page"
    MOTTO = "1"
    ISSUER = "2"
    NUMBER = "3"
    DAY = "4"
    TITLE = "5a"
    SUBJECT = "5b"
    BODY = "6"
    AUTHORITY = "7a"
    NAME = "7b"
    TO = "9a"
    RECIPIENTS = "9b"
    URGENCY = "10b"
    ANNEX = "annex"

    @property
    def label(self) -> str:
        """The cell as a clerk calls it."""
        return _CELLS[self]


_CELLS = {
    Cell.PAGE: "Trang giấy",
    Cell.MOTTO: "Quốc hiệu và Tiêu ngữ",
    Cell.ISSUER: "Cơ quan ban hành",
    Cell.NUMBER: "Số, ký hiệu",
    Cell.DAY: "Địa danh và thời gian ban hành",
    Cell.TITLE: "Tên loại và trích yếu",
    Cell.SUBJECT: "Trích yếu công văn",
    Cell.BODY: "Nội dung",
    Cell.AUTHORITY: "Quyền hạn, chức vụ người ký",
    Cell.NAME: "Họ và tên người ký",
    Cell.TO: "Kính gửi",
    Cell.RECIPIENTS: "Nơi nhận",
    Cell.URGENCY: "Độ khẩn",
    Cell.ANNEX: "Phụ lục",
}


class Source(StrEnum):
    """What the paper came as; decides which rules can be asked."""

    PDF = "pdf"
    DOCX = "docx"
    PAPER = "paper"  # structured text of this system: typeset by us, so only its words are asked
    TEXT = "text"
