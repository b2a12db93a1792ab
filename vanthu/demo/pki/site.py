"""The authority on the web: /tsa, /ocsp, the revocation lists and the authorities' certificates."""

import base64
import binascii
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote
from wsgiref.types import StartResponse, WSGIEnvironment

from cryptography.hazmat.primitives.serialization import Encoding

from vanthu.demo.pki import answers
from vanthu.demo.pki.authority import Pki

Clock = Callable[[], datetime]
LARGEST_REQUEST = 64 * 1024
"""Bytes: a digest or the number of a certificate needs some hundreds."""


def _now() -> datetime:
    return datetime.now(UTC)


def answer(
    pki: Pki, method: str, path: str, body: bytes, now: datetime
) -> tuple[str, bytes] | None:
    """The type and the bytes found at `path` below the authority's base address, or None."""
    name, _, rest = path.strip("/").partition("/")
    if method == "POST" and name == "tsa":
        return "application/timestamp-reply", answers.time_stamp(pki, body, now)
    if name == "ocsp" and (method == "POST" or rest):
        asked = body if method == "POST" else _unpacked(rest)
        return "application/ocsp-response", answers.ocsp_answer(pki, asked, now)
    if method not in {"GET", "HEAD"}:
        return None
    return _file(pki, name, now)


def _unpacked(text: str) -> bytes:
    """RFC 6960, appendix A.1: a request by GET is base64 in the address."""
    try:
        return base64.b64decode(unquote(text))
    except (binascii.Error, ValueError):
        return b""


def _file(pki: Pki, name: str, now: datetime) -> tuple[str, bytes] | None:
    match name:
        case "ca.crl" | "crl.der":
            return "application/pkix-crl", answers.revocation_list(pki, now)
        case "root.crl":
            return "application/pkix-crl", answers.root_revocation_list(pki, now)
        case "ca.cer":
            return "application/pkix-cert", pki.issuing.certificate.public_bytes(Encoding.DER)
        case "root.cer":
            return "application/pkix-cert", pki.root.certificate.public_bytes(Encoding.DER)
    return None


class Site:
    """The authority as a WSGI application: mounted below an address, or served by a thread."""

    def __init__(self, pki: Pki, clock: Clock = _now) -> None:
        self.pki = pki
        self.clock = clock

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request; 404 for any other address, 413 for one that is too large."""
        body = _body(environ)
        if body is None:
            return _said(start, "413 Content Too Large", "text/plain", b"")
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        found = answer(self.pki, method, path, body, self.clock())
        if found is None:
            return _said(start, "404 Not Found", "text/plain", b"")
        return _said(start, "200 OK", *found)


def _body(environ: dict[str, Any]) -> bytes | None:
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST_REQUEST:
        return None
    return bytes(environ["wsgi.input"].read(int(length)))


def _said(start: StartResponse, status: str, kind: str, content: bytes) -> list[bytes]:
    start(status, [("Content-Type", kind), ("Content-Length", str(len(content)))])
    return [content]
