"""Closed sets of targets."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vanthu.kernel import reporting


class Document(models.TextChoices):
    """What fixes the targets."""

    RESOLUTION = "resolution", _("Nghị quyết")
    PROGRAMME = "programme", _("Chương trình hành động")
    PLAN = "plan", _("Kế hoạch")


class Kind(models.TextChoices):
    """What “achieved” means for an indicator (organisation.md 2.h)."""

    FLOW_CUM = "flow-cum", _("Cộng dồn cả thời kỳ")
    FLOW_AVG = "flow-avg", _("Bình quân hằng năm")
    STOCK_END = "stock-end", _("Mức đạt vào cuối kỳ")
    STOCK_EACH_YEAR = "stock-year", _("Mức đạt trong từng năm")
    CEILING = "ceiling", _("Mức trần, không vượt quá")
    RATE_AVG = "rate-avg", _("Tốc độ tăng bình quân")
    MILESTONE = "milestone", _("Mốc hoàn thành")
    END = "end", _("Đánh giá vào cuối nhiệm kỳ")
    COUNT = "count", _("Số liệu theo dõi, không đặt mục tiêu")


class Way(models.TextChoices):
    """Whether more is better."""

    UP = "up", _("Càng cao càng tốt")
    DOWN = "down", _("Càng thấp càng tốt")


class RollUp(models.TextChoices):
    """How the readings of agencies make that of the province."""

    SUM = "sum", _("Cộng các đơn vị")
    RATIO = "ratio", _("Cộng tử số, cộng mẫu số rồi chia")
    OWN = "own", _("Báo cáo ở chính cấp đó, không cộng")


class Frequency(models.TextChoices):
    """How often an indicator is read; periods of one indicator never overlap."""

    MONTH = reporting.Span.MONTH.value, _("Hằng tháng")
    QUARTER = reporting.Span.QUARTER.value, _("Hằng quý")
    HALF = reporting.Span.HALF.value, _("6 tháng")
    YEAR = reporting.Span.YEAR.value, _("Hằng năm")

    @property
    def span(self) -> reporting.Span:
        """The length of its periods."""
        return reporting.Span(self.value)


class Scheme(models.TextChoices):
    """By which days a period is counted."""

    CALENDAR = reporting.CALENDAR.code, _("Theo tháng dương lịch")
    STATE = reporting.STATE.code, _("Từ ngày 15 tháng trước đến ngày 14")

    @property
    def days(self) -> reporting.Scheme:
        """Where its months begin."""
        return reporting.SCHEMES[self.value]


class Grade(models.TextChoices):
    """The class of an indicator at a review."""

    EXCEEDED = "exceeded", _("Vượt mục tiêu")
    HALF = "half", _("Đạt từ 50%")
    LOW = "low", _("Đạt dưới 50%")
    END = "end", _("Đánh giá vào cuối kỳ")
    UNREAD = "unread", _("Chưa có số liệu")


class Light(models.TextChoices):
    """The colour on the board; the risks come first."""

    RED = "red", _("Nguy cơ không đạt")
    ORANGE = "orange", _("Chậm so với tiến độ")
    GREEN = "green", _("Đúng tiến độ")
    GREY = "grey", _("Chưa đến kỳ đánh giá")


class Cause(models.TextChoices):
    """Why an indicator stands where it does: the closed list of the target table."""

    DISASTER = "disaster", _("Thiên tai, dịch bệnh")
    MARKET = "market", _("Giá cả, thị trường biến động")
    FUNDING = "funding", _("Vốn thiếu hoặc cấp chậm")
    LAND = "land", _("Vướng giải phóng mặt bằng")
    PROCEDURE = "procedure", _("Vướng quy định, thủ tục")
    STAFF = "staff", _("Thiếu nhân lực")
    SOURCE = "source", _("Nguồn đủ điều kiện còn ít")
    COORDINATION = "coordination", _("Phối hợp giữa các cơ quan chậm")
    REORGANISATION = "reorganisation", _("Sắp xếp tổ chức bộ máy")
    DATA = "data", _("Số liệu chưa chốt")
    TARGET = "target", _("Chỉ tiêu giao chưa sát")


class SubmissionState(models.TextChoices):
    """Where the report of an agency for a period stands."""

    DRAFT = "draft", _("Đang nhập")
    CONFIRMED = "confirmed", _("Đơn vị đã xác nhận")
    APPRAISED = "appraised", _("Đã thẩm định")
    LOCKED = "locked", _("Đã khóa")


class SubmissionVerb(models.TextChoices):
    """What is done to such a report; the label reads inside a sentence."""

    CONFIRM = "confirm", _("xác nhận")
    APPRAISE = "appraise", _("thẩm định")
    LOCK = "lock", _("khóa")
    RETURN = "return", _("trả lại")
    REOPEN = "reopen", _("mở lại")


class ExplanationState(models.TextChoices):
    """Where a request for explanation stands."""

    ASKED = "asked", _("Chờ giải trình")
    ANSWERED = "answered", _("Đã giải trình")
    CLOSED = "closed", _("Đã tiếp nhận")


class Geometry(models.TextChoices):
    """Under whose names the past is shown."""

    NEW = "new", _("Theo đơn vị hiện nay")
    OLD = "old", _("Theo đơn vị tại thời điểm báo cáo")
