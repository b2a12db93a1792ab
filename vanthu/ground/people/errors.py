"""What people's module refuses."""

from vanthu.kernel.errors import Conflict, NotAllowed, Refusal


class PostHeld(Conflict):
    """Somebody holds the post on that day."""

    code = "post-held"
    default_sentence = (
        "{name} đang giữ chức vụ “{title}” vào thời gian này. "
        "Hãy kết thúc hoặc điều chuyển người đó trước, hoặc chọn ngày khác."
    )


class PostNotInForce(Conflict):
    """The post does not exist on that day."""

    code = "post-not-in-force"
    default_sentence = "Chức vụ “{title}” không tồn tại vào ngày {day}. Hãy chọn ngày khác."


class TenureOver(Conflict):
    """The tenure ends before, or has not begun on, that day."""

    code = "tenure-over"
    default_sentence = (
        "Thời gian giữ chức vụ là {period}; không thể kết thúc vào ngày {day}. Hãy chọn ngày khác."
    )


class CannotDelegateOn(NotAllowed):
    """Who acts for another cannot hand that on (Decree 30/2020 Art. 13.3; S-10, Q-007)."""

    code = "cannot-delegate-on"
    default_sentence = (
        "Người được ủy quyền không được ủy quyền lại cho người khác. "
        "Hãy chuyển về chức vụ của chính bạn để ủy quyền việc của mình."
    )


class CannotAuthoriseSigning(NotAllowed):
    """Only the head of an agency lets others sign "TUQ." (Decree 30/2020 Art. 13.3)."""

    code = "cannot-authorise-signing"
    default_sentence = (
        "Chỉ người đứng đầu cơ quan được giao ký thừa ủy quyền (TUQ.), và chỉ giao cho người đứng "
        "đầu đơn vị thuộc cơ quan mình (khoản 3 Điều 13 Nghị định số 30/2020/NĐ-CP)."
    )


class CannotReceive(Refusal):
    """Who may not read content cannot be given somebody's boxes (Q-008)."""

    code = "cannot-receive"
    status = 422
    default_sentence = (
        "Không thể ủy quyền cho chức vụ này: người nhận phải giữ chức vụ xử lý văn bản trong cùng "
        "cơ quan."
    )


class DelegationOverlaps(Conflict):
    """The same person already acts for the giver on some of these days."""

    code = "delegation-overlaps"
    default_sentence = (
        "{name} đã được ủy quyền {period}. Hãy thu hồi ủy quyền đó trước hoặc chọn thời gian khác."
    )
