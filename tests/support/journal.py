"""The journal without its guards for a while: to tamper with it, to empty tables after a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import TransactionTestCase

_TRIGGERS = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal_entry'"
)


@contextmanager
def unguarded() -> Iterator[None]:
    """Entries may be changed and removed inside, as by who owns the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
            yield
            cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")
            return
        cursor.execute(_TRIGGERS)
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


@contextmanager
def flushable() -> Iterator[None]:
    """Let tests that commit empty the tables behind them, the journal too."""
    original: Any = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def teardown(case: TransactionTestCase) -> None:
        with unguarded():
            original(case)

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[attr-defined]
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown = original  # type: ignore[attr-defined]
