"""The simulator as a web server: a thread for each connection, and faults where they were asked."""

import socket
import struct
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from vanthu.demo.axis import admin, national, provincial
from vanthu.demo.axis.calls import Call, Reply
from vanthu.demo.axis.faults import Fault, Trouble
from vanthu.demo.axis.store import Store

VIETNAM = timezone(timedelta(hours=7))
PAGE = Reply(200, "text/html", "<html><body>Hệ thống đang bảo trì</body></html>".encode())
FAILED = Reply(500, "text/html", b"<html><body>500</body></html>")


def _now() -> datetime:
    return datetime.now(UTC)


class Simulator:
    """A store behind an address. Stopped and started again on its folder, it knows what it held.

    `in_hand` are the connections whose call it is still working on.
    """

    def __init__(
        self, folder: Path, port: int = 0, clock: Callable[[], datetime] = _now, host: str = ""
    ) -> None:
        self.store = Store(folder)
        self.clock = clock
        self.connections: set[socket.socket] = set()
        self.in_hand: set[socket.socket] = set()
        self._server = _Server((host or "127.0.0.1", port), _Handler)
        self._server.simulator = self
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Its address, without a path."""
        return f"http://127.0.0.1:{self.port}"

    def now(self) -> datetime:
        """The time by its own clock, which may be wrong on purpose."""
        return self.clock().astimezone(VIETNAM) + timedelta(seconds=self.store.skew)

    def start(self) -> None:
        """Answer from now on."""
        self._thread.start()

    def serve(self) -> None:
        """Answer until interrupted."""
        self._server.serve_forever()

    def stop(self) -> None:
        """Refuse connections and cut those that are open, as a process does that is killed."""
        self._server.shutdown()
        self._server.server_close()
        for connection in list(self.connections):
            cut(connection)
        self.store.close()

    def answer(self, call: Call) -> Reply:
        """What is said to one call."""
        if call.path.startswith(national.ROOT):
            return national.answer(self.store, call, self.now())
        if call.path.startswith(provincial.ROOT):
            return provincial.answer(self.store, call, self.now())
        return Reply(404, "text/html", b"<html><body>404</body></html>")


def cut(connection: socket.socket) -> None:
    """End a connection at once, unread and unanswered."""
    try:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    simulator: Simulator

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke is what clients do; nothing is printed."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.simulator.connections.add(self.connection)

    def finish(self) -> None:
        self.server.simulator.connections.discard(self.connection)
        super().finish()

    def log_message(self, format: str, *values: Any) -> None:
        """Print nothing."""

    def do_GET(self) -> None:
        self._handle()

    def do_POST(self) -> None:
        self._handle()

    def do_DELETE(self) -> None:
        self._handle()

    def _handle(self) -> None:
        simulator, path = self.server.simulator, urlsplit(self.path).path
        if path.startswith(admin.ROOT):
            local = self.client_address[0].startswith("127.")
            call = self._call(None)
            self._say(admin.answer(simulator.store, call) if local and call else FAILED)
            return
        fault = simulator.store.take_fault(path)
        if fault is not None and fault.trouble == Trouble.DOWN:
            self._cut()
            return
        simulator.in_hand.add(self.connection)
        try:
            if call := self._call(fault):
                self._answer(simulator, call, fault)
        finally:
            simulator.in_hand.discard(self.connection)

    def _answer(self, simulator: Simulator, call: Call, fault: Fault | None) -> None:
        trouble = fault.trouble if fault else None
        if fault and trouble == Trouble.SLOW:
            time.sleep(fault.seconds)
        instead = {Trouble.HTML: PAGE, Trouble.ERROR: FAILED}.get(trouble) if trouble else None
        if instead and fault and not fault.after:
            self._say(instead)
            return
        reply = simulator.answer(call)
        if fault and trouble == Trouble.SILENCE:
            time.sleep(fault.seconds)
            self._cut()
            return
        self._say(instead or reply, half=trouble == Trouble.HALF)

    def _call(self, fault: Fault | None) -> Call | None:
        """The request; None for a body cut short, or without a length as gateways refuse it."""
        length = self.headers.get("Content-Length", "0")
        if self.headers.get("Transfer-Encoding") or not length.isdigit():
            self._say(Reply(500, "text/plain", b"Unexpected end of Stream"))
            return None
        body = self.rfile.read(int(length))
        if len(body) != int(length):
            self._cut()
            return None
        address = urlsplit(self.path)
        return Call(
            method=self.command,
            path=address.path,
            query=dict(parse_qsl(address.query)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
            twice=fault is not None and fault.trouble == Trouble.DUPLICATE,
            youngest_first=fault is not None and fault.trouble == Trouble.REORDER,
        )

    def _say(self, reply: Reply, *, half: bool = False) -> None:
        body = reply.body if isinstance(reply.body, bytes) else reply.body.read_bytes()
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if half else body)
        if half:
            self.wfile.flush()
            self.close_connection = True

    def _cut(self) -> None:
        self.close_connection = True
        cut(self.connection)
