"""Checks in a process of their own: a file that hangs or swells ends that process, not ours.

The process is begun when first needed and kept, as its libraries take a second or two to load.
"""

import atexit
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Self

from vanthu.ground.signing.verifying.reports import Expected, FileReport
from vanthu.ground.signing.verifying.trust import TrustList
from vanthu.ground.signing.verifying.verdicts import FileState

SECONDS = 30.0
"""The longest a check may take: network answers (20 s at most) and a large file."""
_START_SECONDS = 60.0  # what a busy machine needs to load the libraries, once


class Apart:
    """One checking process; used by several threads, one after the other."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._waking = False
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def check(
        self,
        path: Path,
        *,
        trust: TrustList,
        now: datetime,
        ask: bool,
        expected: Expected | None = None,
    ) -> FileReport:
        """Check a file; `ask` lets it use the network. A check that is too costly says so."""
        wanted = expected or Expected()
        order = {
            "path": str(path.resolve()),
            "trust": trust.as_json(),
            "now": now.isoformat(),
            "network": ask,
            "names": wanted.names,
            "codes": wanted.codes,
        }
        with self._lock:
            line = self._told(json.dumps(order).encode() + b"\n")
        if line is None:
            return FileReport(FileState.TOO_LONG)
        return FileReport.of_evidence(json.loads(line))

    def begin(self) -> None:
        """Let the process load its libraries while this one does something else."""
        if self._process is None:
            self._process = self._started()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def _told(self, order: bytes) -> bytes | None:
        """The answer's line; None when the process died of the order or was ended for it."""
        process = self._running()
        assert process.stdin is not None
        try:
            process.stdin.write(order)
            process.stdin.flush()
            line = _read_line(process, self.seconds)
        except OSError:
            line = b""
        if not line.endswith(b"\n"):
            self.close()
            return None
        return line

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = self._started()
        if self._waking:
            _read_line(self._process, _START_SECONDS)  # it says when it is ready
            self._waking = False
        return self._process

    def _started(self) -> subprocess.Popen[bytes]:
        self._waking = True
        return subprocess.Popen(
            [sys.executable, "-m", "vanthu.ground.signing.verifying.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )


def _read_line(process: subprocess.Popen[bytes], seconds: float) -> bytes:
    """A line of the process, or what there is of it when the time is over."""
    assert process.stdout is not None
    until, line = time.monotonic() + seconds, b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while not line.endswith(b"\n") and selector.select(max(0.0, until - time.monotonic())):
            piece = os.read(process.stdout.fileno(), 1 << 20)
            if not piece:
                break
            line += piece
    return line


_SHARED = Apart()
atexit.register(_SHARED.close)


def begin_apart() -> None:
    """Let this program's checking process load its libraries beside what comes before checking."""
    _SHARED.begin()


def check_apart(
    path: Path,
    *,
    trust: TrustList,
    now: datetime,
    ask: bool,
    expected: Expected | None = None,
) -> FileReport:
    """Check a file in this program's one checking process."""
    return _SHARED.check(path, trust=trust, now=now, ask=ask, expected=expected)
