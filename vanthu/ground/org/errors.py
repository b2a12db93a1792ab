"""What the organisation refuses, with the sentence the user reads."""

from vanthu.kernel.errors import Conflict, Refusal


class CodeUnknown(Refusal):
    """No agency has or had this identifier."""

    code = "code-unknown"
    status = 404
    default_sentence = "Không có cơ quan nào mang mã định danh {code}. Hãy kiểm tra lại mã."


class CodeTaken(Conflict):
    """Two agencies would hold one code on one day (Q-002)."""

    code = "code-taken"
    default_sentence = (
        "Mã {code} đang được {agency} sử dụng. Hai cơ quan không được dùng chung một mã: "
        "hãy chọn mã khác hoặc đóng mã cũ trước."
    )


class CodeMalformed(Refusal):
    """The identifier does not have the shape of its scheme."""

    code = "code-malformed"
    status = 422
    default_sentence = "Mã {code} không đúng mẫu. {hint}"


class SuccessorUnclear(Conflict):
    """A closed agency has no successor, or was divided among several."""

    code = "successor-unclear"
    default_sentence = (
        "{agency} đã kết thúc hoạt động và có {count} cơ quan kế thừa, nên không tự xác định được "
        "nơi nhận. Hãy chọn cơ quan nhận cụ thể."
    )


class AgencyClosed(Conflict):
    """The agency no longer exists on that day."""

    code = "agency-closed"
    default_sentence = (
        "{agency} không hoạt động vào ngày {day}. "
        "Hãy chọn ngày nằm trong thời gian cơ quan tồn tại."
    )


class NotAfterVersion(Conflict):
    """A new version must begin after the one it follows: the past is not rewritten."""

    code = "not-after-version"
    default_sentence = (
        "Tên hiện tại có hiệu lực từ {since}; thay đổi mới phải có hiệu lực sau ngày đó. "
        "Hãy chọn ngày muộn hơn."
    )


class StillHeld(Conflict):
    """A post or unit cannot be closed while people hold posts of it."""

    code = "still-held"
    default_sentence = (
        "Còn {count} chức vụ đang có người giữ sau ngày {day}. "
        "Hãy kết thúc hoặc điều chuyển các chức vụ này trước."
    )
