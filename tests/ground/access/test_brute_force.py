"""Q-009: guesses sent at once are heard no more often than guesses sent one after another."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.factories import province
from tests.factories.province import NOW
from tests.factories.sessions import with_password
from vanthu.ground.access import actions
from vanthu.ground.access.errors import LockedOut, WrongCredentials
from vanthu.ground.journal.models import Entry


def _guess(username: str) -> str:
    try:
        actions.sign_in(username, "đoán", now=NOW, ip="10.0.0.9")
    except LockedOut:
        return "locked"
    except WrongCredentials:
        return "heard"
    finally:
        connection.close()
    return "in"


@pytest.mark.django_db(transaction=True)
def test_guesses_sent_at_once_do_not_outrun_the_lock() -> None:
    username = with_password(province.office().clerk)
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(_guess, [username] * 40))
    assert answers.count("heard") <= 5
    assert answers.count("locked") >= 35
    assert Entry.objects.filter(agency_id=0).count() == 40
