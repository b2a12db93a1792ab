"""Closed sets of the journal."""

from enum import StrEnum


class FaultKind(StrEnum):
    """What a verification finds wrong with a chain."""

    CHANGED = "changed"
    REMOVED = "removed"
    REORDERED = "reordered"
    REPLACED = "replaced"
    CUT_OFF = "cut-off"
    ADDED = "added"
    HEAD_CHANGED = "head-changed"
    REWRITTEN = "rewritten"

    @property
    def label(self) -> str:
        """In words, for the screen and the terminal."""
        return _LABELS[self]


_LABELS = {
    FaultKind.CHANGED: "bị sửa",
    FaultKind.REMOVED: "bị xóa",
    FaultKind.REORDERED: "bị đổi thứ tự",
    FaultKind.REPLACED: "không nối tiếp mục trước",
    FaultKind.CUT_OFF: "bị cắt phần cuối",
    FaultKind.ADDED: "bị thêm vào",
    FaultKind.HEAD_CHANGED: "giá trị cuối chuỗi bị sửa",
    FaultKind.REWRITTEN: "bị viết lại sau khi niêm phong",
}
