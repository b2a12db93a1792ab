"""What speaks against loading the demo."""

from vanthu.kernel.errors import Conflict


class NotEmpty(Conflict):
    """There is data already, real perhaps; made-up data must not be mixed with it."""

    code = "demo-not-empty"
    default_sentence = (
        "Cơ sở dữ liệu đã có dữ liệu nên không nạp dữ liệu mẫu. "
        "Hãy dùng một cơ sở dữ liệu trống (đổi DATABASE_URL)."
    )


class NoProvince(Conflict):
    """Papers need the demo's own agencies and people."""

    code = "demo-no-province"
    default_sentence = (
        "Chưa nạp tỉnh mẫu của phiên bản này và số gốc này (--seed) nên không tạo được văn bản mẫu."
    )
