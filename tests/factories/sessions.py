"""Sessions without signing in: what a test of anything but signing in needs."""

import secrets
from datetime import timedelta
from typing import Any

from tests.factories.province import NOW
from vanthu.ground.access.models import Session
from vanthu.ground.access.resolve import hashed
from vanthu.ground.base.actor import Actor


def session(actor: Actor, **values: Any) -> str:
    """The secret of a session of this person, opened at NOW, the second factor shown."""
    secret = secrets.token_urlsafe(32)
    fields = {
        "account_id": actor.account_id,
        "tenure_id": actor.tenure_id,
        "created_at": NOW,
        "seen_at": NOW,
        "expires_at": NOW + timedelta(hours=12),
        "second_factor_at": NOW,
        **values,
    }
    Session.objects.create(token_hash=hashed(secret), **fields)
    return secret
