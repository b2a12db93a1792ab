"""The raw page says what the real page says: else the ratio would compare two different things."""

import html
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from bench import raw
from tests.factories import incoming
from tests.factories.province import Office, office
from tests.factories.sessions import session
from vanthu.faces.web.middleware import SESSION_COOKIE
from vanthu.ground.base.actor import VIETNAM

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place() -> Iterator[Office]:
    made = office()
    incoming.handling(made, subject="Về việc thử nghiệm", lead=incoming.to_post(made, "specialist"))
    yield made
    raw.database().close()
    raw.database.cache_clear()


def words(page: str) -> list[str]:
    """What a reader of the page reads."""
    inside = re.sub(r"(?s)<(script|style).*?</\1>", " ", page)
    return html.unescape(re.sub(r"<[^>]+>", " ", inside)).split()


@pytest.mark.parametrize("path", ["/boxes/to-handle", "/documents"])
def test_both_pages_say_the_same(place: Office, path: str) -> None:
    now = datetime.now(VIETNAM)
    times = {"created_at": now, "seen_at": now, "expires_at": now + timedelta(hours=1)}
    secret = session(place.specialist, **times, second_factor_at=now)
    client = Client()
    client.cookies[SESSION_COOKIE] = secret
    real = client.get(path).content.decode()
    answers: list[Any] = []
    environ = {"PATH_INFO": path, "HTTP_COOKIE": f"{SESSION_COOKIE}={secret}"}
    (body,) = raw.application(environ, lambda *given: answers.append(given))
    assert answers[0][0].startswith("200")
    assert "Về việc thử nghiệm" in real
    assert words(body.decode()) == words(real)


def test_who_has_no_session_gets_nothing(place: Office) -> None:
    answers: list[Any] = []
    environ = {"PATH_INFO": "/documents", "HTTP_COOKIE": f"{SESSION_COOKIE}=unknown"}
    assert raw.application(environ, lambda *given: answers.append(given)) == [b""]
    assert answers[0][0].startswith("401")
