"""A long sheet through the worker: tried, imported, and tried with wrong rows."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from openpyxl import Workbook, load_workbook

from bench.cpu import children_of, peak, reset_peak, usage
from bench.figures import Machine
from bench.organisation.pages import enterer
from vanthu.demo.draws import Draws
from vanthu.demo.names import full_name
from vanthu.faces.imports.persons import PERSONS
from vanthu.faces.jobs.importing import BOOK_IMPORT
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import JobState, Lane
from vanthu.ground.base.jobs import enqueue
from vanthu.ground.base.models import Job
from vanthu.ground.files.actions import store
from vanthu.ground.files.queries import path_of
from vanthu.kernel.dates import short_date

BOOK = "personnel/persons"
WRONG = 500
_BORN = date(1966, 1, 1)
_LOOK = 0.25


@dataclass(frozen=True)
class Imported:
    """One run of a sheet: its wrong rows and those told in the sheet to correct, time and CPU.

    `peak_mb` is the worker's memory at its highest, `looks` how many steps of progress were seen.
    """

    name: str
    rows: int
    faults: int
    told: int
    seconds: float
    application_s: float
    database_s: float
    peak_mb: float
    looks: int


def measure(machine: Machine, worker: int, sizes: tuple[int, int]) -> Iterator[dict[str, Any]]:
    """A short sheet tried first, whose memory the long one is held against."""
    few, many = sizes
    sender, agency = enterer(timezone.localtime())
    mark = f"{timezone.localtime():%m%d%H%M%S}"
    short = _sheet(few, 0, f"N{mark}", agency)
    long = _sheet(many, 0, f"D{mark}", agency)
    faulty = _sheet(many, min(WRONG, many // 4), f"S{mark}", agency)
    for name, content, trial in (
        ("kiểm tra, tệp ngắn", short, True),
        ("kiểm tra", long, True),
        ("nhập", long, False),
        (f"kiểm tra, {min(WRONG, many // 4)} dòng sai", faulty, True),
    ):
        yield asdict(_run(machine, worker, sender, name, content, trial=trial))


def _sheet(rows: int, wrong: int, mark: str, agency: str) -> Path:
    """A workbook of made-up people; every so-many-th was born on no day."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([column.name for column in PERSONS.columns])
    each = rows // wrong if wrong else rows + 1
    for n in range(1, rows + 1):
        name, female = full_name(0, n, f"sheet-{mark}")
        born = _BORN + timedelta(days=Draws(0, "sheet-born", n).below(12_000))
        day = "32/01/1980" if n % each == 0 else short_date(born)
        sheet.append([name, f"{mark}-{n}", day, "Nữ" if female else "Nam", agency])
    path = Path(tempfile.mkstemp(suffix=".xlsx")[1])
    book.save(path)
    return path


def _run(
    machine: Machine, worker: int, sender: Actor, name: str, sheet: Path, *, trial: bool
) -> Imported:
    """Queue it as the page does, and look on until the worker has done it."""
    with sheet.open("rb") as stream:
        blob = store(stream, now=timezone.now())
    pids = children_of(worker)
    reset_peak(pids)
    before, database = usage(pids), machine.database()
    job, seen = _queue(sender, blob.sha256, sheet.name, trial=trial), set[int]()
    while job.state in (JobState.WAITING, JobState.RUNNING):
        time.sleep(_LOOK)
        job.refresh_from_db()
        seen.add(job.progress)
    if job.state != JobState.DONE or job.started_at is None or job.finished_at is None:
        raise RuntimeError(job.error)
    report: dict[str, Any] = dict(job.result or {})
    return Imported(
        name=name,
        rows=report["rows"],
        faults=report["fault_count"],
        told=_told(report.get("errors", "")),
        seconds=(job.finished_at - job.started_at).total_seconds(),
        application_s=usage(children_of(worker)).since(before),
        database_s=machine.database().since(database),
        peak_mb=peak(pids) / 1024 / 1024,
        looks=len(seen),
    )


def _queue(sender: Actor, sha256: str, name: str, *, trial: bool) -> Job:
    enqueue(
        sender.at(timezone.now()),
        BOOK_IMPORT,
        lane=Lane.SLOW,
        book=BOOK,
        tenure_id=sender.tenure_id,
        sha256=sha256,
        file_name=name,
        trial=trial,
        partial=False,
    )
    return Job.objects.filter(task=BOOK_IMPORT).latest("pk")


def _told(sha256: str) -> int:
    """How many rows of the sheet to be corrected say what is wrong, but for its heading."""
    if not sha256:
        return 0
    with path_of(sha256).open("rb") as stream:
        book = load_workbook(stream, read_only=True)
        last = len(PERSONS.columns)
        rows = book.worksheets[0].iter_rows(values_only=True)
        return sum(len(row) > last and bool(row[last]) for row in rows) - 1
