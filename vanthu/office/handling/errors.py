"""What handling refuses, each with the sentence the user reads."""

from vanthu.kernel.errors import Conflict, Invalid, NotAllowed, Refusal


class NotRegistered(Refusal):
    """A document not registered at the clerk's office need not be handled (Decree 30 Art. 22.1)."""

    code = "not-registered"
    default_sentence = (
        "Văn bản chưa được đăng ký tại văn thư cơ quan nên chưa được chuyển giao, giải quyết "
        "(khoản 1 Điều 22 Nghị định 30/2020/NĐ-CP). Hãy đăng ký văn bản trước."
    )


class NotIncoming(Refusal):
    """Only an incoming document goes the way of handling."""

    code = "not-incoming"
    default_sentence = (
        "Đây không phải là văn bản đến nên không thể {verb}. "
        "Hãy mở văn bản đến cần giải quyết rồi thực hiện."
    )


class NotGiven(NotAllowed):
    """The work was given to somebody else."""

    code = "not-given"
    default_sentence = (
        "Bạn không phải là người được giao việc này nên không thể {verb}. "
        "Chỉ người được giao, hoặc người được ủy quyền xử lý thay, mới làm được."
    )


class NotGiver(NotAllowed):
    """Only who gave the work may take it back or change it."""

    code = "not-giver"
    default_sentence = (
        "Chỉ người đã giao việc hoặc lãnh đạo cơ quan mới được {verb}. "
        "Nếu cần, hãy đề nghị người đã giao việc."
    )


class NotPresentedToYou(NotAllowed):
    """The document waits for another leader."""

    code = "not-presented-to-you"
    default_sentence = (
        "Văn bản đang được trình lãnh đạo khác nên bạn không thể {verb}. "
        "Văn thư có thể rút lại rồi trình bạn."
    )


class ActForGiver(NotAllowed):
    """It waits for somebody who delegated to this person; the act must say so."""

    code = "act-for-giver"
    default_sentence = (
        "Việc này thuộc người đã ủy quyền cho bạn. "
        "Hãy chuyển sang “xử lý thay” người đó rồi thực hiện, để lịch sử ghi đúng người."
    )


class WrongRole(Refusal):
    """What was asked of the receiver does not include this."""

    code = "wrong-role"
    default_sentence = "Việc được giao là “{role}” nên không thể {verb}. {advice}"


class NothingGiven(Refusal):
    """Nobody has been given the document yet."""

    code = "nothing-given"
    default_sentence = "Văn bản chưa được giao cho đơn vị, cá nhân nào nên không thể {verb}."


class SecondLead(Conflict):
    """There is exactly one lead on each level (Decree 30 Art. 23.2; Q-047)."""

    code = "second-lead"
    default_sentence = (
        "Mỗi văn bản chỉ có một đơn vị hoặc cá nhân chủ trì, và đã có nơi chủ trì. "
        "Muốn đổi, hãy giao lại hoặc thu hồi việc chủ trì trước."
    )


class NoLead(Invalid):
    """Support without a lead: nobody would answer for the whole."""

    code = "no-lead"
    default_sentence = "Chưa chọn đơn vị hoặc cá nhân chủ trì. Hãy chọn đúng một nơi chủ trì."

    def __init__(self) -> None:
        super().__init__({"lead": self.default_sentence}, self.default_sentence)


class BadReceiver(Invalid):
    """The receiver cannot take the work."""

    code = "bad-receiver"

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__({"receivers": sentence.format_map(values)}, sentence, **values)


class AlreadyGiven(BadReceiver):
    """The same unit or post twice on one document."""

    code = "already-given"
    template_sentence = (
        "{name} đã được giao văn bản này rồi. "
        "Hãy chọn nơi nhận khác, hoặc thu hồi việc đã giao trước."
    )

    def __init__(self, name: str) -> None:
        super().__init__(self.template_sentence, name=name)


class BadDeadline(Invalid):
    """The deadline is not possible."""

    code = "bad-deadline"

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__({"due_on": sentence.format_map(values)}, sentence, **values)


class NoDeadline(Refusal):
    """What has no deadline needs no extension."""

    code = "no-deadline"
    default_sentence = (
        "Việc này không có thời hạn nên không cần {verb}. Hãy xử lý rồi báo hoàn thành."
    )


class NothingAsked(Refusal):
    """No extension was asked for, or it is decided already."""

    code = "nothing-asked"
    default_sentence = (
        "Không có đề nghị gia hạn nào đang chờ nên không thể {verb}. "
        "Muốn tự dời hạn của việc đã giao, hãy dùng “gia hạn”."
    )


class ReasonMissing(Invalid):
    """An act that others must understand needs its reason."""

    code = "reason-missing"
    default_sentence = "Hãy ghi rõ lý do để người liên quan biết vì sao."

    def __init__(self, field: str = "reason", sentence: str | None = None) -> None:
        text = sentence or self.default_sentence
        super().__init__({field: text}, text)


class DocumentClosed(Conflict):
    """The whole is settled; nothing of it is handled any more."""

    code = "document-closed"
    default_sentence = (
        "Văn bản đang ở trạng thái “{state}” nên không thể {verb}. "
        "Chỉ văn bản đang xử lý mới làm được việc này."
    )


class LeadStillOpen(Refusal):
    """The whole closes with its lead, not before."""

    code = "lead-still-open"
    default_sentence = (
        "Nơi chủ trì chưa hoàn thành nên chưa thể kết thúc văn bản. "
        "Văn bản kết thúc khi nơi chủ trì báo hoàn thành hoặc phát hành văn bản trả lời."
    )


class ClerkHandsOver(NotAllowed):
    """In this agency what the leader gave goes out through the clerk."""

    code = "clerk-hands-over"
    default_sentence = (
        "Cơ quan quy định văn thư chuyển giao sau khi có ý kiến chỉ đạo. "
        "Ý kiến của bạn sẽ được chuyển ngay khi văn thư thực hiện."
    )


class BadAnswer(Invalid):
    """The answering document does not answer."""

    code = "bad-answer"
    default_sentence = (
        "Văn bản trả lời phải là văn bản đi của cơ quan và đã được cấp số. "
        "Hãy chọn lại, hoặc hoàn thành việc cấp số trước."
    )

    def __init__(self) -> None:
        super().__init__({"answer_document_id": self.default_sentence}, self.default_sentence)


class CannotUndo(Conflict):
    """It is too late to undo, or it was not an act of this person."""

    code = "cannot-undo"
    default_sentence = (
        "Không thể hoàn tác: chỉ người vừa thực hiện được hoàn tác trong {minutes} phút "
        "và khi chưa ai xử lý tiếp. Hãy dùng “trả lại”, “thu hồi” hoặc “giao lại”."
    )
