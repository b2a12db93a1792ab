"""The marks a session leaves while it is used: not acts, and so not in the journal."""

from datetime import datetime

from vanthu.ground.access.models import ApiToken, Session


def mark_seen(session: str, now: datetime) -> None:
    """Write when the session was last used."""
    Session.objects.filter(token_hash=session).update(seen_at=now)


def mark_used(token: str, now: datetime) -> None:
    """Write when the token was last used."""
    ApiToken.objects.filter(token_hash=token).update(used_at=now)
