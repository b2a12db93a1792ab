"""The client under the drivers: addresses, TLS, lengths, slow and packed answers, bounded pools."""

import io
import ssl
from contextlib import nullcontext
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import axis
from tests.support.raw_http import saying
from vanthu.demo.axis.faults import Fault, Trouble
from vanthu.demo.axis.server import Simulator
from vanthu.office.interchange.drivers.base import BadAnswer, Unreachable
from vanthu.office.interchange.drivers.jetstream.network.authority import (
    AUTHORITY,
    issue,
    open_authority,
)
from vanthu.office.interchange.drivers.web.client import Client, NoAnswer
from vanthu.office.interchange.drivers.web.endpoint import read_endpoint
from vanthu.office.interchange.drivers.web.form import FileForm

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
JSON = ("application/json",)


def _asked(url: str, most: int = 1000, **more: float) -> object:
    client = Client(read_endpoint(url), axis.limits(**more))
    with client.call("GET", "/x", {}) as answer:
        return answer.json(JSON, most)


def test_a_whole_answer_is_read() -> None:
    with saying(OK + b"Content-Length: 2\r\n\r\n{}") as url:
        assert _asked(url) == {}
    with saying(OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n") as url:
        assert _asked(url) == {}


@pytest.mark.parametrize(
    "rest",
    [
        b"Content-Length: 20\r\n\r\n{}",
        b"Transfer-Encoding: chunked\r\n\r\n20\r\n{}",
        b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
        b"Content-Length: 2\r\nContent-Encoding: gzip\r\n\r\n{}",
        b"Content-Length: 5000\r\n\r\n" + b" " * 5000,
        b"\r\n" + b" " * 5000,
    ],
    ids=lambda rest: rest[:50],
)
def test_an_answer_that_is_not_whole_or_too_large_is_bad(rest: bytes) -> None:
    with saying(OK + rest) as url, pytest.raises(BadAnswer):
        _asked(url)


def test_an_answer_by_drops_has_an_end() -> None:
    drops = [OK + b"Content-Length: 9\r\n\r\n"] + [b" "] * 9
    with saying(*drops, pause=0.1) as url, pytest.raises(BadAnswer):
        _asked(url, whole_seconds=0.3)


def test_what_is_no_http_is_no_answer() -> None:
    with saying(b"SSH-2.0-OpenSSH\r\n\r\n") as url, pytest.raises(NoAnswer):
        _asked(url)


def test_a_body_without_an_end_is_not_kept_as_a_file(tmp_path: Path) -> None:
    with saying(OK + b"\r\n<edXML/>") as url:
        client = Client(read_endpoint(url), axis.limits())
        with client.call("GET", "/x", {}) as answer, pytest.raises(BadAnswer):
            answer.save(tmp_path / "x", 1000)


def test_no_redirect_is_followed() -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n"
    with saying(moved) as url:
        client = Client(read_endpoint(url), axis.limits())
        with client.call("GET", "/x", {}) as answer:
            assert answer.status == 302


def test_a_certificate_is_asked_for_and_checked(simulator: Simulator) -> None:
    client = Client(read_endpoint(simulator.url.replace("http:", "https:")), axis.limits())
    with pytest.raises(Unreachable) as caught, client.call("GET", "/x", {}):
        pass
    assert "SSL" in caught.value.detail


@pytest.mark.parametrize(
    ("named", "trusted", "taken"),
    [("127.0.0.1", True, True), ("127.0.0.2", True, False), ("127.0.0.1", False, False)],
    ids=["right", "another host", "another authority"],
)
def test_a_certificate_must_be_of_this_host_by_a_trusted_authority(
    tmp_path: Path, named: str, trusted: bool, taken: bool
) -> None:
    path = issue(open_authority(tmp_path, "x"), tmp_path, "axis", (named,))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(path, path.with_suffix(".key"))
    folder = tmp_path if trusted else tmp_path / "other"
    open_authority(folder, "y")
    with saying(OK + b"Content-Length: 2\r\n\r\n{}", tls=tls) as url:
        client = Client(read_endpoint(url), axis.limits(), folder / f"{AUTHORITY}.pem")
        told = nullcontext() if taken else pytest.raises(Unreachable, check=_about_certificate)
        with told, client.call("GET", "/x", {}) as answer:
            assert answer.json(JSON, 100) == {}


def _about_certificate(fault: Unreachable) -> bool:
    return "certificate verify failed" in fault.detail and not isinstance(fault, NoAnswer)


def test_the_pool_is_bounded(simulator: Simulator) -> None:
    limits = axis.limits(connections=1, connect_seconds=1, answer_seconds=3)
    client = Client(read_endpoint(simulator.url), limits)
    simulator.store.put_fault(Fault(trouble=Trouble.SLOW, path="/slow", seconds=2))

    def slow() -> None:
        with client.call("GET", "/slow", {}):
            pass

    first = Thread(target=slow)
    first.start()
    while simulator.store.all("SELECT 1 FROM fault"):
        pass
    with pytest.raises(Unreachable), client.call("GET", "/quick", {}):
        pass
    first.join()
    with client.call("GET", "/quick", {}) as answer:
        assert answer.status == 404


def test_a_body_that_did_not_go_out_whole_did_nothing() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("disk")

    with saying(OK) as url:
        form = FileForm(Broken(), 10, field="f", fields={})
        client = Client(read_endpoint(url), axis.limits())
        with pytest.raises(Unreachable) as caught, client.call("POST", "/x", {}, body=form):
            pass
    assert not isinstance(caught.value, NoAnswer)


@given(st.binary(max_size=200), st.dictionaries(st.sampled_from("abc"), st.text("xyz")))
def test_a_form_is_as_long_as_it_says(content: bytes, fields: dict[str, str]) -> None:
    form = FileForm(io.BytesIO(content), len(content), field="file", fields=fields)
    body = b"".join(form)
    assert len(body) == form.length
    assert form.finished
    assert content in body


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("https://truc.example.gov.vn/XrdAdapter/adapter/", False),
        ("http://127.0.0.1:8080/x", False),
        ("http://[::1]:8080", False),
        ("http://localhost", False),
        ("http://10.1.2.3:8080/XrdAdapter/adapter", True),
    ],
)
def test_an_address_is_taken(text: str, plain: bool) -> None:
    assert not read_endpoint(text, plain=plain).path.endswith("/")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "truc.example.gov.vn",
        "ftp://truc.example.gov.vn",
        "http://10.1.2.3:8080/XrdAdapter/adapter",
        "https://ten:mat-khau@truc.example.gov.vn",
        "https://truc.example.gov.vn/x?a=1",
        "https://truc.example.gov.vn:99999999",
    ],
)
def test_an_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_endpoint(text)
