"""The marks a session leaves while it is used: not acts, and so not in the journal."""

from datetime import datetime, timedelta

from vanthu.ground.access.models import ApiToken, Attempt, Session
from vanthu.ground.access.policy import policy

_KEEP = timedelta(days=30)


def mark_seen(session: str, now: datetime) -> None:
    """Write when the session was last used."""
    Session.objects.filter(token_hash=session).update(seen_at=now)


def mark_used(token: str, now: datetime) -> None:
    """Write when the token was last used."""
    ApiToken.objects.filter(token_hash=token).update(used_at=now)


def forget_expired(now: datetime) -> int:
    """Delete sessions that ended a month ago and failures that no longer count; how many."""
    ended, _ = Session.objects.filter(expires_at__lt=now - _KEEP).delete()
    failures, _ = Attempt.objects.filter(at__lt=now - policy().lock_window).delete()
    return ended + failures
