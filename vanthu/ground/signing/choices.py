"""Closed sets of signing."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SlotKind(StrEnum):
    """What a place in a paper that is filled later holds."""

    TEXT = "text"
    SIGNATURE = "signature"


class Level(StrEnum):
    """Baseline levels of PAdES (ETSI EN 319 142-1), each holding the one before."""

    B_B = "B-B"  # the signature alone
    B_T = "B-T"  # and a time stamp over it
    B_LT = "B-LT"  # and what proves that its certificates were valid
    B_LTA = "B-LTA"  # and a time stamp over all of it, for the archive


class Driver(TextChoices):
    """Where a private key lies and how it is reached."""

    CSC = "csc", _("Dịch vụ ký số từ xa")
    PKCS11 = "pkcs11", _("Thiết bị, HSM trên máy chủ")
    PKCS12 = "pkcs12", _("Tệp khóa (.p12, .pfx) nộp khi ký, chỉ để dùng thử")


class KeyHolder(TextChoices):
    """Whose key it is: it decides who may use it (Decree 30/2020, Art. 32)."""

    PERSON = "person", _("Người có thẩm quyền ký")
    AGENCY = "agency", _("Cơ quan, tổ chức")


class AnchorKind(TextChoices):
    """Whose root it is that is trusted."""

    GOVERNMENT = "government", _("Chuyên dùng công vụ (Ban Cơ yếu Chính phủ)")
    PUBLIC = "public", _("Công cộng (Tổ chức chứng thực quốc gia)")
    OWN = "own", _("Nội bộ")
    DEMO = "demo", _("Mẫu, không có giá trị pháp lý")
