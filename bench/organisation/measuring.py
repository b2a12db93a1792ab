"""The part of the organisational work: fill the province, ask its pages, import a long sheet."""

import json
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from bench.cluster import settle
from bench.figures import Machine
from bench.organisation import importing, pages, volume
from bench.organisation.report import write
from bench.reading import Time
from bench.servers import ROOT, application, free_port, worker

PARTS = ("organisation", "report", "import")
_SHEETS = (5_000, 50_000)
_SMALL = (20, 60)


def measure(
    folder: Path, machine: Machine, about: dict[str, Any], time: Time, wanted: set[str]
) -> None:
    """Measure what is wanted of the two parts, keep it beside the other figures, write the page."""
    quick, now = about["quick"], timezone.localtime()
    tables = volume.fill(volume.TINY if quick else volume.FULL, now, _tell)
    settle()
    results: dict[str, Any] = {"about": {**about, "tables": tables}}
    if "organisation" in wanted:
        asking = 1 if quick else 2
        results["organisation"] = _pages(folder, machine, time, now, pages.asked_of, asking)
    if "report" in wanted:
        results["report"] = _pages(folder, machine, time, now, pages.report_of, 1)
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
    folder: Path, machine: Machine, time: Time, now: Any, asked: pages.Asked, officers: int
) -> list[dict[str, Any]]:
    """The pages asked by the first of the two officers, or by both."""
    found = []
    with application(free_port(), folder / "serve.log") as server:
        for who in pages.officers(server, now)[:officers]:
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
