"""Why a text is not taken in or not set."""

from vanthu.kernel.errors import Refusal


class NotAContent(Refusal):
    """What a client sent is not the structured text of a paper."""

    code = "not-a-content"
    status = 422
    default_sentence = (
        "Nội dung soạn thảo gửi lên không đúng cấu trúc tại “{where}”. "
        "Hãy tải lại trang rồi thử lại; nếu vẫn lỗi, hãy báo người quản trị hệ thống."
    )


class TooMuchText(Refusal):
    """More than one paper can hold."""

    code = "too-much-text"
    status = 413
    default_sentence = (
        "Nội dung soạn thảo quá lớn tại “{where}” (tối đa {most}). "
        "Hãy chuyển bớt sang tệp phụ lục riêng."
    )


class WriterFontsMissing(Refusal):
    """The free Times is not there; another font would be put in silently."""

    code = "writer-fonts-missing"
    status = 503
    default_sentence = (
        "Chưa có phông chữ Tinos để trình bày văn bản; "
        "quản trị hệ thống hãy chạy script/assets rồi thử lại."
    )


class UnknownForm(Refusal):
    """No form of the catalogue bears this code."""

    code = "unknown-form"
    status = 422
    default_sentence = "Hệ thống chưa có mẫu trình bày “{code}”. Hãy chọn một loại văn bản khác."


class NotATransparentPicture(Refusal):
    """The picture of a signature or a seal cannot be laid over a paper."""

    code = "not-a-transparent-picture"
    status = 422
    default_sentence = (
        "Hình chữ ký hoặc hình dấu phải là tệp PNG có nền trong suốt, không quá 5 MB. "
        "Hãy tách nền rồi tải lên lại."
    )


class LettersMissing(Refusal):
    """The free Times has no such letter, and another typeface is not put in silently."""

    code = "letters-missing"
    status = 422
    default_sentence = (
        "Phông chữ của văn bản không có ký tự “{letters}”. Hãy thay ký tự này rồi trình bày lại."
    )
