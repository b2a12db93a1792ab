"""What the rulebook refuses, each with the sentence the user reads."""

from vanthu.kernel.errors import Conflict, Invalid, NotAllowed, NotFound


class NoPack(Conflict):
    """Nothing in the rulebook rules this matter on this day."""

    code = "no-rule-pack"
    default_sentence = (
        "Bộ quy tắc chưa có quy định về “{subject}” cho ngày {day}. "
        "Hãy kiểm tra lại ngày quyết định, hoặc bổ sung quy định ở trang Bộ quy tắc."
    )


class NoParameter(Conflict):
    """The pack in force leaves these parameters open: nobody has read or fixed them."""

    code = "no-rule-parameter"
    default_sentence = (
        "{pack} chưa có tham số “{label}”. Hãy đề nghị cán bộ tổ chức của cơ quan cấp tỉnh nhập "
        "giá trị kèm căn cứ ở trang Bộ quy tắc, rồi thực hiện lại."
    )


class PackNotFound(NotFound):
    """No pack has this code."""

    code = "rule-pack-not-found"
    default_sentence = "Không có bộ quy tắc này. Hãy chọn lại trong danh sách."


class BadValue(Invalid):
    """The value is not of the measure of its parameter."""

    code = "bad-rule-value"


class NotTheRulekeeper(NotAllowed):
    """The province's personnel body keeps the rulebook."""

    code = "not-the-rulekeeper"
    default_sentence = (
        "Chỉ cán bộ tổ chức của cơ quan cấp tỉnh được đặt tham số của bộ quy tắc. "
        "Hãy gửi đề nghị kèm căn cứ đến cơ quan tổ chức cấp tỉnh."
    )
