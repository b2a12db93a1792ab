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
    CLOSED = "closed", _("Kết thúc theo đơn vị chủ trì")


class Verb(models.TextChoices):
    """What a person can do to an incoming document; the label reads inside a sentence."""

    # the document as a whole
    PRESENT = "present", _("trình lãnh đạo")
    RETURN_PRESENTED = "return-presented", _("trả lại văn thư")
    RECALL_PRESENTED = "recall-presented", _("rút lại văn bản đã trình")
    OPINE = "opine", _("cho ý kiến và chuyển lãnh đạo khác")
    DIRECT = "direct", _("cho ý kiến chỉ đạo, phân công")
    HAND_OVER = "hand-over", _("chuyển giao")
    FINISH_DOCUMENT = "finish-document", _("kết thúc văn bản")
    # what was given to a unit or a post
    ACCEPT = "accept", _("tiếp nhận")
    ASSIGN = "assign", _("giao việc trong đơn vị")
    REPORT = "report", _("báo cáo tiến độ")
    FINISH = "finish", _("báo hoàn thành")
    MARK_KNOWN = "mark-known", _("đánh dấu đã xem")
    FORWARD = "forward", _("chuyển tiếp")
    RETURN = "return", _("trả lại")
    RECALL = "recall", _("thu hồi")
    REASSIGN = "reassign", _("giao lại")
    EXTEND = "extend", _("gia hạn")
    ASK_EXTENSION = "ask-extension", _("đề nghị gia hạn")
    GRANT_EXTENSION = "grant-extension", _("chấp thuận gia hạn")
    REFUSE_EXTENSION = "refuse-extension", _("từ chối gia hạn")


class Act(models.TextChoices):
    """A step on the path of a document, as the history shows it."""

    RECEIVE = "receive", _("Tiếp nhận văn bản")
    REFUSE = "refuse", _("Từ chối tiếp nhận")
    REGISTER = "register", _("Đăng ký văn bản đến")
    PRESENT = "present", _("Trình lãnh đạo")
    RETURN_PRESENTED = "return-presented", _("Trả lại văn thư")
    RECALL_PRESENTED = "recall-presented", _("Rút lại văn bản đã trình")
    OPINE = "opine", _("Cho ý kiến")
    DIRECT = "direct", _("Cho ý kiến chỉ đạo, phân công")
    HAND_OVER = "hand-over", _("Chuyển giao")
    ACCEPT = "accept", _("Tiếp nhận xử lý")
    ASSIGN = "assign", _("Giao việc trong đơn vị")
    REPORT = "report", _("Báo cáo tiến độ")
    FINISH = "finish", _("Hoàn thành")
    FINISH_DOCUMENT = "finish-document", _("Kết thúc văn bản")
    MARK_KNOWN = "mark-known", _("Đã xem")
    FORWARD = "forward", _("Chuyển tiếp")
    RETURN = "return", _("Trả lại")
    RECALL = "recall", _("Thu hồi việc đã giao")
    REASSIGN = "reassign", _("Giao lại")
    EXTEND = "extend", _("Gia hạn")
    ASK_EXTENSION = "ask-extension", _("Đề nghị gia hạn")
    GRANT_EXTENSION = "grant-extension", _("Chấp thuận gia hạn")
    REFUSE_EXTENSION = "refuse-extension", _("Từ chối gia hạn")
    UNDO = "undo", _("Hoàn tác")
    WITHDRAW = "withdraw", _("Thu hồi theo đề nghị của nơi gửi")
    # drafting writes its steps to the same path
    DRAFT = "draft", _("Khởi tạo dự thảo")
    ADD_VERSION = "add-version", _("Thêm phiên bản dự thảo")
    CONSULT = "consult", _("Gửi lấy ý kiến dự thảo")
    ANSWER_CONSULTATION = "answer-consultation", _("Góp ý dự thảo")
    SUBMIT = "submit", _("Trình dự thảo")
    APPROVE_CONTENT = "approve-content", _("Duyệt nội dung")
    APPROVE_FORMAT = "approve-format", _("Duyệt thể thức")
    APPROVE_SIGNING = "approve-signing", _("Duyệt ký")
    RETURN_DRAFT = "return-draft", _("Trả lại dự thảo")
    RECALL_DRAFT = "recall-draft", _("Rút lại dự thảo")
    CANCEL_DRAFT = "cancel-draft", _("Hủy dự thảo")
    SIGN = "sign", _("Ký số")
    PAPER_SIGN = "paper-sign", _("Ghi nhận bản giấy đã ký")
    GIVE_NUMBER = "give-number", _("Cấp số")
    SEAL = "seal", _("Ký số của cơ quan")
    ISSUE = "issue", _("Phát hành")
    SEND_FURTHER = "send-further", _("Gửi thêm nơi nhận")
    RECALL_ISSUED = "recall-issued", _("Thu hồi văn bản đã phát hành")
    EXPEL = "expel", _("Loại bỏ văn bản mật")
    GIVE_BACK = "give-back", _("Trả lại nơi gửi sau khi xem")
    EXPLAIN_DELAY = "explain-delay", _("Ghi lý do phát hành muộn")


