"""The figures of all runs kept, as tables in docs/performance.md between their two marks."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- figures: written by script/bench -->", "<!-- end of figures -->"
NAMES = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}


def write(page: Path, runs: Path) -> None:
    """Replace what stands between the marks of the page by the tables of every run."""
    found = [json.loads(path.read_text()) for path in sorted(runs.glob("*/figures.json"))]
    found.sort(key=lambda run: (run["about"]["asked"], run["about"]["database"]))
    tables = "\n".join(line for run in found for line in lines(run))
    page.write_text(replaced(page.read_text(), BEGIN, END, tables))


def replaced(text: str, begin: str, end: str, tables: str) -> str:
    """The text with these tables between the two marks."""
    before, _, rest = text.partition(begin)
    return f"{before}{begin}\n{tables}\n{end}{rest.partition(end)[2]}"


def lines(run: dict[str, Any]) -> Iterator[str]:
    """One run: a heading, what it ran on, a table for each part."""
    about = run["about"]
    count = f"{about['documents']:,}"
    yield f"\n## {NAMES[about['database']]}, {count} documents\n"
    kind = "postgres" if about["database"] == "postgresql" else "sqlite"
    yield (
        f"`script/bench --documents {about['asked']} --database {kind}`, {about['day']}, Python "
        f"{about['python']}, {about['cores']} cores, load {about['load']:.1f} when it began.\n"
    )
    for part in ("pages", "searches", "acts"):
        if part in run:
            yield from figures_table(run[part])
    if "share" in run:
        yield from _share(run["share"])
    if "registers" in run:
        yield from _registers(run["registers"])
    if "independence" in run:
        yield from _independence(run["independence"])
    if "memory" in run:
        total = sum(run["memory"].values())
        parts = ", ".join(f"{name} {value:.0f}" for name, value in run["memory"].items())
        yield f"Memory of the whole system: **{total:.0f} MB** ({parts}).\n"


def figures_table(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Requests by name: latency, rate, statements, CPU, size; failures in brackets."""
    yield (
        "| what, seen share | clients | median ms | p95 ms | requests/s | ÷ raw | queries | CPU ms "
        "app + database | KB |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    for place, row in enumerate(rows):
        twin = rows[place + 1] if place + 1 < len(rows) else {"name": ""}
        ratio = ""
        if twin["name"] == f"{row['name']} · thô":
            ratio = f"{row['rate'] / twin['rate']:.2f}"
        total = row["application_ms"] + row["database_ms"]
        wrong = f" ({row['wrong']} failed)" if row["wrong"] else ""
        yield (
            f"| {row['name']}{wrong} | {row['clients']} | {row['median']:.1f} | {row['p95']:.1f} | "
            f"{row['rate']:.0f} | {ratio} | {row['queries']:.1f} | {row['application_ms']:.2f} + "
            f"{row['database_ms']:.2f} = {total:.2f} | {row['kilobytes']:.0f} |"
        )
    yield ""


def _share(ratios: dict[str, float]) -> Iterator[str]:
    told = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
    yield f"Latency of who sees 95 % ÷ of who sees 5 %, one client, taken in turn: {told}.\n"


def _registers(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield (
        "| registering, 8 writers | registers | documents | a second | median ms | p95 ms | "
        "slowest ms | CPU ms app + database | gaps | doubles |\n"
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    for row in rows:
        yield (
            f"| {row['name']} | {row['registers']} | {row['documents']} | {row['rate']:.0f} | "
            f"{row['median']:.1f} | {row['p95']:.1f} | {row['slowest']:.0f} | "
            f"{row['application_ms']:.2f} + {row['database_ms']:.2f} = "
            f"{row['application_ms'] + row['database_ms']:.2f} | {row['gaps']} | {row['doubles']} |"
        )
    yield ""


def _independence(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield "| act | documents held | statements | median ms |\n|---|--:|--:|--:|"
    for row in sorted(rows, key=lambda row: row["name"]):
        yield (
            f"| {row['name']} | {row['held']:,} | {row['statements']:.1f} | "
            f"{row['milliseconds']:.1f} |"
        )
    yield ""
