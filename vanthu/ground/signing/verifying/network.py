"""Asking for revocations: a received file names the addresses, so each is distrusted (SSRF).

Only http and https, only hosts of the trust list, only public addresses unless the list says
otherwise, no redirects, few requests, few bytes, little time. The address that was checked is the
one connected to: a name that resolves differently a moment later gains nothing.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from vanthu.ground.signing.verifying.trust import Host

LARGEST_ANSWER = 20 * 1024 * 1024
"""Bytes: the revocation list of a large authority takes some megabytes."""
MOST_REQUESTS = 20
SECONDS_EACH = 5.0
SECONDS_ALL = 20.0
_PORTS = {"http": 80, "https": 443}


class HostNotAllowed(Exception):
    """The address is not one that the trust list lets us ask; its text is the host."""


class Unreachable(Exception):
    """The host was asked and gave no usable answer; its text is the host."""


@dataclass
class Network:
    """Fetches for one file; what was fetched is remembered, and so is what failed."""

    hosts: tuple[Host, ...]
    clock: float = field(default_factory=time.monotonic)
    asked: int = 0
    _known: dict[tuple[str, bytes], bytes | Exception] = field(default_factory=dict)

    def fetch(self, url: str, body: bytes = b"", media_type: str = "") -> bytes:
        """GET, or POST of `body`; raises HostNotAllowed or Unreachable."""
        if (url, body) not in self._known:
            try:
                self._known[url, body] = self._fetch(url, body, media_type)
            except (HostNotAllowed, Unreachable) as error:
                self._known[url, body] = error
        known = self._known[url, body]
        if isinstance(known, Exception):
            raise known
        return known

    def _fetch(self, url: str, body: bytes, media_type: str) -> bytes:
        parts, port = _split(url)
        host = parts.hostname or ""
        allowed = self._allowed(host, port, parts.scheme)
        if self.asked >= MOST_REQUESTS or self._left() <= 0:
            raise Unreachable(host)
        self.asked += 1
        try:
            address = _address(host, port, allowed)
            return self._ask(
                _connection(parts.scheme, host, port, address), parts, body, media_type
            )
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Unreachable(host) from error

    def _allowed(self, host: str, port: int, scheme: str) -> Host:
        names = {f"{host}:{port}", host if port == _PORTS[scheme] else ""}
        for allowed in self.hosts:
            if allowed.name.lower() in names:
                return allowed
        raise HostNotAllowed(host)

    def _left(self) -> float:
        return self.clock + SECONDS_ALL - time.monotonic()

    def _ask(
        self,
        connection: http.client.HTTPConnection,
        parts: SplitResult,
        body: bytes,
        media_type: str,
    ) -> bytes:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Accept": "*/*"} | ({"Content-Type": media_type} if body else {})
        try:
            connection.request("POST" if body else "GET", path, body or None, headers)
            with connection.getresponse() as response:
                if response.status != 200:  # a redirect too: it could lead anywhere
                    raise Unreachable(parts.hostname or "")
                return self._read(response)
        finally:
            connection.close()

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        """Piece by piece: an answer that drips, or does not end, is given up."""
        pieces, size = [], 0
        until = min(time.monotonic() + 2 * SECONDS_EACH, self.clock + SECONDS_ALL)
        while piece := response.read1(65536):
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST_ANSWER or time.monotonic() > until:
                raise ValueError("too long an answer")
        return b"".join(pieces)


def _split(url: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise HostNotAllowed(url[:100]) from error
    if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None:
        raise HostNotAllowed(url[:100])
    if any(character.isspace() or ord(character) < 33 for character in url):
        raise HostNotAllowed(url[:100])
    return parts, port or _PORTS[parts.scheme]


def _address(host: str, port: int, allowed: Host) -> str:
    """The address to connect to; a private, loopback or reserved one only for an internal host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    usable = addresses if allowed.internal else [each for each in addresses if _is_public(each)]
    if not usable:
        raise HostNotAllowed(host)
    return usable[0]


def _is_public(address: str) -> bool:
    parsed = ipaddress.ip_address(address.split("%")[0])
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return (mapped or parsed).is_global


def _connection(scheme: str, host: str, port: int, address: str) -> http.client.HTTPConnection:
    """A connection to `address` that speaks to `host`: its name is in the request and in TLS."""
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS_EACH)
    connection.sock = socket.create_connection((address, port), SECONDS_EACH)
    if scheme == "https":
        try:
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(connection.sock, server_hostname=host)
        except OSError:
            connection.close()
            raise
    return connection
