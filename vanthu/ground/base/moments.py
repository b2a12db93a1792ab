"""Moments for statements written by hand."""

from datetime import datetime

from django.db import connection


def stamp(moment: datetime) -> datetime | str:
    """The moment as the ORM stores it: SQLite keeps UTC text, and text is compared letter by letter.

    Without it a raw statement would keep the zone of the caller and sort hours away from its fellows.
    """
    stored: datetime | str = connection.ops.adapt_datetimefield_value(moment)
    return stored
