"""The processes measured: the real server and worker, and the raw page beside them."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.cpu import Usage, children_of, usage

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
WORKERS = 2
_PATIENCE = 60


@dataclass(frozen=True)
class Server:
    """A server by its address and the process that started its workers."""

    base: str
    process: int

    def usage(self) -> Usage:
        """CPU and memory of all its processes."""
        return usage(children_of(self.process))


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def application(port: int, log: Path, workers: int = WORKERS) -> Iterator[Server]:
    """`vanthu serve` as an office runs it: granian, two workers unless it is only tried."""
    serve = ["serve", "--port", str(port), "--workers", str(workers)]
    command: list[str | Path] = [BIN / "vanthu", *serve]
    with running(command, log) as process:
        yield _ready(port, process, log, "/healthz")


@contextmanager
def raw_page(port: int, log: Path, workers: int = WORKERS) -> Iterator[Server]:
    """The raw page, served as the real one is."""
    command: list[str | Path] = [
        BIN / "granian",
        *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws"),
        *("--workers", str(workers), "--blocking-threads", "1", "--backlog", "1024"),
        "bench.raw:application",
    ]
    with running(command, log) as process:
        yield _ready(port, process, log, "/boxes/to-handle")


@contextmanager
def worker(log: Path) -> Iterator[int]:
    """The worker of queued and scheduled work; gives its process."""
    with running([BIN / "vanthu", "worker"], log) as process:
        yield process.pid


@contextmanager
def running(
    command: list[str | Path], log: Path, env: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program with its output in a log, and end it afterwards."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=output,
            stderr=output,
            env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'script'}", **(env or {})},
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _ready(port: int, process: subprocess.Popen[bytes], log: Path, path: str) -> Server:
    base = f"http://127.0.0.1:{port}"
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(base + path, timeout=5):
                return Server(base, process.pid)
        except urllib.error.HTTPError:
            return Server(base, process.pid)
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{log.name} did not start:\n{log.read_text()[-3000:]}")
