"""What personnel refuses, each with the sentence the user reads."""

from vanthu.kernel.errors import Conflict, Invalid, NotAllowed, NotFound


class NoDuty(NotAllowed):
    """The post has no such duty for the agency of the case."""

    code = "no-duty"
    default_sentence = (
        "Chức vụ của bạn chưa được giao việc “{duty}” về “{matter}” đối với cơ quan này. "
        "Nếu cần, hãy đề nghị cơ quan tổ chức cấp tỉnh giao nhiệm vụ bằng văn bản."
    )


class OwnCase(NotAllowed):
    """Nobody acts on a case about themself."""

    code = "own-case"
    default_sentence = (
        "Đây là trường hợp của chính bạn nên bạn không được tham gia xử lý. "
        "Hãy để người khác cùng nhiệm vụ thực hiện."
    )


class RelativesCase(NotAllowed):
    """Nobody acts on a case of a recorded relative."""

    code = "relatives-case"
    default_sentence = (
        "Bạn đã kê khai quan hệ “{relation}” với người trong trường hợp này nên không được tham "
        "gia xử lý. Hãy để người khác cùng nhiệm vụ thực hiện."
    )


class SameHand(NotAllowed):
    """Who did one step of a case does none of the others that must be apart from it."""

    code = "same-hand"
    default_sentence = (
        "Bạn đã “{earlier}” trường hợp này nên không được {verb}: người đề nghị, người thẩm định "
        "và người quyết định phải là những người khác nhau."
    )


class DecisionMissing(Invalid):
    """A case is decided by a decision with number, day and issuer."""

    code = "decision-missing"

    def __init__(self) -> None:
        text = "Hãy chọn hoặc nhập quyết định: số, ký hiệu, ngày ký, cơ quan ban hành."
        super().__init__({"decision": text})


class ReasonMissing(Invalid):
    """Returning, refusing and withdrawing say why."""

    code = "case-reason-missing"

    def __init__(self) -> None:
        super().__init__({"reason": "Hãy nhập lý do."})


class BadFacts(Invalid):
    """Facts about a person are wrong; each has its own sentence."""

    code = "bad-person-facts"


class BadDecision(Invalid):
    """A decision is incomplete or contradicts itself."""

    code = "bad-decision"


class BadDuty(Invalid):
    """A duty is incomplete or contradicts itself."""

    code = "bad-duty"


class PersonUnknown(NotFound):
    """No such person, or none whose record this post may see."""

    code = "person-unknown"
    default_sentence = (
        "Không tìm thấy người này trong phạm vi bạn được xem. Hãy kiểm tra lại họ tên, số hiệu."
    )


class CaseNotFound(NotFound):
    """No such case, or none this post may see."""

    code = "case-not-found"
    default_sentence = (
        "Không tìm thấy trường hợp này, hoặc chức vụ của bạn không được xem. "
        "Hãy kiểm tra lại đường dẫn."
    )


class AlreadyRelated(Conflict):
    """The two are declared as relatives already."""

    code = "already-related"
    default_sentence = "Quan hệ giữa hai người này đã được kê khai: {relation}."
