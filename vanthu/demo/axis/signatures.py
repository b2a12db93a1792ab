"""The signed headers of a call on the axis, checked as its specification says."""

import hashlib
import hmac
import json
from datetime import datetime, timedelta

from vanthu.demo.axis.calls import Call
from vanthu.demo.axis.parcels import Refused
from vanthu.demo.axis.store import Store

WINDOW = timedelta(minutes=5)
"""How far a call's moment may be from the simulator's; our own figure, the axis's is unknown."""
PREFIX = "xroadvnpt-"


def caller(store: Store, call: Call, now: datetime) -> str:
    """The system that signed a call. Raises Refused for a call that nobody known has signed now."""
    values = _signed(call)
    system = store.one("SELECT * FROM system WHERE system_id = ?", values.get("systemid", ""))
    if system is None:
        raise Refused("15", "Không có hệ thống này")
    document = call.headers[f"{PREFIX}sign-header"]
    given = call.headers.get(f"{PREFIX}hash-header", "")
    right = hmac.new(system["secret"].encode(), document.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(given.encode(), right.encode()):
        raise Refused("15", "Sai chữ ký")
    _check_moment(values.get("timestamp", ""), now)
    _check_new(store, right, now)
    return str(system["system_id"])


def _signed(call: Call) -> dict[str, str]:
    """The parameters that the signature covers; each must stand in its own header as well."""
    try:
        document = json.loads(call.headers.get(f"{PREFIX}sign-header", ""))
    except ValueError:
        document = None
    if not isinstance(document, dict):
        raise Refused("15", "Thiếu phần đầu được ký")
    values = {name.lower().removeprefix(PREFIX): value for name, value in document.items()}
    named = call.headers.get(f"{PREFIX}sign-header-key", "").lower().split(";")
    same = all(call.headers.get(PREFIX + name) == value for name, value in values.items())
    unsigned = {name.removeprefix(PREFIX) for name in call.headers if name.startswith(PREFIX)}
    unsigned -= {*values, "sign-header", "sign-header-key", "hash-header", "version"}
    if sorted(named) != sorted(values) or not same or unsigned:
        raise Refused("15", "Phần đầu không khớp phần được ký")
    return values


def _check_moment(text: str, now: datetime) -> None:
    try:
        seconds, _, milliseconds = text.partition("+")
        moment = datetime.strptime(seconds, "%d%m%YT%H%M%S").replace(tzinfo=now.tzinfo)
        moment += timedelta(milliseconds=int(milliseconds))
    except ValueError:
        raise Refused("15", "Thời điểm sai quy cách") from None
    if abs(moment - now) > WINDOW:
        raise Refused("15", "Thời điểm ngoài khoảng cho phép")


def _check_new(store: Store, signature: str, now: datetime) -> None:
    old = (now - 2 * WINDOW).timestamp()
    with store.act() as rows:
        rows.execute("DELETE FROM seen WHERE at < ?", (old,))
        if rows.execute("SELECT 1 FROM seen WHERE hash = ?", (signature,)).fetchone():
            raise Refused("15", "Yêu cầu lặp lại")
        rows.execute("INSERT INTO seen VALUES (?, ?)", (signature, now.timestamp()))
