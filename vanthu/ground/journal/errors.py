"""What the journal refuses."""

from vanthu.kernel.errors import Refusal


class NotAnExport(Refusal):
    """The file is not an export of a journal, or was damaged."""

    code = "not-an-export"
    status = 422
    default_sentence = (
        "Dòng {number} không phải là dòng của tệp nhật ký do hệ thống xuất ra. "
        "Hãy kiểm tra lại tệp, hoặc xuất lại từ hệ thống."
    )
