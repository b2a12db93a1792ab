"""Many writers at once, some killed: numbers stay consecutive and unique (Q-020, Q-023).

Real processes with several threads each, on PostgreSQL or on the SQLite file of the run.
"""

import os
import random
import time
from collections.abc import Sequence
from datetime import date
from functools import partial

import pytest

from tests.factories.province import NOW, Office, office
from tests.support import crowd
from vanthu.ground.base import bus
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.models import Entry
from vanthu.office.documents import actions, queries
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.errors import PeriodClosedAlready
from vanthu.office.documents.events import DocumentRegistered
from vanthu.office.documents.fields import IncomingFields
from vanthu.office.documents.models import Document, Grant
from vanthu.office.documents.registers import Counter, DocumentNumber, RegisterPeriod

pytestmark = pytest.mark.django_db(transaction=True)


def _received(place: Office, count: int) -> list[int]:
    fields = [
        IncomingFields(
            reference=f"{number}/BC-STC",
            issued_on=NOW.date(),
            issuer_name="Sở Tài chính",
            subject="Báo cáo thu chi ngân sách",
        )
        for number in range(count)
    ]
    return [actions.receive_incoming(place.clerk, fields=letter).pk for letter in fields]


def _register(actor: Actor, ids: Sequence[int]) -> None:
    for document_id in ids:
        actions.register_incoming(actor, document_id=document_id)


def _in_threads(actor: Actor, ids: Sequence[int], threads: int) -> None:
    crowd.in_threads([partial(_register, actor, ids[t::threads]) for t in range(threads)])


def _period(place: Office) -> RegisterPeriod:
    return RegisterPeriod.objects.get(register=place.incoming, label="2026")


def _assert_whole(place: Office, registered: int) -> None:
    """Exactly the numbers 1..registered, each once, with document, witness, grants and entry."""
    rows = Document.objects.filter(agency=place.agency, arrival_number__isnull=False)
    given = rows.order_by("arrival_number").values_list("arrival_number", flat=True)
    assert list(given) == [*range(1, registered + 1)]
    assert rows.filter(state=DocumentState.REGISTERED).count() == registered
    assert rows.filter(number_row=None).count() == 0
    period = _period(place)
    assert Counter.objects.get(period=period).last == registered
    assert DocumentNumber.objects.filter(period=period).count() == registered
    told = Entry.objects.filter(agency_id=place.id, name="document-registered")
    assert told.count() == registered
    leaders = Grant.objects.filter(document__in=rows, cause="leadership")
    assert leaders.count() == registered
    assert queries.audit(period.pk).sound


def test_two_hundred_parallel_registrations() -> None:
    """8 processes of 5 threads register 200 documents in one register: 1 to 200."""
    place = office()
    ids = _received(place, 200)
    writers = [crowd.start(partial(_in_threads, place.clerk, ids[turn::8], 5)) for turn in range(8)]
    assert [writer.join() for writer in writers] == [0] * 8
    _assert_whole(place, 200)


def test_a_writer_killed_with_a_number_in_hand_burns_none() -> None:
    """Killed between taking the number and committing: the next writer gets that number."""
    place = office()
    first, second, *rest = _received(place, 5)
    reader, signal = os.pipe()

    def stop_mid_way() -> None:
        def hang(actor: Actor, event: DocumentRegistered) -> None:
            os.write(signal, str(event.number).encode())
            time.sleep(60)

        bus.subscribe(DocumentRegistered, hang)
        _register(place.clerk, [second])

    _register(place.clerk, [first])
    victim = crowd.start(stop_mid_way)
    assert os.read(reader, 10) == b"2"
    victim.kill()
    assert victim.join() == -9
    _register(place.clerk, rest)
    _assert_whole(place, 4)
    untouched = Document.objects.get(pk=second)
    assert (untouched.state, untouched.arrival_number) == (DocumentState.RECEIVED, None)
    _register(place.clerk, [second])
    _assert_whole(place, 5)


def test_writers_killed_at_any_moment_leave_no_gap_and_no_half_row() -> None:
    """Half of the writers are killed while at work; others carry on; nothing is missing."""
    place = office()
    ids = _received(place, 160)
    draw = random.Random(30)
    writers = [crowd.start(partial(_register, place.clerk, ids[turn::8])) for turn in range(8)]
    for victim in writers[::2]:
        time.sleep(draw.uniform(0.01, 0.08))
        victim.kill()
    ends = [writer.join() for writer in writers]
    assert ends[1::2] == [0] * 4
    assert set(ends[::2]) <= {0, -9}
    done = Document.objects.filter(agency=place.agency, state=DocumentState.REGISTERED).count()
    assert done >= 80
    _assert_whole(place, done)
    left = Document.objects.filter(agency=place.agency, state=DocumentState.RECEIVED)
    _register(place.clerk, list(left.values_list("pk", flat=True)))
    _assert_whole(place, 160)


def test_one_document_registered_by_many_gets_one_number() -> None:
    """The same document at once from 8 writers: one succeeds, the others are told so."""
    place = office()
    (document_id,) = _received(place, 1)
    writers = [crowd.start(partial(_register, place.clerk, [document_id])) for _turn in range(8)]
    assert sorted(writer.join() for writer in writers) == [0] + [1] * 7
    _assert_whole(place, 1)


def test_registers_do_not_wait_for_each_other_nor_mix() -> None:
    """Four agencies at once: each has its own 1..n."""
    places = [office() for _turn in range(4)]
    work = [(place.clerk, _received(place, 20)) for place in places]
    writers = [crowd.start(partial(_in_threads, actor, ids, 2)) for actor, ids in work]
    assert [writer.join() for writer in writers] == [0] * 4
    for place in places:
        _assert_whole(place, 20)


def test_closing_waits_for_numbers_in_flight_and_lets_none_behind_it() -> None:
    """A period is closed while writers register into it: every number is below the closing one."""
    place = office()
    past = RegisterPeriod.objects.get(register=place.incoming, label="2025")
    ids = _received(place, 60)

    def register_late(mine: Sequence[int]) -> None:
        for document_id in mine:
            try:
                actions.register_incoming(
                    place.clerk, document_id=document_id, arrived_on=date(2025, 12, 31)
                )
            except PeriodClosedAlready:
                return

    writers = [crowd.start(partial(register_late, ids[turn::4])) for turn in range(4)]
    time.sleep(0.15)
    closer = crowd.start(lambda: close(place.clerk, past.pk))
    assert [w.join() for w in [*writers, closer]] == [0] * 5
    told = Entry.objects.get(agency_id=place.id, name="period-closed")
    given = DocumentNumber.objects.filter(period=past).count()
    assert f'"last":{given}' in told.data
    assert queries.audit(past.pk).sound


def close(actor: Actor, period_id: int) -> None:
    """Close the period."""
    actions.close_period(actor, period_id=period_id)
