"""Which step leads from which state to which: the tables of the incoming and outgoing flows.

Decree 30/2020, Art. 20-24 (incoming: receive, register, present, handle), Art. 9-19 (outgoing:
draft, approve, sign, number, issue). An internal document follows the outgoing table.
"""

from collections.abc import Iterable

from vanthu.kernel.machine import Machine, Transition
from vanthu.office.documents.choices import Direction, DocumentState

S = DocumentState
_CLERK = "Văn thư"
_LEADER = "Lãnh đạo"
_DRAFTER = "Người soạn thảo"


def _labels(*states: DocumentState) -> dict[str, str]:
    return {state.value: str(state.label) for state in states}


def _each(sources: Iterable[str], target: str, verb: str, who: str, label: str) -> list[Transition]:
    return [Transition(source, target, verb, who, label) for source in sources]


def _expel(sources: Iterable[str], target: str) -> list[Transition]:
    """Only where a secrecy mark was found (Q-145): nothing to suggest elsewhere."""
    label = "loại bỏ văn bản mật"
    return [Transition(source, target, "expel", _CLERK, label, apart=True) for source in sources]


INCOMING = Machine(
    name="incoming",
    title="Văn bản đến",
    initial=S.RECEIVED,
    states=_labels(
        S.RECEIVED,
        S.REFUSED,
        S.REGISTERED,
        S.PRESENTED,
        S.DIRECTED,
        S.HANDLING,
        S.FINISHED,
        S.RECALLED,
    ),
    transitions=(
        Transition(S.RECEIVED, S.REGISTERED, "register", _CLERK, "đăng ký"),
        Transition(S.RECEIVED, S.REFUSED, "refuse", _CLERK, "từ chối tiếp nhận"),
        Transition(S.REGISTERED, S.PRESENTED, "present", _CLERK, "trình lãnh đạo"),
        Transition(S.PRESENTED, S.PRESENTED, "present", _CLERK, "trình lãnh đạo"),
        Transition(S.PRESENTED, S.REGISTERED, "return_", _LEADER, "trả lại văn thư"),
        *_each(
            [S.REGISTERED, S.PRESENTED, S.DIRECTED], S.DIRECTED, "direct", _LEADER, "cho ý kiến"
        ),
        Transition(S.HANDLING, S.HANDLING, "direct", _LEADER, "cho ý kiến"),
        *_each([S.DIRECTED, S.HANDLING], S.HANDLING, "hand_over", _CLERK, "chuyển xử lý"),
        Transition(S.HANDLING, S.DIRECTED, "take_back", _LEADER, "thu hồi về chờ chuyển"),
        *_each(
            [S.REGISTERED, S.PRESENTED, S.DIRECTED, S.HANDLING],
            S.FINISHED,
            "finish",
            "Người chủ trì, lãnh đạo",
            "kết thúc",
        ),
        Transition(S.FINISHED, S.HANDLING, "reopen", _LEADER, "mở lại"),
        *_each(
            [S.RECEIVED, S.REGISTERED, S.PRESENTED, S.DIRECTED, S.HANDLING, S.FINISHED],
            S.RECALLED,
            "withdraw",
            "Cơ quan ban hành, văn thư",
            "hủy theo đề nghị thu hồi",
        ),
        *_expel([S.REGISTERED, S.PRESENTED, S.DIRECTED, S.HANDLING, S.FINISHED], S.REFUSED),
        *_expel([S.RECALLED], S.RECALLED),
    ),
)

_REVIEWS = [S.CONTENT_REVIEW, S.FORMAT_REVIEW, S.LEADER_REVIEW]

OUTGOING = Machine(
    name="outgoing",
    title="Văn bản đi",
    initial=S.DRAFTING,
    states=_labels(
        S.DRAFTING,
        S.CONTENT_REVIEW,
        S.FORMAT_REVIEW,
        S.LEADER_REVIEW,
        S.APPROVED,
        S.NUMBERED,
        S.ISSUED,
        S.CANCELLED,
        S.RECALLED,
    ),
    transitions=(
        Transition(S.DRAFTING, S.CONTENT_REVIEW, "submit", _DRAFTER, "trình duyệt nội dung"),
        Transition(
            S.CONTENT_REVIEW,
            S.FORMAT_REVIEW,
            "approve_content",
            "Người đứng đầu đơn vị soạn thảo",
            "duyệt nội dung",
        ),
        Transition(
            S.FORMAT_REVIEW,
            S.LEADER_REVIEW,
            "approve_format",
            "Người được giao kiểm tra thể thức",
            "duyệt thể thức",
        ),
        Transition(S.LEADER_REVIEW, S.APPROVED, "approve_signing", _LEADER, "duyệt ký"),
        Transition(S.LEADER_REVIEW, S.APPROVED, "sign", _LEADER, "ký số"),
        Transition(
            S.LEADER_REVIEW, S.APPROVED, "record_paper_signature", _CLERK, "ghi nhận chữ ký giấy"
        ),
        *_each(_REVIEWS, S.DRAFTING, "return_draft", "Người đang duyệt", "trả lại"),
        *_each(_REVIEWS, S.DRAFTING, "recall_draft", _DRAFTER, "lấy lại dự thảo"),
        Transition(S.APPROVED, S.DRAFTING, "return_draft", _LEADER, "trả lại"),
        # an approved text is changed through the signer alone (Art. 11.2)
        Transition(
            S.APPROVED,
            S.LEADER_REVIEW,
            "add_version",
            "Người soạn, người ký, văn thư",
            "sửa bản đã duyệt",
        ),
        Transition(S.APPROVED, S.NUMBERED, "give_number", _CLERK, "cấp số"),
        Transition(S.NUMBERED, S.APPROVED, "void_number", _CLERK, "hủy số"),
        Transition(S.NUMBERED, S.ISSUED, "issue", _CLERK, "phát hành"),
        *_each([S.DRAFTING, *_REVIEWS, S.APPROVED], S.CANCELLED, "cancel", _DRAFTER, "hủy dự thảo"),
        Transition(S.ISSUED, S.RECALLED, "recall_issued", _LEADER, "thu hồi"),
        *_expel([S.DRAFTING, *_REVIEWS, S.APPROVED, S.NUMBERED], S.CANCELLED),
        *_expel([S.RECALLED], S.RECALLED),
    ),
)


def machine_of(direction: str) -> Machine:
    """The table a document of this direction follows."""
    return INCOMING if direction == Direction.INCOMING else OUTGOING
