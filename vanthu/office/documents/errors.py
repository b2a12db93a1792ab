"""What the documents module refuses, in the words the user reads."""

from collections.abc import Mapping, Sequence

from vanthu.kernel.errors import Conflict, Gone, Invalid, NotAllowed, NotFound, Refusal


class DocumentNotFound(NotFound):
    """No such document, or none this person may see: one answer for both."""

    code = "document-not-found"
    default_sentence = (
        "Không tìm thấy văn bản này, hoặc bạn không được xem. "
        "Nếu cần xem, hãy đề nghị văn thư hoặc người chủ trì chuyển cho bạn."
    )


class NeedsRight(NotAllowed):
    """The post does not carry the right that this step needs."""

    code = "needs-right"
    default_sentence = (
        "Vị trí công tác của bạn không có quyền “{right}”. "
        "Hãy đề nghị người được giao việc này thực hiện, hoặc quản trị đơn vị phân quyền."
    )


class OtherAgency(NotAllowed):
    """The step belongs to the agency that keeps the document."""

    code = "other-agency"
    default_sentence = (
        "Văn bản, sổ đăng ký này thuộc cơ quan khác, bạn chỉ thao tác được ở cơ quan mình."
    )


class InvalidFields(Invalid):
    """Fields of the document are wrong; each has its own sentence."""

    code = "invalid-fields"


class NothingSuspected(Conflict):
    """No secrecy mark was read on the files of this document."""

    code = "nothing-suspected"
    default_sentence = "Hệ thống không phát hiện dấu độ mật trên tệp của văn bản này."


class SecrecyUndecided(Conflict):
    """A secrecy mark was read on a file and the clerk has not decided (Q-145)."""

    code = "secrecy-undecided"
    default_sentence = (
        "Tệp có dấu hiệu mang dấu độ mật. Hãy xem bản gốc: nếu đúng, chọn “Loại bỏ văn bản mật”; "
        "nếu không, chọn “Không phải văn bản mật” rồi đăng ký."
    )


class SecrecyHeld(NotAllowed):
    """Whoever is not the clerk neither reads nor passes on what is held."""

    code = "secrecy-held"
    default_sentence = (
        "Tệp của văn bản có dấu hiệu mang dấu độ mật nên tạm thời không mở, không chuyển được. "
        "Văn thư đang kiểm tra bản gốc; cần gấp thì liên hệ văn thư."
    )


class RecallFirst(Conflict):
    """What was issued is ordered back from its receivers before it is thrown out here."""

    code = "recall-first"
    default_sentence = (
        "Văn bản đã phát hành. Hãy báo lãnh đạo thu hồi văn bản để các nơi nhận hủy bản của họ, "
        "rồi loại bỏ."
    )


class NotYoursToChange(NotAllowed):
    """The document is open to the actor, but its state gives this change to others."""

    code = "not-yours-to-change"
    default_sentence = (
        "Khi văn bản ở trạng thái “{state}”, chỉ {who} được {what}. "
        "Hãy đề nghị người đó thực hiện; nếu bạn xử lý thay người vắng mặt, "
        "hãy chuyển sang chức vụ của người đó."
    )


class NothingToChange(Conflict):
    """In this state nobody changes that any more."""

    code = "nothing-to-change"
    default_sentence = "Văn bản ở trạng thái “{state}” nên không {what} được nữa."


class InsideOnly(Conflict):
    """What circulates inside only goes to nobody outside (Annex I, III.2.c; Q-146)."""

    code = "inside-only"
    default_sentence = (
        "Văn bản ghi “LƯU HÀNH NỘI BỘ” nên không gửi ra ngoài hệ thống: {names}. "
        "Hãy bỏ các nơi nhận này, hoặc bỏ chỉ dẫn phạm vi lưu hành."
    )

    def __init__(self, names: Sequence[str]) -> None:
        more = "…" if len(names) > 5 else ""
        super().__init__(field="recipients", names=", ".join(names[:5]) + more)


class EmergencyAsked(Conflict):
    """The same person's request about the same document waits already."""

    code = "emergency-asked"
    default_sentence = (
        "Yêu cầu truy cập khẩn cấp văn bản này đang chờ lãnh đạo duyệt. "
        "Hãy liên hệ lãnh đạo cơ quan nếu cần gấp."
    )


class EmergencyDecided(Conflict):
    """Somebody decided before."""

    code = "emergency-decided"
    default_sentence = "Yêu cầu này đã có người duyệt hoặc từ chối. Hãy tải lại trang."


