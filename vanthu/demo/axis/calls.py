"""A call as the server took it in, and what is said back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request, its body read; `twice` and `youngest_first` are faults asked for."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str]
    body: bytes = b""
    twice: bool = False
    youngest_first: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, type, and the body as bytes or as a file."""

    status: int
    type: str
    body: bytes | Path


def said(value: Any, status: int = 200) -> Reply:
    """A JSON answer."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Reply(status, "application/json;charset=UTF-8", body)


def parts_of(call: Call) -> dict[str, bytes] | None:
    """The fields of a multipart form by name, None when the body is no such form."""
    kind, _, boundary = call.headers.get("content-type", "").partition("boundary=")
    if not kind.startswith("multipart/form-data") or not boundary:
        return None
    found: dict[str, bytes] = {}
    for part in call.body.split(b"--" + boundary.strip('"').encode())[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        name = head.decode().partition('name="')[2].partition('"')[0]
        found[name] = content.removesuffix(b"\r\n")
    return found
