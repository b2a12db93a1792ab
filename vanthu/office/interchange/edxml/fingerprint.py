"""What a message says, as one hash: the same however it was written and whatever way it took."""

import hashlib
import json
from typing import Any

from vanthu.office.interchange.edxml.asjson import message_as_object
from vanthu.office.interchange.edxml.message import Message, StatusMessage
from vanthu.office.interchange.edxml.texts import as_text

# The way and the moment of a message, its receivers, and how agencies call themselves: a hop may
# change them, and a packet that went to one more agency says the same.
_PASSING = {"to", "traces", "warnings", "error", "staff"}
_FILE = ("name", "size", "sha256")


def fingerprint(message: Message) -> str:
    """SHA-256, in hexadecimal, over the fields of a message and the hashes of its attachments."""
    told = {k: v for k, v in message_as_object(message).items() if k not in _PASSING}
    told["from"] = message.sender.code
    told["attachments"] = [{k: each[k] for k in _FILE} for each in told["attachments"]]
    if isinstance(message, StatusMessage):
        told["status"] = {k: v for k, v in told["status"].items() if k != "at"}
    else:
        told["change"] = {k: v for k, v in told["change"].items() if k != "staff"}
    return hashlib.sha256(_canonical(told)).hexdigest()


def _canonical(told: dict[str, Any]) -> bytes:
    """The same bytes before a message is written and after it was read."""
    plain = _normal(told)
    return json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()


def _normal(value: Any) -> Any:
    if isinstance(value, str):
        return as_text(value)
    if isinstance(value, dict):
        return {key: _normal(each) for key, each in value.items()}
    return [_normal(each) for each in value] if isinstance(value, list) else value
