"""A running installation for browser journeys: real server, real worker, a database of its own."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.factories.tokens import token_module
from tests.support.databases import fresh_database
from tests.support.environment import ROOT

PASSWORD = "Mat-khau-thu-2026"  # of everyone in the running installation
VANTHU = Path(sys.executable).parent / "vanthu"


@dataclass(frozen=True)
class LiveOffice:
    """An agency of the running installation; `people`: place (clerk, leader) to username."""

    id: int
    name: str
    people: dict[str, str]


@dataclass(frozen=True)
class Live:
    """Where the running installation is, and how to speak to it from outside."""

    url: str
    environment: dict[str, str]
    folder: Path
    offices: dict[str, LiveOffice] = field(default_factory=dict)
    password: str = PASSWORD

    def vanthu(self, *arguments: str) -> str:
        """Run a `vanthu` command on this installation and return what it printed."""
        return self.python(str(VANTHU), *arguments)

    def python(self, *arguments: str) -> str:
        """Run Python in this installation's environment and return what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout


@contextmanager
def installation(folder: Path, authority: str, template: str) -> Iterator[Live]:
    """Fill a copy of the template, start web and worker, and stop both at the end."""
    if not (ROOT / "vanthu/faces/web/static/manifest.json").exists():
        pytest.fail("the screens' files are not built: run script/assets")
    port = free_port()
    with fresh_database(folder, "live", template) as database:
        live = Live(
            f"http://localhost:{port}", _environment(folder, database, port, authority), folder
        )
        live.vanthu("setup")
        described = json.loads(live.python("-m", "tests.support.live_data"))
        live.offices.update({key: LiveOffice(**values) for key, values in described.items()})
        with _process(live, "serve", "--port", str(port)) as web, _process(live, "worker"):
            _wait_until_well(live, web)
            yield live


def _environment(folder: Path, database: str, port: int, authority: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": database,
        "VANTHU_VAR": str(folder / "var"),
        # A name: browsers bind a passkey to a name, never to a number.
        "PUBLIC_URL": f"http://localhost:{port}",
        "PYTHONPATH": str(ROOT),
        "VANTHU_TSA_URL": f"{authority}/tsa",
        "VANTHU_PKCS11_MODULE": token_module(),
        # where a token may be put while the server runs
        "SOFTHSM2_CONF": str(folder / "token" / "softhsm2.conf"),
        "PYTHONWARNINGS": "default",
    }


def free_port() -> int:
    """A TCP port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _process(live: Live, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    with (live.folder / f"{arguments[0]}.log").open("wb") as log:
        process = subprocess.Popen(
            [VANTHU, *arguments], env=live.environment, cwd=ROOT, stdout=log, stderr=log
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_well(live: Live, web: subprocess.Popen[bytes], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and web.poll() is None:
        try:
            with urllib.request.urlopen(f"{live.url}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{(live.folder / 'serve.log').read_text()[-4000:]}")
