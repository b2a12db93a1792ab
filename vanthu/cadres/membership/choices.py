"""Closed sets of membership."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """The kind of a Party organisation."""

    BRANCH = "branch", _("Chi bộ")
    BASE_COMMITTEE = "base-committee", _("Đảng bộ cơ sở")
    UPPER_COMMITTEE = "upper-committee", _("Đảng bộ cấp trên trực tiếp cơ sở")
    PROVINCE = "province", _("Đảng bộ tỉnh")


class AdmissionKind(models.TextChoices):
    """Whether somebody joins for the first time."""

    FIRST = "first", _("Kết nạp")
    AGAIN = "again", _("Kết nạp lại")


class AdmissionPaper(models.TextChoices):
    """The papers of an admission (HD 01-HD/TW; organisation.md 2.e, S96)."""

    CLASS = "class", _("Giấy chứng nhận học lớp nhận thức về Đảng")
    APPLICATION = "application", _("Đơn xin vào Đảng")
    RECORD = "record", _("Lý lịch của người xin vào Đảng")
    INTRODUCER = "introducer", _("Giấy giới thiệu của đảng viên chính thức")
    UNION = "union", _("Nghị quyết giới thiệu của Đoàn thanh niên hoặc Công đoàn")
    RESIDENCE = "residence", _("Ý kiến nhận xét của cấp ủy nơi cư trú")
    BRANCH = "branch", _("Nghị quyết của chi bộ")


class OnList(models.TextChoices):
    """How a member came onto the list of an organisation."""

    OPENING = "opening", _("Có khi lập danh sách")
    ADMITTED = "admitted", _("Kết nạp")
    READMITTED = "readmitted", _("Kết nạp lại")
    MOVED_IN = "moved-in", _("Chuyển đến")


class OffList(models.TextChoices):
    """How a member left the list of an organisation."""

    MOVED_OUT = "moved-out", _("Chuyển đi")
    EXPELLED = "expelled", _("Khai trừ")
    REMOVED = "removed", _("Xóa tên")
    ASKED = "asked", _("Xin ra khỏi Đảng")
    DIED = "died", _("Từ trần")


class ExitKind(models.TextChoices):
    """The ways of leaving the Party; each is counted by itself."""

    EXPELLED = OffList.EXPELLED.value, OffList.EXPELLED.label
    REMOVED = OffList.REMOVED.value, OffList.REMOVED.label
    ASKED = OffList.ASKED.value, OffList.ASKED.label
    DIED = OffList.DIED.value, OffList.DIED.label


class ExitReason(models.TextChoices):
    """Reason codes of leaving; which belong to which kind is in `rules.REASONS`."""

    DISCIPLINE = "discipline", _("Kỷ luật khai trừ theo quyết định")
    CORRUPTION = "corruption", _("Bị kết án về tham nhũng")
    SERIOUS_CRIME = "serious-crime", _("Bị kết án về tội nghiêm trọng trở lên")
    DISUNITY = "disunity", _("Khai trừ do gây mất đoàn kết đặc biệt nghiêm trọng")
    NO_MEETINGS = "no-meetings", _("Bỏ sinh hoạt hoặc không đóng đảng phí 3 tháng, không lý do")
    GAVE_UP = "gave-up-membership", _("Tự ý trả thẻ, bỏ sinh hoạt")
    NO_PROGRESS = "no-progress", _("Không tiến bộ sau 12 tháng được giáo dục, giúp đỡ")
    TWO_YEARS = "two-years-short", _("Hai năm liền không hoàn thành nhiệm vụ")
    PROBATION = "probation-short", _("Đảng viên dự bị không đủ tư cách")
    HARDSHIP = "asked-with-hardship", _("Xin ra vì hoàn cảnh đặc biệt khó khăn")
    NO_HARDSHIP = "asked-without-hardship", _("Xin ra vì lý do khác")
    DEATH = "death", _("Từ trần")


class MoveKind(models.TextChoices):
    """Where a transfer leads."""

    INSIDE = "inside", _("Trong tỉnh")
    OUT = "out", _("Ra ngoài tỉnh")
    IN = "in", _("Từ ngoài tỉnh đến")
