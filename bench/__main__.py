"""The benchmark as a program (script/bench sets up what it needs and starts it)."""

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import django

from bench.cluster import cluster, create_database
from bench.servers import BIN, ROOT
from steps import Trouble

PORT = 54390


@click.command()
@click.option("--documents", default=100_000, show_default=True, help="How many documents.")
@click.option(
    "--database",
    default="postgres",
    show_default=True,
    type=click.Choice(["postgres", "sqlite"]),
)
@click.option("--quick", is_flag=True, help="Short turns: shows that all works, measures little.")
@click.option("--part", "parts", multiple=True, help="Only this part (may be given again).")
@click.option("--seconds", default=3.0, show_default=True, help="How long each turn takes.")
@click.option("--port", default=PORT, show_default=True, help="Of the cluster of PostgreSQL.")
@click.option("--folder", default=ROOT / "var" / "bench", type=Path, help="Where all is kept.")
def main(
    documents: int,
    database: str,
    quick: bool,
    parts: tuple[str, ...],
    seconds: float,
    port: int,
    folder: Path,
) -> None:
    """Measure the system with N documents and write docs/performance.md.

    The first run with a number of documents makes the province in the folder; later runs use it
    again. Parts: pages, searches, share, acts, registers, independence; and, only when named, as
    they fill the province with persons and records: organisation, report, import. The parts papers
    and directory (120,000 agencies of the axis), each alone, need no province.
    """
    if parts == ("papers",):
        importlib.import_module("bench.typesetting").measure(quick=quick)
        importlib.import_module("bench.esigning").measure(quick=quick)
        return
    if parts == ("directory",):
        importlib.import_module("bench.directory").measure(database, folder, port, quick)
        return
    runs, folder = folder, folder / f"{database}-{documents}"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with _database(database, runs, documents, port) as (url, process):
            os.environ |= {"DATABASE_URL": url, "VANTHU_VAR": str(folder / "var")}
            os.environ |= {
                "LOG_LEVEL": "WARNING",
                "DJANGO_SETTINGS_MODULE": "vanthu.config.settings",
            }
            make_province(documents)
            django.setup()
            run = importlib.import_module("bench.run")
            sizes = run.QUICK if quick else run.full(seconds)
            run.measure(folder, process, documents=documents, sizes=sizes, parts=parts)
    except Trouble as trouble:
        raise click.ClickException(str(trouble)) from trouble


@contextmanager
def _database(kind: str, runs: Path, documents: int, port: int) -> Iterator[tuple[str, int | None]]:
    """Its address, and the process of PostgreSQL where there is one."""
    if kind == "sqlite":
        yield f"sqlite:///{runs / f'sqlite-{documents}' / 'vanthu.sqlite3'}", None
        return
    with cluster(runs / "postgres", port) as (base, process):
        create_database(base, f"vanthu_{documents}")
        yield f"{base}/vanthu_{documents}", process


def make_province(documents: int) -> None:
    """Tables, agencies, people and documents, where they are not there yet; shows the progress."""
    for command in (["setup"], ["demo", "--documents", str(documents), "--if-empty"]):
        click.echo(f"bench: vanthu {' '.join(command)}")
        if subprocess.run([BIN / "vanthu", *command], cwd=ROOT, check=False).returncode:
            raise Trouble(f"vanthu {command[0]} failed")


if __name__ == "__main__":
    if sys.argv[1:2] == ["exchange"]:
        importlib.import_module("bench.exchange.program").main(sys.argv[2:])
    main()
