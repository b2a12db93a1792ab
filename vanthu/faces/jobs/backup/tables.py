"""Rows out of and into PostgreSQL by COPY, in one snapshot; the whole file for SQLite."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from psycopg import sql

from vanthu.faces.jobs.backup.archive import CHUNK, Writer

# Not a model: the index of the search (office/search/migrations/0002_index.py).
EXTRA_TABLES = ("search_document",)
SQLITE = "database.sqlite3"


def table_names() -> list[str]:
    """Every table that holds rows of ours, those referred to first."""
    names = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    return [*_by_dependency(names), *EXTRA_TABLES]


def _by_dependency(names: Iterable[str]) -> list[str]:
    models = {m._meta.db_table: m for m in apps.get_models(include_auto_created=True)}
    ordered: list[str] = []

    def visit(name: str, above: frozenset[str]) -> None:
        if name in ordered or name in above:
            return
        for field in models[name]._meta.local_fields:
            if field.related_model is not None and not isinstance(field.related_model, str):
                visit(field.related_model._meta.db_table, above | {name})
        ordered.append(name)

    for name in sorted(names):
        visit(name, frozenset())
    return ordered


def dump_postgres(writer: Writer) -> None:
    """Copy every table out as of one moment; the caller has opened a REPEATABLE READ
    transaction.
    """
    for name in table_names():
        query = sql.SQL("COPY (SELECT * FROM {}) TO STDOUT").format(sql.Identifier(name))

        def copy(out: IO[bytes], query: sql.Composed = query, name: str = name) -> None:
            with connection.cursor() as cursor:
                with cursor.copy(query) as rows:
                    for data in rows:
                        out.write(data)
                writer.manifest.rows[name] = cursor.rowcount

        writer.add_stream(f"tables/{name}", copy)


def load_postgres(name: str, source: IO[bytes]) -> None:
    """Copy one table in."""
    query = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))
    with connection.cursor() as cursor, cursor.copy(query) as rows:
        while data := source.read(CHUNK):
            rows.write(data)


def empty_postgres() -> None:
    """Take out the rows that migrations put in, so that the archive's own can come."""
    with connection.cursor() as cursor:
        names = sql.SQL(", ").join(sql.Identifier(name) for name in table_names())
        cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))


def reset_sequences() -> None:
    """Let new rows be numbered after the restored ones."""
    models = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def dump_sqlite(writer: Writer, folder: Path) -> None:
    """Copy the database file as of one moment.

    The caller's transaction holds the write lock, so writers wait for the copy; it is read through
    a
    connection of its own, since one that is writing cannot be copied from.
    """
    copy = folder / SQLITE
    source = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)
    target = sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
    writer.add_file(SQLITE, copy)
    copy.unlink()


def load_sqlite(source: IO[bytes]) -> None:
    """Put the file of the archive in the place of the (empty) database."""
    path = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    with path.open("wb") as out:
        while data := source.read(CHUNK):
            out.write(data)


def is_empty() -> bool:
    """Whether the database holds nothing that a restore would overwrite."""
    existing = set(connection.introspection.table_names())
    watched = {"org_agency", "people_account", "documents_document", "journal_entry"}
    with connection.cursor() as cursor:
        for name in sorted(watched & existing):
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {connection.ops.quote_name(name)})")
            row: Any = cursor.fetchone()
            if row[0]:
                return False
    return True
