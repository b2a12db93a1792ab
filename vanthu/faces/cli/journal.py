"""`vanthu journal`."""

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from typing import IO

import click
from django.utils import timezone

from vanthu.faces.cli.progress import progress_bar
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal import queries
from vanthu.ground.journal.checking import End, Fault
from vanthu.ground.journal.exporting import (
    end_line,
    entry_line,
    header,
    read_seals,
    verify_export,
)
from vanthu.ground.journal.models import Head, Seal
from vanthu.ground.journal.sealing import seal as seal_chains
from vanthu.kernel.errors import Refusal


@click.group()
def journal() -> None:
    """The journal: one hash-linked chain for each agency, that nobody can change unseen.

    Seal it daily and keep the seals elsewhere: they prove that nothing was cut off or rewritten.
    """


@journal.command()
@click.option("--agency", type=int, help="One agency's chain only (its id; 0: failed sign-ins).")
@click.option("--seals", type=click.File("r"), help="Seals kept elsewhere, to compare with.")
@click.option("--file", "export", type=click.File("r"), help="An export instead of the database.")
def verify(agency: int | None, seals: IO[str] | None, export: IO[str] | None) -> None:
    """Find every changed, removed, reordered or cut-off entry; exit 1 when there is one."""
    try:
        given = read_seals(seals) if seals else {}
        if agency is not None:
            given = {agency: given.get(agency, [])}
        found = verify_export(export, given) if export else _verify_here(agency, given)
        count = 0
        for fault in found:
            click.echo(str(fault))
            count += 1
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    click.echo(f"{count} lỗi (faults)" if count else "Nhật ký toàn vẹn (the journal is whole).")
    sys.exit(1 if count else 0)


def _verify_here(agency: int | None, seals: dict[int, list[End]]) -> Iterator[Fault]:
    missing = queries.missing_guards()
    if missing:
        click.echo(f"Thiếu trigger bảo vệ (guards missing): {', '.join(missing)}", err=True)
    total = queries.count(agency)
    with progress_bar({"journal": "Mục nhật ký (entries)"}) as tell:

        def progress(done: int) -> None:
            tell("journal", done, total)

        if agency is None:
            yield from queries.verify_all(seals, progress)
        else:
            yield from queries.verify(agency, seals.get(agency, ()), progress)


@journal.command()
@click.option("--agency", type=int, help="One agency's chain only (its id).")
@click.option("-o", "--output", type=click.File("w"), default="-", help="Where to; default: here.")
def export(agency: int | None, output: IO[str]) -> None:
    """Write the journal as lines of JSON, to be verified by anybody with `verify --file`."""
    _write(output, header())
    for agency_id in [agency] if agency is not None else queries.agencies():
        head = Head.objects.filter(agency_id=agency_id).first()
        if head is not None:
            _write(output, end_line("head", agency_id, End(head.seq, bytes(head.hash))))
        for row in Seal.objects.filter(agency_id=agency_id).order_by("seq"):
            _write(output, end_line("seal", agency_id, End(row.seq, bytes(row.hash))))
        # Writers go on meanwhile: what they add stands after the head that was written.
        for record in queries.records(agency_id, head.seq if head else None):
            _write(output, entry_line(record))


@journal.command()
@click.option("-o", "--output", type=click.Path(), help="A file to append the seals to.")
def seal(output: str | None) -> None:
    """Copy the end of every chain; send the lines to somebody outside this installation."""
    rows = seal_chains(Actor.system(timezone.localtime()))
    with open(output, "a", encoding="utf-8") if output else nullcontext(sys.stdout) as target:
        for row in rows:
            line = end_line("seal", row.agency_id, End(row.seq, bytes(row.hash)))
            _write(target, {**line, "sealed_at": row.sealed_at.isoformat()})
    click.echo(f"{len(rows)} chuỗi đã niêm phong (chains sealed)", err=True)


def _write(output: IO[str], line: dict[str, object]) -> None:
    output.write(json.dumps(line, ensure_ascii=False) + "\n")
