"""CPU time and memory of groups of processes, read from /proc."""

import os
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Usage:
    """CPU seconds since the processes began, and resident memory in bytes without shared pages."""

    seconds: float
    memory: int

    def __sub__(self, other: "Usage") -> "Usage":
        return Usage(self.seconds - other.seconds, self.memory)


def children_of(root: int) -> set[int]:
    """The process and everything it started."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int(_stat(int(entry.name))[1])
            except (OSError, IndexError):
                continue
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def usage(pids: set[int]) -> Usage:
    """Sum over the processes that still live."""
    seconds, memory = 0.0, 0
    for pid in pids:
        try:
            fields = _stat(pid)
            seconds += (int(fields[11]) + int(fields[12])) / TICKS
            memory += _private(pid)
        except OSError:
            continue
    return Usage(seconds, memory)


def _stat(pid: int) -> list[str]:
    # The name in parentheses may hold spaces; what counts comes after it.
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()


def _private(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except PermissionError:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
