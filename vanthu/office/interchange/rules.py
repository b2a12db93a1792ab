"""The statuses of packets, and the states of messages on the network: two tables, never mixed.

The statuses 01 to 06, 13, 15 and 16 are those of Decision 28/2018/QĐ-TTg as three implementations
show them (requirements 3.2); a status comes from a real event and never goes back (L-07, L-08).
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from vanthu.ground.journal.rules import canonical
from vanthu.ground.org.rules import is_readable_code
from vanthu.kernel.machine import Machine, Transition
from vanthu.kernel.workdays import VIETNAM, WorkCalendar
from vanthu.office.interchange.choices import ListChange, OutsideStatus, ReceiptStatus, Transport

_R = ReceiptStatus
_RECEIVER = "Cơ quan nhận"
_CLERK = "Văn thư nơi nhận"


def _onward(
    target: ReceiptStatus, verb: str, who: str, *sources: ReceiptStatus
) -> list[Transition]:
    """Real events may skip a step: a document can be finished without having been assigned."""
    label = str(target.label).lower()
    return [Transition(source.value, target.value, verb, who, label) for source in sources]


DELIVERY = Machine(
    name="delivery",
    title="Văn bản gửi đi",
    initial=_R.SENT.value,
    states={
        s.value: f"{s.value} {s.label}"
        for s in (
            _R.SENT,
            _R.ARRIVED,
            _R.REFUSED,
            _R.ACCEPTED,
            _R.ASSIGNED,
            _R.HANDLING,
            _R.FINISHED,
        )
    },
    transitions=(
        *_onward(_R.ARRIVED, "01", "Hệ thống nơi nhận", _R.SENT),
        *_onward(_R.REFUSED, "02", _CLERK, _R.ARRIVED),
        *_onward(_R.ACCEPTED, "03", _CLERK, _R.ARRIVED),
        *_onward(_R.ASSIGNED, "04", _RECEIVER, _R.ACCEPTED),
        *_onward(_R.HANDLING, "05", _RECEIVER, _R.ACCEPTED, _R.ASSIGNED),
        *_onward(_R.FINISHED, "06", _RECEIVER, _R.ACCEPTED, _R.ASSIGNED, _R.HANDLING),
    ),
)

# What comes over a network may overtake or be lost on its way: the furthest status stands, all are
# kept (interchange 2.4). A refusal is final, and comes to nothing once it was taken on.
DELIVERY_ELSEWHERE = Machine(
    name="delivery-elsewhere",
    title="Văn bản gửi qua đường liên thông",
    initial=_R.SENT.value,
    states=DELIVERY.states,
    transitions=(
        *_onward(_R.ARRIVED, "01", "Hệ thống nơi nhận", _R.SENT),
        *_onward(_R.REFUSED, "02", _CLERK, _R.SENT, _R.ARRIVED),
        *_onward(_R.ACCEPTED, "03", _CLERK, _R.SENT, _R.ARRIVED),
        *_onward(_R.ASSIGNED, "04", _RECEIVER, _R.SENT, _R.ARRIVED, _R.ACCEPTED),
        *_onward(_R.HANDLING, "05", _RECEIVER, _R.SENT, _R.ARRIVED, _R.ACCEPTED, _R.ASSIGNED),
        *_onward(
            *(_R.FINISHED, "06", _RECEIVER),
            *(_R.SENT, _R.ARRIVED, _R.ACCEPTED, _R.ASSIGNED, _R.HANDLING),
        ),
    ),
)

RECALL_ORDER = Machine(
    name="recall-order",
    title="Đề nghị lấy lại",
    initial=_R.TAKE_BACK.value,
    states={
        s.value: f"{s.value} {s.label}"
        for s in (_R.TAKE_BACK, _R.ARRIVED, _R.TAKE_BACK_AGREED, _R.TAKE_BACK_REFUSED)
    },
    transitions=(
        *_onward(_R.ARRIVED, "01", "Hệ thống nơi nhận", _R.TAKE_BACK),
        # what has not arrived, or was refused, has nothing left to be cancelled
        *_onward(_R.TAKE_BACK_AGREED, "15", "Hệ thống nơi nhận", _R.TAKE_BACK),
        *_onward(_R.TAKE_BACK_AGREED, "15", _CLERK, _R.ARRIVED),
        *_onward(_R.TAKE_BACK_REFUSED, "16", _CLERK, _R.ARRIVED),
    ),
)

CHANGE_ORDER = Machine(
    name="change-order",
    title="Cập nhật, thay thế văn bản đã gửi",
    initial=_R.SENT.value,
    states={
        _R.SENT.value: f"{_R.SENT.value} {_R.SENT.label}",
        _R.ARRIVED.value: f"{_R.ARRIVED.value} {_R.ARRIVED.label}",
        _R.TAKE_BACK_AGREED.value: f"{_R.TAKE_BACK_AGREED.value} Đồng ý",
        _R.TAKE_BACK_REFUSED.value: f"{_R.TAKE_BACK_REFUSED.value} Từ chối",
    },
    transitions=(
        Transition(_R.SENT, _R.ARRIVED, "01", "Hệ thống nơi nhận", "đã đến"),
        # what was recalled or refused has nothing left to be changed
        Transition(_R.SENT, _R.TAKE_BACK_AGREED, "15", "Hệ thống nơi nhận", "không còn gì để sửa"),
        Transition(_R.ARRIVED, _R.TAKE_BACK_AGREED, "15", _CLERK, "đồng ý"),
        Transition(_R.ARRIVED, _R.TAKE_BACK_REFUSED, "16", _CLERK, "từ chối"),
    ),
)

_O = OutsideStatus
_SENDER = "Văn thư nơi gửi"

OUTSIDE = Machine(
    name="outside-delivery",
    title="Bản gửi ngoài hệ thống",
    initial=_O.TO_SEND.value,
    # a recipient that could not be found begins in the state of its own kind
    states={
        s.value: str(s.label)
        for s in (_O.TO_SEND, _O.UNCLEAR, _O.SENT, _O.RECEIVED, _O.RETURNED, _O.REROUTED)
    },
    transitions=(
        Transition(
            _O.TO_SEND, _O.UNCLEAR, "unclear", "Hệ thống", "báo chưa xác định được nơi nhận"
        ),
        *(
            Transition(source, _O.SENT, "sent", _SENDER, "ghi nhận đã gửi")
            for source in (_O.TO_SEND, _O.UNCLEAR, _O.RETURNED)
        ),
        *(
            Transition(source, _O.REROUTED, "rerouted", _SENDER, "gửi lại trong hệ thống")
            for source in (_O.TO_SEND, _O.UNCLEAR, _O.RETURNED)
        ),
        Transition(_O.SENT, _O.RECEIVED, "received", _SENDER, "ghi nhận đã nhận"),
        Transition(_O.SENT, _O.RETURNED, "returned", _SENDER, "ghi nhận bị trả lại"),
    ),
)


_T = Transport
_SENDER_JOB, _NETWORK, _RECEIVER_JOB = "Tiến trình gửi", "Đường liên thông", "Tiến trình nhận"
_ADMIN = "Văn thư, quản trị"

TRANSPORT_OUT = Machine(
    name="transport-out",
    title="Gói tin gửi đi",
    initial=_T.QUEUED.value,
    states={
        s.value: str(s.label)
        for s in (_T.QUEUED, _T.SENDING, _T.UNKNOWN, _T.SENT, _T.DONE, _T.FAILED, _T.WITHDRAWN)
    },
    transitions=(
        Transition(_T.QUEUED, _T.SENDING, "take", _SENDER_JOB, "lấy để gửi"),
        Transition(_T.QUEUED, _T.WITHDRAWN, "withdraw", _SENDER, "thu hồi trước khi gửi"),
        Transition(_T.SENDING, _T.SENT, "sent", _NETWORK, "nhận gói tin"),
        Transition(_T.SENDING, _T.QUEUED, "later", _SENDER_JOB, "chưa kết nối được, chờ gửi lại"),
        Transition(_T.SENDING, _T.UNKNOWN, "lose", _SENDER_JOB, "không rõ kết quả"),
        Transition(_T.SENDING, _T.FAILED, "reject", _NETWORK, "từ chối gói tin"),
        Transition(_T.UNKNOWN, _T.SENT, "found", _NETWORK, "xác nhận đã nhận trước đó"),
        Transition(_T.UNKNOWN, _T.QUEUED, "missing", _NETWORK, "xác nhận chưa nhận"),
        Transition(_T.UNKNOWN, _T.FAILED, "expire", _SENDER_JOB, "quá hạn hỏi"),
        Transition(_T.SENT, _T.DONE, "arrive", _NETWORK, "báo đã tới nơi nhận"),
        Transition(_T.SENT, _T.FAILED, "bounce", _NETWORK, "báo nơi nhận không lấy được"),
        Transition(_T.SENT, _T.UNKNOWN, "again", _SENDER, "gửi lại"),
        Transition(_T.SENT, _T.UNKNOWN, "doubt", _SENDER_JOB, "hỏi lại khi lâu không có biên nhận"),
        Transition(_T.SENT, _T.QUEUED, "return", _NETWORK, "báo gói tin về không đủ, gửi lại"),
        Transition(_T.FAILED, _T.UNKNOWN, "again", _SENDER, "gửi lại"),
        Transition(_T.FAILED, _T.WITHDRAWN, "withdraw", _SENDER, "thu hồi"),
        Transition(_T.FAILED, _T.DONE, "arrive", _NETWORK, "báo đã tới nơi nhận"),
    ),
)

TRANSPORT_IN = Machine(
    name="transport-in",
    title="Gói tin nhận về",
    initial=_T.ARRIVED.value,
    states={
        s.value: str(s.label)
        for s in (
            *(_T.ARRIVED, _T.APPLIED, _T.DUPLICATE),
            *(_T.QUARANTINED, _T.REFUSED, _T.DISCARDED),
        )
    },
    transitions=(
        Transition(_T.ARRIVED, _T.APPLIED, "apply", _RECEIVER_JOB, "tiếp nhận"),
        Transition(_T.ARRIVED, _T.DUPLICATE, "repeat", _RECEIVER_JOB, "nhận ra bản lặp"),
        Transition(_T.ARRIVED, _T.QUARANTINED, "hold", _RECEIVER_JOB, "tạm giữ"),
        Transition(_T.ARRIVED, _T.REFUSED, "refuse", _RECEIVER_JOB, "từ chối"),
        Transition(_T.QUARANTINED, _T.APPLIED, "accept", _ADMIN, "chấp nhận như bản cập nhật"),
        Transition(_T.QUARANTINED, _T.DISCARDED, "discard", _ADMIN, "loại bỏ"),
    ),
)

_LONGEST_PAUSE = timedelta(minutes=30)
_FIRST_PAUSE = timedelta(seconds=15)
# A message that could not be handed over in a week says so to its clerk instead of trying on.
PATIENCE = timedelta(days=7)
# So long the network is asked where a parcel is; afterwards only its receiver can tell.
FOLLOWED = timedelta(days=14)
# The hours of an office, ours to set: no rule counts them.
_OPENS, _CLOSES = time(7, 30), time(17, 0)
_LONGEST_WAIT = 60


def working_hours_before(now: datetime, hours: int, calendar: WorkCalendar) -> datetime:
    """The moment so many office hours (7.30 to 17.00 of working days) before `now`; a packet sent
    on Friday evening is not late on Monday morning."""
    left = timedelta(hours=hours)
    local = now.astimezone(VIETNAM)
    for back in range(_LONGEST_WAIT):
        day = local.date() - timedelta(days=back)
        opens = datetime.combine(day, _OPENS, tzinfo=VIETNAM)
        closes = min(datetime.combine(day, _CLOSES, tzinfo=VIETNAM), local)
        if not calendar.is_working(day) or closes <= opens:
            continue
        if closes - opens >= left:
            return closes - left
        left -= closes - opens
    return local - timedelta(days=_LONGEST_WAIT)


def pause(attempts: int, draw: float) -> timedelta:
    """How long to wait after so many attempts: doubling up to half an hour, two thirds to four
    thirds of it by `draw` (0 to 1), so that many who lost one network do not return at once."""
    longest = min(_LONGEST_PAUSE, _FIRST_PAUSE * float(2 ** min(attempts, 20)))
    return longest * ((2 + 2 * draw) / 3)


def turns(senders: Sequence[str]) -> list[int]:
    """The order in which those waiting are fetched, by place: one of each sender, then a second of
    each, so that nobody who floods keeps others waiting."""
    seen: dict[str, int] = {}
    order = []
    for place, sender in enumerate(senders):
        seen[sender] = seen.get(sender, 0) + 1
        order.append((seen[sender], place))
    return [place for _turn, place in sorted(order)]


def is_believed(known: int, lost: int, share: float) -> bool:
    """Whether a list that lost so many of the known agencies may be taken over."""
    return lost <= known * share


def is_hidden(code: str) -> bool:
    """Whether no letter goes to this code: a node of the axis (W00), or none that can be an
    agency's (interchange 4)."""
    return "W00" in code.split(".") or not is_readable_code(code)


class OnList(NamedTuple):
    """What a list says of a code."""

    name: str
    parent_code: str
    mail: str
    successor: str
    successors: int
    open: bool
    closed_on: date | None
    last_seen: datetime | None


def list_change(before: OnList | None, now: OnList) -> ListChange | None:
    """How a row of the directory changed, the weightiest first; None when it did not."""
    if before is None:
        return ListChange.NEW
    if before.open != now.open:
        return ListChange.REOPENED if now.open else ListChange.CLOSED
    if before.name != now.name:
        return ListChange.RENAMED
    return None if before == now else ListChange.CHANGED


def payload_hash(payload: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of what is sent: the receiver recomputes it."""
    return hashlib.sha256(canonical([payload])).hexdigest()
