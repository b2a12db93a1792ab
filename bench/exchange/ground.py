"""Where the machines of a run stand: each in a network namespace of its own, or all on loopback.

Addresses are those of the namespaces; nothing of this machine's own network is touched.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from bench.exchange.process import Process
from bench.servers import ROOT
from brokers import free_ports
from steps import PYTHON, Trouble

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


# New namespaces take it from the machine.
_CONTROL = Path("/proc/sys/net/ipv4/tcp_congestion_control")


class Namespaces:
    """A namespace for each machine, tied to all others by a switch of bad lines.

    Every frame comes `delay` seconds late, a `loss` share of them never.
    """

    mounts = True

    def __init__(self, names: Sequence[str], delay: float = 0.04, loss: float = 0.01) -> None:
        self._names = list(names)
        self._mark = f"vx{os.getpid()}"
        self.title = (
            f"a network namespace for each machine, every frame {delay * 1000:.0f} ms late, "
            f"{loss:.0%} of them lost, TCP by {_CONTROL.read_text().strip()}"
        )
        self._folder = Path(tempfile.mkdtemp(prefix="vanthu-switch-"))
        ends = [self._end(name) for name in names]
        words: list[str | Path] = [
            PYTHON,
            "-m",
            "bench.exchange.switch",
            str(delay),
            str(loss),
            *ends,
        ]
        self._switch = Process(words, self._folder / "log", os.environ, ROOT)
        try:
            self._build()
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
        run("ip", "-n", self._space(name), "link", "set", "net", "down")
        return True

    def mend(self, name: str) -> None:
        """See Ground."""
        run("ip", "-n", self._space(name), "link", "set", "net", "up")

    def close(self) -> None:
        """See Ground."""
        self._switch.kill()
        for name in self._names:
            with suppress(Trouble):
                run("ip", "netns", "del", self._space(name))
        shutil.rmtree(self._folder, ignore_errors=True)

    def _build(self) -> None:
        self._switch.start()
        for name in self._names:
            space, end = self._space(name), self._end(name)
            run("ip", "netns", "add", space)
            run("ip", "-n", space, "link", "set", "lo", "up")
            self._wait_for(end)
            run("ip", "link", "set", end, "netns", space, "name", "net")
            run("ip", "-n", space, "addr", "add", f"{self.address(name)}/24", "dev", "net")
            run("ip", "-n", space, "link", "set", "net", "up")

    def _wait_for(self, end: str) -> None:
        """Until the switch has made a device. Raises Trouble when it has ended."""
        while not Path("/sys/class/net", end).exists():
            if not self._switch.alive:
                raise Trouble(f"switch: {self._switch.told()}")
            time.sleep(0.02)

    def _space(self, name: str) -> str:
        return f"{self._mark}-{name}"

    def _end(self, name: str) -> str:
        return f"{self._mark}-{self._names.index(name)}"


def can_separate() -> str:
    """Why no namespaces can be made here, "" when they can."""
    if os.geteuid() != 0:
        return "Cần quyền root để tạo không gian mạng (namespaces need root)."
    if not shutil.which("ip"):
        return "Thiếu iproute2 (iproute2 is missing): apt install iproute2."
    if not Path("/dev/net/tun").exists():
        return "Nhân hệ điều hành không có tun (this kernel has no tun): modprobe tun."
    return ""


def run(*command: str | Path) -> None:
    """Run a program to its end. Raises Trouble with what it said."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Trouble(f"{' '.join(map(str, command))}: {done.stderr.strip()[-800:]}")
