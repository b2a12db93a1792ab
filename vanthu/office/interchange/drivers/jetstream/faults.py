"""What a server's refusal means for the caller: wait, repair the link, or give the parcel up."""

from vanthu.office.interchange.drivers.base import (
    Busy,
    Fault,
    OutcomeUnknown,
    Rejected,
    Unreachable,
)

NO_MESSAGE, NO_STREAM, NO_CONSUMER = 10037, 10059, 10014
# Another message is the last, or the last has another id.
WRONG_LAST = frozenset({10071, 10070})
TOO_LARGE = 10054
# Server's codes for: this sender's share, the box, the account or the disk is full.
FULL = frozenset({10002, 10023, 10047, 10077, 10122})
# A message with this id came before, and the nodes have not agreed on it yet.
IN_PROCESS = 10158
# Another message of the same sender is under way to the box, and the nodes have not agreed on it
# yet.
UNDER_WAY = 10164
# The centre has not found enough of its nodes yet.
NO_PEERS = 10005
BOX_FULL = (
    "Hộp thư của nơi nhận trên mạng liên thông đã đầy; văn bản chưa được nhận, "
    "hệ thống sẽ tự gửi lại."
)
UNKNOWN = "Chưa biết nơi nhận đã nhận hay chưa; hệ thống sẽ hỏi lại trước khi gửi lần nữa."
TOO_LARGE_SENTENCE = "Gói tin lớn hơn mức mạng liên thông cho phép. Hãy chia nhỏ hoặc gửi bản giấy."


class Refused(Exception):
    """The server answered a request with an error of its own."""

    def __init__(self, code: int, status: int, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code, self.status, self.text = code, status, text


def fault_of(refused: Refused) -> Fault:
    """The fault by which a driver tells it."""
    if refused.code in FULL:
        return Busy(BOX_FULL, str(refused))
    if refused.code == IN_PROCESS:
        return OutcomeUnknown(UNKNOWN, str(refused))
    if refused.code == TOO_LARGE:
        return Rejected(TOO_LARGE_SENTENCE, code=str(refused.code), detail=str(refused))
    if refused.status >= 500 or refused.code == NO_PEERS:
        return Unreachable("Mạng liên thông đang bận hoặc đang khởi động lại.", str(refused))
    sentence = "Mạng liên thông từ chối vì cấu hình liên kết của hệ thống chưa đúng."
    return Rejected(sentence, code=str(refused.code), ours=True, detail=str(refused))
