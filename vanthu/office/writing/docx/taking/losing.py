"""What a DOCX holds that a text of blocks cannot: named to the person who uploaded it."""

from collections.abc import Iterable
from enum import Enum
from typing import Final

_SHOWN: Final = 40
_QUOTE: Final = 300


class Loss(Enum):
    """A kind of loss and its sentence; `{n}` is how many, quotes follow where letters are lost."""

    IMAGE = "{n} hình ảnh không chuyển được vào dự thảo; nếu cần, hãy đính kèm thành tệp phụ lục"
    OBJECT = "{n} biểu đồ hoặc đối tượng nhúng không chuyển được vào dự thảo"
    SHAPE = "{n} hình vẽ không chuyển được vào dự thảo"
    EQUATION = "{n} công thức chỉ giữ được chữ, hãy xem lại"
    SYMBOL = "{n} ký hiệu đặc biệt không chuyển được, hãy gõ lại"
    TEXT_BOX = "{n} hộp văn bản đã chuyển thành đoạn thường, hãy xem lại vị trí"
    FOOTNOTE = "{n} chú thích cuối trang không chuyển vào dự thảo"
    ENDNOTE = "{n} chú thích cuối văn bản không chuyển vào dự thảo"
    COMMENT = "{n} ghi chú bên lề của Word không chuyển vào dự thảo"
    INSERTED = "{n} chỗ thêm đang theo dõi thay đổi đã được chấp nhận"
    DELETED = "{n} chỗ xóa đang theo dõi thay đổi đã được bỏ hẳn"
    HIDDEN = "{n} đoạn chữ ẩn không chuyển vào dự thảo"
    EDGE = "{n} đầu trang, chân trang không chuyển vào dự thảo"
    MERGED = "{n} bảng có ô gộp đã tách thành ô đơn, ô trống ở chỗ gộp"
    NESTED = "{n} bảng nằm trong ô của bảng khác chỉ còn chữ trong ô đó"
    CELL_LOOK = "{n} bảng có chữ đậm, nghiêng trong ô không giữ được kiểu chữ"
    RENUMBERED = "{n} chỗ số không liền nhau đã được đánh lại theo thứ tự"
    VERBATIM = "{n} chỗ có số không theo thứ tự của văn bản được giữ nguyên thành đoạn thường"
    CONTENTS = "Mục lục ({n} dòng) không chuyển vào dự thảo vì số trang sẽ khác"
    FOREIGN = "{n} phần của tệp thuộc phần mềm khác không đọc được"


class Losses:
    """Gathers what is lost while a file is read."""

    def __init__(self) -> None:
        self._found: dict[Loss, list[str]] = {}

    def add(self, loss: Loss, quote: str = "") -> None:
        """One more of a kind, with the letters that go with it."""
        self._found.setdefault(loss, []).append(" ".join(quote.split()))

    def once(self, losses: Iterable[Loss]) -> None:
        """Each kind once, however often it is met in one place."""
        for loss in dict.fromkeys(losses):
            self.add(loss)

    def sentences(self) -> tuple[str, ...]:
        """What the uploader reads, one sentence a kind, in the order of `Loss`."""
        return tuple(_sentence(loss, self._found[loss]) for loss in Loss if loss in self._found)


def _sentence(loss: Loss, quotes: list[str]) -> str:
    said = [_short(quote) for quote in quotes if quote]
    words = loss.value.format(n=len(quotes))
    if not said:
        return f"{words}."
    more = f" và {len(said) - _SHOWN} chỗ khác" if len(said) > _SHOWN else ""
    return f"{words}: {'; '.join(f'“{quote}”' for quote in said[:_SHOWN])}{more}."


def _short(quote: str) -> str:
    return quote if len(quote) <= _QUOTE else f"{quote[:_QUOTE].rstrip()}…"
