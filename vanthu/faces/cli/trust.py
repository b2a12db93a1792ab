"""`vanthu trust`."""

import sys
from datetime import datetime
from pathlib import Path

import click
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from vanthu.ground.access.rules import rights_of
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import Level, Role
from vanthu.ground.org.models import Agency
from vanthu.ground.signing import actions, queries
from vanthu.ground.signing.choices import AnchorKind
from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import Refusal

_KINDS = [kind.value for kind in AnchorKind if kind is not AnchorKind.DEMO]
_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@click.group()
def trust() -> None:
    """Whose roots signatures may rest on, and which hosts may be asked for revocations."""


@trust.command(name="list")
def list_() -> None:
    """Print the trust list, rows that have ended too."""
    table = Table("Số", "Tên", "Loại", "Từ", "Đến trước", "Dấu vân tay SHA-256", "Nguồn")
    for row in queries.anchors():
        end = short_date(row.valid_to) if row.valid_to else ""
        kind = str(AnchorKind(row.kind).label)
        start = short_date(row.valid_from)
        table.add_row(str(row.pk), row.name, kind, start, end, row.fingerprint, row.source)
    for host in queries.hosts():
        end = short_date(host.valid_to) if host.valid_to else ""
        number, start = f"m{host.pk}", short_date(host.valid_from)
        table.add_row(number, host.name, "Máy chủ được hỏi", start, end, "", host.source)
    Console(width=None if sys.stdout.isatty() else 200).print(table)


@trust.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice(_KINDS), required=True, help="Whose root it is.")
@click.option("--source", required=True, help="Where it was published, and how it was compared.")
@click.option("--fingerprint", default="", help="SHA-256 as published; must be that of the file.")
@click.option("--name", default="", help="How it is called here (default: its own name).")
@click.option("--from", "start", type=_DAY, help="Trust what is signed from this day on.")
def add(
    file: Path, kind: str, source: str, fingerprint: str, name: str, start: datetime | None
) -> None:
    """Trust the root certificate in FILE (PEM or DER).

    \b
    vanthu trust add goc.cer --kind government --source 'Công văn số ..., đối chiếu ngày ...' \\
        --fingerprint 'AB12 ...'
    """
    try:
        row = actions.add_anchor(
            _operator(),
            certificate=file.read_bytes(),
            kind=AnchorKind(kind),
            source=source,
            fingerprint=fingerprint,
            name=name,
            valid_from=start.date() if start else None,
        )
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    click.echo(f"{row.pk}: {row.name} – {row.spaced}")


@trust.command()
@click.argument("name")
@click.option("--source", required=True, help="Which paper of the issuer names this host.")
@click.option("--internal", is_flag=True, help="It has an address inside the agency's network.")
def allow(name: str, source: str, internal: bool) -> None:
    """Let the host NAME (or NAME:PORT) be asked for revocations."""
    try:
        row = actions.allow_host(_operator(), name=name, source=source, internal=internal)
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    click.echo(f"m{row.pk}: {row.name}")


@trust.command()
@click.argument("number")
@click.option("--on", "day", type=_DAY, help="From this day on (default: today).")
def end(number: str, day: datetime | None) -> None:
    """End row NUMBER of `vanthu trust list` (a host's number begins with m)."""
    operator = _operator()
    valid_to = day.date() if day else operator.today
    try:
        if number.startswith("m"):
            actions.end_host(operator, host_id=_whole(number[1:]), valid_to=valid_to)
        else:
            actions.end_anchor(operator, anchor_id=_whole(number), valid_to=valid_to)
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    click.echo(f"{number}: kết thúc từ {short_date(valid_to)}")


def _whole(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise click.UsageError("Số dòng không đúng; xem `vanthu trust list`.")
    return int(text)


def _operator() -> Actor:
    """Whoever works at the machine acts for the province's first agency."""
    agency = Agency.objects.filter(level=Level.PROVINCE).order_by("pk").first()
    if agency is None:
        raise click.ClickException("Chưa có cơ quan nào; hãy chạy `vanthu account first` trước.")
    return Actor(
        now=timezone.now(),
        name="Quản trị máy chủ",
        agency_id=agency.pk,
        rights=rights_of(Role.SYSADMIN),
        request_id="command-line",
    )
