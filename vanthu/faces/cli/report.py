"""`vanthu report`."""

import json
from datetime import datetime
from pathlib import Path

import click
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from vanthu.ground.access.resolve import resolve_username
from vanthu.ground.base.actor import VIETNAM
from vanthu.kernel.errors import Refusal
from vanthu.reports.midterm import queries
from vanthu.reports.midterm.actions import write
from vanthu.reports.texts.model import Paper, paper_of
from vanthu.reports.texts.writing import WRITERS

_DAY = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])


@click.group()
def report() -> None:
    """Reports written out of figures."""


@report.command()
@click.option("--as-of", "as_of", type=_DAY, required=True, help="The last day counted.")
@click.option("--known-at", type=_DAY, help="By what was known at the end of that day (now).")
@click.option("--as", "username", required=True, help="Whose rights to count with.")
@click.option(
    "--json", "as_json", is_flag=True, help="Every figure as a JSON object, nothing kept."
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report to this file (.docx or .pdf) and keep its figures.",
)
def midterm(
    as_of: datetime, known_at: datetime | None, username: str, as_json: bool, out: Path | None
) -> None:
    """The mid-term report of the term that the day lies in.

    \b
    vanthu report midterm --as-of 2023-06-30 --as can.bo --json
    vanthu report midterm --as-of 2023-06-30 --as can.bo --out bao-cao.docx
    """
    try:
        _midterm(as_of, known_at, username, as_json, out)
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from refusal


def _midterm(
    as_of: datetime, known_at: datetime | None, username: str, as_json: bool, out: Path | None
) -> None:
    now = timezone.now()
    actor = resolve_username(username, now)
    known = _end_of(known_at) if known_at else now
    if out is not None:
        _write(out, paper_of(actor, write(actor, as_of=as_of.date(), known_at=known)))
        return
    rows = queries.rows(actor, as_of=as_of.date(), known_at=known)
    if as_json:
        for row in rows:
            click.echo(json.dumps(row.as_dict(), ensure_ascii=False))
        return
    table = Table("Số liệu", "Giá trị", "Đơn vị", "Bản ghi", "Mã băm")
    for row in rows:
        table.add_row(row.title, row.value, row.unit, str(row.records), row.digest[:12])
    Console().print(table)


def _end_of(day: datetime) -> datetime:
    return day.replace(hour=23, minute=59, second=59, tzinfo=VIETNAM)


def _write(out: Path, paper: Paper) -> None:
    writer = WRITERS.get(out.suffix.removeprefix(".").lower())
    if writer is None:
        raise click.BadParameter("Tên tệp phải kết thúc bằng .docx hoặc .pdf.")
    with out.open("wb") as target:
        writer(paper, target)
    click.echo(f"Đã ghi {out}")
