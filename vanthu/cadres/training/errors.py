"""What training refuses, each with the sentence the user reads."""

from vanthu.kernel.errors import Conflict, Invalid, NotFound


class BadTraining(Invalid):
    """What was entered of a course, class, plan or case is wrong; each field has its sentence."""

    code = "bad-training"


class NoCourse(NotFound):
    """There is no such course, class or plan."""

    code = "no-course"
    default_sentence = "Không tìm thấy khóa, lớp hoặc kế hoạch này. Hãy chọn lại trong danh sách."


class AlreadyInClass(Conflict):
    """A person attends a class once."""

    code = "already-in-class"
    default_sentence = "{name} đã có trong lớp này. Mỗi người tính một lượt trong một lớp."


class TooOld(Conflict):
    """The first postgraduate course begins before an age (NĐ 171/2025)."""

    code = "too-old-for-course"
    default_sentence = (
        "Người được cử quá {limit} tuổi vào ngày {day} nên không đủ điều kiện đào tạo sau đại học "
        "lần đầu theo {pack}. Hãy chọn người khác hoặc kiểm tra lại ngày sinh."
    )


class NotSent(Conflict):
    """Only who was sent completes, drops or owes."""

    code = "not-sent"
    default_sentence = (
        "Trường hợp này chưa có quyết định cử hoặc danh sách lớp. Hãy hoàn tất bước đó trước."
    )


class Concluded(Conflict):
    """The course is completed or dropped already."""

    code = "course-concluded"
    default_sentence = (
        "Kết quả đã ghi nhận: {state}. Muốn sửa, hãy dùng “Sửa kết quả” và nêu lý do."
    )


class NothingOwed(Conflict):
    """There is no commitment, or it is over."""

    code = "nothing-owed"
    default_sentence = "Người này không còn cam kết phục vụ theo khóa học này."
