"""A packet out of a JSON answer: text or base64, written as the bytes that it stands for."""

import base64
import binascii
import codecs
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from vanthu.office.interchange.drivers.base import BadAnswer
from vanthu.office.interchange.drivers.web.answer import NOT_UNDERSTOOD

_DECLARED = re.compile(r"<\?xml[^>]{0,200}encoding=[\"']([A-Za-z0-9._-]{1,40})[\"']")


def packet(value: Mapping[str, Any]) -> bytes:
    """The edXML of an answer. Raises BadAnswer when there is none.

    XML inside JSON has lost its bytes: it gets those of the encoding that it declares.
    """
    text = value.get("edxml")
    if not isinstance(text, str) or not text.strip():
        raise BadAnswer(NOT_UNDERSTOOD, "no edxml")
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return _from_base64(text)
    declared = _DECLARED.search(text[:400])
    return _encoded(text, declared.group(1) if declared else "utf-8")


def _encoded(text: str, name: str) -> bytes:
    try:
        codecs.lookup(name)
        return text.encode(name)
    except (LookupError, UnicodeEncodeError):
        return text.encode("utf-8", "surrogatepass")


def _from_base64(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadAnswer(NOT_UNDERSTOOD, f"edxml: {error}") from error


def files(value: Mapping[str, Any], folder: Path) -> dict[str, Path]:
    """Files that stand beside the packet, by hash; the names that came name nothing here."""
    found: dict[str, Path] = {}
    for row in value.get("attachments") or []:
        content = row.get("fileContent") if isinstance(row, dict) else None
        if not isinstance(content, str):
            raise BadAnswer(NOT_UNDERSTOOD, "an attachment without content")
        data = _from_base64(content)
        path = folder / uuid4().hex
        path.write_bytes(data)
        found[hashlib.sha256(data).hexdigest()] = path
    return found
