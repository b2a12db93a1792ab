"""Closed sets of the rulebook."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """The matter a pack rules."""

    PLANNING = "planning", _("Quy hoạch cán bộ")
    STAFFING = "staffing", _("Biên chế")
    SEVERANCE = "severance", _("Tinh giản biên chế")
    MEMBERSHIP = "membership", _("Công tác đảng viên")
    TRAINING = "training", _("Đào tạo, bồi dưỡng")
    TARGETS = "targets", _("Chỉ tiêu nghị quyết")
    SIGNING = "signing", _("Ký số, đóng dấu")
    REPORTING = "reporting", _("Chế độ báo cáo")


class Measure(models.TextChoices):
    """What the value of a parameter is given in."""

    NUMBER = "number", _("số")
    PERCENT = "percent", _("%")
    SHARE = "share", _("phần")
    TIMES = "times", _("lần")
    MONTHS = "months", _("tháng")
    YEARS = "years", _("năm")
    DAYS = "days", _("ngày")
    WORKING_DAYS = "working-days", _("ngày làm việc")
    MONEY = "money", _("đồng")
    MILLIMETRES = "millimetres", _("mm")
    DAY = "day", _("ngày tháng")
    FLAG = "flag", _("có/không")
    WORD = "word", _("từ khóa")
