"""The part of the organisational work: fill the province, ask its pages, import a long sheet."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from bench.cluster import settle
from bench.figures import Machine
from bench.organisation import importing, pages, volume
from bench.organisation.report import write
from bench.reading import Time
from bench.servers import ROOT, Server, application, free_port, worker

PARTS = ("organisation", "report", "import")
_SHEETS = (5_000, 50_000)
_SMALL = (20, 60)


def measure(
    folder: Path,
    machine: Machine,
    about: dict[str, Any],
    time: Time,
    wanted: set[str],
    workers: int,
) -> None:
    """Measure what is wanted of the two parts, keep it beside the other figures, write the page."""
    quick, now = about["quick"], timezone.localtime()
    tables = volume.fill(volume.TINY if quick else volume.FULL, now, _tell)
    settle()
    results: dict[str, Any] = {"about": {**about, "tables": tables}}
    asked = {part: pages.ASKED[part] for part in pages.ASKED if part in wanted}
    if asked:
        with application(free_port(), folder / "serve.log", workers) as server:
            both = pages.officers(server, now)
            for part, ask in asked.items():
                asking = both if part == "organisation" and not quick else both[:1]
                results[part] = _pages(machine, server, time, ask, asking)
    if "import" in wanted:
        results["import"] = _imports(folder, machine, _SMALL if quick else _SHEETS)
    path = folder / ("organisation-quick.json" if quick else "organisation.json")
    kept = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**kept, **results}, ensure_ascii=False, indent=1))
    if not quick:
        write(ROOT / "docs" / "performance.md", ROOT / "var" / "bench")


def _tell(name: str) -> None:
    click.echo(f"bench: loading {name}")


def _pages(
    machine: Machine,
    server: Server,
    time: Time,
    asked: pages.Asked,
    officers: Sequence[pages.Officer],
) -> list[dict[str, Any]]:
    """The pages asked by each of the officers."""
    found = []
    for who in officers:
        for figure in pages.measure_pages(machine, server, who, time, asked):
            click.echo(figure.told)
            found.append(figure.plain())
    return found


def _imports(folder: Path, machine: Machine, sizes: tuple[int, int]) -> list[dict[str, Any]]:
    found = []
    with worker(folder / "worker.log") as process:
        for row in importing.measure(machine, process, sizes):
            click.echo(f"bench: {row}")
            found.append(row)
    return found
