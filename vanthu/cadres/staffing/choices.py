"""Closed sets of staffing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuotaKind(models.TextChoices):
    """Whose quota it is (organisation.md 2.b)."""

    CIVIL = "civil", _("Công chức hành chính")
    PUBLIC = "public", _("Viên chức hưởng lương từ ngân sách")
    SELF_FINANCED = "self-financed", _("Viên chức tự bảo đảm kinh phí")
    PARTY = "party", _("Khối Đảng, Mặt trận, đoàn thể")
    COMMUNE = "commune", _("Cán bộ, công chức cấp xã")
    CONTRACT = "contract", _("Hợp đồng theo Nghị định 111")
    ASSOCIATION = "association", _("Hội quần chúng")


class MoveIn(models.TextChoices):
    """How somebody came."""

    RECRUITED = "recruited", _("Tuyển dụng")
    RECEIVED = "received", _("Tiếp nhận")
    TRANSFERRED_IN = "transferred-in", _("Chuyển đến")


class MoveOut(models.TextChoices):
    """How somebody went."""

    TRANSFERRED_OUT = "transferred-out", _("Chuyển đi")
    RETIRED = "retired", _("Nghỉ hưu đúng tuổi")
    EARLY_RETIREMENT = "early-retirement", _("Nghỉ hưu trước tuổi")
    SEVERANCE = "severance", _("Thôi việc do tinh giản")
    RESIGNED = "resigned", _("Thôi việc theo nguyện vọng")
    DISMISSED = "dismissed", _("Buộc thôi việc")
    DIED = "died", _("Từ trần")


class EventType(models.TextChoices):
    """Every way to come and to go."""

    RECRUITED = MoveIn.RECRUITED.value, MoveIn.RECRUITED.label
    RECEIVED = MoveIn.RECEIVED.value, MoveIn.RECEIVED.label
    TRANSFERRED_IN = MoveIn.TRANSFERRED_IN.value, MoveIn.TRANSFERRED_IN.label
    TRANSFERRED_OUT = MoveOut.TRANSFERRED_OUT.value, MoveOut.TRANSFERRED_OUT.label
    RETIRED = MoveOut.RETIRED.value, MoveOut.RETIRED.label
    EARLY_RETIREMENT = MoveOut.EARLY_RETIREMENT.value, MoveOut.EARLY_RETIREMENT.label
    SEVERANCE = MoveOut.SEVERANCE.value, MoveOut.SEVERANCE.label
    RESIGNED = MoveOut.RESIGNED.value, MoveOut.RESIGNED.label
    DISMISSED = MoveOut.DISMISSED.value, MoveOut.DISMISSED.label
    DIED = MoveOut.DIED.value, MoveOut.DIED.label


class SeveranceKind(models.TextChoices):
    """What is granted."""

    EARLY_RETIREMENT = "early-retirement", _("Nghỉ hưu trước tuổi")
    SEVERANCE = "severance", _("Thôi việc ngay")
    OTHER = "other", _("Hình thức khác")


class Category(models.TextChoices):
    """Reason codes of staff cuts (organisation.md 2.b; the list differs by decree [?])."""

    D1 = "D1", _("Dôi dư do sắp xếp tổ chức")
    D2 = "D2", _("Dôi dư do cơ cấu lại vị trí việc làm")
    D3 = "D3", _("Chưa đạt trình độ chuẩn, không bố trí được việc khác")
    D4 = "D4", _("Xếp loại chất lượng hạn chế")
    D5 = "D5", _("Nghỉ ốm dài ngày trong 2 năm")
    D6 = "D6", _("Cấp xã dôi dư do sắp xếp đơn vị hành chính")
    D7 = "D7", _("Thôi giữ chức vụ lãnh đạo, quản lý")
    D8 = "D8", _("Tự nguyện và được cơ quan đồng ý")


class Scheme(models.TextChoices):
    """Which family of decrees a case falls under; the pack is that of the decision's day."""

    ORDINARY = "ordinary", _("Tinh giản biên chế")
    REORGANISATION = "reorganisation", _("Sắp xếp tổ chức bộ máy")


class Bar(models.TextChoices):
    """What speaks against letting somebody go (organisation.md 2.b [?])."""

    SICK = "sick", _("Đang ốm đau, điều trị")
    PREGNANT = "pregnant", _("Đang mang thai, nghỉ thai sản")
    SMALL_CHILD = "small-child", _("Đang nuôi con dưới 36 tháng tuổi")
    DISCIPLINE = "discipline", _("Đang bị xem xét kỷ luật")
    PROSECUTION = "prosecution", _("Đang bị truy cứu trách nhiệm hình sự")
