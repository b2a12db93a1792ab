"""How an entry is hashed; the same few lines verify an exported chain offline."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

GENESIS = bytes(32)
# Made once: json.dumps makes a new one for every call with arguments, at twice the cost.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def canonical(content: Sequence[Any] | Mapping[str, Any]) -> bytes:
    """The content as UTF-8 JSON without spaces, keys sorted: one writing for one content."""
    return _ENCODER.encode(content).encode()


def digest(content: Sequence[Any]) -> bytes:
    """SHA-256 over the canonical content of one entry."""
    return hashlib.sha256(canonical(content)).digest()


def link(previous: bytes, entry_digest: bytes) -> bytes:
    """The chain value after an entry: SHA-256 over the value before and the entry's digest."""
    return hashlib.sha256(previous + entry_digest).digest()
