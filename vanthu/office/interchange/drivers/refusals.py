"""What the other side means by its codes, and what an HTTP status means before any code.

The codes are those of a provincial platform (interchange 3.3); the national axis has published none
and is of the same family, so its links may be given another table.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from vanthu.office.interchange.drivers.base import BadAnswer, Fault, Rejected, Unreachable

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "10": "Trục liên thông không nhận tệp gói tin này.",
        "15": "Trục liên thông không chấp nhận mã hệ thống hoặc khóa bí mật của đơn vị.",
        "18": "Trục liên thông không biết mã của nơi nhận.",
        "19": "Mã của nơi gửi chưa được đăng ký trên trục liên thông.",
        "20": "Trục liên thông gặp lỗi bên trong.",
        "21": "Trục liên thông không xử lý được tệp gói tin này.",
        "22": "Trục liên thông cho rằng gói tin sai quy cách edXML.",
        "23": "Nơi nhận đang bị khóa trên trục liên thông.",
    }
)
OURS = frozenset({"15", "19"})
"""Codes of what only our administrator can put right."""
THEIRS = frozenset({"20"})
"""Codes of a fault inside the other side: no refusal, the same may be tried again."""
REFUSED = "Trục liên thông từ chối yêu cầu này."
BUSY = "Trục liên thông đang quá tải và đề nghị gửi lại sau."
WRONG_ADDRESS = "Địa chỉ của trục liên thông trong cấu hình không đúng."
UNKNOWN_TO_IT = "Trục liên thông không chấp nhận mã hệ thống hoặc khóa bí mật của đơn vị."
FAILED = "Trục liên thông báo lỗi."


def refusal(code: str, reason: str, ours: Collection[str] = OURS) -> Fault:
    """The fault that a code of the other side stands for; `reason` is what it says itself."""
    if code in THEIRS:
        return BadAnswer(SENTENCES[code], reason[:200])
    sentence = SENTENCES.get(code, REFUSED)
    return Rejected(sentence, code=code, ours=code in ours, detail=reason[:200])


def fault_of_status(status: int) -> Fault | None:
    """The fault that an HTTP status stands for, None for one of success."""
    code = f"HTTP {status}"
    if 200 <= status < 300:
        return None
    if status in {401, 403}:
        return Rejected(UNKNOWN_TO_IT, code=code, ours=True)
    if status in {404, 405}:
        return Rejected(WRONG_ADDRESS, code=code, ours=True)
    if status == 429:
        return Unreachable(BUSY, code)
    if 400 <= status < 500 and status != 408:
        return Rejected(REFUSED, code=code)
    return BadAnswer(FAILED, code)


@contextmanager
def nothing_refused() -> Iterator[None]:
    """For calls that cannot be refused: a no that is not about our credentials is a bad answer."""
    try:
        yield
    except Rejected as fault:
        if fault.ours:
            raise
        raise BadAnswer(fault.sentence, f"{fault.code} {fault.detail}") from fault
