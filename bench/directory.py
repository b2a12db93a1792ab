"""The directory of the axis taken over: how long, how much memory, and how quickly it is searched.

The simulator of the axis stands beside it; its agencies are made up and nothing leaves the machine.
"""

import importlib
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import django

from bench.cluster import cluster, create_database
from bench.servers import BIN

AGENCIES = 120_000
_QUERIES = ("co quan", "gia dinh 0600", "so 060001", "Z17.12", "khong co dau ca")
_TIMES = 9


def measure(database: str, folder: Path, port: int, quick: bool) -> None:
    """Take the list over twice on an empty database, then search it; prints the figures."""
    count = 2_000 if quick else AGENCIES
    with _database(database, folder, port) as url:
        os.environ |= {
            "DATABASE_URL": url,
            "VANTHU_VAR": str(folder),
            "LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "vanthu.config.settings",
        }
        subprocess.run([BIN / "vanthu", "setup"], check=True, env=os.environ)
        django.setup()
        _measured(importlib.import_module("bench.listing"), database, count)


@contextmanager
def _database(database: str, folder: Path, port: int) -> Iterator[str]:
    folder.mkdir(parents=True, exist_ok=True)
    if database == "sqlite":
        with tempfile.TemporaryDirectory(dir=folder) as place:
            yield f"sqlite:///{place}/directory.sqlite3"
        return
    with cluster(folder / "postgres", port) as (base, _process):
        name = f"directory_{int(time.time())}"
        create_database(base, name)
        yield f"{base}/{name}"


def _measured(listing: Any, database: str, count: int) -> None:
    with tempfile.TemporaryDirectory() as place, listing.offered(Path(place), count):
        for turn in ("first", "again"):
            begun = time.monotonic()
            row = listing.sync()
            seconds = time.monotonic() - begun
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            click.echo(f"{database} {turn}: {row.listed} rows, {seconds:.0f} s, peak {peak} MB")
        for text in _QUERIES:
            times = [_timed(listing, text) for _ in range(_TIMES)]
            click.echo(f"{database} find {text!r}: {statistics.median(times) * 1000:.0f} ms")


def _timed(listing: Any, text: str) -> float:
    begun = time.monotonic()
    listing.find(text)
    return time.monotonic() - begun
