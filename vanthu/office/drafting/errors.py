"""What drafting refuses, each with the sentence the user reads."""

from vanthu.kernel.errors import Conflict, Invalid, NotAllowed, Refusal


class NotADraft(Refusal):
    """Only outgoing and internal documents are drafted and issued."""

    code = "not-a-draft"
    default_sentence = (
        "Đây là văn bản đến nên không thể {verb}. "
        "Hãy mở văn bản đi hoặc văn bản nội bộ của cơ quan rồi thực hiện."
    )


class NotAnIncoming(Refusal):
    """Only an incoming document is answered."""

    code = "not-an-incoming"
    default_sentence = "Chỉ văn bản đến mới có văn bản trả lời. Hãy mở văn bản đến cần trả lời."


class AnswerNotYet(Refusal):
    """A document that is not registered, refused or recalled is not answered."""

    code = "answer-not-yet"
    default_sentence = (
        "Văn bản đến đang ở trạng thái “{state}” nên chưa thể soạn văn bản trả lời. "
        "Chỉ văn bản đã đăng ký, chưa bị thu hồi mới được trả lời."
    )


class NotYourDraft(NotAllowed):
    """The step belongs to somebody else."""

    code = "not-your-draft"
    default_sentence = "Ở bước này chỉ {who} mới được {verb}. Hãy đề nghị người đó thực hiện."


class RouteMissing(Invalid):
    """Nobody was chosen for a step."""

    code = "route-missing"
    default_sentence = (
        "Chưa chọn đủ người duyệt nội dung, người duyệt thể thức và người ký. "
        "Hãy chọn cả ba rồi trình."
    )

    def __init__(self) -> None:
        super().__init__({"route": self.default_sentence}, self.default_sentence)


class SamePerson(Invalid):
    """Content and format are two separate approvals by two named people (Art. 12; Q-061)."""

    code = "same-person"
    default_sentence = (
        "Duyệt nội dung và duyệt thể thức phải do hai người khác nhau thực hiện "
        "(Điều 12 Nghị định 30/2020/NĐ-CP). Hãy chọn người khác cho một trong hai bước."
    )

    def __init__(self) -> None:
        super().__init__({"format_post": self.default_sentence}, self.default_sentence)


class BadApprover(Invalid):
    """A chosen post cannot take the step."""

    code = "bad-approver"
    default_sentence = (
        "{post} không có quyền “{right}” hoặc chưa có người giữ. Hãy chọn người khác."
    )

    def __init__(self, field: str, *, post: str, right: str) -> None:
        sentence = self.default_sentence.format(post=post, right=right)
        super().__init__({field: sentence}, self.default_sentence, post=post, right=right)


class EmptyDraft(Invalid):
    """There is nothing to read yet."""

    code = "empty-draft"
    default_sentence = "Dự thảo chưa có nội dung. Hãy soạn nội dung hoặc tải tệp dự thảo lên."

    def __init__(self) -> None:
        super().__init__({"body": self.default_sentence}, self.default_sentence)


class SameAsBefore(Invalid):
    """The new version is the last one byte for byte."""

    code = "same-as-before"
    default_sentence = (
        "Nội dung không khác phiên bản {version} nên không tạo phiên bản mới. "
        "Hãy sửa nội dung hoặc chọn đúng tệp."
    )

    def __init__(self, version: int) -> None:
        sentence = self.default_sentence.format(version=version)
        super().__init__({"body": sentence}, self.default_sentence, version=version)


class NewerVersion(Conflict):
    """Somebody saved a newer version while this one was being read."""

    code = "newer-version"
    default_sentence = (
        "Bạn đang xem phiên bản {seen} nhưng đã có phiên bản {newest}. "
        "Hãy tải lại, xem phiên bản mới rồi quyết định."
    )


class NoSuchVersion(Refusal):
    """There is no version of that number."""

    code = "no-such-version"
    status = 404
    default_sentence = "Dự thảo không có phiên bản {version}. Hãy chọn trong danh sách phiên bản."


class ApprovalMissing(Refusal):
    """Nobody signs before content and format have been approved by two people (Q-061)."""

    code = "approval-missing"
    default_sentence = (
        "Dự thảo chưa có đủ hai bước duyệt nội dung và duyệt thể thức do hai người khác nhau "
        "thực hiện nên chưa thể {verb} (Điều 12 Nghị định 30/2020/NĐ-CP). Còn thiếu: {missing}."
    )


