"""What membership refuses, each with the sentence the user reads."""

from vanthu.kernel.errors import Conflict, Invalid, NotFound


class OrganisationNotFound(NotFound):
    """No such Party organisation, or it does not exist on the day."""

    code = "organisation-not-found"
    default_sentence = "Không có tổ chức đảng này vào ngày đã nhập. Hãy chọn lại tổ chức đảng."


class BadOrganisation(Invalid):
    """An organisation is incomplete or contradicts itself."""

    code = "bad-organisation"


class MemberNotFound(NotFound):
    """The person is on no list, or none this post may see."""

    code = "member-not-found"
    default_sentence = (
        "Không tìm thấy đảng viên này trong danh sách đang sinh hoạt mà bạn được xem. "
        "Hãy kiểm tra lại họ tên, số thẻ."
    )


class AlreadyMember(Conflict):
    """Who is on a list is not admitted again, nor moved onto another without a transfer."""

    code = "already-member"
    default_sentence = (
        "Người này đang sinh hoạt đảng tại {organisation} nên không lập được. "
        "Nếu chuyển nơi sinh hoạt, hãy lập trường hợp chuyển sinh hoạt."
    )


class AdmissionUnderWay(Conflict):
    """One admission of a person at a time."""

    code = "admission-under-way"
    default_sentence = "Người này đã có một trường hợp kết nạp đang giải quyết."


class AgeUnfit(Conflict):
    """Younger or older than the rule allows, counted by months."""

    code = "age-unfit"
    default_sentence = (
        "Tuổi tính theo tháng tại ngày {day} là {age}, ngoài mức từ {least} đến {most} tuổi. "
        "Trên {most} tuổi thì phải có ý kiến đồng ý bằng văn bản của cấp ủy có thẩm quyền."
    )


class BirthMonthNeeded(Conflict):
    """Only the year of birth is known, and the month decides."""

    code = "birth-month-needed"
    default_sentence = (
        "Hồ sơ chỉ có năm sinh, trong khi tuổi phải tính theo tháng. "
        "Hãy bổ sung tháng sinh trong thông tin cán bộ."
    )


class PapersMissing(Conflict):
    """Papers of the checklist are not there."""

    code = "papers-missing"
    default_sentence = "Hồ sơ còn thiếu: {papers}. Hãy bổ sung rồi xác nhận."


class VoteNotPassed(Conflict):
    """Too few votes in favour."""

    code = "vote-not-passed"
    default_sentence = (
        "{body} tán thành {yes}/{base}, chưa đạt mức {threshold} (cần ít nhất {needed} phiếu)."
    )


class CommitteeMissing(Invalid):
    """The committee's day and vote are asked for before a case is appraised."""

    code = "committee-missing"

    def __init__(self) -> None:
        super().__init__({"committee_on": "Hãy nhập ngày và kết quả biểu quyết của cấp ủy."})


class BadDays(Invalid):
    """The days of a case are out of their order; each has its own sentence."""

    code = "bad-membership-days"


class CeremonyLate(Conflict):
    """After the clock the ceremony needs the upper level's consent."""

    code = "ceremony-late"
    default_sentence = (
        "Lễ kết nạp quá hạn {due} ({days} ngày làm việc kể từ ngày nhận quyết định), chỉ được tổ "
        "chức khi cấp ủy cấp trên đồng ý. Nếu đã có ý kiến đồng ý, hãy đánh dấu rồi lưu lại."
    )


class NotDecided(Conflict):
    """Only what was decided goes on."""

    code = "admission-not-decided"
    default_sentence = (
        "Trường hợp này chưa có quyết định kết nạp hoặc đã tổ chức lễ kết nạp. "
        "Hãy xem trạng thái của trường hợp."
    )


class ProbationRunning(Conflict):
    """The branch resolves only after the probation has run."""

    code = "probation-running"
    default_sentence = (
        "Thời gian dự bị đến hết ngày {until} nên nghị quyết ngày {day} là quá sớm. "
        "Chi bộ chỉ xét sau khi đủ thời gian dự bị."
    )


class AlreadyOfficial(Conflict):
    """A member is recognised once."""

    code = "already-official"
    default_sentence = "Người này đã là đảng viên chính thức từ ngày {day}."


class WrongReason(Invalid):
    """The reason code does not belong to the way of leaving."""

    code = "wrong-exit-reason"

    def __init__(self) -> None:
        super().__init__({"reason": "Lý do không thuộc hình thức ra khỏi Đảng đã chọn."})


class NoticeMissing(Invalid):
    """Leaving is notified, so that the appeal clock runs."""

    code = "notice-missing"

    def __init__(self) -> None:
        text = "Hãy nhập ngày giao quyết định cho đảng viên để tính thời hạn khiếu nại."
        super().__init__({"notified_on": text})


class CannotReturn(Conflict):
    """Re-admission is barred; the sentence says by what."""

    code = "cannot-return"
    default_sentence = "Chưa được xét kết nạp lại: {why}"


class CaseOpen(Conflict):
    """Another case of this member is under way."""

    code = "membership-case-open"
    default_sentence = "Đảng viên này đang có một trường hợp cùng loại chưa giải quyết xong."


class MoveNotOpen(Conflict):
    """The move has gone that far already, or not yet."""

    code = "move-not-open"
    default_sentence = "Trường hợp chuyển sinh hoạt không ở bước này. Hãy xem lại trạng thái."


class StockDiffers(Conflict):
    """The counted members are not the computed ones, so the report stays open."""

    code = "stock-differs"
    default_sentence = (
        "Không khóa được báo cáo: số đảng viên đếm được là {counted}, số tính từ biến động là "
        "{computed}. Hãy kiểm tra các trường hợp tăng, giảm trong kỳ rồi khóa lại."
    )


class AlreadyClosed(Conflict):
    """A period is closed once."""

    code = "movement-closed"
    default_sentence = "Báo cáo biến động của kỳ này đã khóa ngày {day}."
