"""Closed sets of checking: how grave a finding is, where it lies, what was looked at."""

from enum import StrEnum


def N_(label: str) -> str:  # what script/messages looks for; translated by the faces
    """Marks a label for the English catalogue."""
    return label


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
    Severity.ERROR: N_("Sai thể thức"),
    Severity.WARNING: N_("Cần xem lại"),
    Severity.HINT: N_("Gợi ý"),
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
    Cell.PAGE: N_("Trang giấy"),
    Cell.MOTTO: N_("Quốc hiệu và Tiêu ngữ"),
    Cell.ISSUER: N_("Cơ quan ban hành"),
    Cell.NUMBER: N_("Số, ký hiệu"),
    Cell.DAY: N_("Địa danh và thời gian ban hành"),
    Cell.TITLE: N_("Tên loại và trích yếu"),
    Cell.SUBJECT: N_("Trích yếu công văn"),
    Cell.BODY: N_("Nội dung"),
    Cell.AUTHORITY: N_("Quyền hạn, chức vụ người ký"),
    Cell.NAME: N_("Họ và tên người ký"),
    Cell.TO: N_("Kính gửi"),
    Cell.RECIPIENTS: N_("Nơi nhận"),
    Cell.URGENCY: N_("Độ khẩn"),
    Cell.ANNEX: N_("Phụ lục"),
}


class Source(StrEnum):
    """What the paper came as; decides which rules can be asked."""

    PDF = "pdf"
    DOCX = "docx"
    PAPER = "paper"  # structured text of this system: typeset by us, so only its words are asked
    TEXT = "text"
