"""Rights, and the causes of a grant."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Right(models.TextChoices):
    """What a post may do; which posts carry which is data (access/rules.py), shown on screen."""

    REGISTER = "register", _("Tiếp nhận, đăng ký văn bản đến")
    DIRECT = "direct", _("Cho ý kiến chỉ đạo, phân công")
    PRESENT = "present", _("Trình văn bản đến")
    HANDLE = "handle", _("Xử lý văn bản được giao")
    ASSIGN_IN_UNIT = "assign-in-unit", _("Giao việc trong đơn vị")
    DRAFT = "draft", _("Soạn thảo văn bản")
    APPROVE_CONTENT = "approve-content", _("Duyệt nội dung dự thảo")
    APPROVE_FORMAT = "approve-format", _("Duyệt thể thức dự thảo")
    SIGN = "sign", _("Ký, duyệt ban hành")
    ISSUE = "issue", _("Cấp số, phát hành")
    MANAGE_REGISTERS = "manage-registers", _("Quản lý sổ đăng ký")
    SEARCH = "search", _("Tìm kiếm trong phạm vi được xem")
    REPORT = "report", _("Xem báo cáo, sổ đăng ký")
    ARCHIVE = "archive", _("Quản lý hồ sơ, lưu trữ")
    CONFIGURE = "configure", _("Cấu hình hệ thống")
    MANAGE_ACCOUNTS = "manage-accounts", _("Quản lý tài khoản")
    READ_JOURNAL = "read-journal", _("Xem nhật ký hệ thống")
    DELEGATE = "delegate", _("Ủy quyền khi vắng mặt")
    CONFIRM_RIGHTS = "confirm-rights", _("Xác nhận thay đổi quyền")
    CADRES = "cadres", _("Làm công tác tổ chức, cán bộ")
    KEEP_RULES = "keep-rules", _("Giữ bộ quy tắc của tỉnh")


class GrantCause(models.TextChoices):
    """Why a document is open to a key; the grant goes when its cause goes."""

    CREATED = "created", _("Người tạo văn bản")
    REGISTRY = "registry", _("Văn thư của cơ quan quản lý văn bản")
    PRESENTED = "presented", _("Được trình văn bản")
    LEADERSHIP = "leadership", _("Lãnh đạo cơ quan")
    ASSIGNED = "assigned", _("Được phân công xử lý")
    INFORMED = "informed", _("Nhận để biết")
    APPROVING = "approving", _("Tham gia duyệt dự thảo")
    CONSULTED = "consulted", _("Được lấy ý kiến về dự thảo")
    DOSSIER = "dossier", _("Văn bản nằm trong hồ sơ được xem")
    ARCHIVED = "archived", _("Lưu trữ cơ quan")


class KeyKind(models.IntegerChoices):
    """What a scope key names."""

    REGISTRY = 1, _("Văn thư cơ quan")
    LEADERS = 2, _("Lãnh đạo cơ quan")
    UNIT_HEADS = 3, _("Lãnh đạo đơn vị")
    UNIT = 4, _("Đơn vị")
    POST = 5, _("Người giữ chức vụ")
    DOSSIER = 6, _("Người xem hồ sơ")
    ARCHIVE = 7, _("Lưu trữ cơ quan")
