"""A program that is killed and started again; it leads a process group of its own."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

_PATIENCE = 30.0


class Process:
    """A program with its output in a log."""

    def __init__(
        self, command: Sequence[str | Path], log: Path, env: Mapping[str, str], folder: Path
    ) -> None:
        self._command, self._log = [str(word) for word in command], log
        self._env, self._folder = dict(env), folder
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it unless it runs."""
        if self.alive:
            return
        with self._log.open("ab") as log:
            self._running = subprocess.Popen(
                self._command,
                cwd=self._folder,
                stdout=log,
                stderr=log,
                env=self._env,
                start_new_session=True,
            )

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._running is not None and self._running.poll() is None

    def kill(self) -> None:
        """End it and all that it started as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as an operator would; killed when it does not end."""
        self._end(signal.SIGTERM)

    def join(self, seconds: float) -> int:
        """Wait until it ends by itself; its exit code. Raises subprocess.TimeoutExpired."""
        assert self._running
        return self._running.wait(seconds)

    def told(self) -> str:
        """The end of its log."""
        return self._log.read_text(errors="replace")[-2000:] if self._log.exists() else ""

    def _end(self, how: signal.Signals) -> None:
        if self._running is None:
            return
        self._signal(how)
        with suppress(subprocess.TimeoutExpired):
            self._running.wait(_PATIENCE)
        self._signal(signal.SIGKILL)
        self._running.wait()
        self._running = None

    def _signal(self, how: signal.Signals) -> None:
        assert self._running
        with suppress(ProcessLookupError):
            os.killpg(self._running.pid, how)
