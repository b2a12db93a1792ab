"""Sheets as people fill them in, and what bringing them in says."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from vanthu.faces.imports.kinds import Kind
from vanthu.faces.imports.running import run
from vanthu.ground.base.actor import Actor


def sheet(tmp_path: Path, kind: Kind, rows: Sequence[Sequence[object]]) -> Path:
    """A workbook of the kind with these rows."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append([column.name for column in kind.columns])
    for row in rows:
        page.append(list(row))
    path = tmp_path / f"{kind.code}.xlsx"
    book.save(path)
    return path


def bring(actor: Actor, kind: Kind, path: Path) -> list[object]:
    """Import the file; what is wrong with it, row by row."""
    report = run(actor, kind, path, trial=False, progress=lambda _done, _total: None)
    return list(report.faults)
