"""Where the machines of a run stand: each in a network namespace of its own, or all on loopback.

Addresses are those of the namespaces; nothing of this machine's own network is touched.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from brokers import free_ports
from steps import Trouble

_NET = "10.83.0"


class Ground(Protocol):
    """Machines by name: what a command on one begins with, its address, its line."""

    title: str
    mounts: bool

    def into(self, name: str) -> list[str]:
        """The words that a command on that machine begins with."""
        ...

    def address(self, name: str) -> str:
        """The address by which the others reach it."""
        ...

    def port(self, wanted: int) -> int:
        """A port on a machine: the one wanted where it has all to itself."""
        ...

    def cut(self, name: str) -> bool:
        """Take a machine off the network; False where that cannot be done here."""
        ...

    def mend(self, name: str) -> None:
        """Put it back."""
        ...

    def close(self) -> None:
        """Take everything down."""
        ...


class Loopback:
    """All machines are this one."""

    title = "one machine, over loopback (no namespaces: no delay, no loss, no line to cut)"
    mounts = False

    def into(self, name: str) -> list[str]:
        """See Ground."""
        return []

    def address(self, name: str) -> str:
        """See Ground."""
        return "127.0.0.1"

    def port(self, wanted: int) -> int:
        """See Ground."""
        return free_ports(1)[0]

    def cut(self, name: str) -> bool:
        """See Ground."""
        return False

    def mend(self, name: str) -> None:
        """See Ground."""

    def close(self) -> None:
        """See Ground."""


class Namespaces:
    """A namespace for each machine, tied to a bridge in one more by a pair of veth."""

    mounts = True

    def __init__(self, names: Sequence[str], delay: str = "40ms", loss: str = "1%") -> None:
        self._names = list(names)
        self._mark = f"vx{os.getpid()}"
        self.title = f"a network namespace for each machine, delay {delay}, loss {loss}"
        try:
            self._build(delay, loss)
        except BaseException:
            self.close()
            raise

    def into(self, name: str) -> list[str]:
        """See Ground."""
        return ["ip", "netns", "exec", self._space(name)]

    def address(self, name: str) -> str:
        """See Ground."""
        return f"{_NET}.{self._names.index(name) + 1}"

    def port(self, wanted: int) -> int:
        """See Ground."""
        return wanted

    def cut(self, name: str) -> bool:
        """See Ground."""
        run("ip", "-n", self._space("bridge"), "link", "set", self._end(name), "down")
        return True

    def mend(self, name: str) -> None:
        """See Ground."""
        run("ip", "-n", self._space("bridge"), "link", "set", self._end(name), "up")

    def close(self) -> None:
        """See Ground."""
        for name in ("bridge", *self._names):
            with suppress(Trouble):
                run("ip", "netns", "del", self._space(name))

    def _build(self, delay: str, loss: str) -> None:
        middle = self._space("bridge")
        run("ip", "netns", "add", middle)
        run("ip", "-n", middle, "link", "add", "bridge", "type", "bridge")
        run("ip", "-n", middle, "link", "set", "bridge", "up")
        for name in self._names:
            space, end = self._space(name), self._end(name)
            run("ip", "netns", "add", space)
            run("ip", "-n", space, "link", "set", "lo", "up")
            run(
                *("ip", "link", "add", "net", "netns", space, "type", "veth"),
                *("peer", "name", end, "netns", middle),
            )
            run("ip", "-n", middle, "link", "set", end, "master", "bridge", "up")
            run("ip", "-n", space, "addr", "add", f"{self.address(name)}/24", "dev", "net")
            run("ip", "-n", space, "link", "set", "net", "up")
            self._slow(space, delay, loss)

    def _slow(self, space: str, delay: str, loss: str) -> None:
        """Half of the delay on the way out of each machine: a way between two has all of it."""
        words = ("netem", "delay", delay, "loss", loss)
        try:
            run("tc", "-n", space, "qdisc", "add", "dev", "net", "root", *words)
        except Trouble:
            self.title = "a network namespace for each machine (this kernel has no netem: no delay)"

    def _space(self, name: str) -> str:
        return f"{self._mark}-{name}"

    def _end(self, name: str) -> str:
        return f"to-{self._names.index(name)}"


def can_separate() -> str:
    """Why no namespaces can be made here, "" when they can."""
    if os.geteuid() != 0:
        return "Cần quyền root để tạo không gian mạng (namespaces need root)."
    if not shutil.which("ip") or not shutil.which("tc"):
        return "Thiếu iproute2 (iproute2 is missing): apt install iproute2."
    return ""


def run(*command: str | Path) -> None:
    """Run a program to its end. Raises Trouble with what it said."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Trouble(f"{' '.join(map(str, command))}: {done.stderr.strip()[-800:]}")
