"""What targets refuse, each with the sentence the user reads."""

from vanthu.kernel.errors import Conflict, Invalid, NotAllowed, NotFound


class NoResolution(NotFound):
    """There is no such resolution."""

    code = "no-resolution"
    default_sentence = "Không tìm thấy nghị quyết, kế hoạch này. Hãy kiểm tra lại đường dẫn."


class NoIndicator(NotFound):
    """There is no such indicator."""

    code = "no-indicator"
    default_sentence = "Không tìm thấy chỉ tiêu “{name}”. Hãy kiểm tra lại mã chỉ tiêu."


class NoSubmission(NotFound):
    """There is no such report of a period, or none this post may see."""

    code = "no-submission"
    default_sentence = (
        "Không tìm thấy báo cáo kỳ này, hoặc chức vụ của bạn không được xem. "
        "Hãy kiểm tra lại đường dẫn."
    )


class BadResolution(Invalid):
    """A resolution is incomplete or contradicts itself."""

    code = "bad-resolution"


class BadIndicator(Invalid):
    """An indicator is incomplete or contradicts itself."""

    code = "bad-indicator"


class BadTarget(Invalid):
    """A target or an allocation is incomplete or contradicts itself."""

    code = "bad-target"


class BadReading(Invalid):
    """A reading cannot be accepted; each has its own sentence."""

    code = "bad-reading"


class BadExplanation(Invalid):
    """A request for explanation or an answer is incomplete."""

    code = "bad-explanation"


class CountedFromRecords(Conflict):
    """An indicator bound to a figure is never typed."""

    code = "counted-from-records"
    default_sentence = (
        "Chỉ tiêu “{name}” được tính từ hồ sơ trong hệ thống nên không nhập số. "
        "Nếu số chưa đúng, hãy sửa hồ sơ gốc."
    )


class NotAsked(Conflict):
    """The agency does not report this indicator in this period."""

    code = "not-asked"
    default_sentence = (
        "Cơ quan này không báo cáo chỉ tiêu “{name}” trong kỳ {period}. "
        "Hãy kiểm tra việc giao chỉ tiêu và tần suất báo cáo."
    )


class PeriodNotOver(Conflict):
    """A period is not over, so nothing can be reported for it."""

    code = "period-not-over"
    default_sentence = "Kỳ {period} chưa kết thúc. Hãy báo cáo từ ngày {day}."


class Incomplete(Conflict):
    """A report is confirmed once every indicator has a figure, or a cause why it has none."""

    code = "submission-incomplete"
    default_sentence = (
        "Còn chỉ tiêu chưa có số liệu: {numbers}. Hãy nhập số, hoặc chọn nguyên nhân chưa có số."
    )


class OwnRequest(NotAllowed):
    """Who asks for an explanation does not answer it."""

    code = "own-request"
    default_sentence = "Bạn là người yêu cầu giải trình nên không được trả lời thay cho đơn vị."


class AlreadyRead(Conflict):
    """The indicator was read for this period already."""

    code = "already-read"
    default_sentence = (
        "Chỉ tiêu “{name}” đã có số liệu {period} của cơ quan này. "
        "Muốn sửa số đã khóa, hãy mở lại báo cáo kỳ và nêu lý do."
    )


class BadReview(Invalid):
    """A review is incomplete or comes too early."""

    code = "bad-review"
