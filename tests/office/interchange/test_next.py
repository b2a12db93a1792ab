"""What is sent next is found without reading all that waits: after an outage that is much."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from tests.factories.province import NOW
from vanthu.office.interchange.actions import carrying
from vanthu.office.interchange.models import Message
from vanthu.office.interchange.ways import LEASE

pytestmark = pytest.mark.django_db
LINK = "tinh"


def wait_for(count: int) -> None:
    """So many messages wait to be sent, each about a document of its own."""
    first = Message.objects.count()
    Message.objects.bulk_create(
        Message(
            bound="out",
            link=LINK,
            uuid=uuid4(),
            kind="document",
            receiver_code="H07.902",
            document_id=f"H61.901,2026/11/20,{first + number}/SNV",
            state="queued",
            urgency=number % 3,
            made_at=NOW,
            state_at=NOW,
            next_at=NOW - timedelta(seconds=number),
        )
        for number in range(count)
    )


def pages_read() -> int:
    """Pages of the database that the search for the next message looks at."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE interchange_message")
    told = carrying.due(LINK, NOW)[:20].explain(format="json", analyze=True, buffers=True)
    plan = json.loads(told)[0]["Plan"]
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])


@pytest.mark.postgres
def test_the_next_is_found_as_quickly_when_much_waits() -> None:
    wait_for(500)
    few = pages_read()
    wait_for(5000)
    assert pages_read() <= 2 * few


def test_the_most_urgent_is_taken_and_of_those_the_oldest() -> None:
    wait_for(6)
    taken = [carrying.take(LINK, NOW) for _ in range(7)]
    numbers = list(Message.objects.order_by("-urgency", "pk").values_list("pk", flat=True))
    assert [row.pk if row else None for row in taken] == [*numbers, None]
    assert {(row.state, row.attempts) for row in taken if row} == {("sending", 1)}
    assert all(row.leased_until == NOW + LEASE for row in taken if row)
