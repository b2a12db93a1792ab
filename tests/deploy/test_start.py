"""The start says that it is ready when a browser can be opened, not before."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from threading import Thread

import pytest

SCRIPT = Path(__file__).parents[2] / "script"
Answers = Callable[[str, int, int], bool]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """The function of script/server, which is no module of ours."""
    monkeypatch.syspath_prepend(str(SCRIPT))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec = spec_from_loader("server", SourceFileLoader("server", str(SCRIPT / "server")))
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    found: Answers = made.answers
    return found


@pytest.fixture
def slow() -> Iterator[HTTPServer]:
    """A server that is not ready at the first question, and is at the second."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200 if len(asked) > 1 else 503)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """Nothing is written."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
    assert asked == ["/healthz", "/healthz"]


def test_ready_is_said_when_the_server_answers(answers: Answers, slow: HTTPServer) -> None:
    assert answers("127.0.0.1", slow.server_port, os.getpid())


def test_nothing_is_said_of_a_server_that_ended(answers: Answers) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert not answers("127.0.0.1", 9, ended.pid)
