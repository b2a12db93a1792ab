"""What interchange refuses, each with the sentence the user reads."""

from vanthu.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from vanthu.office.interchange.choices import Cause


class PacketNotFound(NotFound):
    """No such packet, or none of this agency's."""

    code = "packet-not-found"
    default_sentence = "Không tìm thấy lượt gửi này ở cơ quan của bạn. Hãy tải lại trang."


class PacketAltered(Conflict):
    """What arrived is not what was sent (P4; Q-041)."""

    code = "packet-altered"
    default_sentence = (
        "Gói tin không còn nguyên vẹn: mã băm của nội dung không khớp với lúc gửi. "
        "Văn bản không được tiếp nhận; hãy báo nơi gửi gửi lại."
    )


class NotTheClerk(NotAllowed):
    """Sending and receiving belong to the clerks of the agency."""

    code = "not-the-clerk"
    default_sentence = "Chỉ văn thư của {agency} mới được {verb}. Hãy đề nghị văn thư thực hiện."


class NothingSent(Refusal):
    """The document has no packet or copy the verb could be about."""

    code = "nothing-sent"
    default_sentence = "Văn bản không có lượt gửi nào để {verb}."


class ArrivedAlready(Conflict):
    """What has arrived is not sent again."""

    code = "arrived-already"
    default_sentence = (
        "{agency} đã nhận được văn bản (trạng thái {status}) nên không cần gửi lại. "
        "Chỉ gửi lại lượt gửi chưa đến hoặc bị từ chối."
    )


class RefusedThere(Conflict):
    """What its receiver refused is not sent as it was: a new sending takes its place."""

    code = "refused-there"
    default_sentence = (
        "{agency} đã từ chối lượt gửi này. Hãy mở văn bản và dùng “Gửi lại” để gửi một lượt mới."
    )


class RecalledAlready(Conflict):
    """A recalled document is not sent."""

    code = "recalled-already"
    default_sentence = "Văn bản đã bị thu hồi nên không thể {verb}."


class NoRecallOrder(Refusal):
    """Nobody asked to have the document back, or the order has been answered."""

    code = "no-recall-order"
    default_sentence = "Không có đề nghị lấy lại nào đang chờ trả lời cho văn bản này."


class NoChangeOrder(Refusal):
    """No update or replacement waits, or it has been answered."""

    code = "no-change-order"
    default_sentence = "Không có cập nhật, thay thế nào đang chờ trả lời cho văn bản này."


class NothingToGiveBack(Refusal):
    """Only what says so is given back after reading, and once."""

    code = "nothing-to-give-back"
    default_sentence = (
        "Văn bản không ghi “XEM XONG TRẢ LẠI”, hoặc đã trả lại rồi, nên không cần trả lại nơi gửi."
    )


class StillRead(Conflict):
    """It is given back when everybody has finished with it."""

    code = "still-read"
    default_sentence = (
        "Văn bản đang ở trạng thái “{state}”. Hãy kết thúc xử lý văn bản rồi trả lại nơi gửi."
    )


class NotHere(Refusal):
    """The agency has no registry in this installation."""

    code = "not-here"
    default_sentence = (
        "{agency} chưa có văn thư trên hệ thống này nên không gửi qua hệ thống được. "
        "Hãy gửi bằng cách khác và ghi nhận kết quả."
    )


class NobodyFurther(Invalid):
    """A document is sent further to somebody other than its own agency."""

    code = "nobody-further"

    def __init__(self) -> None:
        super().__init__({"recipients": "Hãy chọn ít nhất một nơi nhận khác cơ quan mình."})


class RecipientsAlready(Conflict):
    """Whoever the document was sent to is not sent it once more as somebody new."""

    code = "recipients-already"
    default_sentence = (
        "Văn bản đã được gửi cho {names}. Hãy bỏ khỏi danh sách; nơi đã từ chối hoặc chưa nhận "
        "được thì dùng “Gửi lại”."
    )

    def __init__(self, names: str) -> None:
        super().__init__(field="recipients", names=names)


