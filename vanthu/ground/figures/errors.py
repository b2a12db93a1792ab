"""What figures refuse, each with the sentence the user reads."""

from vanthu.kernel.errors import Conflict, Invalid, NotFound


class NoFigure(NotFound):
    """No module declares this figure."""

    code = "no-such-figure"
    default_sentence = "Không có số liệu mang mã “{key}”. Hãy chọn trong danh mục số liệu."


class MixedUnits(Conflict):
    """Persons, turns and cases are never added together."""

    code = "mixed-units"
    default_sentence = (
        "Không cộng được “{first}” với “{second}”: người, lượt và trường hợp là các đơn vị "
        "đếm khác nhau. Hãy trình bày từng số riêng."
    )


class NotAPart(Conflict):
    """A share whose counted records do not lie within what they are a share of."""

    code = "not-a-part"
    default_sentence = (
        "Không tính được tỷ lệ “{share}”: {count} đối tượng của tử số không nằm trong mẫu số. "
        "Hãy kiểm tra lại kỳ và phạm vi của hai số liệu."
    )


class BadAsk(Invalid):
    """The period, scope or filter of a figure is wrong; each has its own sentence."""

    code = "bad-figure-question"


class BadTemplate(ValueError):
    """A text of a report names what is not there: a programming mistake, raised when read."""
