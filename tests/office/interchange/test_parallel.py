"""Workers that run side by side, or die: what is sent arrives, and arrives once (design 1.8)."""

import os
import random
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest

from tests.factories import drafts, exchange, incoming
from tests.factories.province import NOW, Office, office
from tests.support import crowd
from vanthu.faces.jobs import worker
from vanthu.ground.base import bus
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import JobState, Lane
from vanthu.ground.base.models import Job
from vanthu.ground.journal.models import Entry
from vanthu.kernel.errors import Refusal
from vanthu.office.documents.actions import refuse_incoming, register_incoming
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.drafting import actions as drafting
from vanthu.office.handling import actions as handling
from vanthu.office.interchange import actions
from vanthu.office.interchange.events import StatusReported
from vanthu.office.interchange.models import Packet, Receipt

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("store")]
LATER = NOW + timedelta(minutes=11)
TASK = "interchange.deliver"


def _issued(sender: Office, receiver: Office, count: int) -> list[Packet]:
    documents = [drafts.issued(sender, recipients=drafts.to(receiver)) for _ in range(count)]
    return list(Packet.objects.filter(document__in=documents).order_by("pk"))


def _deliver(packets: Iterable[Packet]) -> None:
    system = Actor.system(NOW)
    for packet in packets:
        actions.deliver(system, uuid=str(packet.uuid))


def _recall(sender: Office, packets: Sequence[Packet]) -> None:
    for packet in packets:
        drafting.recall_issued(sender.leader, document_id=packet.document_id or 0, reason="Sai")


def _assert_once(receiver: Office, packets: Sequence[Packet]) -> None:
    """Each packet has one arrival with its file, one receipt 01 and one entry on either side."""
    arrivals = Document.objects.filter(agency=receiver.agency)
    assert arrivals.count() == len(packets)
    assert DocumentFile.objects.filter(document__in=arrivals).count() == len(packets)
    tied = Packet.objects.filter(pk__in=[p.pk for p in packets]).values_list("arrival", flat=True)
    assert sorted(tied) == sorted(arrivals.values_list("pk", flat=True))
    assert Receipt.objects.filter(packet__in=packets, status="01").count() == len(packets)
    received = Entry.objects.filter(agency_id=receiver.id, name="document-received")
    assert received.count() == len(packets)


def test_a_packet_delivered_by_many_arrives_once() -> None:
    sender, receiver = office(), office()
    packets = _issued(sender, receiver, 5)
    writers = [crowd.start(partial(_deliver, packets)) for _turn in range(6)]
    assert [writer.join() for writer in writers] == [0] * 6
    _assert_once(receiver, packets)


def test_a_worker_killed_between_arrival_and_receipt_leaves_neither() -> None:
    """Its job is taken again when the lease has run out, and the packet arrives once."""
    sender, receiver = office(), office()
    packets = _issued(sender, receiver, 1)
    reader, signal = os.pipe()

    def die_mid_way() -> None:
        def hang(actor: Actor, event: StatusReported) -> None:
            os.write(signal, b"x")
            time.sleep(60)

        bus.subscribe(StatusReported, hang)
        worker.run_all(lambda: NOW)

    victim = crowd.start(die_mid_way)
    assert os.read(reader, 1) == b"x"
    victim.kill()
    assert victim.join() == -9
    assert not Document.objects.filter(agency=receiver.agency).exists()
    assert Job.objects.get(task=TASK).state == JobState.RUNNING
    assert not worker.run_one(Lane.QUICK, lambda: NOW)
    worker.run_all(lambda: LATER)
    _assert_once(receiver, packets)


def test_workers_killed_at_any_moment_lose_nothing_and_double_nothing() -> None:
    sender, receiver = office(), office()
    packets = _issued(sender, receiver, 40)
    draw = random.Random(5)
    workers = [crowd.start(partial(worker.run_all, lambda: NOW)) for _turn in range(4)]
    for victim in workers[::2]:
        time.sleep(draw.uniform(0.05, 0.2))
        victim.kill()
    for each in workers:
        each.join()
    worker.run_all(lambda: LATER)
    assert not Job.objects.filter(task=TASK).exclude(state=JobState.DONE).exists()
    _assert_once(receiver, packets)
    assert exchange.carry() == 0


def test_a_recall_overtakes_or_follows_but_never_misses_the_packet() -> None:
    """Recalled while being carried: either nothing arrives, or the order lies beside it."""
    sender, receiver = office(), office()
    packets = _issued(sender, receiver, 6)
    backwards = partial(_recall, sender, packets[::-1])
    writers = [crowd.start(work) for work in (partial(_deliver, packets), backwards)]
    assert [writer.join() for writer in writers] == [0, 0]
    _deliver(Packet.objects.filter(kind=1))
    assert Packet.objects.filter(kind=1).count() == len(packets)
    for order in Packet.objects.filter(kind=1).select_related("answers"):
        assert order.answers is not None
        assert order.status in ("01", "15")
        assert (order.answers.arrival_id is not None) == (order.status == "01")


def test_giving_back_and_finishing_at_once_do_not_wait_in_a_circle() -> None:
    sender, receiver = office(), office()
    documents = [exchange.sent(sender, receiver) for _ in range(6)]
    arrivals = [exchange.at_work(document, receiver) for document in documents]
    for document in documents:
        drafting.recall_issued(sender.leader, document_id=document.pk, reason="Sai")
    exchange.carry()

    def give_back() -> None:
        for order in Packet.objects.filter(kind=1).order_by("pk"):
            actions.answer_recall(receiver.clerk, packet_id=order.pk, agree=True)

    def finish() -> None:
        for arrival in arrivals:
            work = incoming.lead_of(arrival)
            with suppress(Refusal):
                handling.finish(receiver.specialist, assignment_id=work.pk, result="Xong")

    assert [writer.join() for writer in map(crowd.start, (give_back, finish))] == [0, 0]
    assert set(Packet.objects.filter(kind=1).values_list("status", flat=True)) == {"15"}
    states = Document.objects.filter(agency=receiver.agency).values_list("state", flat=True)
    assert set(states) == {"recalled"}


def test_two_clerks_refuse_and_register_at_once_and_one_status_goes_back() -> None:
    sender, receiver = office(), office()
    document = exchange.sent(sender, receiver)
    arrival = exchange.arrival(document, receiver).pk

    register = partial(register_incoming, receiver.clerk, document_id=arrival)
    refuse = partial(refuse_incoming, receiver.clerk, document_id=arrival, reason="Nhầm")
    ends = [writer.join() for writer in [crowd.start(register), crowd.start(refuse)]]
    assert sorted(ends) == [0, 1]
    assert exchange.statuses(document, receiver)[1:] == ["03" if ends[0] == 0 else "02"]
