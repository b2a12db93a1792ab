"""Moments as they are stored by statements written by hand, and as they are told in a sentence."""

from datetime import datetime
from typing import Any

from django.db import connection

from vanthu.ground.base.actor import VIETNAM


def stamp(moment: datetime) -> datetime | str:
    """The moment as the ORM stores it: SQLite keeps UTC text and compares it letter by letter.

    Without it a raw statement would keep the caller's zone and sort hours away from its fellows.
    """
    stored: Any = connection.ops.adapt_datetimefield_value(moment)
    return stored  # type: ignore[no-any-return]


def hour_and_day(moment: datetime) -> str:
    """As `07:05 29/11/2026`, in Vietnam's time."""
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
