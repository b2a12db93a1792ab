"""Closed sets of handling."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AssignmentRole(models.TextChoices):
    """What is asked of the receiver of an assignment; exactly one lead (Decree 30 Art. 23.2)."""

    LEAD = "lead", _("Chủ trì")
    SUPPORT = "support", _("Phối hợp")
    INFORM = "inform", _("Để biết")


class AssignmentState(models.TextChoices):
    """Where an assignment stands."""

    PLANNED = "planned", _("Chờ chuyển")
    GIVEN = "given", _("Chờ tiếp nhận")
    ACCEPTED = "accepted", _("Đang xử lý")
    DONE = "done", _("Đã hoàn thành")
    RETURNED = "returned", _("Đã trả lại")
    RECALLED = "recalled", _("Đã thu hồi")
    FORWARDED = "forwarded", _("Đã chuyển tiếp")


class Box(models.TextChoices):
    """The boxes a person empties, in the order of the left rail."""

    TO_RECEIVE = "to-receive", _("Chờ tiếp nhận")
    TO_REGISTER = "to-register", _("Chờ đăng ký")
    TO_PRESENT = "to-present", _("Chờ trình")
    TO_DIRECT = "to-direct", _("Chờ cho ý kiến chỉ đạo")
    TO_HAND_OVER = "to-hand-over", _("Chờ chuyển giao")
    TO_ASSIGN = "to-assign", _("Chờ phân công")
    TO_HANDLE = "to-handle", _("Chủ trì xử lý")
    TO_SUPPORT = "to-support", _("Phối hợp xử lý")
    TO_KNOW = "to-know", _("Nhận để biết")
    DRAFTS = "drafts", _("Dự thảo của tôi")
    TO_APPROVE_CONTENT = "to-approve-content", _("Chờ duyệt nội dung")
    TO_APPROVE_FORMAT = "to-approve-format", _("Chờ duyệt thể thức")
    TO_SIGN = "to-sign", _("Chờ duyệt ký")
    TO_NUMBER = "to-number", _("Chờ cấp số")
    TO_ISSUE = "to-issue", _("Chờ phát hành")
    RETURNED = "returned", _("Bị trả lại")
