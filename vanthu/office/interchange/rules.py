"""The statuses of a packet and of an order to give it back, as tables; what is sent, and its hash.

The statuses 01 to 06, 13, 15 and 16 are those of Decision 28/2018/QĐ-TTg as three implementations
show them (requirements 3.2); a status comes from a real event and never goes back (L-07, L-08).
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from vanthu.ground.journal.rules import canonical
from vanthu.kernel.machine import Machine, Transition
from vanthu.office.interchange.choices import OutsideStatus, ReceiptStatus

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


def payload_hash(payload: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of what is sent: the receiver recomputes it."""
    return hashlib.sha256(canonical([payload])).hexdigest()
