"""Whatever happens in whatever order: each document arrives once, and both ledgers say the same."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.factories import drafts
from tests.factories.loop import Loop
from tests.factories.province import NOW, Office
from vanthu.kernel.errors import Refusal
from vanthu.office.documents.actions import NewRecipient, register_incoming
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions as drafting
from vanthu.office.interchange import actions, ways
from vanthu.office.interchange.choices import Transport
from vanthu.office.interchange.drivers.base import Unreachable, Waiting
from vanthu.office.interchange.models import Message, Packet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store"), pytest.mark.timeout(600)]
_LIMIT = 10**9
_MOST = 4


class Exchange(RuleBasedStateMachine):
    """Two offices at the ends of one loop, in a block of the database that is taken back."""

    link: ClassVar[Loop]
    pair: ClassVar[tuple[Office, Office]]

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.block = transaction.atomic()
        self.block.__enter__()
        self.link.down, self.link.faults = False, []
        for path in self.link.folder.iterdir():
            path.unlink()
        self.issued: list[tuple[Document, Office, Office]] = []

    @rule(turned=st.booleans())
    def issue(self, turned: bool) -> None:
        if len(self.issued) < _MOST:
            sender, receiver = self.pair[::-1] if turned else self.pair
            to = [NewRecipient(code=f"H07.{901 if turned else 902}", name="Bên kia")]
            document = drafts.issued(sender, recipients=to)
            self.issued.append((document, sender, receiver))

    @rule(most=st.integers(1, 3))
    def send(self, most: int) -> None:
        with suppress(RuntimeError):
            actions.send_due(self.way, self.clock, most)

    @rule(most=st.integers(1, 3), turned=st.booleans())
    def fetch(self, most: int, turned: bool) -> None:
        def waiting(count: int) -> list[Waiting]:
            found = list(self.shown(999))
            return found[::-1] if turned else found

        self.link.waiting = waiting  # type: ignore[method-assign, assignment]
        actions.fetch_waiting(self.way, self.clock, limit=_LIMIT, most=most)

    @rule(fault=st.sampled_from(["unreachable", "lost-after", "lost-before", "ours", "crash"]))
    def trouble(self, fault: str) -> None:
        self.link.faults.append(fault)

    @rule()
    def cut_off_or_back(self) -> None:
        self.link.down = not self.link.down

    @rule()
    def hand_out_again(self) -> None:
        self.link.again()

    @rule(told=st.booleans())
    def lose(self, told: bool) -> None:
        with suppress(Unreachable):
            for waiting in self.shown(1):
                self.link.lose(waiting.ref, told=told)

    @rule()
    def follow(self) -> None:
        actions.follow_due(self.way, self.clock)

    @rule(most=st.integers(1, 2))
    def crash_before_acknowledging(self, most: int) -> None:
        def crash(*_given: object) -> None:
            raise RuntimeError("crash")

        self.link.acknowledge = crash  # type: ignore[method-assign, assignment]
        with suppress(RuntimeError):
            actions.fetch_waiting(self.way, self.clock, limit=_LIMIT, most=most)
        del self.link.acknowledge

    @rule(minutes=st.sampled_from([1, 6, 45]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(place=st.integers(0, _MOST - 1))
    def register(self, place: int) -> None:
        for document, _sender, receiver in self.issued[place : place + 1]:
            for arrival in arrivals(document, receiver):
                with suppress(Refusal):
                    register_incoming(receiver.clerk.at(self.now), document_id=arrival.pk)

    @rule(place=st.integers(0, _MOST - 1))
    def recall(self, place: int) -> None:
        for document, sender, _receiver in self.issued[place : place + 1]:
            with suppress(Refusal):
                leader = sender.leader.at(self.now)
                drafting.recall_issued(leader, document_id=document.pk, reason="Sai")

    @property
    def way(self) -> ways.Way:
        return ways.all_ways()[0]

    def shown(self, most: int) -> list[Waiting]:
        """What the network shows of itself."""
        return list(Loop.waiting(self.link, most))

    def clock(self) -> Any:
        return self.now

    def teardown(self) -> None:
        try:
            self.settle()
            for document, _sender, receiver in self.issued:
                check(document, receiver)
            check_ledgers()
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def settle(self) -> None:
        """The network is well again, and days go by."""
        self.link.down, self.link.faults = False, []
        self.link.waiting = self.shown  # type: ignore[method-assign]
        for _turn in range(12):
            self.now += timedelta(hours=1)
            actions.follow_due(self.way, self.clock)
            actions.send_due(self.way, self.clock)
            actions.apply_waiting(self.way, self.clock)
            actions.fetch_waiting(self.way, self.clock, limit=_LIMIT)


def arrivals(document: Document, receiver: Office) -> list[Document]:
    """What came of it; once at most."""
    rows = Document.objects.filter(agency=receiver.agency, direction="incoming")
    return list(rows.filter(identifier=document.identifier))


def check(document: Document, receiver: Office) -> None:
    """Both sides hold the same of one document."""
    ours = Packet.objects.get(document=document, kind=0)
    theirs = Packet.objects.filter(document=None, kind=0, identifier=document.identifier)
    order = Packet.objects.filter(document=document, kind=1).first()
    came = arrivals(document, receiver)
    assert len(came) == (0 if order is not None and order.status == "15" else 1)
    if not came:
        return
    (packet,) = theirs.filter(arrival__in=came)
    statuses = [set(each.receipts.values_list("status", flat=True)) for each in (ours, packet)]
    assert statuses[0] == statuses[1]
    assert ours.status == packet.status == max(statuses[0])


def check_ledgers() -> None:
    """Everything sent was taken in once, and nothing else was."""
    out = Message.objects.filter(bound="out").exclude(state=Transport.WITHDRAWN)
    assert set(out.values_list("state", flat=True)) <= {Transport.SENT, Transport.DONE}
    assert not Message.objects.filter(bound="in", state=Transport.QUARANTINED).exists()
    applied = Message.objects.filter(bound="in", state=Transport.APPLIED)
    kinds = ("document_id", "kind", "status")
    assert sorted(out.values_list(*kinds)) == sorted(applied.values_list(*kinds))


def test_any_order_of_sending_losing_crashing_and_repeating(
    link: Loop, pair: tuple[Office, Office]
) -> None:
    ways.offer([replace(way, own=True) for way in ways.all_ways()])
    Exchange.link, Exchange.pair = link, pair
    run_state_machine_as_test(
        Exchange,
        settings=settings(
            max_examples=14,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
