"""Closed sets of interchange (QĐ 28/2018; requirements 3.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PacketKind(models.IntegerChoices):
    """Business kinds of a packet."""

    NEW = 0, _("Văn bản mới")
    RECALL = 1, _("Thu hồi")
    UPDATE = 2, _("Cập nhật")
    REPLACE = 3, _("Thay thế")


# Orders that change what was sent before; each calls itself by its own id.
CHANGES = (PacketKind.UPDATE, PacketKind.REPLACE)


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


# What an order to take back or to change something is answered with, and what comes before that.
ANSWERS = (ReceiptStatus.TAKE_BACK_AGREED, ReceiptStatus.TAKE_BACK_REFUSED)
UNANSWERED = (ReceiptStatus.SENT, ReceiptStatus.ARRIVED, ReceiptStatus.TAKE_BACK)


class OutsideStatus(models.TextChoices):
    """Where a copy for a recipient outside this installation stands, as the clerk records it."""

    UNCLEAR = "unclear", _("Chưa xác định được nơi nhận")
    TO_SEND = "to-send", _("Chờ gửi")
    SENT = "sent", _("Đã gửi")
    RECEIVED = "received", _("Đã nhận")
    RETURNED = "returned", _("Bị trả lại")
    REROUTED = "rerouted", _("Đã chuyển gửi trong hệ thống")


class OutsideChannel(models.TextChoices):
    """How a copy goes to a recipient outside."""

    POST = "post", _("Bưu chính")
    HAND = "hand", _("Giao trực tiếp")
    MAIL = "mail", _("Thư điện tử")
    FAX = "fax", _("Fax")
    OTHER = "other", _("Cách khác")


class Verb(models.TextChoices):
    """What a clerk can do about the sending of a document; the label reads inside a sentence."""

    SEND_FURTHER = "send-further", _("gửi thêm nơi nhận")
    RESEND = "resend", _("gửi lại")
    RECORD_OUTSIDE = "record-outside", _("ghi nhận việc gửi ngoài hệ thống")
    REROUTE = "reroute", _("chọn lại nơi nhận")
    UPDATE_ISSUED = "update-issued", _("gửi cập nhật thông tin văn bản")
    ANSWER_CHANGE = "answer-change", _("trả lời việc cập nhật, thay thế")
    ANSWER_RECALL = "answer-recall", _("trả lời đề nghị lấy lại")
    GIVE_BACK = "give-back", _("trả lại nơi gửi sau khi xem")
    ACCEPT_MESSAGE = "accept-message", _("nhận gói tin đang tạm giữ")
    DISCARD_MESSAGE = "discard-message", _("loại bỏ gói tin đang tạm giữ")
    SEE_MESSAGES = "see-messages", _("xem gói tin liên thông")


class Bound(models.TextChoices):
    """Which way a message goes."""

    OUT = "out", _("Gửi đi")
    IN = "in", _("Nhận về")


class Content(models.TextChoices):
    """What a message holds; the values are those of the drivers."""

    DOCUMENT = "document", _("Văn bản")
    STATUS = "status", _("Trạng thái")
    SHEET = "sheet", _("Bảng đối soát")


class Scope(models.TextChoices):
    """Which messages a list shows: a document alone brings five statuses in its wake."""

    PAPERS = "papers", _("Văn bản, đề nghị")
    STATUSES = "statuses", _("Trạng thái xử lý")
    ALL = "all", _("Tất cả")


class Transport(models.TextChoices):
    """Where a message stands on the network: no business status says that, nor the other way."""

    # going out
    QUEUED = "queued", _("Chờ gửi")
    SENDING = "sending", _("Đang gửi")
    UNKNOWN = "unknown", _("Chưa rõ đã gửi được chưa")
    SENT = "sent", _("Mạng đã nhận")
    DONE = "done", _("Đã tới nơi nhận")
    FAILED = "failed", _("Không gửi được")
    WITHDRAWN = "withdrawn", _("Thôi không gửi")
    # coming in
    ARRIVED = "arrived", _("Đã về, chưa đọc")
    APPLIED = "applied", _("Đã tiếp nhận")
    DUPLICATE = "duplicate", _("Bản lặp, bỏ qua")
    QUARANTINED = "quarantined", _("Tạm giữ, chờ xem xét")
    REFUSED = "refused", _("Từ chối")
    DISCARDED = "discarded", _("Đã loại bỏ")


# Of what goes out: not sent yet, or nobody knows.
UNSENT = (Transport.QUEUED, Transport.SENDING, Transport.UNKNOWN)


class Need(models.TextChoices):
    """Why something of the exchange stands on the clerks' list, what cannot wait first."""

    HELD = "held", _("Gói tin tạm giữ")
    FAILED = "failed", _("Không gửi được")
    UNREADABLE = "unreadable", _("Gói tin bị từ chối")
    NOT_ARRIVED = "not-arrived", _("Chưa đến nơi nhận")
    NOT_ACCEPTED = "not-accepted", _("Chưa vào sổ nơi nhận")
    UNANSWERED = "unanswered", _("Đề nghị chưa được trả lời")


class Cause(models.TextChoices):
    """Why a message is in quarantine."""

    CONFLICT = "conflict", _("Cùng mã văn bản, khác nội dung")
    SENDER = "sender", _("Người gửi không đúng với đường truyền")
    DIGEST = "digest", _("Tệp không khớp mã băm")
    UNMATCHED = "unmatched", _("Không rõ nói về văn bản nào")


class SyncState(models.TextChoices):
    """What came of taking over the directory of a link."""

    RUNNING = "running", _("Đang đồng bộ")
    DONE = "done", _("Đã đồng bộ")
    REFUSED = "refused", _("Không nhận danh sách")
    FAILED = "failed", _("Không đọc được danh sách")


class ListChange(models.TextChoices):
    """How a sync changed a row of the directory."""

    NEW = "new", _("Mới")
    RENAMED = "renamed", _("Đổi tên")
    CHANGED = "changed", _("Đổi thông tin khác")
    CLOSED = "closed", _("Đã đóng")
    REOPENED = "reopened", _("Mở lại")


class Agreement(models.TextChoices):
    """Whether two sides hold the same of what went between two agencies on a day."""

    WAITING = "waiting", _("Chưa đối chiếu xong")
    EQUAL = "equal", _("Khớp")
    DIFFERENT = "different", _("Có chênh lệch")


class Gap(models.TextChoices):
    """How one message differs between two sides."""

    ONLY_HERE = "only-here", _("Chỉ bên này có")
    ONLY_THERE = "only-there", _("Chỉ bên kia có")
    OTHER = "other", _("Hai bên khác nội dung")
    UNLISTED = "unlisted", _("Khác số lượng, quá nhiều để liệt kê")
