"""CPU time and memory of groups of processes, read from /proc."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Usage:
    """CPU seconds of each process since it began, and memory in bytes, shared pages by share."""

    processes: Mapping[int, float]
    memory: int

    @property
    def seconds(self) -> float:
        """Of all of them."""
        return sum(self.processes.values())

    def since(self, before: "Usage") -> float:
        """CPU seconds between the two; what a process that has ended used is not known."""
        return sum(used - before.processes.get(pid, 0.0) for pid, used in self.processes.items())


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
    processes, memory = {}, 0
    for pid in pids:
        try:
            fields = _stat(pid)
            processes[pid] = (int(fields[11]) + int(fields[12])) / TICKS
            memory += _private(pid)
        except OSError:
            continue
    return Usage(processes, memory)


def reset_peak(pids: set[int]) -> None:
    """Begin to measure the highest memory anew."""
    for pid in pids:
        Path(f"/proc/{pid}/clear_refs").write_text("5")


def peak(pids: set[int]) -> int:
    """The highest resident memory of these processes since the last reset, in bytes, added up."""
    found = 0
    for pid in pids:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        found += sum(1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    return found


def _stat(pid: int) -> list[str]:
    # The name in parentheses may hold spaces; what counts comes after it.
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()


def _private(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except PermissionError:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