class EmergencyHours(Refusal):
    """An emergency access ends within a day."""

    code = "emergency-hours"
    status = 422
    default_sentence = "Truy cập khẩn cấp kéo dài từ 1 đến {most} giờ."


class EmergencyOver(NotAllowed):
    """The access is another's, was not allowed, or its time has ended."""

    code = "emergency-over"
    default_sentence = (
        "Bạn không có truy cập khẩn cấp đang hiệu lực cho văn bản này. "
        "Hãy gửi yêu cầu mới, nêu rõ lý do, để lãnh đạo cơ quan duyệt."
    )


class NotALeader(NotAllowed):
    """A leader of the agency decides on emergency access."""

    code = "not-a-leader"
    default_sentence = "Việc này thuộc lãnh đạo cơ quan hoặc Chánh Văn phòng. Hãy liên hệ người đó."


class SamePerson(NotAllowed):
    """Nobody allows their own request (Q-008)."""

    code = "same-person"
    default_sentence = (
        "Bạn không tự duyệt yêu cầu của chính mình. Hãy đề nghị một lãnh đạo khác duyệt."
    )


class Frozen(Gone):
    """The document was recalled and is frozen (Annex VI, III.8)."""

    code = "frozen"
    default_sentence = (
        "Văn bản đã bị thu hồi, ngừng sử dụng, không sửa đổi, chuyển hay tải về được nữa."
    )


class NotIssued(Conflict):
    """Only what was issued can be updated or replaced."""

    code = "not-issued"
    default_sentence = (
        "Văn bản đang ở trạng thái “{state}” nên không thể {verb}. "
        "Chỉ văn bản đã phát hành mới làm được việc này."
    )


class NothingChanged(Invalid):
    """An update that changes nothing would only trouble its receivers."""

    code = "nothing-changed"
    default_sentence = (
        "Chưa có thông tin nào khác với bản đã phát hành. "
        "Hãy sửa ít nhất một trường, hoặc đính kèm bản quét đã ký trước."
    )

    def __init__(self) -> None:
        super().__init__({"subject": self.default_sentence}, self.default_sentence)


class Withdrawn(Gone):
    """The issuer took the document back; its files are closed to who handled it (III.8.b)."""

    code = "withdrawn"
    default_sentence = (
        "Văn bản đã được cơ quan ban hành lấy lại nên không còn đọc được nội dung. "
        "Thông tin đăng ký và lịch sử xử lý vẫn được giữ; cần đối chiếu thì liên hệ văn thư."
    )


class NoRegister(Conflict):
    """No register takes this document."""

    code = "no-register"
    default_sentence = (
        "Cơ quan chưa có “{kind}” nhận loại văn bản này vào ngày {day}. "
        "Hãy vào Cấu hình › Sổ đăng ký để lập sổ."
    )


class SeveralRegisters(Conflict):
    """Two registers could take this document; the clerk must choose."""

    code = "several-registers"
    default_sentence = (
        "Có nhiều sổ cùng nhận loại văn bản này: {names}. Hãy chọn sổ trước khi cấp số."
    )


class NoPeriod(Conflict):
    """The register has no period that contains the day."""

    code = "no-period"
    default_sentence = (
        "Sổ “{register}” chưa mở cho ngày {day}. Hãy mở sổ cho năm (nhiệm kỳ) đó trước."
    )


class PeriodClosedAlready(Conflict):
    """The period is closed: no number of it can be given any more."""

    code = "period-closed"
    default_sentence = (
        "Sổ “{register}” {label} đã khóa, không cấp thêm số được. Hãy dùng ngày thuộc kỳ đang mở."
    )


class LatePeriod(NotAllowed):
    """A number of a year that is over needs the right to manage registers (Q-027)."""

    code = "late-period"
    default_sentence = (
        "Ngày {day} thuộc năm (nhiệm kỳ) đã qua. "
        "Chỉ người quản lý sổ đăng ký được vào số muộn cho kỳ đó."
    )


class FutureDay(Refusal):
    """Neither arrival nor signing can be tomorrow."""

    code = "future-day"
    status = 422
    default_sentence = "Ngày {day} chưa đến. Hãy dùng ngày hôm nay hoặc một ngày trước đó."


