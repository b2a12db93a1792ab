"""What can be said of a signature and of a file, each with the sentence that a person reads."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Verdict(Enum):
    """The one word on a signature; what speaks most strongly against it is said first."""

    VALID = "valid"
    OTHER_SIGNER = "other-signer"
    REVOCATION_UNKNOWN = "revocation-unknown"
    EXPIRED_SINCE = "expired-since"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    REVOKED = "revoked"
    WRONG_USE = "wrong-use"
    SELF_SIGNED = "self-signed"
    UNTRUSTED = "untrusted"
    WEAK = "weak"
    MODIFIED = "modified"
    ALTERED = "altered"
    UNREADABLE = "unreadable"


class FileState(Enum):
    """What a file is before any of its signatures is judged."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    NOT_PDF = "not-pdf"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too-large"
    TOO_LONG = "too-long"


class Coverage(Enum):
    """How far a signature reaches: over the file as it is, or over an earlier state of it."""

    WHOLE_FILE = "whole-file"
    REVISION = "revision"


class Gravity(Enum):
    """How a verdict is shown: without alarm, but never greener than it is."""

    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"


GRAVITY = {
    Verdict.VALID: Gravity.GOOD,
    Verdict.OTHER_SIGNER: Gravity.CAUTION,
    Verdict.REVOCATION_UNKNOWN: Gravity.CAUTION,
    Verdict.EXPIRED_SINCE: Gravity.CAUTION,
    Verdict.WEAK: Gravity.CAUTION,
    Verdict.SELF_SIGNED: Gravity.CAUTION,
    Verdict.UNTRUSTED: Gravity.CAUTION,
    Verdict.WRONG_USE: Gravity.CAUTION,
}
"""Verdicts that are not listed are BAD: the file or the right to sign is at fault."""


VERDICT_SENTENCES = {
    Verdict.VALID: "Chữ ký hợp lệ.",
    Verdict.OTHER_SIGNER: "Chữ ký hợp lệ nhưng chứng thư mang tên cơ quan, tổ chức khác.",
    Verdict.REVOCATION_UNKNOWN: (
        "Chữ ký đúng, chứng thư được tin cậy; chưa kiểm tra được việc thu hồi chứng thư."
    ),
    Verdict.EXPIRED_SINCE: (
        "Chứng thư nay đã hết hạn và không có dấu thời gian chứng minh đã ký trước đó."
    ),
    Verdict.EXPIRED: "Chứng thư đã hết hạn trước thời điểm ký.",
    Verdict.NOT_YET_VALID: "Chứng thư chưa có hiệu lực tại thời điểm ký.",
    Verdict.REVOKED: "Chứng thư đã bị thu hồi.",
    Verdict.WRONG_USE: "Chứng thư không được cấp để ký văn bản.",
    Verdict.SELF_SIGNED: "Chứng thư tự ký, không do tổ chức chứng thực nào cấp.",
    Verdict.UNTRUSTED: "Chưa xác minh được: chứng thư không thuộc danh sách tin cậy.",
    Verdict.WEAK: "Chữ ký dùng thuật toán không còn an toàn.",
    Verdict.MODIFIED: "Tệp đã bị thay đổi sau khi ký.",
    Verdict.ALTERED: "Nội dung được ký không còn nguyên vẹn.",
    Verdict.UNREADABLE: "Không đọc được chữ ký.",
}

FILE_SENTENCES = {
    FileState.SIGNED: "Tệp có chữ ký số.",
    FileState.UNSIGNED: "Tệp không có chữ ký số.",
    FileState.NOT_PDF: "Tệp không phải là PDF nên không kiểm tra được chữ ký số.",
    FileState.ENCRYPTED: "Tệp PDF đặt mật khẩu nên không kiểm tra được chữ ký số.",
    FileState.DAMAGED: "Tệp PDF bị hỏng nên không kiểm tra được chữ ký số.",
    FileState.TOO_LARGE: "Tệp quá lớn nên không kiểm tra được chữ ký số.",
    FileState.TOO_LONG: (
        "Tệp bất thường: kiểm tra chữ ký số vượt quá giới hạn thời gian hoặc bộ nhớ nên đã dừng."
    ),
}