class SentAlready(Conflict):
    """A document goes to each agency once (never double)."""

    code = "sent-already"
    default_sentence = "Văn bản đã được gửi {agency} rồi. Mỗi cơ quan chỉ nhận một lần."


class MessageNotFound(NotFound):
    """No such message, or none of this agency's."""

    code = "message-not-found"
    default_sentence = "Không tìm thấy gói tin này ở cơ quan của bạn. Hãy tải lại trang."


class NothingToMatch(Refusal):
    """A message about a document that nobody knows here cannot be applied to anything."""

    code = "nothing-to-match"
    default_sentence = (
        "Không có văn bản nào ứng với gói tin này nên không thể nhận. "
        "Hãy liên hệ nơi gửi, rồi loại bỏ gói tin."
    )


class NotTheKeeperOfLinks(NotAllowed):
    """A link serves every agency: the province's centre looks after it."""

    code = "not-the-keeper-of-links"
    default_sentence = (
        "Chỉ quản trị hệ thống của cơ quan cấp tỉnh được thao tác với đường liên thông. "
        "Hãy báo đầu mối quản trị cấp tỉnh."
    )


class LinkStands(Conflict):
    """The link is as it was to be made."""

    code = "link-stands"
    default_sentence = "Đường liên thông đã ở tình trạng này rồi. Hãy tải lại trang."


class NoWay(Conflict):
    """The link by which a message came is no longer configured."""

    code = "no-way"
    default_sentence = "Đường liên thông {link} không còn được cấu hình. Hãy báo quản trị hệ thống."


class SyncRunning(Conflict):
    """The directory of a link is taken over by one at a time."""

    code = "sync-running"
    default_sentence = "Danh bạ của {link} đang được đồng bộ. Hãy đợi xong rồi xem kết quả."


class NoSuchLink(NotFound):
    """No link of that name is configured."""

    code = "no-such-link"
    default_sentence = "Không có đường liên thông nào tên {link}. Hãy chọn trong danh sách."


class NotOurSheet(Refusal):
    """A sheet of a day is taken from installations of our own, for agencies that live here."""

    code = "not-our-sheet"
    default_sentence = "Không nhận bảng đối soát ghi nơi gửi là {sender} qua đường này."


class StrangeDay(Refusal):
    """A sheet is about a day of the last month."""

    code = "strange-day"
    default_sentence = "Bảng đối soát ghi ngày {day}, ngoài 31 ngày gần đây; kiểm tra giờ máy chủ."


class DayNotFound(NotFound):
    """No such day was compared, or none of this agency's."""

    code = "day-not-found"
    default_sentence = "Không tìm thấy ngày đối soát này ở cơ quan của bạn. Hãy tải lại trang."


class KnownAlready(Conflict):
    """What the message brings is here already."""

    code = "known-already"
    default_sentence = "Nội dung của gói tin này đã có trên hệ thống. Hãy loại bỏ bản lặp."


class SeenBefore(Exception):
    """A message said nothing new: it is acknowledged again and changes nothing."""


class NotYet(Exception):
    """An order came before the document it is about."""


_DOUBTS = {
    Cause.CONFLICT: (
        "Văn bản {document} đã nhận trước đó với nội dung khác. Hãy so sánh hai bản rồi chọn nhận "
        "như bản cập nhật hoặc loại bỏ."
    ),
    Cause.SENDER: (
        "Gói tin ghi nơi gửi là {sender}, không phải đơn vị được phép gửi qua {link}. "
        "Hãy liên hệ nơi gửi trước khi xử lý."
    ),
    Cause.DIGEST: "Tệp “{name}” không khớp mã băm mà nơi gửi ghi. Hãy đề nghị nơi gửi gửi lại.",
    Cause.UNMATCHED: "Không tìm thấy văn bản {document} mà gói tin này nói đến.",
}


class Held(Exception):
    """A message waits in quarantine until somebody has looked at it."""

    def __init__(self, cause: Cause, **values: str) -> None:
        self.cause = cause
        self.sentence = _DOUBTS[cause].format(**values)
        super().__init__(self.sentence)
