"""The database's primary is killed while rows are written: what was committed is on the standby."""

import threading
import time
from pathlib import Path

import psycopg
import pytest

from replication import Database, pair
from vanthu.config.environment import read_database

pytestmark = [pytest.mark.xdist_group("brokers"), pytest.mark.timeout(240)]


class Writer:
    """Writes numbers, each committed on its own; what the server confirmed is in `confirmed`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.confirmed: list[int] = []
        self.longest = 0.0
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._write)

    def _write(self) -> None:
        number, last = 0, time.monotonic()
        while not self.done.is_set():
            try:
                with psycopg.connect(self.url, autocommit=True, connect_timeout=2) as connection:
                    while not self.done.is_set():
                        number += 1
                        connection.execute("INSERT INTO kept VALUES (%s)", [number])
                        self.confirmed.append(number)
                        self.longest = max(self.longest, time.monotonic() - last)
                        last = time.monotonic()
            except psycopg.Error:
                time.sleep(0.1)


def numbers(server: Database) -> set[int]:
    """What a server holds."""
    with server.connect() as connection:
        return {row[0] for row in connection.execute("SELECT number FROM kept")}


def wait_for(server: Database, question: str) -> None:
    """Wait until a question to a server is answered by true."""
    until = time.monotonic() + 30
    with server.connect() as connection:
        while not (connection.execute(question).fetchone() or [False])[0]:
            assert time.monotonic() < until, question
            time.sleep(0.1)


def test_no_committed_row_is_lost_when_the_primary_dies() -> None:
    with pair() as (first, second):
        with first.connect() as connection:
            connection.execute("CREATE TABLE kept (number bigint PRIMARY KEY)")
        hosts = f"{first.address},{second.address}"
        writer = Writer(f"postgresql://vanthu@{hosts}/postgres?target_session_attrs=read-write")
        writer.thread.start()
        time.sleep(2)
        first.kill()
        before = set(writer.confirmed)
        second.promote()
        time.sleep(2)
        writer.done.set()
        writer.thread.join(10)
        assert len(before) > 50
        assert set(writer.confirmed) > before, "writing went on at the other server"
        assert set(writer.confirmed) - numbers(second) == set()
        first.come_back_to(second, "standby-2")
        first.start()
        streaming = "SELECT count(*) = 1 FROM pg_stat_replication WHERE state = 'streaming'"
        wait_for(second, streaming)
        with second.connect() as connection:
            connection.execute("ALTER SYSTEM RESET synchronous_standby_names")
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("INSERT INTO kept VALUES (-1)")
        wait_for(first, "SELECT count(*) = 1 FROM kept WHERE number = -1")
        assert set(writer.confirmed) - numbers(first) == set()


def test_several_hosts_are_read_from_the_address() -> None:
    url = "postgresql://vanthu:m%2Ct@db-1:5432,db-2:5433,[::1]/so?target_session_attrs=read-write"
    read = read_database(url, Path("unused"))
    assert (read.host, read.port, read.password) == ("db-1,db-2,::1", "5432,5433,5432", "m,t")
    assert dict(read.options) == {"target_session_attrs": "read-write"}
