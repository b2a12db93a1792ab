"""The network of bad lines: late, lossy, and each frame only to whom it is for."""

import os
import socket
import time
from collections.abc import Iterator

import pytest

from bench.exchange.switch import Switch

A, B, ALL = b"\x02aaaaa", b"\x02bbbbb", b"\xff" * 6
Machines = list[socket.socket]


@pytest.fixture
def wired() -> Iterator[tuple[Machines, list[int]]]:
    """Three machines, and the switch's ends of their lines."""
    pairs = [socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _ in range(3)]
    for here, there in pairs:
        here.setblocking(False)
        there.setblocking(False)
    yield [here for here, _there in pairs], [there.fileno() for _here, there in pairs]
    for here, there in pairs:
        here.close()
        there.close()


def got(machine: socket.socket) -> list[bytes]:
    """What lies at a machine."""
    found = []
    while True:
        try:
            found.append(machine.recv(100))
        except BlockingIOError:
            return found


def test_a_frame_comes_late_and_goes_on_to_whom_it_is_for(
    wired: tuple[Machines, list[int]],
) -> None:
    machines, ends = wired
    switch = Switch(ends, 0.05, 0.0)
    machines[0].send(ALL + A + b"hello")
    switch.carry(0.01)
    assert [got(each) for each in machines] == [[], [], []]
    began = time.monotonic()
    while not (arrived := got(machines[1])):
        switch.carry(0.1)
        assert time.monotonic() - began < 5
    assert arrived == got(machines[2]) == [ALL + A + b"hello"]
    machines[1].send(A + B + b"hello too")
    for _ in range(3):
        switch.carry(0.06)
    assert [got(each) for each in machines] == [[A + B + b"hello too"], [], []]


def test_some_frames_never_come(wired: tuple[Machines, list[int]]) -> None:
    machines, ends = wired
    switch, seen = Switch(ends, 0.0, 0.2), 0
    for number in range(1000):
        machines[0].send(ALL + A + number.to_bytes(2))
        switch.carry(0)
        switch.carry(0)
        seen += len(got(machines[1]))
        got(machines[2])
    assert 700 < seen < 900


def test_a_machine_that_is_cut_off_stops_nobody(wired: tuple[Machines, list[int]]) -> None:
    machines, ends = wired
    switch = Switch(ends, 0.0, 0.0)
    other = os.dup(ends[2])
    machines[2].close()
    machines[0].send(ALL + A + b"hello")
    for _ in range(3):
        switch.carry(0)
    assert got(machines[1]) == [ALL + A + b"hello"]
    os.close(other)
