"""Closed sets of training."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CourseKind(models.TextChoices):
    """What a course gives (NĐ 101/2017, NĐ 171/2025)."""

    DEGREE = "degree", _("Đào tạo trình độ")
    POLITICAL = "political", _("Lý luận chính trị")
    STATE = "state", _("Quản lý nhà nước")
    LEADERSHIP = "leadership", _("Lãnh đạo, quản lý")
    POSITION = "position", _("Theo vị trí việc làm")
    DEFENCE = "defence", _("Quốc phòng, an ninh")
    LANGUAGE = "language", _("Ngoại ngữ")
    DIGITAL = "digital", _("Kỹ năng số")


class Level(models.TextChoices):
    """The level a course leads to; short courses have none."""

    NONE = "", _("Không phân trình độ")
    BACHELOR = "bachelor", _("Đại học")
    SPECIALIST_1 = "specialist-1", _("Chuyên khoa I")
    SPECIALIST_2 = "specialist-2", _("Chuyên khoa II")
    MASTER = "master", _("Thạc sĩ")
    DOCTOR = "doctor", _("Tiến sĩ")
    ELEMENTARY = "elementary", _("Sơ cấp lý luận chính trị")
    INTERMEDIATE = "intermediate", _("Trung cấp lý luận chính trị")
    ADVANCED = "advanced", _("Cao cấp, cử nhân lý luận chính trị")

    @property
    def is_degree(self) -> bool:
        """Whether it is a level of education, not of political theory or none."""
        return self.is_postgraduate or self is Level.BACHELOR

    @property
    def is_postgraduate(self) -> bool:
        """Whether the age limit of a first postgraduate course applies."""
        return self in (Level.MASTER, Level.DOCTOR, Level.SPECIALIST_1, Level.SPECIALIST_2)


class Place(models.TextChoices):
    """Where a course is held."""

    DOMESTIC = "domestic", _("Trong nước")
    ABROAD = "abroad", _("Nước ngoài")


class Object(models.TextChoices):
    """In which capacity somebody is trained."""

    CADRE = "cadre", _("Cán bộ")
    CIVIL_SERVANT = "civil-servant", _("Công chức")
    PUBLIC_EMPLOYEE = "public-employee", _("Viên chức")
    COMMUNE = "commune", _("Cán bộ, công chức cấp xã")


class Funding(models.TextChoices):
    """Who pays."""

    BUDGET = "budget", _("Ngân sách nhà nước")
    PROJECT = "project", _("Chương trình, dự án")
    OWN = "own", _("Tự túc")


class DropReason(models.TextChoices):
    """Why a course was not finished."""

    HEALTH = "health", _("Lý do sức khỏe")
    DUTY = "duty", _("Do yêu cầu nhiệm vụ")
    RESULT = "result", _("Không đạt kết quả")
    OWN_WISH = "own-wish", _("Theo nguyện vọng cá nhân")
    LEFT_SERVICE = "left-service", _("Thôi việc, chuyển công tác ra ngoài")


class TrainingState(models.TextChoices):
    """Where somebody stands in a course on a day; it follows from the days known."""

    PROPOSED = "proposed", _("Đang đề nghị")
    SENT = "sent", _("Đã cử")
    STUDYING = "studying", _("Đang học")
    COMPLETED = "completed", _("Đã hoàn thành")
    DROPPED = "dropped", _("Không hoàn thành")


class Counted(models.TextChoices):
    """What a plan is counted in."""

    PERSON = "person", _("Người")
    TURN = "turn", _("Lượt")
