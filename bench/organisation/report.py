"""The figures of the organisational work as tables in docs/performance.md, between two marks."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.report import NAMES, figures_table, replaced

BEGIN = "<!-- organisational work: written by script/bench -->"
END = "<!-- end of the organisational work -->"


def write(page: Path, runs: Path) -> None:
    """Replace what stands between the marks by the tables of every run."""
    found = [json.loads(path.read_text()) for path in sorted(runs.glob("*/organisation.json"))]
    found.sort(key=lambda run: str(run["about"]["database"]))
    tables = "\n".join(line for run in found for line in lines(run))
    page.write_text(replaced(page.read_text(), BEGIN, END, tables))


def lines(run: dict[str, Any]) -> Iterator[str]:
    """One run: what it ran on, what was loaded, its tables."""
    about = run["about"]
    kind = "postgres" if about["database"] == "postgresql" else "sqlite"
    rows = ", ".join(f"{name} {count:,}" for name, count in about["tables"].items())
    yield f"\n### {NAMES[about['database']]}, {sum(about['tables'].values()):,} rows\n"
    yield (
        f"`script/bench --documents {about['asked']} --database {kind} --part organisation`, "
        f"{about['day']}, {about['cores']} cores, load {about['load']:.1f} when it began. "
        f"Rows: {rows}.\n"
    )
    for part in ("organisation", "report"):
        if part in run:
            yield from figures_table(run[part])
    if "import" in run:
        yield from _imports(run["import"])


def _imports(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield (
        "| sheet of persons | rows | wrong rows | told in the sheet | seconds | rows/s | CPU s "
        "worker + database | worker's peak MB | steps of progress seen |\n"
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    for row in rows:
        yield (
            f"| {row['name']} | {row['rows']:,} | {row['faults']:,} | {row['told']:,} | "
            f"{row['seconds']:.1f} | {row['rows'] / max(row['seconds'], 0.01):,.0f} | "
            f"{row['application_s']:.1f} + {row['database_s']:.1f} | {row['peak_mb']:.0f} | "
            f"{row['looks']} |"
        )
    yield ""
