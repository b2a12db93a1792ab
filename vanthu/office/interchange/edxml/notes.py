"""What a reader remarks on a packet that it reads all the same."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Note:
    """A remark: the path of the element, and a sentence of plain Vietnamese."""

    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"


@dataclass(slots=True)
class Notes:
    """The remarks in the order in which they were made, each once; the first thousand."""

    most: int = 1000
    _kept: dict[Note, None] = field(default_factory=dict)

    def add(self, path: str, sentence: str, **values: object) -> None:
        """Keep a remark; words in braces are filled from the values."""
        if len(self._kept) < self.most:
            self._kept[Note(path, sentence.format_map(values) if values else sentence)] = None

    def __iter__(self) -> Iterator[Note]:
        return iter(self._kept)


# Of texts and numbers
WRONG_CASE = "Tên phần tử viết sai chữ hoa, chữ thường; đúng là «{name}»."
WRONG_SPACE = "Không gian tên lạ («{value}»), đọc như edXML của QCVN 102:2016."
NOT_A_DAY = "Không có ngày «{value}» hoặc ngày không hợp lý; bỏ qua."
NOT_A_MOMENT = "Thời điểm «{value}» không hợp lệ; bỏ qua."
NOT_A_NUMBER = "«{value}» không phải số trong khoảng cho phép; bỏ qua."
REPLACEMENT_SIGN = "Chữ bị hỏng mã hóa (có ký tự thay thế); hãy đối chiếu với tệp văn bản."
ENCODING = "Khai báo mã hóa của gói tin không đúng với nội dung; đã đọc theo nội dung."
MORE_BEHIND = "Sau phong bì kiểu cũ còn nội dung khác, không đọc; tệp đính kèm có thể nằm ở đó."
OLD_FORM = "Gói tin theo mẫu cũ (công văn 512 hoặc 2803), trước QCVN 102:2016."
# Of the message
MISSING = "Thiếu phần bắt buộc «{name}»."
REPEATED = "Phần «{name}» có nhiều lần; chỉ đọc lần đầu."
SAME_RECEIVER = "Nơi nhận «{value}» ghi nhiều lần; chỉ giữ một."
UNKNOWN_STATUS = "Mã trạng thái «{value}» không có trong quy định."
TWO_RECALLED = "Gói thu hồi nêu hai mã văn bản khác nhau, ở DocumentId và ở ResponseFor."
# Of attachments
NO_CONTENT = "Tệp «{name}» có trong danh mục nhưng không có nội dung trong gói."
APART = "Nội dung tệp «{name}» không ở trong gói tin; tệp đi riêng theo mã băm."
NOT_LISTED = "Tệp «{name}» có nội dung nhưng không có trong danh mục của gói."
NAMELESS = "Tệp đính kèm không có tên; đặt tên là «{name}»."
NAME_WITH_PATH = "Tên tệp «{value}» có đường dẫn hoặc ký tự lạ; chỉ giữ «{name}»."
OTHER_BYTES = "Nội dung tệp «{name}» không khớp mã băm hoặc dung lượng mà gói tin ghi."
DAMAGED = "Tệp «{name}» đã hỏng: các byte bị đổi thành ký tự thay thế (EF BF BD) trên đường đi."
UNWRAPPED = "Tệp «{name}» được gửi trong một tệp nén một mục; đã mở ra, giữ tên."
MANY_ENTRIES = "Tệp «{name}» thực ra là tệp nén có {count} mục; giữ nguyên tệp nén."
SEALED = "Tệp nén «{name}» có mật khẩu hoặc không mở được; giữ nguyên."
FORBIDDEN = "Tệp «{name}» thuộc loại kho tệp không nhận ({kind})."
OTHER_TYPE = "Gói tin ghi tệp «{name}» là {stated}, thực tế là {found}."
EMPTY = "Tệp «{name}» rỗng."
