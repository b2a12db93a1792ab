"""Received files name addresses: only what the trust list allows is ever asked (SSRF)."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.factories.pki import Authority
from vanthu.ground.signing.verifying import network as asking
from vanthu.ground.signing.verifying.network import HostNotAllowed, Network, Unreachable
from vanthu.ground.signing.verifying.trust import Host


@contextmanager
def answering(*pieces: bytes, hold: float = 0) -> Iterator[str]:
    """A server on loopback that gives these bytes to whoever connects; its host and port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop = threading.Event()

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                for piece in pieces:
                    connection.sendall(piece)
                    stop.wait(hold)
                    if stop.is_set():
                        return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        stop.set()


def network(*hosts: str, internal: bool = True) -> Network:
    """A network that lets these hosts be asked."""
    return Network(tuple(Host(host, internal) for host in hosts))


OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def test_an_allowed_host_is_asked_once() -> None:
    with answering(OK) as host:
        asked = network(host)
        assert asked.fetch(f"http://{host}/a.crl") == b"ok"
        assert asked.fetch(f"http://{host}/a.crl") == b"ok"
        assert asked.asked == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://other.example/a.crl",
        "http://127.0.0.1/a.crl",
        "http://127.0.0.1:22/",
        "ftp://ca.example/a.crl",
        "file:///etc/passwd",
        "ldap://ca.example/cn=x",
        "gopher://ca.example/",
        "http://ca.example@127.0.0.1/",
        "http://ca.example:80@127.0.0.1/",
        "http://ca.example:99999/",
        "http://ca.example/\r\nHost: internal",
        "http://[::1]/",
        "http:///nothing",
        "",
        "không phải địa chỉ",
    ],
)
def test_no_other_address_is_asked(url: str) -> None:
    asked = network("ca.example")
    with pytest.raises(HostNotAllowed):
        asked.fetch(url)
    assert asked.asked == 0


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.169.254",
        "::1",
        "::ffff:10.0.0.1",
        "0.0.0.0",
    ],
)
def test_a_listed_name_that_leads_inside_is_not_asked(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def resolved(*_asked: object, **_how: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (address, 80))]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with pytest.raises(HostNotAllowed):
        network("ca.example", internal=False).fetch("http://ca.example/a.crl")


def test_a_redirect_is_not_followed() -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
    with answering(moved) as host, pytest.raises(Unreachable):
        network(host).fetch(f"http://{host}/a.crl")


def test_too_long_an_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LARGEST_ANSWER", 1000)
    long = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5000
    with answering(long) as host, pytest.raises(Unreachable):
        network(host).fetch(f"http://{host}/a.crl")


def test_an_answer_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "SECONDS_EACH", 0.1)
    drops = [b"HTTP/1.1 200 OK\r\n\r\n", *([b"x"] * 100)]
    with answering(*drops, hold=0.05) as host, pytest.raises(Unreachable):
        network(host).fetch(f"http://{host}/a.crl")


def test_silence_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "SECONDS_EACH", 0.1)
    with answering(b"", hold=5) as host, pytest.raises(Unreachable):
        network(host).fetch(f"http://{host}/a.crl")


def test_one_file_asks_a_limited_number_of_times(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST_REQUESTS", 2)
    url = authority.pki.base_url
    asked = network(url.removeprefix("http://"))
    assert asked.fetch(f"{url}/ca.cer")
    assert asked.fetch(f"{url}/root.cer")
    with pytest.raises(Unreachable):
        asked.fetch(f"{url}/ca.crl")
