"""A primary and a standby of PostgreSQL on loopback, with the settings of deploy/postgresql.

What the how-to in docs/operation.md says is done here by the same commands: copy, kill, promote,
bring the old primary back.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from postgres import INITDB, as_owner, free_port, give_to_owner, programs_here
from steps import ROOT

SETTINGS = ROOT / "deploy" / "postgresql" / "primary.conf"
TRUST = "host replication replicator 127.0.0.1/32 trust\n"


class Database:
    """One PostgreSQL server in a folder of its own."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name, self.programs = folder, name, programs_here()
        self.data, self.port = folder / name, free_port()

    @property
    def address(self) -> str:
        """Its part of a DATABASE_URL."""
        return f"127.0.0.1:{self.port}"

    def connect(self) -> psycopg.Connection:
        """A connection to this server alone, each statement a transaction."""
        url = f"postgresql://vanthu@{self.address}/postgres"
        return psycopg.connect(url, autocommit=True, connect_timeout=5)

    def make(self) -> None:
        """An empty server with the settings that every server of an installation has."""
        self.run("initdb", "-D", self.data, "-U", "vanthu", *INITDB)
        shutil.copy(SETTINGS, self.data / "vanthu.conf")
        owner = self.data.stat()
        os.chown(self.data / "vanthu.conf", owner.st_uid, owner.st_gid)
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write("include 'vanthu.conf'\n")
        with (self.data / "pg_hba.conf").open("a") as rules:
            rules.write(TRUST)

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-c port={self.port} -c unix_socket_directories={self.folder}"
        log = self.folder / f"{self.name}.log"
        self.run("pg_ctl", "start", "-w", "-D", self.data, "-l", log, "-o", options)

    def kill(self) -> None:
        """End it as a power cut would: the server and all its processes at once."""
        leader = int((self.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{leader}/task/{leader}/children").read_text().split()
        for process in (leader, *map(int, children)):
            os.kill(process, signal.SIGKILL)
        # A machine that lost its power has no such process; here a dead one may still be listed.
        (self.data / "postmaster.pid").unlink()

    def stop(self) -> None:
        """Stop it if it runs."""
        if (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "stop", "-D", self.data, "-m", "immediate", "-w")

    def promote(self) -> None:
        """Make a standby the primary. It has no standby yet, so its commits must not wait."""
        self.run("pg_ctl", "promote", "-w", "-D", self.data)
        with self.connect() as connection:
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = ''")
            connection.execute("SELECT pg_reload_conf()")
            # Until its next checkpoint pg_rewind takes it for the old primary's equal.
            connection.execute("CHECKPOINT")

    def copy_from(self, primary: "Database", slot: str) -> None:
        """Make this a standby of `primary`, by a full copy."""
        source = f"host=127.0.0.1 port={primary.port} user=replicator application_name={slot}"
        slots = ("-C", "-S", slot.replace("-", "_"))
        self.run("pg_basebackup", "-R", "-X", "stream", *slots, "-D", self.data, "-d", source)

    def come_back_to(self, primary: "Database", slot: str) -> None:
        """Make this, a primary that died, a standby of the one that was promoted."""
        source = f"host=127.0.0.1 port={primary.port} user=vanthu dbname=postgres"
        self.run("pg_rewind", "-D", self.data, "--source-server", source)
        with primary.connect() as connection:
            connection.execute(
                "SELECT pg_create_physical_replication_slot(%s)", [slot.replace("-", "_")]
            )
        told = f"host=127.0.0.1 port={primary.port} user=replicator application_name={slot}"
        with (self.data / "postgresql.auto.conf").open("a") as settings:
            settings.write(f"primary_conninfo = '{told}'\n")
            settings.write(f"primary_slot_name = '{slot.replace('-', '_')}'\n")
        (self.data / "standby.signal").touch()

    def run(self, program: str, *words: str | Path) -> None:
        """Run one of PostgreSQL's programs."""
        as_owner(self.folder, self.programs / program, *words)


@contextmanager
def pair() -> Iterator[tuple[Database, Database]]:
    """A primary, and a standby that has caught up; both removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="vanthu-pair-"))
    give_to_owner(folder)
    primary, standby = Database(folder, "first"), Database(folder, "second")
    try:
        primary.make()
        primary.start()
        with primary.connect() as connection:
            # Until its standby is there, nothing may wait for it.
            connection.execute("SET synchronous_commit = local")
            connection.execute("CREATE ROLE replicator REPLICATION LOGIN")
        standby.copy_from(primary, "standby-1")
        standby.start()
        yield primary, standby
    finally:
        for server in (standby, primary):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
