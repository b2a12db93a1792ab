"""Signing in over HTTP as a browser does: the form, its token, the password, the cookies."""

import http.client
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from bench.clients import Request
from vanthu.demo.load import DEMO_PASSWORD


class Browser:
    """Somebody's browser after signing in: makes requests that carry its cookies."""

    def __init__(self, base: str, username: str) -> None:
        """Sign in; raises RuntimeError when the server refuses."""
        self.base = base
        self.cookies: dict[str, str] = {}
        self._ask("GET", "/sign-in")
        status = self._ask("POST", "/sign-in", {"username": username, "password": DEMO_PASSWORD})
        if status != 302 or "phien" not in self.cookies:
            raise RuntimeError(f"{username} cannot sign in: {status}")

    def get(self, path: str, htmx: str = "") -> Request:
        """A page; with `htmx` the piece that goes into that element."""
        asked = {"HX-Request": "true", "HX-Target": htmx} if htmx else {}
        return Request(path, {**self._headers(), **asked})

    def post(self, path: str, status: int = 302, **fields: str) -> Request:
        """A form sent."""
        body = urlencode(fields).encode()
        return Request(path, {**self._headers(), **_FORM}, "POST", body, status)

    def _headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": cookies, "X-CSRFToken": self.cookies.get("csrftoken", "")}

    def _ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> int:
        address = urlsplit(self.base)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
        body = urlencode(fields).encode() if fields else None
        connection.request(method, path, body, {**self._headers(), **(_FORM if fields else {})})
        answer = connection.getresponse()
        answer.read()
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        connection.close()
        return answer.status


_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
