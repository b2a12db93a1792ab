"""Databases for servers that run beside the tests: a file, or one made on the run's PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.support.environment import is_postgres


@contextmanager
def fresh_database(folder: Path, name: str) -> Iterator[str]:
    """An empty database of the run's kind; gives its DATABASE_URL and drops it afterwards."""
    if not is_postgres():
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    name = f"{name}_{os.getpid()}"
    parts = urlsplit(os.environ["DATABASE_URL"])
    server = urlunsplit(parts._replace(path="/postgres"))
    _administer(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _administer(server, "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", name)
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        _administer(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _administer(server: str, statement: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
