"""What the file store refuses."""

from vanthu.kernel.errors import NotFound, Refusal


class FileTooBig(Refusal):
    """The file is larger than the installation accepts."""

    code = "file-too-big"
    status = 413
    default_sentence = (
        "Tệp lớn hơn giới hạn {limit} MB. Hãy giảm độ phân giải bản quét hoặc chia thành nhiều tệp."
    )


class EmptyFile(Refusal):
    """The file has no bytes."""

    code = "empty-file"
    status = 422
    default_sentence = "Tệp rỗng, không có nội dung. Hãy chọn lại tệp."


class ForbiddenFile(Refusal):
    """The content is of a kind that is never kept: programs, scripts, web pages, active images."""

    code = "forbidden-file"
    status = 415
    default_sentence = (
        "Tệp này là {kind}, hệ thống không nhận vì có thể gây hại. "
        "Hãy gửi văn bản dạng PDF, DOCX, ODT, XLSX hoặc ảnh quét."
    )


class PackedTooTight(Refusal):
    """An archive or office file that swells enormously when opened."""

    code = "packed-too-tight"
    status = 422
    default_sentence = (
        "Tệp nén có dấu hiệu bất thường: khi giải nén sẽ phình lên quá mức. "
        "Hãy gửi từng tệp riêng, không nén."
    )


class StoreFull(Refusal):
    """The disk is full: nothing was kept."""

    code = "store-full"
    status = 507
    default_sentence = (
        "Kho tệp hết chỗ nên chưa lưu được tệp này. Hãy báo quản trị hệ thống rồi gửi lại."
    )


class FileMissing(NotFound):
    """The bytes are not in the store; the nightly check will say so too."""

    code = "file-missing"
    default_sentence = (
        "Không đọc được tệp trong kho. "
        "Hãy báo quản trị hệ thống kiểm tra, khôi phục từ bản sao lưu."
    )
