"""Moments for statements written by hand."""

from datetime import datetime
from typing import Any

from django.db import connection


def stamp(moment: datetime) -> datetime | str:
    """The moment as the ORM stores it: SQLite keeps UTC text and compares it letter by letter.

    Without it a raw statement would keep the caller's zone and sort hours away from its fellows.
    """
    stored: Any = connection.ops.adapt_datetimefield_value(moment)
    return stored  # type: ignore[no-any-return]
