"""The part of the organisational work: fill the province, ask its pages, import a long sheet."""

import json
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from bench.cluster import settle
from bench.figures import Machine
from bench.organisation import pages, volume
from bench.organisation.report import write
from bench.reading import Time
from bench.servers import ROOT, application, free_port

PARTS = ("organisation",)


def measure(
    folder: Path, machine: Machine, about: dict[str, Any], time: Time, wanted: set[str]
) -> None:
    """Measure what is wanted of the two parts, keep it beside the other figures, write the page."""
    quick, now = about["quick"], timezone.localtime()
    tables = volume.fill(volume.TINY if quick else volume.FULL, now, _tell)
    settle()
    results: dict[str, Any] = {"about": {**about, "tables": tables}}
    if "organisation" in wanted:
        results["organisation"] = _pages(folder, machine, time, now)
    path = folder / ("organisation-quick.json" if quick else "organisation.json")
    kept = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**kept, **results}, ensure_ascii=False, indent=1))
    if not quick:
        write(ROOT / "docs" / "performance.md", ROOT / "var" / "bench")


def _tell(name: str) -> None:
    click.echo(f"bench: loading {name}")


def _pages(folder: Path, machine: Machine, time: Time, now: Any) -> list[dict[str, Any]]:
    found = []
    with application(free_port(), folder / "serve.log") as server:
        for who in pages.officers(server, now):
            for figure in pages.measure_pages(machine, server, who, time):
                click.echo(figure.told)
                found.append(figure.plain())
    return found
