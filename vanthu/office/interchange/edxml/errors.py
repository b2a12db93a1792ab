"""Why a packet is not read, or a message not written; each sentence names the element's path."""

from collections.abc import Sequence
from typing import ClassVar

from vanthu.kernel.errors import Refusal


class Unreadable(Refusal):
    """No message can be read from the packet, which is kept as it came."""

    code = "edxml-unreadable"
    status = 422
    default_sentence = "Gói tin không đọc được."

    def __init__(self, path: str = "", **values: object) -> None:
        self.path = path
        super().__init__(self.default_sentence, field=None, **values)

    @property
    def told(self) -> str:
        """The sentence behind the path of the element that it is about."""
        return f"{self.path}: {self.sentence}" if self.path else self.sentence


class NotXml(Unreadable):
    """The bytes are not well-formed XML."""

    code = "edxml-not-xml"
    default_sentence = (
        "Gói tin không phải XML đúng cú pháp (dòng {line}, cột {column}: {what}). "
        "Hãy đề nghị nơi gửi gửi lại."
    )


class TextBefore(Unreadable):
    """Something stands before the XML declaration."""

    code = "edxml-text-before"
    default_sentence = (
        "Trước khai báo XML của gói tin có nội dung lạ, "
        "có thể gói tin đã bị sửa trên đường truyền. Hãy đề nghị nơi gửi gửi lại."
    )


class BrokenMime(Unreadable):
    """A packet in MIME parts of which the parts cannot be told apart or decoded."""

    code = "edxml-mime"
    default_sentence = (
        "Gói tin nhiều phần (MIME) không đọc được: {what}. Hãy đề nghị nơi gửi gửi lại."
    )


class HasDoctype(Unreadable):
    """A document type definition, by which entities and outside files could be brought in."""

    code = "edxml-doctype"
    default_sentence = (
        "Gói tin có khai báo DOCTYPE, hệ thống không nhận vì có thể gây hại. "
        "Hãy báo nơi gửi và quản trị hệ thống."
    )


class BeyondLimit(Unreadable):
    """Larger, deeper or more numerous than anything honest."""

    code = "edxml-beyond-limit"
    default_sentence = "Gói tin vượt giới hạn của hệ thống: {what} (nhiều nhất {limit})."


class NotEdxml(Unreadable):
    """XML, but no message of the axis."""

    code = "edxml-not-edxml"
    default_sentence = "Tệp XML này không phải gói tin edXML: không có phần MessageHeader."


class TwoHeaders(Unreadable):
    """Two parts of which readers could each take another one."""

    code = "edxml-ambiguous"
    default_sentence = "Gói tin có hơn một phần {name}, không rõ phần nào đúng."


class UnknownBusiness(Unreadable):
    """Neither new nor recall, update or replacement."""

    code = "edxml-business"
    default_sentence = (
        "Gói tin yêu cầu một nghiệp vụ không có trong quy định («{value}»); "
        "chỉ có 0 mới, 1 thu hồi, 2 cập nhật, 3 thay thế."
    )


class BrokenBase64(Unreadable):
    """The encoded bytes of an attachment are cut off or hold other signs."""

    code = "edxml-base64"
    default_sentence = (
        "Nội dung mã hóa của tệp đính kèm bị hỏng hoặc bị cắt cụt. Hãy đề nghị nơi gửi gửi lại."
    )


class Swells(Unreadable):
    """A packed attachment that grows enormously when opened."""

    code = "edxml-swells"
    default_sentence = (
        "Tệp đính kèm nén bất thường: khi giải nén sẽ phình lên quá mức. "
        "Hãy đề nghị nơi gửi gửi tệp không nén."
    )


class NoFile(Unreadable):
    """There is no such file, or it cannot be opened."""

    code = "edxml-no-file"
    default_sentence = "Không mở được tệp ({what})."


class Unwritable(Refusal):
    """The message would not be one by the form; `problems` says all that is wrong with it."""

    code: ClassVar[str] = "edxml-unwritable"
    status = 422
    default_sentence = "Không lập được gói tin edXML."

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__()

    @property
    def told(self) -> str:
        """The sentence with every problem behind it."""
        return " ".join((self.sentence, *self.problems))
