"""Why a DOCX cannot become the text of a draft; each sentence says what to do next."""

from vanthu.kernel.errors import Refusal


class UnreadableDocx(Refusal):
    """Not a DOCX, damaged, locked by a password, or with declarations no word processor writes."""

    code = "unreadable-docx"
    status = 422
    default_sentence = (
        "Không mở được tệp DOCX: tệp bị hỏng, có mật khẩu hoặc không phải DOCX. "
        "Hãy mở tệp bằng Word hoặc LibreOffice, lưu lại dạng DOCX rồi tải lên."
    )


class DocxTooLarge(Refusal):
    """Beyond `package.Limits`; what was exceeded is in `values`."""

    code = "docx-too-large"
    status = 413
    default_sentence = (
        "Tệp DOCX vượt giới hạn {limit}. Hãy bớt hình ảnh, tách phụ lục thành tệp riêng "
        "rồi tải lên lại."
    )
