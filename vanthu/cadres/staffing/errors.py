"""What staffing refuses, each with the sentence the user reads."""

from vanthu.kernel.errors import Conflict, Invalid, NotFound


class NotAQuota(Conflict):
    """Persons and money are not taken from a quota."""

    code = "not-a-quota"
    default_sentence = (
        "Không được trừ số tính bằng “{unit}” vào biên chế. Số người tinh giản là số trường hợp "
        "có quyết định, không phải biên chế bị cắt. Hãy nêu hai số riêng."
    )


class TooEarly(Conflict):
    """More months before the retirement age than the decree takes."""

    code = "too-early"
    default_sentence = (
        "Nghỉ hưu trước tuổi {months} tháng, trong khi quy định cho phép nhiều nhất {most} tháng. "
        "Hãy kiểm tra lại số tháng hoặc chọn hình thức khác."
    )


class BadQuota(Invalid):
    """A quota is incomplete or contradicts itself."""

    code = "bad-quota"


class BadHeadcount(Invalid):
    """A movement or count of people is incomplete or contradicts itself."""

    code = "bad-headcount"


class BadSeverance(Invalid):
    """A severance case is incomplete or contradicts itself."""

    code = "bad-severance"


class QuotaNotFound(NotFound):
    """No such quota, or none this post may see."""

    code = "quota-not-found"
    default_sentence = "Không tìm thấy biên chế được giao này. Hãy kiểm tra lại đường dẫn."


class MonthLocked(Conflict):
    """People of this month were counted and locked."""

    code = "headcount-month-locked"
    default_sentence = (
        "Số người có mặt đến ngày {day} đã chốt nên không thêm được biến động trước ngày đó. "
        "Hãy ghi nhận biến động vào tháng chưa chốt."
    )


class CountDiffers(Conflict):
    """The people counted are not the people computed, so the month stays open."""

    code = "headcount-differs"
    default_sentence = (
        "Không chốt được: số người đếm được là {counted}, số tính từ biến động là {computed} "
        "({start} đầu kỳ, tăng {came}, giảm {went}). Hãy kiểm tra các biến động rồi chốt lại."
    )


class Barred(Conflict):
    """The person is on the list of those who may not be let go."""

    code = "severance-barred"
    default_sentence = (
        "Chưa được xem xét tinh giản: {why}. Chỉ trường hợp ốm đau, thai sản, nuôi con nhỏ mà "
        "người đó tự nguyện mới được xem xét."
    )


class SeveranceUnderWay(Conflict):
    """One living case of a person at a time."""

    code = "severance-under-way"
    default_sentence = (
        "Người này đã có một trường hợp tinh giản biên chế chưa kết thúc hoặc đã được quyết định. "
        "Mỗi người chỉ được giải quyết một lần."
    )


class NotPayable(Conflict):
    """Only a decided case is paid, and once."""

    code = "severance-not-payable"
    default_sentence = (
        "Chỉ ghi ngày chi trả cho trường hợp đã có quyết định và chưa chi trả. "
        "Hãy xem lại trạng thái của trường hợp."
    )


class NoMoneySheet(Conflict):
    """No money was counted for the case: it is not decided, or its kind brings none."""

    code = "no-money-sheet"
    default_sentence = (
        "Trường hợp này chưa có khoản tiền nào được tính nên chưa in được bảng tính. Tiền được "
        "tính khi ghi quyết định; hãy ghi quyết định rồi in lại."
    )
