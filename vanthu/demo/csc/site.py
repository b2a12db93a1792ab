"""The signing service on the web: POST of JSON below /csc/v2, for whoever has the bearer token."""

import hmac
import json
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from vanthu.demo.csc.service import Refused, Service

BASE = "/csc/v2/"
LARGEST_REQUEST = 256 * 1024
"""Bytes: a hundred digests need some thousands."""


class Site:
    """The service as a WSGI application."""

    def __init__(self, service: Service, token: str) -> None:
        self.service = service
        self.token = token

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one call as the API has it: JSON, errors with `error` and `error_description`."""
        status, told = self._answer(environ)
        content = json.dumps(told).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
        start(status, headers)
        return [content]

    def _answer(self, environ: WSGIEnvironment) -> tuple[str, dict[str, Any]]:
        given = environ.get("HTTP_AUTHORIZATION", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {self.token}".encode()):
            return _error("401 Unauthorized", "invalid_token", "The bearer token is wrong")
        path, asked = environ.get("PATH_INFO", ""), _asked(environ)
        if environ["REQUEST_METHOD"] != "POST" or not path.startswith(BASE):
            return _error("404 Not Found", "invalid_request", "No such call")
        if asked is None:
            return _error("400 Bad Request", "invalid_request", "The body is no JSON object")
        try:
            answer = self.service.answer(path.removeprefix(BASE), asked)
        except Refused as refused:
            return _error("400 Bad Request", refused.code, refused.why)
        if answer is None:
            return _error("404 Not Found", "invalid_request", "No such call")
        return "200 OK", answer


def _asked(environ: WSGIEnvironment) -> dict[str, Any] | None:
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST_REQUEST:
        return None
    try:
        told = json.loads(environ["wsgi.input"].read(int(length)) or b"{}")
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _error(status: str, code: str, why: str) -> tuple[str, dict[str, Any]]:
    return status, {"error": code, "error_description": why}
