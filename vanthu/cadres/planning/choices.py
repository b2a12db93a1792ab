"""Closed sets of planning."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TermKind(models.TextChoices):
    """Whose term: of Party committees, or of the state's councils and committees."""

    PARTY = "party", _("Cấp ủy")
    STATE = "state", _("Chính quyền")


class PlanLevel(models.TextChoices):
    """The level of the titles of a term."""

    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện")
    COMMUNE = "commune", _("Cấp xã")
    BASE = "base", _("Cơ sở")


class TargetKind(models.TextChoices):
    """A committee with several seats, or the title of a leader."""

    COMMITTEE = "committee", _("Cấp ủy, ban thường vụ, ủy ban kiểm tra")
    TITLE = "title", _("Chức danh lãnh đạo, quản lý")


class Group(models.TextChoices):
    """The source group a person comes from (QĐ 50, appendix)."""

    FIRST = "1", _("Đối tượng 1")
    SECOND = "2", _("Đối tượng 2")


class Source(models.TextChoices):
    """Whether the person works in the unit that plans."""

    INSIDE = "inside", _("Nguồn tại chỗ")
    OUTSIDE = "outside", _("Nguồn từ nơi khác")


class EntryState(models.TextChoices):
    """Where a person stands in the plan."""

    APPROVED = "approved", _("Trong quy hoạch")
    REMOVED = "removed", _("Đã đưa ra")
    ASSIGNED = "assigned", _("Đã giữ chức danh quy hoạch")


class ChangeAction(models.TextChoices):
    """What a case does to the plan. The first three are the approved cases that are counted."""

    ADD = "add", _("Bổ sung")
    KEEP = "keep", _("Giữ lại sau rà soát")
    REMOVE = "remove", _("Đưa ra")
    CONFIRM = "confirm", _("Xác nhận")


class Reason(models.TextChoices):
    """Why somebody leaves the plan; a closed list (QĐ 50; QĐ 96 for the vote of trust)."""

    OVER_AGE = "over-age", _("Không còn đủ tuổi")
    NOT_FULL_TERM = "not-full-term", _("Không đủ tuổi trọn một nhiệm kỳ")
    DISCIPLINED = "disciplined", _("Bị kỷ luật từ khiển trách trở lên")
    STANDARD = "standard", _("Có kết luận không bảo đảm tiêu chuẩn chính trị")
    HOLDS = "holds", _("Đã giữ chức danh quy hoạch, tương đương hoặc cao hơn")
    LOW_TRUST = "low-trust", _("Quá nửa số phiếu tín nhiệm thấp")
    TOO_MANY = "too-many", _("Quá ba chức danh ở cùng một cấp")
    RETIRED = "retired", _("Đã nghỉ hưu, thôi việc")
    DIED = "died", _("Từ trần")


class ApprovalLevel(models.TextChoices):
    """Who decides on a title, the lowest first."""

    UNIT = "unit", _("Tập thể lãnh đạo đơn vị")
    COMMITTEE = "committee", _("Ban Thường vụ cấp ủy trực thuộc")
    STANDING = "standing", _("Ban Thường vụ Tỉnh ủy")
    CENTRAL = "central", _("Trung ương")


class VoteStep(models.IntegerChoices):
    """The steps that vote; the first prepares plan and list (QĐ 50, appendix 2)."""

    LEADERS = 2, _("Bước 2. Tập thể lãnh đạo, lần 1")
    CONFERENCE = 3, _("Bước 3. Hội nghị cán bộ chủ chốt")
    COMMITTEE = 4, _("Bước 4. Tập thể lãnh đạo mở rộng, ban chấp hành")
    LEADERS_AGAIN = 5, _("Bước 5. Tập thể lãnh đạo, lần 2")


class Rule(models.TextChoices):
    """The checks of a plan (organisation.md 4.a)."""

    COEFFICIENT = "R1", _("Hệ số quy hoạch")
    PERSONS = "R2", _("Số người của một chức danh")
    TITLES = "R3", _("Số chức danh của một người")
    SHARES = "R4", _("Nữ, trẻ, ba độ tuổi")
    AGE = "R5", _("Tuổi")
    HIGHER = "R6", _("Chức danh cao hơn")
    NOT_APPOINTING = "R7", _("Không trong quy trình bổ nhiệm")
    REMOVAL = "R8", _("Đưa ra khỏi quy hoạch")
    VOTES = "R9", _("Năm bước và phiếu")
    PACK = "R10", _("Quy định áp dụng")


class PlanPart(models.TextChoices):
    """A part of a list that the rules count (R4)."""

    WOMEN = "women", _("Nữ")
    YOUNG = "young", _("Trẻ")
    FIRST_BAND = "band-1", _("Độ tuổi thứ nhất")
    SECOND_BAND = "band-2", _("Độ tuổi thứ hai")
    THIRD_BAND = "band-3", _("Độ tuổi thứ ba")


class Verdict(models.TextChoices):
    """What a check came to; `OPEN`: it could not be made, and the sentence says why."""

    OK = "ok", _("Đạt")
    WARN = "warn", _("Cần lưu ý")
    BLOCK = "block", _("Không đạt")
    OPEN = "open", _("Chưa kiểm tra được")
