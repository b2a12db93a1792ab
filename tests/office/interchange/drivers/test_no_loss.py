"""Whatever fails, and however often: by the rules of `drivers.base` nothing is lost or sent twice.

A small loop plays the core's part: it sends what is queued, asks about what is unknown, fetches
what waits and acknowledges it after it has kept it. Its own crashes are among what is tried.
"""

import hashlib
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import axis
from vanthu.demo.axis.faults import Fault, Trouble
from vanthu.demo.axis.server import Simulator
from vanthu.office.interchange.drivers.base import (
    BadAnswer,
    Driver,
    Fate,
    OutcomeUnknown,
    Parcel,
    Taken,
    Unreachable,
    Verdict,
)

PATIENCE = 0.08
SETTLE = 0.15
HANG = 0.12
ROUNDS = 12


class State(StrEnum):
    """Where a parcel stands at the sender's."""

    QUEUED = "queued"
    UNKNOWN = "unknown"
    SENT = "sent"


@dataclass
class Sender:
    """The outbox of one system, kept whatever happens to the process."""

    driver: Driver
    parcels: list[Parcel]
    quiet: Callable[[], None]
    states: dict[str, State] = field(default_factory=dict)
    taken: dict[str, Taken] = field(default_factory=dict)

    def step(self, *, crash: bool) -> None:
        """Bring one parcel a step further; a crash loses what the call has answered."""
        for parcel in self.parcels:
            key = str(parcel.uuid)
            state = self.states.get(key, State.QUEUED)
            if state is State.SENT:
                continue
            # written before the call: who dies in it does not know what became of it
            self.states[key] = State.UNKNOWN
            after, taken = self._called(parcel, state)
            if not crash:
                self.states[key] = after
                if taken is not None:
                    self.taken[key] = taken
            return

    def _called(self, parcel: Parcel, state: State) -> tuple[State, Taken | None]:
        try:
            if state is State.QUEUED:
                return State.SENT, self.driver.send(parcel)
            taken = self.driver.find(parcel)
            return (State.SENT if taken else State.QUEUED), taken
        except OutcomeUnknown as fault:
            time.sleep(fault.wait)
            self.quiet()
            return State.UNKNOWN, None
        except (Unreachable, BadAnswer):
            return state, None


@dataclass
class Receiver:
    """The inbox of one system: a row for each different packet."""

    driver: Driver
    inbox: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def step(self, folder: Path, *, crash: bool) -> None:
        """Fetch what waits, keep it, acknowledge it; a crash comes before the acknowledgement."""
        try:
            for waiting in self.driver.waiting(10):
                raw = self.driver.fetch(waiting, folder).raw.read_bytes()
                key = (*axis.identity(raw), hashlib.sha256(raw).hexdigest())
                self.inbox[key] = self.inbox.get(key, 0) + 1
                if crash:
                    return
                self.driver.acknowledge(waiting, Verdict.TAKEN)
        except (Unreachable, BadAnswer):
            return


@dataclass(frozen=True)
class Event:
    """What happens before a step of both sides."""

    fault: Fault | None
    crash: bool


_faults = st.builds(
    Fault,
    trouble=st.sampled_from(list(Trouble)),
    path=st.sampled_from(["", "/sendEdoc", "/updateStatus"]),
    after=st.booleans(),
    seconds=st.just(HANG),
)
_rarely = st.sampled_from([False, False, False, True])
_events = st.builds(Event, fault=st.none() | _faults, crash=_rarely)
Make = Callable[..., Any]


@pytest.mark.parametrize("make", [axis.axis_driver, axis.lgsp_driver], ids=["axis", "lgsp"])
@given(events=st.lists(_events, min_size=3, max_size=8))
@settings(max_examples=8, deadline=None)
def test_nothing_is_lost_and_nothing_is_sent_twice(make: Make, events: list[Event]) -> None:
    with tempfile.TemporaryDirectory() as name:
        _played(make, events, Path(name))


def _played(make: Make, events: list[Event], folder: Path) -> None:
    parcels = [
        axis.document(1),
        axis.document(2),
        axis.status(axis.document(3, axis.THEIRS, axis.OURS)),
    ]
    limits = axis.limits(answer_seconds=PATIENCE, settle_seconds=SETTLE)
    with axis.simulator(folder) as running:
        port = running.port
        sender = Sender(make(running, folder, limits=limits), parcels, lambda: _quiet(running))
        receiver = Receiver(make(running, folder, axis.THEIRS, limits=limits))
        for event in events:
            if event.fault is not None:
                running.store.put_fault(event.fault)
            sender.step(crash=event.crash)
            receiver.step(folder, crash=event.crash)
        running.store.lift_faults()
        time.sleep(SETTLE)
        _quiet(running)
        sender.driver.close()
        receiver.driver.close()
    with axis.simulator(folder, port) as running:
        limits = axis.limits(answer_seconds=20)
        sender.driver = make(running, folder, limits=limits)
        receiver.driver = make(running, folder, axis.THEIRS, limits=limits)
        _settled(sender, receiver, running, folder)
        reports = [sender.driver.reports([(p, sender.taken[str(p.uuid)])]) for p in parcels]
        assert {told[0].fate for told in reports} == {Fate.TAKEN}
    sender.driver.close()
    receiver.driver.close()


def _quiet(running: Simulator) -> None:
    while running.in_hand:
        time.sleep(0.01)


def _settled(sender: Sender, receiver: Receiver, running: Simulator, folder: Path) -> None:
    """Without faults everything comes to its end; then both sides are counted."""
    for _ in range(ROUNDS):
        sender.step(crash=False)
        receiver.step(folder, crash=False)
    hashes = sorted(axis.sha256(parcel) for parcel in sender.parcels)
    rows = running.store.all("SELECT sha256 FROM sent ORDER BY sha256")
    assert [row["sha256"] for row in rows] == hashes, "each taken once by the network"
    assert sorted(key[2] for key in receiver.inbox) == hashes, "each kept by the receiver"
    assert set(sender.states.values()) == {State.SENT}
    assert receiver.driver.waiting(10) == []
