"""Closed sets of personnel."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Matter(models.TextChoices):
    """The kind of organisational work a duty is for."""

    TARGETS = "targets", _("Chỉ tiêu, nghị quyết")
    MEMBERSHIP = "membership", _("Đảng viên")
    TRAINING = "training", _("Đào tạo, bồi dưỡng")
    STAFFING = "staffing", _("Biên chế, tinh giản")
    PLANNING = "planning", _("Quy hoạch cán bộ")
    PERSONNEL = "personnel", _("Thông tin cán bộ")


class DutyKind(models.TextChoices):
    """What a post does to cases: who proposes never appraises, who appraises never decides."""

    ENTER = "enter", _("Nhập, đề nghị")
    CONFIRM = "confirm", _("Xác nhận")
    APPRAISE = "appraise", _("Thẩm định")
    DECIDE = "decide", _("Quyết định")
    AUDIT = "audit", _("Kiểm tra, xem toàn bộ")


class DutyScope(models.TextChoices):
    """Whose cases a duty reaches."""

    OWN = "own", _("Cơ quan mình")
    SUBTREE = "subtree", _("Cơ quan mình và các cơ quan trực thuộc")
    PROVINCE = "province", _("Toàn tỉnh")


class Sex(models.TextChoices):
    """As it stands in the birth record."""

    MALE = "male", _("Nam")
    FEMALE = "female", _("Nữ")


class BornKnown(models.TextChoices):
    """How much of a birth date the papers say; older records have the year alone."""

    DAY = "day", _("Đủ ngày, tháng, năm")
    MONTH = "month", _("Tháng và năm")
    YEAR = "year", _("Chỉ có năm")


class Relation(models.TextChoices):
    """What the second person is to the first (relations of QĐ 114-QĐ/TW, as declared)."""

    SPOUSE = "spouse", _("Vợ, chồng")
    PARENT = "parent", _("Cha, mẹ")
    CHILD = "child", _("Con")
    SIBLING = "sibling", _("Anh, chị, em ruột")
    PARENT_IN_LAW = "parent-in-law", _("Cha, mẹ vợ hoặc chồng")
    CHILD_IN_LAW = "child-in-law", _("Con dâu, con rể")
    SIBLING_IN_LAW = "sibling-in-law", _("Anh, chị, em ruột của vợ hoặc chồng")


class CaseState(models.TextChoices):
    """Where a case stands."""

    DRAFT = "draft", _("Đang lập")
    CONFIRMED = "confirmed", _("Đơn vị đã xác nhận")
    APPRAISED = "appraised", _("Đã thẩm định")
    DECIDED = "decided", _("Đã quyết định")
    REFUSED = "refused", _("Không chấp thuận")
    WITHDRAWN = "withdrawn", _("Đã rút")


class CaseVerb(models.TextChoices):
    """What is done to a case; the label reads inside a sentence."""

    CONFIRM = "confirm", _("xác nhận")
    APPRAISE = "appraise", _("thẩm định")
    DECIDE = "decide", _("quyết định")
    RETURN = "return", _("trả lại")
    REFUSE = "refuse", _("không chấp thuận")
    WITHDRAW = "withdraw", _("rút")