class WrittenMeanwhile(Conflict):
    """Somebody else saved the text being written since it was opened here."""

    code = "written-meanwhile"
    default_sentence = (
        "{who} đã lưu bản đang soạn lúc {at}, sau khi bạn mở. Nội dung của bạn chưa được lưu: "
        "hãy chép phần vừa soạn, tải lại trang rồi dán vào bản mới."
    )


class NothingWritten(Refusal):
    """There is no text being written."""

    code = "nothing-written"
    default_sentence = (
        "Không có nội dung nào đang soạn kể từ phiên bản gần nhất. Hãy sửa nội dung rồi lưu."
    )


class TextClosed(Refusal):
    """The signer has approved; nobody comments any more."""

    code = "text-closed"
    default_sentence = (
        "Dự thảo ở trạng thái “{state}” nên không góp ý được nữa. "
        "Nếu cần sửa, hãy đề nghị người ký hoặc văn thư trả lại dự thảo."
    )


class NotYourComment(NotAllowed):
    """The draft was shown, but not for comments."""

    code = "not-your-comment"
    default_sentence = (
        "Chỉ {who} được {what}. Nếu cần góp ý, hãy đề nghị người soạn thảo gửi lấy ý kiến."
    )


class NoSuchComment(Refusal):
    """There is no such comment on this draft."""

    code = "no-such-comment"
    status = 404
    default_sentence = "Không tìm thấy ý kiến này trên dự thảo. Hãy tải lại trang."


class SettledAlready(Refusal):
    """The comment has been taken care of before."""

    code = "settled-already"
    default_sentence = "Ý kiến này đã được {who} đánh dấu giải quyết, không cần làm gì thêm."


class NotConsulted(NotAllowed):
    """Others were asked for comments, or the answer has been given."""

    code = "not-consulted"
    default_sentence = (
        "Dự thảo này không gửi bạn lấy ý kiến, hoặc đã có câu trả lời, hoặc đã được trình. "
        "Không cần làm gì thêm."
    )


class NumberedAlready(Refusal):
    """After numbering the text is fixed."""

    code = "numbered-already"
    default_sentence = (
        "Văn bản đã được cấp số nên nội dung không sửa được nữa. Nếu chưa phát hành, hãy đề nghị "
        "văn thư hủy số rồi sửa; nếu đã phát hành, hãy ban hành văn bản đính chính hoặc thay thế."
    )


class ApprovedTextChanged(Conflict):
    """What would go out is not what the signer approved (Art. 11.2; Q-062)."""

    code = "approved-text-changed"
    default_sentence = (
        "Nội dung hiện tại không trùng với bản người ký đã duyệt (mã băm khác nhau) nên không thể "
        "{verb}. Hãy trình lại người ký."
    )


class NoMandate(NotAllowed):
    """Nothing lets the chosen person sign such a paper on the day (Art. 13; S-10, Q-066)."""

    code = "no-mandate"
    default_sentence = (
        "{post} không có thẩm quyền ký loại văn bản này: {why} "
        "Hãy chọn người ký khác, hoặc đề nghị văn thư ghi căn cứ vào danh mục thẩm quyền ký."
    )


class OtherAuthority(Invalid):
    """The words chosen are not among those the signer may use."""

    code = "other-authority"
    default_sentence = (
        "{post} không ký được với thể thức đề ký “{chosen}”. Các cách ký được phép: {allowed}. "
        "Hãy chọn lại thể thức đề ký."
    )

    def __init__(self, *, post: str, chosen: str, allowed: str) -> None:
        values = {"post": post, "chosen": chosen, "allowed": allowed}
        sentence = self.default_sentence.format_map(values)
        super().__init__({"signing_authority": sentence}, self.default_sentence, **values)


class NoSheet(Refusal):
    """The version is a file without cells for number, day, signature and seal."""

    code = "no-sheet"
    default_sentence = (
        "Phiên bản này là tệp tải lên, không có ô dành sẵn cho số, ngày và chữ ký nên không ký số "
        "được. Hãy soạn trên hệ thống hoặc tải tệp DOCX, hoặc ký bản giấy rồi ghi nhận chữ ký giấy."
    )