NOTE_SENTENCES = {
    "altered-digest": "Nội dung trong phạm vi chữ ký khác với lúc ký.",
    "altered-signature": "Giá trị chữ ký không khớp với chứng thư của người ký.",
    "modified": "Sau khi ký, nội dung của tệp đã bị sửa hoặc thay thế.",
    "modified-gap": "Chữ ký không phủ liền mạch lên tệp: có phần nội dung nằm ngoài phạm vi ký.",
    "modified-tail": "Sau phần đã ký còn dữ liệu lạ ở cuối tệp.",
    "modified-locked": "Sau khi ký, tệp bị thay đổi vượt quá mức mà người ký cho phép.",
    "added": "Sau khi ký, tệp chỉ được bổ sung trong phạm vi cho phép (ký thêm, dấu thời gian).",
    "filled": "Sau khi ký, các ô sau được điền hoặc ký thêm trong phạm vi cho phép: {fields}.",
    "weak-digest": "Thuật toán băm {name} không còn an toàn.",
    "weak-key": "Khóa {name} {bits} bit quá ngắn.",
    "weak-certificate": "Chứng thư “{name}” được cấp bằng thuật toán băm {digest}.",
    "no-anchors": "Danh sách tin cậy đang trống.",
    "no-path": "Không tìm được đường dẫn từ chứng thư đến danh sách tin cậy (nơi cấp: {issuer}).",
    "demo-anchor": "Tin cậy theo chứng thư mẫu “{name}”: không có giá trị pháp lý.",
    "expired": "Chứng thư hết hạn ngày {day}.",
    "not-yet-valid": "Chứng thư có hiệu lực từ ngày {day}.",
    "revoked": "Chứng thư “{name}” bị thu hồi ngày {day}.",
    "revoked-later": "Chứng thư bị thu hồi ngày {day}, sau thời điểm ký đã được chứng minh.",
    "revocation-offline": "Việc kiểm tra qua mạng đang tắt và tệp không kèm thông tin thu hồi.",
    "revocation-silent": "Chứng thư không cho biết nơi hỏi thông tin thu hồi.",
    "revocation-host": "Máy chủ {host} không nằm trong danh sách được phép kết nối.",
    "revocation-unreachable": "Không kết nối được {host} để hỏi thông tin thu hồi.",
    "revocation-useless": "Thông tin thu hồi có được không dùng được cho thời điểm ký.",
    "stamped": "Dấu thời gian của {name}.",
    "stamp-broken": "Dấu thời gian kèm theo không khớp với chữ ký.",
    "stamp-untrusted": "Dấu thời gian do nơi cấp ngoài danh sách tin cậy ({name}).",
    "time-claimed": "Thời điểm ký do máy của người ký ghi, không có dấu thời gian.",
    "time-absent": "Chữ ký không ghi thời điểm ký.",
    "time-future": "Thời điểm ký ghi trong chữ ký ở tương lai.",
    "other-signer": "Chứng thư ghi “{found}”, văn bản ghi “{asked}”.",
    "unreadable-format": "Định dạng chữ ký {format} không được hỗ trợ.",
    "unreadable-structure": "Cấu trúc của chữ ký không đúng quy cách.",
    "too-many": "Tệp có hơn {most} chữ ký; chỉ kiểm tra {most} chữ ký đầu.",
}


@dataclass(frozen=True)
class Note:
    """A fact that a verdict rests on: its sentence is NOTE_SENTENCES[code], filled with values."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """In Vietnamese; a face translates the template first."""
        return NOTE_SENTENCES[self.code].format_map(self.values)
