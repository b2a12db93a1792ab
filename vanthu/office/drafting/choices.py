"""Closed sets of drafting."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApprovalKind(models.TextChoices):
    """Which approval (Decree 30 Art. 12 and 13): content, format and the signer's."""

    CONTENT = "content", _("Duyệt nội dung")
    FORMAT = "format", _("Duyệt thể thức")
    LEADER = "leader", _("Duyệt ký")


class SignatureKind(models.TextChoices):
    """Whose electronic signature it is (Decree 30, Annex I; requirements S-01 to S-05)."""

    LEADER = "leader", _("Người có thẩm quyền")
    AGENCY = "agency", _("Cơ quan, tổ chức")
    ANNEX = "annex", _("Cơ quan, tổ chức trên phụ lục")
    COPY = "copy", _("Cơ quan, tổ chức trên bản sao")


class Verdict(models.TextChoices):
    """What the approver said."""

    APPROVED = "approved", _("Đồng ý")
    RETURNED = "returned", _("Trả lại")


class Verb(models.TextChoices):
    """What a person can do to a draft or an issued document; the label reads inside a sentence."""

    ADD_VERSION = "add-version", _("thêm phiên bản")
    CONSULT = "consult", _("gửi lấy ý kiến về dự thảo")
    SUBMIT = "submit", _("trình duyệt nội dung")
    APPROVE_CONTENT = "approve-content", _("duyệt nội dung")
    APPROVE_FORMAT = "approve-format", _("duyệt thể thức")
    APPROVE_SIGNING = "approve-signing", _("duyệt ký")
    SIGN = "sign", _("ký số")
    RECORD_PAPER_SIGNATURE = "record-paper-signature", _("ghi nhận chữ ký giấy")
    RETURN_DRAFT = "return-draft", _("trả lại dự thảo")
    RECALL_DRAFT = "recall-draft", _("lấy lại dự thảo")
    CANCEL = "cancel", _("hủy dự thảo")
    GIVE_NUMBER = "give-number", _("cấp số")
    SEAL = "seal", _("ký số của cơ quan")
    ISSUE = "issue", _("phát hành")
    RECALL_ISSUED = "recall-issued", _("thu hồi văn bản đã phát hành")
    ANSWER = "answer", _("soạn văn bản trả lời")
    REPLACE = "replace-issued", _("soạn văn bản thay thế")
    CORRECT = "correct-issued", _("soạn công văn đính chính")


class Relation(models.TextChoices):
    """What somebody is to a draft; the label names them inside a sentence."""

    DRAFTER = "drafter", _("người soạn thảo")
    CONTENT = "content", _("người duyệt nội dung")
    FORMAT = "format", _("người duyệt thể thức")
    SIGNER = "signer", _("người ký")
    REGISTRY = "registry", _("văn thư cơ quan")
    LEADERS = "leaders", _("lãnh đạo cơ quan")
