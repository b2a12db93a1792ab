"""Sessions without signing in: what a test of anything but signing in needs."""

import secrets
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from tests.factories.province import NOW
from vanthu.ground.access.models import Session
from vanthu.ground.access.resolve import hashed
from vanthu.ground.base.actor import Actor
from vanthu.ground.people.models import Account

PASSWORD = "cầu Mỹ Thuận 2 dài 6,61 km"


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


def with_password(actor: Actor, password: str = PASSWORD) -> str:
    """Give the person's account a password; the name to sign in with."""
    Account.objects.filter(pk=actor.account_id or 0).update(password=make_password(password))
    return Account.objects.values_list("username", flat=True).get(pk=actor.account_id or 0)