class SeveralSigners(Refusal):
    """Others sign beside the agency's signer: the paper is signed by hand."""

    code = "several-signers"
    default_sentence = (
        "Văn bản có nhiều người cùng ký nên ký trên bản giấy, không ký số. Hãy in bản đã duyệt, "
        "lấy đủ chữ ký, rồi chuyển văn thư ghi nhận chữ ký giấy kèm bản quét."
    )


class NoPicture(Refusal):
    """There is no picture of the signature or the seal (S-01, S-02)."""

    code = "no-picture"
    default_sentence = (
        "Chưa có hình chữ ký hoặc hình dấu kèm theo khóa. "
        "Hãy tải ảnh PNG nền trong suốt lên ở trang khóa ký số rồi ký."
    )


class NotOwnSignature(NotAllowed):
    """An electronic signature is always the own one (Q-007)."""

    code = "not-own-signature"
    default_sentence = (
        "Bạn đang xử lý thay người khác nên không ký số được: chữ ký số luôn là của chính người "
        "ký. Hãy để người ký tự ký, hoặc đổi người ký theo ủy quyền."
    )


class ChangedWhileSigning(Conflict):
    """The draft is no more what was handed out to be signed."""

    code = "changed-while-signing"
    default_sentence = (
        "Văn bản đã thay đổi trong lúc ký nên chữ ký vừa tạo không được dùng. "
        "Hãy tải lại trang, xem bản mới rồi ký lại."
    )


class NotSignedElectronically(Refusal):
    """The agency signs only what the competent person has signed (Art. 32.2.c; S-07, Q-071)."""

    code = "not-signed-electronically"
    default_sentence = (
        "Văn bản chưa có chữ ký số của người có thẩm quyền nên cơ quan chưa được ký số (điểm c "
        "khoản 2 Điều 32 Nghị định 30/2020/NĐ-CP). Hãy trình người có thẩm quyền ký số trước, "
        "hoặc phát hành theo bản giấy."
    )


class SealedAlready(Refusal):
    """The agency has signed."""

    code = "sealed-already"
    default_sentence = "Cơ quan đã ký số văn bản này. Hãy phát hành."


class SealMissing(Refusal):
    """What was signed electronically goes out with the agency's signature (Art. 14)."""

    code = "seal-missing"
    default_sentence = (
        "Văn bản đã ký số nhưng chưa có chữ ký số của cơ quan. Hãy ký số của cơ quan rồi phát hành."
    )


class NoRecipients(Invalid):
    """A document is issued to somebody."""

    code = "no-recipients"
    default_sentence = "Văn bản chưa có nơi nhận. Hãy chọn nơi nhận rồi phát hành."

    def __init__(self) -> None:
        super().__init__({"recipients": self.default_sentence}, self.default_sentence)


class NotComparable(Refusal):
    """Only texts are compared: written here, or read out of a DOCX."""

    code = "not-comparable"
    default_sentence = (
        "Chỉ so sánh được phiên bản soạn trên hệ thống hoặc tải lên từ tệp DOCX. "
        "Phiên bản {version} là tệp “{name}”, hãy mở hai tệp để đối chiếu."
    )


class NoTextInVersion(Refusal):
    """A version that is a mere file has no text to print or to go on with."""

    code = "no-text-in-version"
    default_sentence = (
        "Phiên bản {version} là tệp “{name}”, hệ thống không có nội dung để in hoặc xuất DOCX. "
        "Hãy tải chính tệp đó."
    )


class FutureSignature(Invalid):
    """A signature is recorded after it was made."""

    code = "future-signature"
    default_sentence = "Ngày ký không thể sau hôm nay. Hãy nhập đúng ngày ghi trên bản giấy."

    def __init__(self) -> None:
        super().__init__({"signed_on": self.default_sentence}, self.default_sentence)


class NotAddressed(NotAllowed):
    """The document was issued to others, or has been marked as read before."""

    code = "not-addressed"
    default_sentence = (
        "Văn bản nội bộ này không gửi cho bạn hoặc đã được đánh dấu đã xem, không cần làm gì thêm."
    )


class NotLate(Refusal):
    """Only a late issue needs a reason."""

    code = "not-late"
    default_sentence = (
        "Văn bản chưa ký, chưa đến hạn hoặc đã phát hành đúng hạn nên không cần ghi lý do muộn."
    )
