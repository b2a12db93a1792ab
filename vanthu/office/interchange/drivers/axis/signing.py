"""The headers of one call: made afresh for it, signed, and forgotten (interchange 3.1).

Every parameter travels as `XroadVnpt-<name>`. `sign-header` is the JSON of all of them,
`sign-header-key` their names, `hash-header` the HMAC-SHA256 of that JSON.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from threading import Lock

from vanthu.office.interchange.drivers.reporting import VIETNAM

PREFIX = "XroadVnpt-"
VERSION = "3.0.201608"
_TICK = timedelta(milliseconds=1)


class Stamps:
    """Moments of calls, no two alike: the axis may take an equal one for a repeated call."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._last: datetime | None = None
        self._lock = Lock()

    def next(self) -> str:
        """Now as the axis writes it: day, time and milliseconds of Vietnam."""
        with self._lock:
            now = self._clock().astimezone(VIETNAM)
            now = now.replace(microsecond=now.microsecond // 1000 * 1000)
            if self._last is not None and now <= self._last < now + timedelta(seconds=1):
                now = self._last + _TICK
            self._last = now
        return stamp(now)


def stamp(moment: datetime) -> str:
    """`ddMMyyyy'T'HHmmss+SSSS`: what looks like a time zone is the milliseconds."""
    local = moment.astimezone(VIETNAM)
    return f"{local:%d%m%Y}T{local:%H%M%S}+{local.microsecond // 1000:04}"


def signed_headers(
    parameters: Mapping[str, str], *, system_id: str, secret: str, timestamp: str
) -> dict[str, str]:
    """All headers of a call with these parameters. Nothing of an earlier call is in them."""
    values = {"timestamp": timestamp, "systemid": system_id, **parameters}
    named = {PREFIX + name: value for name, value in values.items()}
    document = json.dumps(named, separators=(",", ":"))
    headers = {
        **named,
        PREFIX + "sign-header-key": ";".join(values),
        PREFIX + "sign-header": document,
        PREFIX + "hash-header": header_hash(document, secret),
        PREFIX + "version": VERSION,
        "User-Agent": "vanthu",
        "Accept": "application/json",
    }
    if "Content-Type" in values:
        headers["Content-Type"] = values["Content-Type"]
    return headers


def header_hash(document: str, secret: str) -> str:
    """HMAC-SHA256 of the signed JSON as 64 hexadecimal digits."""
    return hmac.new(secret.encode(), document.encode(), hashlib.sha256).hexdigest()
