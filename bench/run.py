"""One run: all parts in turn on one database, their figures kept as JSON and as a page."""

import json
import os
import platform
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from django.db import connection
from django.utils import timezone

from bench import acting, independence, reading, registering, report
from bench.clerks import clerks
from bench.cluster import settle
from bench.cpu import children_of, usage
from bench.figures import Figure, Machine
from bench.organisation import measuring as organisation
from bench.people import Reader, readers
from bench.reading import Pages, Time
from bench.servers import ROOT, WORKERS, Server, application, free_port, raw_page, worker
from bench.signing import Browser
from vanthu.office.documents.models import Document

PARTS = ("pages", "searches", "share", "acts", "registers", "independence")


@dataclass(frozen=True)
class Sizes:
    """How much each part does."""

    time: Time
    acts: int
    agencies: int
    registrations: int
    held: tuple[int, int]
    workers: int = WORKERS
    quick: bool = False


QUICK = Sizes(
    Time(seconds=0.05, rounds=1, warming=2),
    acts=16,
    agencies=8,
    registrations=64,
    held=(5, 20),
    workers=1,
    quick=True,
)


def full(seconds: float) -> Sizes:
    """What is written into docs/performance.md; each of three turns takes so many seconds."""
    time = Time(seconds, rounds=3)
    return Sizes(time, acts=320, agencies=200, registrations=4000, held=(10, 10_000))


def measure(
    folder: Path, postgres: int | None, *, documents: int, sizes: Sizes, parts: Sequence[str]
) -> None:
    """Measure the parts asked for (all of them when none is named) and write what came out."""
    wanted = set(parts or PARTS)
    machine = Machine(postgres)
    about = _about(documents, sizes.quick)
    if wanted & set(organisation.PARTS):
        organisation.measure(folder, machine, about, sizes.time, wanted, sizes.workers)
    if wanted.isdisjoint(PARTS):
        return
    results: dict[str, Any] = {"about": about}
    if wanted & {"pages", "searches", "share", "acts"}:
        results |= _over_http(folder, machine, sizes, wanted)
    if "registers" in wanted:
        results["registers"] = _registers(sizes)
    if "independence" in wanted:
        results["independence"] = _independence(sizes)
    _keep(folder, results)
    if not sizes.quick:
        report.write(ROOT / "docs" / "performance.md", ROOT / "var" / "bench")


def _over_http(folder: Path, machine: Machine, sizes: Sizes, wanted: set[str]) -> dict[str, Any]:
    people = readers(timezone.localtime())
    settle()
    found: dict[str, Any] = {}
    with ExitStack() as open_:
        server = open_.enter_context(application(free_port(), folder / "serve.log", sizes.workers))
        helper = open_.enter_context(worker(folder / "worker.log"))
        few, many = (_pages(server, reader) for reader in people)
        if "pages" in wanted:
            raw = open_.enter_context(raw_page(free_port(), folder / "raw.log", sizes.workers))
            figures = reading.measure_pages(machine, server, raw, (few, many), sizes.time)
            found["pages"] = _told(figures)
        if "searches" in wanted:
            found["searches"] = _told(
                reading.measure_searches(machine, server, (few, many), sizes.time)
            )
        if "share" in wanted:
            found["share"] = reading.measure_share(server, (few, many), sizes.time)
        if "acts" in wanted:
            now = timezone.localtime()
            some = clerks(sizes.agencies, now)
            found["acts"] = _told(acting.measure_acts(machine, server, some[:16], sizes.acts, now))
        found["memory"] = _memory(machine, server, helper)
    return found


def _pages(server: Server, reader: Reader) -> Pages:
    return Pages(reader, Browser(server.base, reader.username))


def _memory(machine: Machine, server: Server, helper: int) -> dict[str, float]:
    million = 1024 * 1024
    return {
        "web": server.usage().memory / million,
        "worker": usage(children_of(helper)).memory / million,
        "database": machine.database().memory / million,
    }


def _registers(sizes: Sizes) -> list[dict[str, Any]]:
    some = clerks(sizes.agencies, timezone.localtime())
    wide = registering.measure("nhiều sổ", some, sizes.registrations)
    one = registering.measure("một sổ", some[-1:], sizes.registrations // 3)
    for found in (wide, one):
        click.echo(
            f"đăng ký, {found.name}: {found.documents} in {found.registers} registers, "
            f"{found.rate:.0f}/s, median {found.median:.1f} ms, CPU {found.application_ms:.2f} + "
            f"{found.database_ms:.2f} ms, {found.gaps} gaps, "
            f"{found.doubles} doubles"
        )
    return [wide.plain(), one.plain()]


def _independence(sizes: Sizes) -> list[dict[str, Any]]:
    found = independence.measure(*sizes.held)
    for row in found:
        click.echo(
            f"{row.name} với {row.held}: {row.statements:.1f} statements, {row.milliseconds:.1f} ms"
        )
    return [row.plain() for row in found]


def _told(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    for figure in figures:
        click.echo(figure.told)
    return [figure.plain() for figure in figures]


def _about(documents: int, quick: bool) -> dict[str, Any]:
    return {
        "database": connection.vendor,
        "documents": Document.objects.count(),
        "asked": documents,
        "day": f"{timezone.localtime():%Y-%m-%d %H:%M}",
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "quick": quick,
    }


def _keep(folder: Path, results: dict[str, Any]) -> None:
    """A part measured again replaces what was kept of it; the others stay."""
    path = folder / ("quick.json" if results["about"]["quick"] else "figures.json")
    kept = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**kept, **results}, ensure_ascii=False, indent=1))
