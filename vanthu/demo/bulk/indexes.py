"""Takes secondary indexes and foreign keys away while loading and puts them back as they were.

Filling an index in order once is several times cheaper than keeping it while millions of rows come;
foreign keys are checked when they are put back, so nothing is taken on trust.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_KEYS = """
SELECT c.conrelid::regclass::text, quote_ident(c.conname), pg_get_constraintdef(c.oid), c.contype
FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
WHERE t.relname = ANY(%s) AND c.contype IN ('f', 'u')
ORDER BY c.contype DESC
"""
_INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
WHERE t.relname = ANY(%s) AND NOT i.indisprimary
AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""


def set_aside(tables: list[str]) -> list[str]:
    """Drop the secondary indexes (and foreign keys) of these tables.

    Returns the statements that put them back, to be run with `put_back` in the same transaction.
    """
    if connection.vendor == "postgresql":
        return _take_from_postgres(tables)
    return _take_from_sqlite(tables)


@contextmanager
def keys_unchecked() -> Iterator[None]:
    """SQLite looks for the children of every row while one waits for its parent: not meanwhile."""
    if connection.vendor == "postgresql":
        yield
        return
    with connection.constraint_checks_disabled():
        yield


def check_keys() -> None:
    """Raise IntegrityError when a row points to none; PostgreSQL has checked its keys itself."""
    if connection.vendor != "postgresql":
        connection.check_constraints()


def put_back(statement: str) -> None:
    """Make one index or key again."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _take_from_postgres(tables: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        # Keys that others hold on these tables' unique columns stand on their own indexes.
        cursor.execute(_KEYS, [tables])
        keys = cursor.fetchall()
        cursor.execute(_INDEXES, [tables])
        indexes = cursor.fetchall()
        foreign = [key for key in keys if key[3] == "f"]
        unique = [key for key in keys if key[3] == "u"]
        for table, name, _, _ in (*foreign, *unique):
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
    made = [definition for _, definition in indexes]
    made += [_again(*key[:3]) for key in unique]
    return made + [_again(*key[:3]) for key in foreign]


def _again(table: str, name: str, definition: str) -> str:
    return f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"


def _take_from_sqlite(tables: list[str]) -> list[str]:
    marks = ", ".join(["%s"] * len(tables))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
            f"AND tbl_name IN ({marks})",
            tables,
        )
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
    return [statement for _, statement in found]
