"""Why a file cannot be read; each sentence says what to do next."""

from vanthu.kernel.errors import Refusal


class UnreadableFile(Refusal):
    """The bytes are damaged, encrypted or not what their kind promises."""

    code = "unreadable-file"
    status = 422
    default_sentence = (
        "Không mở được tệp: tệp bị hỏng hoặc có mật khẩu. "
        "Hãy kiểm tra lại tệp gốc hoặc đề nghị nơi gửi gửi lại."
    )


class UnsupportedFile(Refusal):
    """A kind of file that carries no readable paper."""

    code = "unsupported-file"
    status = 422
    default_sentence = (
        "Chưa đọc được loại tệp này. Hãy dùng PDF, DOCX hoặc ảnh quét (PNG, JPEG, TIFF); "
        "tệp vẫn đính kèm được, các ô cần nhập tay."
    )


class FileTooLarge(Refusal):
    """Beyond the limits of `sniff.Limits`; the numbers are in `values`."""

    code = "file-too-large"
    status = 413
    default_sentence = (
        "Tệp vượt giới hạn {limit}. Hãy chia nhỏ tệp hoặc quét lại ở mức 200–300 dpi."
    )


class OcrUnavailable(Refusal):
    """The optional program is not installed: scans stay unread, everything else works."""

    code = "ocr-unavailable"
    status = 503
    default_sentence = (
        "Máy chủ chưa cài chương trình nhận dạng chữ (tesseract, gói tiếng Việt) nên bản quét "
        "chưa đọc được; hãy nhập tay hoặc báo người quản trị cài tesseract-ocr-vie."
    )


class OcrFailed(Refusal):
    """The program ran and did not finish in time or stopped with an error."""

    code = "ocr-failed"
    status = 503
    default_sentence = "Không nhận dạng được chữ trong bản quét. Hãy thử lại hoặc nhập tay."
