"""Workers on one outbox and one inbox, side by side or killed: nothing lost, nothing twice."""

import os
import random
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from tests.factories import linked
from tests.factories.loop import Loop, offered
from tests.factories.province import NOW, Office
from tests.support import crowd
from vanthu.ground.base import bus
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.temporary import sweep_temporary
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.interchange import actions, ways
from vanthu.office.interchange.choices import Transport
from vanthu.office.interchange.drivers.base import Fetched, Parcel, Taken, Waiting
from vanthu.office.interchange.events import MessageSent, StatusReported
from vanthu.office.interchange.models import Message, Packet, Receipt

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("store")]
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def link(tmp_path: Path) -> Iterator[Loop]:
    """A loop that carries three parcels at once for each worker."""
    yield offered(tmp_path / "loop", abreast=3)
    ways.offer([])


def _issued(count: int) -> tuple[Office, list[Document]]:
    sender, receiver = linked.pair()
    return receiver, [linked.issue(sender) for _turn in range(count)]


def _send(link: Loop, slow: float = 0.0) -> None:
    send = link.send

    def slowly(parcel: Parcel) -> Taken:
        time.sleep(slow)
        return send(parcel)

    link.send = slowly  # type: ignore[method-assign]
    actions.send_due(ways.all_ways()[0], lambda: NOW)


def _receive() -> None:
    for _turn in range(3):
        actions.fetch_waiting(ways.all_ways()[0], lambda: NOW, limit=10**9)


def _finish() -> None:
    """Everything that is left, an hour later."""
    way = ways.all_ways()[0]
    for _turn in range(10):
        actions.send_due(way, lambda: LATER)
        actions.apply_waiting(way, lambda: LATER)
        actions.fetch_waiting(way, lambda: LATER, limit=10**9)


def _assert_once(receiver: Office, documents: list[Document]) -> None:
    """Each has arrived once with its file, and one 01 has come home."""
    arrivals = Document.objects.filter(agency=receiver.agency)
    assert arrivals.count() == len(documents)
    assert DocumentFile.objects.filter(document__in=arrivals).count() == len(documents)
    for document in documents:
        packet = Packet.objects.get(document=document)
        assert packet.status == "01"
        assert Receipt.objects.filter(packet=packet).count() == 1
    out = Message.objects.filter(bound="out").values_list("state", flat=True)
    assert set(out) == {Transport.SENT, Transport.DONE}


def test_two_workers_on_one_outbox_send_each_parcel_once(link: Loop) -> None:
    receiver, documents = _issued(12)
    senders = [crowd.start(partial(_send, link, 0.01)) for _turn in range(3)]
    assert [each.join() for each in senders] == [0, 0, 0]
    assert link.count() == len(documents)
    _finish()
    _assert_once(receiver, documents)


def test_two_workers_on_one_inbox_apply_each_message_once(link: Loop) -> None:
    receiver, documents = _issued(8)
    _send(link)
    link.again()
    receivers = [crowd.start(_receive) for _turn in range(3)]
    assert [each.join() for each in receivers] == [0, 0, 0]
    _finish()
    _assert_once(receiver, documents)


def test_a_worker_killed_between_the_network_and_the_commit_is_asked_about(link: Loop) -> None:
    receiver, documents = _issued(1)
    reader, signal = os.pipe()

    def die_after_sending() -> None:
        def hang(actor: Actor, event: MessageSent) -> None:
            os.write(signal, b"x")
            time.sleep(60)

        bus.subscribe(MessageSent, hang)
        _send(link)

    victim = crowd.start(die_after_sending)
    assert os.read(reader, 1) == b"x"
    victim.kill()
    assert victim.join() == -9
    assert Message.objects.get(bound="out").state == Transport.SENDING
    way = ways.all_ways()[0]
    assert actions.send_due(way, lambda: NOW) == 0
    settled = NOW + way.lease + way.settle
    assert actions.send_due(way, lambda: settled - timedelta(seconds=1)) == 0, "asked too early"
    actions.send_due(way, lambda: settled)
    assert link.count() == 1
    _finish()
    _assert_once(receiver, documents)


def test_a_worker_killed_while_fetching_leaves_the_packet_to_the_next(
    link: Loop, store: Path
) -> None:
    """What it had fetched lies beside the store, where it is swept."""
    receiver, documents = _issued(1)
    _send(link)
    reader, signal = os.pipe()

    def die_mid_way() -> None:
        fetch = link.fetch

        def hang(waiting: Waiting, folder: Path) -> Fetched:
            fetch(waiting, folder)
            os.write(signal, b"x")
            time.sleep(60)
            raise AssertionError

        link.fetch = hang  # type: ignore[method-assign]
        _receive()

    victim = crowd.start(die_mid_way)
    assert os.read(reader, 1) == b"x"
    victim.kill()
    assert victim.join() == -9
    assert not Message.objects.filter(bound="in").exists()
    assert link.verdicts() == []
    (rest,) = (store / "tmp").iterdir()
    assert [path.name for path in rest.rglob("*") if path.is_file()] == ["raw"]
    os.utime(rest, (0, 0))
    assert sweep_temporary(NOW) == 1
    _finish()
    _assert_once(receiver, documents)


def test_a_worker_killed_while_applying_leaves_the_message_to_the_next(link: Loop) -> None:
    receiver, documents = _issued(1)
    _send(link)
    reader, signal = os.pipe()

    def die_mid_way() -> None:
        def hang(actor: Actor, event: StatusReported) -> None:
            os.write(signal, b"x")
            time.sleep(60)

        bus.subscribe(StatusReported, hang)
        _receive()

    victim = crowd.start(die_mid_way)
    assert os.read(reader, 1) == b"x"
    victim.kill()
    assert victim.join() == -9
    assert not Document.objects.filter(agency=receiver.agency).exists()
    assert Message.objects.get(bound="in").state == Transport.ARRIVED
    assert link.verdicts() == []
    _finish()
    _assert_once(receiver, documents)


def test_workers_killed_at_any_moment_lose_nothing_and_double_nothing(link: Loop) -> None:
    receiver, documents = _issued(20)
    draw = random.Random(7)
    kinds: list[Callable[[], object]] = [partial(_send, link, 0.005), _receive]
    workers = [crowd.start(kinds[turn % 2]) for turn in range(6)]
    for victim in workers[:4]:
        time.sleep(draw.uniform(0.03, 0.15))
        victim.kill()
    for each in workers:
        each.join()
    _finish()
    _assert_once(receiver, documents)