class Duplicate(Conflict):
    """The document is entered in the register already, it seems (Annex VI, III.1.h).

    The clerk may insist: the sentence names the tick by its label.
    """

    code = "duplicate"
    default_sentence = (
        "Văn bản {reference} của {issuer} có vẻ đã được đăng ký: số đến {number}, ngày {day}. "
        "Hãy mở văn bản đó để đối chiếu; nếu không trùng, đánh dấu "
        "“Đây là văn bản khác, vẫn đăng ký”."
    )

    def __init__(self, *, first_id: int, values: Mapping[str, str]) -> None:
        self.first_id = first_id
        super().__init__(None, field="reference", **values)
        self.values["first_id"] = first_id


class NeedsReason(Refusal):
    """The step is recorded with a reason, so there must be one."""

    code = "needs-reason"
    status = 422
    default_sentence = "Hãy ghi lý do: lý do được in trong sổ đăng ký và lưu trong nhật ký."


class NumberTaken(Conflict):
    """The reserved number was used or voided in the meantime."""

    code = "number-taken"
    default_sentence = "Số {number} không còn ở trạng thái giữ số. Hãy tải lại sổ và chọn số khác."


class NumberInUse(Conflict):
    """An issued document keeps its number."""

    code = "number-in-use"
    default_sentence = (
        "Số {number} thuộc văn bản đã phát hành hoặc văn bản đến đã đăng ký nên không hủy được."
    )


class NoSuchNumber(NotFound):
    """There is no such number in the register."""

    code = "no-such-number"
    default_sentence = "Trong sổ không có số {number}."


class OverlappingRegisters(Conflict):
    """Two registers would claim the same documents on the same day."""

    code = "overlapping-registers"
    default_sentence = (
        "Sổ “{name}” đã nhận {types} trong thời gian này. Hãy kết thúc sổ đó hoặc chọn loại khác."
    )


class OverlappingPeriods(Conflict):
    """Two periods of one register would share a day."""

    code = "overlapping-register-periods"
    default_sentence = "Kỳ “{label}” của sổ này đã chứa khoảng ngày đó."


class NotRelated(Conflict):
    """A relation joins two different documents of one agency."""

    code = "not-related"
    default_sentence = "Chỉ liên kết được hai văn bản khác nhau của cùng cơ quan."


class NeedsFile(Refusal):
    """The step needs a file."""

    code = "needs-file"
    status = 422
    default_sentence = "Văn bản chưa có tệp nào. Hãy đính kèm tệp trước."


class Locked(Conflict):
    """The content is approved: it changes only through the one who signed (Art. 11.2; Q-062)."""

    code = "locked"
    default_sentence = (
        "Văn bản đang ở trạng thái “{state}” nên không sửa được nội dung. "
        "Hãy trả lại dự thảo, hoặc ban hành văn bản đính chính, thay thế."
    )


class NotADraftDirection(Refusal):
    """Incoming documents are received, not drafted."""

    code = "not-a-draft-direction"
    status = 422
    default_sentence = "Chỉ soạn thảo được văn bản đi hoặc văn bản nội bộ."


class NoAgencyCode(Conflict):
    """The identifier of a document begins with the agency's code."""

    code = "no-agency-code"
    default_sentence = (
        "Cơ quan chưa có mã định danh vào ngày {day} nên chưa cấp được mã văn bản. "
        "Hãy vào Cấu hình › Cơ quan để nhập mã định danh."
    )


class ReferenceTaken(Conflict):
    """The number with its symbol exists already in this year or term (Art. 15.1)."""

    code = "reference-taken"
    default_sentence = (
        "Số, ký hiệu {reference} đã có trong năm (nhiệm kỳ) này. "
        "Hãy kiểm tra các sổ cùng nhận loại văn bản này."
    )


class NoSymbol(Conflict):
    """The symbol cannot be built from the catalogues."""

    code = "no-symbol"
    default_sentence = (
        "Không lập được ký hiệu văn bản: thiếu tên loại hoặc chữ viết tắt của cơ quan, đơn vị. "
        "Hãy bổ sung rồi cấp số lại."
    )


class ReservedLeft(Conflict):
    """With numbers still reserved a period stays open: the register explains each number."""

    code = "reserved-left"
    default_sentence = (
        "Sổ còn các số đang giữ: {numbers}. Hãy cấp hoặc hủy từng số (có lý do) rồi mới khóa sổ."
    )


class TooManyReserved(Refusal):
    """So many numbers cannot be reserved at once."""

    code = "too-many-reserved"
    status = 422
    default_sentence = "Mỗi lần chỉ giữ được từ 1 đến {most} số."


class WrongSeries(InvalidFields):
    """A series against the rules of Article 15; each field has its sentence."""

    code = "wrong-series"
