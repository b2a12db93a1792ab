"""What planning refuses, each with the sentence the user reads."""

from vanthu.kernel.errors import Conflict, Invalid, NotFound


class TermUnknown(NotFound):
    """No such term of planning."""

    code = "plan-term-unknown"
    default_sentence = "Không có nhiệm kỳ quy hoạch này. Hãy chọn lại nhiệm kỳ."


class TargetUnknown(NotFound):
    """No such title, or none this post may see."""

    code = "plan-target-unknown"
    default_sentence = "Không có chức danh quy hoạch này, hoặc bạn không được xem. Hãy chọn lại."


class BadPlan(Invalid):
    """What was entered contradicts itself."""

    code = "bad-plan"


class AlreadyPlanned(Conflict):
    """A person is planned once for a title."""

    code = "already-planned"
    default_sentence = "Người này đã có trong quy hoạch chức danh đó."


class NotPlanned(Conflict):
    """Only who is in the plan is kept, confirmed or taken out."""

    code = "not-planned"
    default_sentence = "Người này không có trong quy hoạch chức danh đó. Hãy kiểm tra lại."


class ChangeUnderWay(Conflict):
    """One change of a person and title at a time."""

    code = "plan-change-under-way"
    default_sentence = "Người này đã có một trường hợp đang giải quyết cho chức danh đó."


class PlanBlocked(Conflict):
    """A rule stands in the way; its sentence says which and by how much."""

    code = "plan-blocked"
    default_sentence = "Chưa quyết định được. {found}"


class LevelTooLow(Conflict):
    """The body that decided may not decide on this title."""

    code = "plan-level-too-low"
    default_sentence = (
        "Chức danh này do {needed} quyết định. Hãy trình đúng cấp hoặc chọn lại cấp quyết định."
    )


class NoticeNeeded(Conflict):
    """Who is taken out is told, and from that day may appeal."""

    code = "plan-notice-needed"
    default_sentence = "Hãy nhập ngày thông báo cho người được đưa ra khỏi quy hoạch."


class BallotUnknown(NotFound):
    """No such sheet, or none this post may see."""

    code = "ballot-unknown"
    default_sentence = "Không có biên bản kiểm phiếu này, hoặc bạn không được xem."


class BallotIsClosed(Conflict):
    """A closed sheet is never changed."""

    code = "ballot-closed"
    default_sentence = "Biên bản kiểm phiếu đã khóa nên không sửa được nữa."


class BallotIsEmpty(Conflict):
    """A sheet without names counts nothing."""

    code = "ballot-empty"
    default_sentence = (
        "Biên bản chưa có tên người nào. Hãy nhập danh sách và số phiếu trước khi khóa."
    )


class ReviewUnknown(NotFound):
    """No such yearly review, or none this post may see."""

    code = "plan-review-unknown"
    default_sentence = "Không có đợt rà soát này, hoặc bạn không được xem."


class ReviewOnce(Conflict):
    """An agency reviews its plans once a year."""

    code = "plan-review-once"
    default_sentence = "Cơ quan đã mở đợt rà soát năm {year}. Hãy mở đợt đó để tiếp tục."
