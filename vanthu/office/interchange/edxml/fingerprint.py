"""What a message says, as one hash: the same however it was written and whatever way it took."""

import hashlib
import json
from typing import Any

from vanthu.office.interchange.edxml.asjson import message_as_object
from vanthu.office.interchange.edxml.message import Message, StatusMessage

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
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
