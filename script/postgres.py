"""A PostgreSQL cluster of the test run's own, in a temporary folder on a free port."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from steps import Trouble

# Nothing here outlives the run, so nothing needs to survive a power cut.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # A test's rows are rolled back: tables would be known as empty, and be joined row by row.
    "autovacuum": "off",
    "max_connections": "300",
    "shared_buffers": "128MB",
    "log_min_messages": "fatal",
}


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl: the newest version installed, 15 or later."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    if folders and _version(folders[0]) >= 15:
        return folders[0]
    found = shutil.which("pg_ctl")
    return Path(found).resolve().parent if found else None


def _version(folder: Path) -> float:
    name = folder.parent.name
    return float(name) if name.replace(".", "", 1).isdigit() else 0


def programs_here() -> Path:
    """As `find_programs`; raises Trouble where there are none."""
    programs = find_programs()
    if programs is None:
        raise Trouble("Thiếu PostgreSQL 15 trở lên (PostgreSQL is missing): apt install postgresql")
    return programs


def give_to_owner(folder: Path) -> None:
    """Let whoever runs PostgreSQL's programs (`as_owner`) write in the folder."""
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster and give the DATABASE_URL of its database; stop and remove it afterwards."""
    programs = programs_here()
    folder = Path(tempfile.mkdtemp(prefix="vanthu-pg-"))
    give_to_owner(folder)
    data = folder / "data"
    try:
        as_owner(folder, programs / "initdb", "-D", data, "-U", "vanthu", *INITDB)
        port = free_port()
        as_owner(folder, programs / "pg_ctl", "start", "-w", *_start_options(folder, data, port))
        yield f"postgresql://vanthu@127.0.0.1:{port}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            as_owner(folder, programs / "pg_ctl", "stop", "-D", data, "-m", "immediate")
        shutil.rmtree(folder, ignore_errors=True)


INITDB = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")


def _start_options(folder: Path, data: Path, port: int) -> list[str | Path]:
    settings = {**SETTINGS, "port": str(port), "unix_socket_directories": str(folder)}
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    return ["-D", data, "-l", folder / "log", "-o", options]


def as_owner(folder: Path, *command: str | Path) -> None:
    """Run one of PostgreSQL's programs, which refuse to run as root."""
    words = [str(part) for part in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    with (folder / "setup").open("ab") as output:
        done = subprocess.run(words, cwd=folder, stdout=output, stderr=output, check=False)
    if done.returncode:
        raise Trouble(f"PostgreSQL: {' '.join(words)}\n{(folder / 'setup').read_text()[-2000:]}")


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
