"""Calling the API as somebody: a bearer token for an actor, and a client that carries it."""

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client

from tests.factories.province import NOW
from vanthu.ground.access.models import ApiToken
from vanthu.ground.access.resolve import hashed
from vanthu.ground.base.actor import Actor

ROOT = "/api/v1"


def token(actor: Actor) -> str:
    """The secret of a token for this person's post, made an hour before NOW."""
    secret = secrets.token_urlsafe(32)
    ApiToken.objects.create(
        token_hash=hashed(secret),
        tenure_id=actor.tenure_id or 0,
        label="Thử nghiệm",
        created_at=NOW - timedelta(hours=1),
        expires_at=NOW + timedelta(days=90),
        used_at=NOW,
    )
    return secret


@dataclass(frozen=True)
class Answer:
    """Status and body of an answer; the body is None where there is none, or it is no JSON."""

    status: int
    body: Any
    response: Any


class Caller:
    """Somebody who calls the API with a token."""

    def __init__(self, actor: Actor) -> None:
        self.headers = {"authorization": f"Bearer {token(actor)}"}
        self.client = Client(raise_request_exception=True)

    def get(self, path: str, **query: Any) -> Answer:
        """Read."""
        return _answer(self.client.get(ROOT + path, query, headers=self.headers))

    def post(self, path: str, data: Any = None) -> Answer:
        """Write: the data goes as JSON."""
        return _answer(
            self.client.post(
                ROOT + path, data or {}, content_type="application/json", headers=self.headers
            )
        )

    def upload(self, path: str, **files: Any) -> Answer:
        """Send files as a form."""
        return _answer(self.client.post(ROOT + path, files, headers=self.headers))


def _answer(response: Any) -> Answer:
    is_json = "json" in response.headers.get("Content-Type", "")
    body = json.loads(response.content) if is_json and not response.streaming else None
    return Answer(response.status_code, body, response)
