"""Writers of one agency at once: the chain stays whole and no number is missing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.factories.province import NOW
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal import queries
from vanthu.ground.journal.actions import announce, unit_of_work
from vanthu.ground.journal.models import Entry, Head
from vanthu.ground.people.events import PersonAdded

WRITERS, EACH = 8, 25
pytestmark = pytest.mark.django_db(transaction=True)


class GaveUp(Exception):
    """A writer that fails after it has announced."""


def _write(writer: int) -> int:
    """Every fifth unit of work fails at its end; the others tell two agencies of two things."""
    written = 0
    try:
        for number in range(EACH):
            try:
                with unit_of_work(Actor(now=NOW, account_id=writer)) as _:
                    for agency_id in (2, 1) if writer % 2 else (1, 2):
                        announce(
                            Actor(now=NOW, account_id=writer),
                            PersonAdded(agency_id=agency_id, object_id=number, full_name="x"),
                        )
                    if number % 5 == 0:
                        raise GaveUp
                written += 1
            except GaveUp:
                continue
    finally:
        connection.close()
    return written


def test_parallel_writers_keep_the_chain_whole() -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        written = sum(pool.map(_write, range(WRITERS)))
    assert written == WRITERS * EACH * 4 // 5
    assert list(queries.verify_all()) == []
    for agency_id in (1, 2):
        seqs = Entry.objects.filter(agency_id=agency_id).order_by("seq")
        assert list(seqs.values_list("seq", flat=True)) == list(range(1, written + 1))
        assert Head.objects.get(agency_id=agency_id).seq == written
