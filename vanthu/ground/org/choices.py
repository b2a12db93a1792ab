"""Closed sets of the organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class System(models.TextChoices):
    """Which side of the political system an agency belongs to: it decides how papers look."""

    STATE = "state", _("Cơ quan hành chính nhà nước")
    COUNCIL = "council", _("Hội đồng nhân dân")
    PARTY = "party", _("Cơ quan Đảng")
    FRONT = "front", _("Mặt trận và đoàn thể")


class Level(models.TextChoices):
    """The tier of government; the district tier is closed since 1/7/2025 (requirements X-01).

    What is ELSEWHERE is no part of this installation's tree: it only writes and is written to.
    """

    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện")
    COMMUNE = "commune", _("Cấp xã")
    ELSEWHERE = "elsewhere", _("Ngoài tỉnh, nơi khác")


class AgencyKind(models.TextChoices):
    """What an agency is."""

    PEOPLES_COMMITTEE = "ubnd", _("Ủy ban nhân dân")
    PEOPLES_COUNCIL = "hdnd", _("Hội đồng nhân dân")
    DEPARTMENT = "department", _("Sở, cơ quan chuyên môn")
    OFFICE = "office", _("Văn phòng")
    PARTY_COMMITTEE = "party-committee", _("Cấp ủy")
    PARTY_BODY = "party-body", _("Cơ quan tham mưu của cấp ủy")
    FRONT = "front", _("Ủy ban Mặt trận Tổ quốc")
    PUBLIC_SERVICE = "public-service", _("Đơn vị sự nghiệp công lập")
    OTHER = "other", _("Cơ quan, tổ chức khác")


class CodeScheme(models.TextChoices):
    """How an identifier is built."""

    QCVN_102 = "qcvn-102", _("13 ký tự (QCVN 102:2016)")
    QD_20 = "qd-20", _("Đến 35 ký tự (QĐ 20/2020/QĐ-TTg)")
    ADMINISTRATIVE = "administrative", _("Mã đơn vị hành chính")
    AS_RECEIVED = "as-received", _("Mã của nơi khác, ghi như nhận được")


class LineageKind(models.TextChoices):
    """How one organisation came out of another."""

    MERGED = "merged", _("Hợp nhất, sáp nhập")
    SPLIT = "split", _("Chia, tách")
    SUCCEEDED = "succeeded", _("Kế thừa")
    RENAMED = "renamed", _("Đổi tên, đổi loại")


class Role(models.TextChoices):
    """The role a post carries in the flow of documents."""

    RECORDS_CLERK = "records-clerk", _("Văn thư")
    AGENCY_LEADER = "agency-leader", _("Lãnh đạo cơ quan")
    OFFICE_CHIEF = "office-chief", _("Chánh Văn phòng")
    UNIT_HEAD = "unit-head", _("Trưởng đơn vị")
    SPECIALIST = "specialist", _("Chuyên viên")
    ARCHIVIST = "archivist", _("Lưu trữ")
    PERSONNEL = "personnel", _("Cán bộ tổ chức")
    SYSADMIN = "sysadmin", _("Quản trị hệ thống")
    INSPECTOR = "inspector", _("Thanh tra, kiểm tra")


class DayKind(models.TextChoices):
    """A day that departs from the week: a holiday, or a make-up working day at a weekend."""

    HOLIDAY = "holiday", _("Ngày nghỉ")
    MAKE_UP = "make-up", _("Ngày làm bù")
