"""The connection ends whole, whatever it was doing: nothing stays open, nobody waits."""

import gc
import os
import socket
import ssl
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from brokers import Network
from tests.support.parcels import attachment, contents, parcel, plain
from tests.support.slow_line import slow_line
from vanthu.office.interchange.drivers.base import Unreachable, Verdict
from vanthu.office.interchange.drivers.jetstream.client import Client
from vanthu.office.interchange.drivers.jetstream.driver import JetStreamDriver, build
from vanthu.office.interchange.drivers.jetstream.line import Line

# What a server says first, and what it answers when it is well.
_INFO = b'INFO {"server_id":"x","version":"2.15.1","tls_required":true,"max_payload":1048576}\r\n'
_PONG = b"PONG\r\n"


@pytest.fixture(autouse=True)
def _nothing_of_others() -> None:
    """What other tests left to the collector is not ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@contextmanager
def silent_server() -> Iterator[int]:
    """The port of a server that greets and then says nothing more."""
    done = Event()
    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor(1) as threads:
        listening.settimeout(0.1)
        threads.submit(_greet, listening, done)
        try:
            yield listening.getsockname()[1]
        finally:
            done.set()


def _greet(listening: socket.socket, done: Event) -> None:
    held = []
    while not done.is_set():
        try:
            held.append(listening.accept()[0])
        except TimeoutError:
            continue
        held[-1].sendall(_INFO)
    for each in held:
        each.close()


@contextmanager
def failing_server(brokers: Network) -> Iterator[tuple[int, Event]]:
    """The port of a server that cuts off its first client when it is told to, refuses the second
    after its hello without hanging up, and serves the third."""
    cut, end = Event(), Event()
    folder = brokers.nodes[0].folder
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / f"{folder.name}.pem", folder / f"{folder.name}.key")
    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor(1) as threads:
        serving = threads.submit(_fail, listening, context, cut, end)
        try:
            yield listening.getsockname()[1], cut
        finally:
            end.set()
            serving.result(5)


def _fail(listening: socket.socket, context: ssl.SSLContext, cut: Event, end: Event) -> None:
    held = []
    listening.settimeout(20)
    for answer in (_PONG, b"-ERR 'not now'\r\n", _PONG):
        bare = listening.accept()[0]
        bare.settimeout(20)
        bare.sendall(_INFO)
        held.append(context.wrap_socket(bare, server_side=True))
        _answer(held[-1], answer)
        if len(held) == 1:
            cut.wait(20)
            held[0].close()
    _answer(held[-1], _PONG)  # the client asks once more before it calls itself connected
    end.wait(20)
    for each in held:
        each.close()


def _answer(client: ssl.SSLSocket, answer: bytes) -> None:
    said = b""
    while b"PING\r\n" not in said:
        said += client.recv(4096) or b"PING\r\n"  # who has gone waits for no answer
    client.sendall(answer)


def driver_of(brokers: Network, port: int, seconds: float) -> JetStreamDriver:
    servers = (f"tls://127.0.0.1:{port}",)
    return build(brokers.settings("an", servers=servers, seconds=seconds), plain)


def test_a_server_that_falls_silent_is_let_go_of(brokers: Network) -> None:
    with silent_server() as port:
        driver = driver_of(brokers, port, 0.5)
        with pytest.raises(Unreachable, match="không trả lời"):
            driver.waiting(1)
        driver.close()
    nothing_left_open()


@pytest.mark.parametrize("after", [0.0, 0.3])
def test_closing_ends_what_is_connecting(brokers: Network, after: float) -> None:
    """Whoever was waiting is told the same as when the network is silent."""
    with silent_server() as port, ThreadPoolExecutor(1) as threads:
        driver = driver_of(brokers, port, 20)
        asking = threads.submit(driver.waiting, 1)
        while driver._line._loop is None:
            sleep(0.01)
        sleep(after)
        driver.close()
        with pytest.raises(Unreachable, match="không trả lời"):
            asking.result(5)
    nothing_left_open()


def test_an_attempt_that_failed_is_let_go_of(brokers: Network) -> None:
    """Connecting again is the client's work; it would forget what it had begun."""
    with failing_server(brokers) as (port, cut):
        line = Line(brokers.settings("an", servers=(f"tls://127.0.0.1:{port}",), seconds=5.0))
        assert reconnects(line) == 0
        cut.set()
        until = monotonic() + 20
        while reconnects(line) != 1:
            assert monotonic() < until
            sleep(0.1)
        line.close()
    nothing_left_open()


def reconnects(line: Line) -> int:
    """How often the client of a line has connected again."""

    async def counted(client: Client) -> int:
        return client.stats["reconnects"]

    with suppress(Unreachable):
        return line.call(counted, 5)
    return 0


def test_a_line_is_given_the_time_that_its_bytes_take(brokers: Network, place: Path) -> None:
    """One megabyte takes several times as long as an answer may, there and back."""
    data = os.urandom(1 << 20)
    with slow_line(brokers.nodes[0].port, 256 << 10) as port:
        here = driver_of(brokers, port, 2.0)
        there = build(brokers.settings("binh", servers=here.settings.servers, seconds=2.0), plain)
        try:
            here.send(parcel("AN", "BINH", attachment(data)))
            (one,) = there.waiting(10)
            assert list(contents(there.fetch(one, place))[1].values()) == [data]
            there.acknowledge(one, Verdict.TAKEN)
        finally:
            here.close()
            there.close()
    nothing_left_open()


def nothing_left_open() -> None:
    """No socket is left to the collector, which would say so."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", ResourceWarning)
        gc.collect()
    assert [str(each.message) for each in told] == []
