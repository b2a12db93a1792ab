"""A PostgreSQL cluster of the benchmark's own, kept in var/bench between runs.

Its own, so that the CPU and memory of its processes are the benchmark's and nobody else's.
"""

import os
import pwd
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection

from postgres import INITDB, find_programs
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
    programs = find_programs()
    if programs is None:
        raise Trouble("Thiếu PostgreSQL 15 trở lên (PostgreSQL is missing): apt install postgresql")
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
    data = folder / "data"
    if not (data / "PG_VERSION").exists():
        _run(folder, programs / "initdb", "-D", data, "-U", "vanthu", *INITDB)
    if _runs(folder, programs):  # left by a run that was killed, or another run's
        yield f"postgresql://vanthu@127.0.0.1:{port}", _process(data)
        return
    options = {**SETTINGS, "port": str(port), "unix_socket_directories": str(folder)}
    words = " ".join(f"-c {name}={value}" for name, value in options.items())
    _run(folder, programs / "pg_ctl", "start", "-w", "-D", data, "-l", folder / "log", "-o", words)
    try:
        yield f"postgresql://vanthu@127.0.0.1:{port}", _process(data)
    finally:
        _run(folder, programs / "pg_ctl", "stop", "-D", data, "-m", "fast")


def _runs(folder: Path, programs: Path) -> bool:
    return _run(folder, programs / "pg_ctl", "status", "-D", folder / "data", check=False)


def _process(data: Path) -> int:
    return int((data / "postmaster.pid").read_text().split()[0])


def create_database(base: str, name: str) -> None:
    """Make the database when it is absent."""
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if found.fetchone() is None:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())


def _run(folder: Path, *command: str | Path, check: bool = True) -> bool:
    """Run one of PostgreSQL's programs, which refuse to run as root; whether it went well."""
    words = [str(part) for part in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    with (folder / "setup").open("ab") as output:
        done = subprocess.run(words, cwd=folder, stdout=output, stderr=output, check=False)
    if done.returncode and check:
        raise Trouble(f"PostgreSQL: {' '.join(words)}\n{(folder / 'setup').read_text()[-2000:]}")
    return done.returncode == 0


def settle() -> None:
    """Leave the tables as upkeep would, so that none of it runs meanwhile and is measured too."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM (ANALYZE)")
        else:
            cursor.execute("PRAGMA optimize")
    connection.close()
