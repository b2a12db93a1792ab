"""Find a nats-server that keeps what it has taken, or fetch Debian's (standard library only).

Older ones forget or misplace what they have confirmed when nodes of a cluster are killed (decision
0021), and Debian 12 and 13 have such: there, the next Debian's package is taken out of its archive
into this folder's environment. Nothing is installed beside what the machine has.
"""

import os
import re
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from steps import VENV, Trouble, run

NEEDED = (2, 15)
SUITE = "forky"
OWN = VENV / "nats-server"
_PLACES = (OWN / "usr" / "sbin", "/usr/sbin", "/usr/bin", "/usr/local/bin")


@cache
def find_nats() -> str:
    """The program nats-server. Raises Trouble where there is none that is new enough."""
    for place in _PLACES:
        program = shutil.which("nats-server", path=str(place))
        if program and version_of(program) >= NEEDED:
            return program
    raise Trouble("Thiếu NATS từ bản 2.15 (nats-server 2.15 or newer is missing): script/test")


def version_of(program: str) -> tuple[int, ...]:
    """Its version, as numbers."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"v(\d+)\.(\d+)", said.stdout)
    return tuple(int(number) for number in found.groups()) if found else (0,)


def fetch_nats() -> None:
    """Take Debian's package into this folder's environment, when it is not there yet; apt checks
    its signature. Raises Trouble."""
    try:
        find_nats()
    except Trouble:
        with tempfile.TemporaryDirectory() as folder:
            _fetch(Path(folder))


def _fetch(folder: Path) -> None:
    apt = ["apt-get", "-q", *_options(folder)]
    run([*apt, "update"], "setup")
    run(["env", "-C", str(folder), *apt, "download", "nats-server"], "setup")
    (package,) = folder.glob("nats-server_*.deb")
    shutil.rmtree(OWN, ignore_errors=True)
    run(["dpkg-deb", "-x", str(package), str(OWN)], "setup")


def _options(folder: Path) -> list[str]:
    """Lists and cache of our own, so that the machine's stay as they are."""
    sources = folder / "debian.sources"
    keys = "/usr/share/keyrings/debian-archive-keyring.gpg"
    lines = ["Types: deb", f"URIs: {_archive()}", f"Suites: {SUITE}", "Components: main"]
    sources.write_text("\n".join([*lines, f"Signed-By: {keys}", ""]))
    for name in ("lists", "cache"):
        (folder / name / "partial").mkdir(parents=True)
    chosen = {
        "Dir::Etc::SourceList": sources,
        "Dir::Etc::SourceParts": os.devnull,
        "Dir::State::Lists": folder / "lists",
        "Dir::Cache": folder / "cache",
        "APT::Sandbox::User": "",
    }
    return [part for name, value in chosen.items() for part in ("-o", f"{name}={value}")]


def _archive() -> str:
    """Where this machine takes Debian's packages from."""
    ask = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]
    told = subprocess.run([*ask, "Origin: Debian"], capture_output=True, text=True, check=False)
    found = [uri for uri in told.stdout.split() if "security" not in uri]
    if not found:
        raise Trouble(
            "Cần nats-server từ bản 2.15; không rõ lấy gói Debian từ đâu "
            "(no Debian archive is configured here): apt-get update"
        )
    return found[0]
