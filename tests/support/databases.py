"""Databases of the tests and of servers beside them: files, or made on the run's PostgreSQL.

All are copies of one template: the migrations run once in a run, whatever the number of processes.
"""

import fcntl
import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from tests.support.environment import is_postgres, shared

_NAME, _MADE = "template", "template.made"


def template() -> str:
    """The migrated database to copy; whichever process of the run comes first makes it."""
    folder = shared()
    name = f"{_NAME}_{folder.name}" if is_postgres() else str(folder / f"{_NAME}.sqlite3")
    with (folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / _MADE).exists():
            _migrate(name)
            (folder / _MADE).touch()
    return name


def _migrate(name: str) -> None:
    """As Django makes a test database, under another name."""
    own = connection.settings_dict
    before, tested = own["NAME"], own["TEST"]["NAME"]
    own["TEST"]["NAME"] = name
    # Each migration renders all models anew: looking for garbage all the time took a fifth of it,
    # never looking took half a gigabyte.
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 20, 20)
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        gc.set_threshold(*usual)
        connection.close()
        settings.DATABASES["default"]["NAME"] = own["NAME"] = before
        own["TEST"]["NAME"] = tested


def start_from(template: str) -> None:
    """Let the tests' own database begin as a copy of the template."""
    tests = connection.settings_dict["TEST"]
    if is_postgres():
        tests["TEMPLATE"] = template
    else:
        shutil.copyfile(template, tests["NAME"])


def drop_template() -> None:
    """Remove the template from the run's PostgreSQL, where one was made; files go by themselves."""
    if is_postgres() and (shared() / _MADE).exists():
        _administer(_server(), "DROP DATABASE IF EXISTS {} WITH (FORCE)", template())


@contextmanager
def fresh_database(folder: Path, name: str, template: str) -> Iterator[str]:
    """A copy of the template; gives its DATABASE_URL and drops it afterwards."""
    if not is_postgres():
        shutil.copyfile(template, folder / f"{name}.sqlite3")
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    name = f"{name}_{os.getpid()}"
    _administer(_server(), "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _administer(_server(), "CREATE DATABASE {} TEMPLATE {}", name, template)
    try:
        yield urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    finally:
        _administer(_server(), "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _server() -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres"))


def _administer(server: str, statement: str, *names: str) -> None:
    with psycopg.connect(server, autocommit=True) as session:
        session.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
