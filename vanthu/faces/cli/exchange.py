"""`vanthu exchange`."""

import click
from django.utils import timezone

from vanthu.faces.cli.progress import progress_bar
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Refusal
from vanthu.office.interchange.actions import sync_directory
from vanthu.office.interchange.choices import ListChange, SyncState
from vanthu.office.interchange.errors import NoSuchLink
from vanthu.office.interchange.models import DirectorySync
from vanthu.office.interchange.ways import all_ways, way_named

_LABEL = "Đồng bộ danh bạ (directory)"


@click.group()
def exchange() -> None:
    """Links to other installations (docs/exchange.md)."""


@exchange.command()
@click.argument("link")
@click.option("--accept-shorter", is_flag=True, help="Take a list that has lost many agencies.")
def directory(link: str, accept_shorter: bool) -> None:
    """Take over the directory of agencies of LINK now, as is done every night.

    \b
    vanthu exchange directory truc
    """
    try:
        row = _synced(link, accept_shorter)
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    if row.state != SyncState.DONE:
        raise click.ClickException(row.problem)
    counts = ", ".join(f"{name} {getattr(row, name)}" for name in (*ListChange.values, "unchanged"))
    click.echo(f"{row.listed} đơn vị (agencies): {counts}")


def _synced(link: str, accept_shorter: bool) -> DirectorySync:
    way = way_named(link)
    if way is None:
        known = ", ".join(each.name for each in all_ways()) or "–"
        raise NoSuchLink(link=f"“{link}” ({known})")
    with progress_bar({"directory": _LABEL}) as tell:
        return sync_directory(
            Actor.system(timezone.now()),
            way=way,
            clock=timezone.now,
            tell=lambda done, total: tell("directory", done, total),
            accept_shorter=accept_shorter,
        )
