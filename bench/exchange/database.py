"""The database of one installation: a PostgreSQL cluster of its own, or a file of SQLite."""

import os
import shutil
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from bench.exchange.ground import run
from postgres import INITDB, give_to_owner, programs_here
from steps import Trouble

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "log_min_messages": "fatal",
}
_PATIENCE = 30.0


class Database(Protocol):
    """A database that may be killed and started again."""

    url: str

    def start(self) -> None:
        """Start it."""
        ...

    def kill(self) -> bool:
        """End it as a power cut would; False where it is no process of its own."""
        ...

    def stop(self) -> None:
        """End it."""
        ...

    def copy_to(self, other: "Database") -> None:
        """Let the other begin with what is in this one; both are stopped."""
        ...


class File:
    """A file of SQLite, or a database that somebody else keeps."""

    def __init__(self, url: str) -> None:
        self.url = url

    def start(self) -> None:
        """See Database."""

    def kill(self) -> bool:
        """See Database."""
        return False

    def stop(self) -> None:
        """See Database."""

    def copy_to(self, other: Database) -> None:
        """See Database."""
        shutil.copyfile(_path(self.url), _path(other.url))


def _path(url: str) -> str:
    return url.removeprefix("sqlite:///")


class Cluster:
    """A PostgreSQL cluster, run on the machine that `into` leads to; what it commits is synced."""

    def __init__(self, folder: Path, into: Sequence[str], port: int) -> None:
        self._programs, self._folder, self._into = programs_here(), folder, list(into)
        self.data, self._port = folder / "data", port
        self.url = f"postgresql://vanthu@127.0.0.1:{port}/postgres"

    def start(self) -> None:
        """Make it at first, then start it; again while processes of one that was killed end."""
        if not self.data.exists():
            self._own()
            self._run("initdb", "-D", self.data, "-U", "vanthu", *INITDB)
        given = _SETTINGS | {"port": str(self._port), "unix_socket_directories": str(self._folder)}
        words = " ".join(f"-c {name}={value}" for name, value in given.items())
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                self._run(
                    *("pg_ctl", "start", "-w", "-D", self.data),
                    *("-l", self._folder / "log", "-o", words),
                )
                return
            except Trouble:
                if time.monotonic() > until:
                    raise
                time.sleep(0.5)

    def kill(self) -> bool:
        """See Database."""
        number = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(number, signal.SIGKILL)
        return True

    def stop(self) -> None:
        """See Database."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "-D", self.data, "-m", "fast")

    def copy_to(self, other: Database) -> None:
        """See Database."""
        assert isinstance(other, Cluster)
        other._own()
        run("cp", "-a", self.data, other.data)

    def _own(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        give_to_owner(self._folder)

    def _run(self, program: str, *words: str | Path) -> None:
        as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        run(*self._into, *as_owner, self._programs / program, *words)
