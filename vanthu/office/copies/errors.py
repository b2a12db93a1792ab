"""What copies refuse, each with the sentence the user reads."""

from vanthu.kernel.errors import Conflict, Invalid, NotAllowed, Refusal


class WayNotAllowed(Invalid):
    """This kind of copy is not made from this medium to that one (Art. 25)."""

    code = "copy-way"

    def __init__(self, *, kind: str, way: str, allowed: str, citation: str) -> None:
        sentence = (
            f"{kind} không làm được {way} ({citation}). Chỉ được: {allowed}. "
            "Hãy chọn lại hình thức hoặc hình thức sao."
        )
        super().__init__({"medium": sentence}, sentence)


class NotToBeCopied(Conflict):
    """Only what is registered or issued is copied."""

    code = "not-to-be-copied"
    default_sentence = (
        "Văn bản đang ở trạng thái “{state}”. "
        "Chỉ sao văn bản đến đã đăng ký hoặc văn bản đã phát hành."
    )


class NotACopy(Refusal):
    """The verb is about copies alone."""

    code = "not-a-copy"
    default_sentence = "Văn bản này không phải là bản sao nên không {verb}."


class NoSigner(Invalid):
    """Copies are signed by whom the head of the agency named."""

    code = "copy-signer"

    def __init__(self) -> None:
        super().__init__({"signer_post": "Hãy chọn người đang giữ chức vụ có quyền ký bản sao."})


class BadPages(Invalid):
    """The pages to be copied are not written as pages of the document."""

    code = "copy-pages"

    def __init__(self, sentence: str) -> None:
        super().__init__({"pages": sentence})


class ScanMissing(Invalid):
    """An electronic copy of a paper is its scan."""

    code = "scan-missing"

    def __init__(self) -> None:
        super().__init__({"file": "Hãy tải lên bản quét (PDF, màu, từ 200 dpi) của bản giấy."})


class ScanTooPoor(Invalid):
    """The scan is not what the rule asks of it; the sentence says what was measured."""

    code = "scan-too-poor"

    def __init__(self, faults: str, citation: str) -> None:
        sentence = f"Bản quét chưa đạt yêu cầu ({citation}): {faults}. Hãy quét lại."
        super().__init__({"file": sentence}, sentence)


class NothingToPrint(Conflict):
    """The pages to be copied are in no PDF of the document."""

    code = "nothing-to-print"
    default_sentence = (
        "Văn bản không có tệp PDF để lấy trang. Hãy tải lên bản quét hoặc bản PDF của văn bản."
    )


class SignFirst(Conflict):
    """An electronic copy is worth nothing without the agency's signature."""

    code = "sign-copy-first"
    default_sentence = (
        "Bản sao điện tử chưa có chữ ký số của cơ quan. Hãy bấm “Ký số bản sao” trước."
    )


class SignedAlready(Conflict):
    """A copy is signed once."""

    code = "copy-signed"
    default_sentence = "Bản sao đã có chữ ký số của cơ quan."


class OnPaper(Conflict):
    """A copy on paper is signed by hand."""

    code = "copy-on-paper"
    default_sentence = (
        "Bản sao giấy được ký, đóng dấu trực tiếp trên bản in. Hãy in bản sao từ thẻ “Văn bản”."
    )


class CopyChanged(Conflict):
    """Somebody changed the file while it was being signed."""

    code = "copy-changed"
    default_sentence = "Tệp bản sao đã thay đổi trong lúc ký. Hãy tải lại trang và ký lại."


class OriginalNotOurs(NotAllowed):
    """A paper original is printed by the clerk of the agency that issued the e-document."""

    code = "original-not-ours"
    default_sentence = (
        "Chỉ văn thư của cơ quan ban hành in bản chính giấy từ văn bản điện tử đã phát hành "
        "(khoản 5 Điều 18). Với văn bản đến, hãy dùng “Lập bản sao”."
    )
