"""The demo's province with its organisational work, loaded once for tests in a row."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from vanthu.demo import cadres, load
from vanthu.ground.base.actor import VIETNAM

NOW = datetime(2026, 11, 23, 14, 30, tzinfo=VIETNAM)


@contextmanager
def loaded() -> Iterator[None]:
    """The province and its cadres as at NOW; rolled back at the end."""
    with transaction.atomic():
        load.load_province(_quiet, seed=7, now=NOW)
        cadres.load_cadres(_quiet, seed=7, now=NOW)
        yield
        transaction.set_rollback(True)


def _quiet(step: str, done: int, total: int) -> None:
    assert done <= total, step
