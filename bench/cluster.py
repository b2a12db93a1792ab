"""A PostgreSQL cluster of the benchmark's own, kept in var/bench between runs.

Its own, so that the CPU and memory of its processes are the benchmark's and nobody else's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection

from postgres import INITDB, as_owner, give_to_owner, programs_here
from steps import Trouble

# Like an office's: what is committed survives a power cut. 256 MB for shared pages, so that the
# whole system stays under its 1 GB.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "max_wal_size": "4GB",
    "maintenance_work_mem": "256MB",
    "log_min_messages": "fatal",
}


@contextmanager
def cluster(folder: Path, port: int) -> Iterator[tuple[str, int]]:
    """Start the cluster, made when absent; give its address without a database, and its process."""
    programs = programs_here()
    folder.mkdir(parents=True, exist_ok=True)
    give_to_owner(folder)
    data = folder / "data"
    if not (data / "PG_VERSION").exists():
        as_owner(folder, programs / "initdb", "-D", data, "-U", "vanthu", *INITDB)
    if _runs(folder, programs):  # left by a run that was killed, or another run's
        yield f"postgresql://vanthu@127.0.0.1:{port}", _process(data)
        return
    options = {**SETTINGS, "port": str(port), "unix_socket_directories": str(folder)}
    words = " ".join(f"-c {name}={value}" for name, value in options.items())
    as_owner(
        folder,
        *(programs / "pg_ctl", "start", "-w", "-D", data),
        *("-l", folder / "log", "-o", words),
    )
    try:
        yield f"postgresql://vanthu@127.0.0.1:{port}", _process(data)
    finally:
        as_owner(folder, programs / "pg_ctl", "stop", "-D", data, "-m", "fast")


def _runs(folder: Path, programs: Path) -> bool:
    try:
        as_owner(folder, programs / "pg_ctl", "status", "-D", folder / "data")
    except Trouble:
        return False
    return True


def _process(data: Path) -> int:
    return int((data / "postmaster.pid").read_text().split()[0])


def create_database(base: str, name: str) -> None:
    """Make the database when it is absent."""
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if found.fetchone() is None:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())


def settle() -> None:
    """Leave the tables as upkeep would, so that none of it runs meanwhile and is measured too."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM (ANALYZE)")
        else:
            cursor.execute("PRAGMA optimize")
    connection.close()
