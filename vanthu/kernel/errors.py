"""Refusals: the one family of errors whose sentence a user reads.

The sentence says what is wrong and what to do next. It is the message on the screen, the tooltip
of the disabled button and the body of the 4xx answer, so it is written once, beside the rule that
refuses. Sentences are plain Vietnamese here; the faces translate at the edge.
"""

from collections.abc import Mapping
from typing import ClassVar


class Refusal(Exception):
    """The system will not do this, and says why.

    A subclass sets `code` (kebab-case, stable, what a client program tests), `status` (HTTP) and
    `default_sentence`. Words in braces in a sentence are filled from the keyword values, which
    stay in `values` so that a translated sentence can be filled in the same way.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    default_sentence: ClassVar[str] = "Không thực hiện được việc này."

    def __init__(
        self, sentence: str | None = None, *, field: str | None = None, **values: object
    ) -> None:
        self.template = self.default_sentence if sentence is None else sentence
        self.values: dict[str, object] = values
        self.sentence = self.template.format_map(values) if values else self.template
        self.field = field
        super().__init__(self.sentence)

    def __str__(self) -> str:
        return self.sentence


class NotAllowed(Refusal):
    """The person exists and is known, but has no right to this (design 1.5)."""

    code = "not-allowed"
    status = 403
    default_sentence = (
        "Bạn không có quyền thực hiện việc này. "
        "Nếu cần, hãy đề nghị người quản trị đơn vị của bạn phân quyền."
    )


class NotFound(Refusal):
    """There is no such thing, or none that this person may know of: one answer for both."""

    code = "not-found"
    status = 404
    default_sentence = (
        "Không tìm thấy nội dung này, hoặc bạn không có quyền xem. Hãy kiểm tra lại đường dẫn."
    )


class Invalid(Refusal):
    """What was entered cannot be accepted; `errors` maps each field to its own sentence."""

    code = "invalid"
    status = 422
    default_sentence = "Thông tin chưa hợp lệ. Hãy sửa các mục được đánh dấu rồi gửi lại."

    def __init__(
        self, errors: Mapping[str, str], sentence: str | None = None, **values: object
    ) -> None:
        self.errors = dict(errors)
        super().__init__(sentence, field=next(iter(self.errors), None), **values)
        # what unpickling calls the constructor with
        self.args = (self.errors, self.sentence)


class Conflict(Refusal):
    """The thing is not in the state that this step needs, or someone else was quicker."""

    code = "conflict"
    status = 409
    default_sentence = (
        "Nội dung này vừa được người khác thay đổi. Hãy tải lại trang, xem lại rồi thực hiện tiếp."
    )


class Gone(Refusal):
    """It was here and was lawfully removed, withdrawn or has expired."""

    code = "gone"
    status = 410
    default_sentence = "Nội dung này không còn: đã được thu hồi, đã hủy hoặc đã hết hạn."


class StateSecretRefused(Refusal):
    """A state secret was offered; nothing of it was kept (design 1.9; Law 117/2025/QH15)."""

    code = "state-secret"
    status = 422
    default_sentence = (
        "Hệ thống không tiếp nhận văn bản, tài liệu mang bí mật nhà nước. "
        "Không nội dung nào của văn bản này được lưu lại. Hãy chuyển ngay văn bản cho "
        "người làm công tác bảo vệ bí mật nhà nước của cơ quan."
    )
