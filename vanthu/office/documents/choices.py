"""Closed sets of documents, registers and numbers (requirements section 7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    """Where a document comes from and goes to, seen from the agency that keeps it."""

    INCOMING = "incoming", _("Văn bản đến")
    OUTGOING = "outgoing", _("Văn bản đi")
    INTERNAL = "internal", _("Văn bản nội bộ")


class DocumentState(models.TextChoices):
    """Where a document stands; which moves are allowed is a table in each flow's rules."""

    # incoming
    RECEIVED = "received", _("Chờ đăng ký")
    REFUSED = "refused", _("Đã từ chối tiếp nhận")
    REGISTERED = "registered", _("Đã đăng ký")
    PRESENTED = "presented", _("Đã trình lãnh đạo")
    DIRECTED = "directed", _("Đã có ý kiến chỉ đạo")
    HANDLING = "handling", _("Đang xử lý")
    FINISHED = "finished", _("Đã giải quyết xong")
    # outgoing and internal
    DRAFTING = "drafting", _("Đang soạn thảo")
    CONTENT_REVIEW = "content-review", _("Chờ duyệt nội dung")
    FORMAT_REVIEW = "format-review", _("Chờ duyệt thể thức")
    LEADER_REVIEW = "leader-review", _("Chờ lãnh đạo duyệt ký")
    APPROVED = "approved", _("Đã ký, chờ cấp số")
    NUMBERED = "numbered", _("Đã cấp số, chờ phát hành")
    ISSUED = "issued", _("Đã phát hành")
    CANCELLED = "cancelled", _("Đã hủy dự thảo")
    RECALLED = "recalled", _("Đã thu hồi")


class Urgency(models.IntegerChoices):
    """Mức độ khẩn (Decree 30 Annex I; four values on the wire)."""

    NORMAL = 0, _("Thường")
    URGENT = 1, _("Khẩn")
    VERY_URGENT = 2, _("Thượng khẩn")
    FLASH = 3, _("Hỏa tốc")


class Secrecy(models.IntegerChoices):
    """Độ mật; anything but ORDINARY is refused at every entry point (M-08, Q-144)."""

    ORDINARY = 0, _("Thường")
    CONFIDENTIAL = 1, _("Mật")
    SECRET = 2, _("Tối mật")
    TOP_SECRET = 3, _("Tuyệt mật")


class Circulation(models.TextChoices):
    """Chỉ dẫn phạm vi lưu hành."""

    NONE = "", _("Không có chỉ dẫn")
    RETURN_AFTER_READING = "return", _("XEM XONG TRẢ LẠI")
    INTERNAL_ONLY = "internal", _("LƯU HÀNH NỘI BỘ")


class Channel(models.TextChoices):
    """How a document came or went; never a reason for a second number series (Q-022)."""

    PAPER = "paper", _("Bản giấy")
    UPLOAD = "upload", _("Tệp tải lên")
    AXIS = "axis", _("Trục liên thông, nội bộ hệ thống")
    MAIL = "mail", _("Thư điện tử")


class RegisterKind(models.TextChoices):
    """Kinds of register (requirements section 7)."""

    INCOMING = "incoming", _("Sổ đăng ký văn bản đến")
    OUTGOING = "outgoing", _("Sổ đăng ký văn bản đi")
    INTERNAL = "internal", _("Sổ đăng ký văn bản nội bộ")
    NORMATIVE = "normative", _("Sổ văn bản quy phạm pháp luật")
    CONSULTATIVE = "consultative", _("Sổ của hội đồng, ban, tổ tư vấn")
    COPY = "copy", _("Sổ đăng ký bản sao")


class PeriodKind(models.TextChoices):
    """How long a series runs: a calendar year (state) or a congress term (Party)."""

    YEAR = "year", _("Theo năm")
    TERM = "term", _("Theo nhiệm kỳ")


class NumberState(models.TextChoices):
    """What became of a number."""

    ISSUED = "issued", _("Đã cấp")
    RESERVED = "reserved", _("Giữ số")
    VOID = "void", _("Hủy số")


class FileRole(models.TextChoices):
    """What a file is to its document."""

    MAIN = "main", _("Văn bản chính")
    ANNEX = "annex", _("Phụ lục, tài liệu kèm theo")
    SIGNED_SCAN = "signed-scan", _("Bản quét đã ký")
    DRAFT = "draft", _("Dự thảo")


class RelationKind(models.TextChoices):
    """How one document relates to another."""

    ANSWERS = "answers", _("Trả lời")
    BASED_ON = "based-on", _("Căn cứ")
    AMENDS = "amends", _("Sửa đổi, bổ sung")
    REPLACES = "replaces", _("Thay thế")
    CORRECTS = "corrects", _("Đính chính")
    RECALLS = "recalls", _("Thu hồi")
    COPY_OF = "copy-of", _("Sao")
    ATTACHED = "attached", _("Kèm theo")
    RELATED = "related", _("Liên quan")


class SigningAuthority(models.TextChoices):
    """Thẩm quyền ký (Decree 30 Art. 13)."""

    DIRECT = "", _("Ký trực tiếp")
    COLLECTIVE = "TM.", _("Thay mặt tập thể")
    ACTING = "Q.", _("Quyền")
    DEPUTY = "KT.", _("Ký thay")
    BY_ORDER = "TL.", _("Thừa lệnh")
    BY_AUTHORISATION = "TUQ.", _("Thừa ủy quyền")


class Purpose(models.TextChoices):
    """Why a recipient receives the document (Decree 30 Annex I, II.9.a)."""

    EXECUTE = "execute", _("Để thực hiện")
    REPORT = "report", _("Để báo cáo")
    CHECK = "check", _("Để kiểm tra, giám sát")
    EXCHANGE = "exchange", _("Để phối hợp, trao đổi công việc")
    KNOW = "know", _("Để biết")
    KEEP = "keep", _("Để lưu")


class TypeFamily(models.TextChoices):
    """Which rule a document type comes from."""

    ADMINISTRATIVE = "administrative", _("Văn bản hành chính")
    NORMATIVE = "normative", _("Văn bản quy phạm pháp luật")
    COPY = "copy", _("Bản sao")
    PARTY = "party", _("Văn bản của Đảng")
