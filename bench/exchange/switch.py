"""A network of bad lines: every frame between two machines comes late, and some never come.

A program of its own: `python -m bench.exchange.switch SECONDS SHARE DEVICE…` makes the devices and
carries frames between them until it is killed; the devices end with it. The machines' own ends lie
in their namespaces. A kernel's netem would do the same where there is one.
"""

import fcntl
import os
import random
import select
import struct
import sys
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress

_LARGEST = 65_536
_AT_ONCE = 64
# <linux/if_tun.h>: an Ethernet device without a header of the kernel's own before each frame.
_SET, _TAP, _BARE = 0x400454CA, 0x0002, 0x1000


class Switch:
    """Carries frames between files that are one end of a device each; addresses are learned."""

    def __init__(self, ends: Sequence[int], seconds: float, share: float) -> None:
        self._ends, self._seconds, self._share = list(ends), seconds, share
        self._late: deque[tuple[float, int, bytes]] = deque()
        self._known: dict[bytes, int] = {}
        self._draw = random.Random(1)

    def carry(self, longest: float) -> None:
        """Wait for frames for so many seconds at most, take them in, and hand over what is due."""
        due = self._late[0][0] - time.monotonic() if self._late else longest
        for end in select.select(self._ends, [], [], max(0.0, min(due, longest)))[0]:
            for _ in range(_AT_ONCE):
                try:
                    frame = os.read(end, _LARGEST)
                except OSError:  # nothing more, or the machine is cut off
                    break
                self._take(end, frame)
        while self._late and self._late[0][0] <= time.monotonic():
            _at, end, frame = self._late.popleft()
            with suppress(OSError):
                os.write(end, frame)

    def _take(self, came: int, frame: bytes) -> None:
        to, who = frame[:6], frame[6:12]
        self._known[who] = came
        known = self._known.get(to)
        at = time.monotonic() + self._seconds
        for end in [known] if known is not None else self._ends:
            if end != came and self._draw.random() >= self._share:
                self._late.append((at, end, frame))


def device(name: str) -> int:
    """The file behind a new device."""
    made = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(made, _SET, struct.pack("16sH", name.encode(), _TAP | _BARE))
    return made


def main(words: Sequence[str]) -> None:
    """Carry until killed."""
    seconds, share, *names = words
    switch = Switch([device(name) for name in names], float(seconds), float(share))
    while True:
        switch.carry(1.0)


if __name__ == "__main__":
    main(sys.argv[1:])