class Box(models.TextChoices):
    """The boxes a person empties, in the order of the left rail."""

    TO_RECEIVE = "to-receive", _("Chờ tiếp nhận")
    TO_REGISTER = "to-register", _("Chờ đăng ký")
    TO_ANSWER_RECALL = "to-answer-recall", _("Nơi gửi đề nghị lấy lại")
    TO_ANSWER_CHANGE = "to-answer-change", _("Nơi gửi cập nhật, thay thế")
    TO_GIVE_BACK = "to-give-back", _("Xem xong, chờ trả lại nơi gửi")
    TO_PRESENT = "to-present", _("Chờ trình")
    TO_DIRECT = "to-direct", _("Chờ cho ý kiến chỉ đạo")
    TO_HAND_OVER = "to-hand-over", _("Chờ chuyển giao")
    TO_ASSIGN = "to-assign", _("Chờ phân công")
    TO_HANDLE = "to-handle", _("Chủ trì xử lý")
    TO_SUPPORT = "to-support", _("Phối hợp xử lý")
    TO_KNOW = "to-know", _("Nhận để biết")
    DRAFTS = "drafts", _("Dự thảo của tôi")
    TO_COMMENT = "to-comment", _("Chờ góp ý dự thảo")
    TO_APPROVE_CONTENT = "to-approve-content", _("Chờ duyệt nội dung")
    TO_APPROVE_FORMAT = "to-approve-format", _("Chờ duyệt thể thức")
    TO_SIGN = "to-sign", _("Chờ duyệt ký")
    TO_NUMBER = "to-number", _("Chờ cấp số")
    TO_ISSUE = "to-issue", _("Chờ phát hành")
    RETURNED = "returned", _("Bị trả lại")
    TO_EXTEND = "to-extend", _("Đề nghị gia hạn")


class ParameterName(models.TextChoices):
    """The numbers an agency may set for its flow (rules.Parameters has their defaults)."""

    HAND_OVER_AT_ONCE = (
        "hand_over_at_once",
        _("Chuyển ngay khi lãnh đạo phân công (1: có)"),
    )
    NEAR_DUE_DAYS = "near_due_days", _("Nhắc sắp đến hạn trước (ngày làm việc)")
    LAST_CALL_DAYS = "last_call_days", _("Nhắc lần cuối trước hạn (ngày làm việc)")
    MAX_EXTENSIONS = "max_extensions", _("Số lần gia hạn tối đa")
    EXTENSION_DAYS = "extension_days", _("Mỗi lần gia hạn tối đa (ngày)")
    EXTENSION_GRACE_DAYS = "extension_grace_days", _("Được gia hạn khi quá hạn không quá (ngày)")
    UNDO_MINUTES = "undo_minutes", _("Được hoàn tác trong (phút)")
    URGENT_REPEAT_MINUTES = "urgent_repeat_minutes", _("Nhắc lại văn bản khẩn chưa mở sau (phút)")
    ESCALATE_AFTER_DAYS = (
        "escalate_after_days",
        _("Báo Chánh Văn phòng khi quá (ngày làm việc)"),
    )
