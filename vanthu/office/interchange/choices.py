"""Closed sets of interchange (QĐ 28/2018; requirements 3.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PacketKind(models.IntegerChoices):
    """Business kinds of a packet."""

    NEW = 0, _("Văn bản mới")
    RECALL = 1, _("Thu hồi")
    UPDATE = 2, _("Cập nhật")
    REPLACE = 3, _("Thay thế")


class ReceiptStatus(models.TextChoices):
    """The statuses that the receiver reports."""

    SENT = "00", _("Đã gửi")
    ARRIVED = "01", _("Đã đến")
    REFUSED = "02", _("Từ chối tiếp nhận")
    ACCEPTED = "03", _("Đã tiếp nhận")
    ASSIGNED = "04", _("Đã phân công")
    HANDLING = "05", _("Đang xử lý")
    FINISHED = "06", _("Đã hoàn thành")
    TAKE_BACK = "13", _("Lấy lại")
    TAKE_BACK_AGREED = "15", _("Đồng ý lấy lại")
    TAKE_BACK_REFUSED = "16", _("Từ chối lấy lại")
