"""Signed-in test clients: everyone acts at the factories' moment unless a test sets the clock."""

from typing import Any

from tests.factories.sessions import session
from tests.support.pages import CheckedClient
from vanthu.faces.web.middleware import SESSION_COOKIE
from vanthu.ground.base.actor import Actor


def client_of(actor: Actor, **values: Any) -> CheckedClient:
    """A browser in which this person is signed in."""
    client = CheckedClient()
    client.cookies[SESSION_COOKIE] = session(actor, **values)
    return client


def htmx(target: str = "reader") -> dict[str, str]:
    """The headers of a request by htmx into the element of this id."""
    return {"HX-Request": "true", "HX-Target": target}
