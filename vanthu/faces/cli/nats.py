"""`vanthu nats`."""

import logging
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from vanthu.office.interchange.drivers.base import Fault
from vanthu.office.interchange.drivers.jetstream.driver import JetStreamDriver, build
from vanthu.office.interchange.drivers.jetstream.network.config import write_network
from vanthu.office.interchange.drivers.jetstream.network.plan import read_plan
from vanthu.office.interchange.drivers.jetstream.settings import WrongSettings, read_settings

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_LINK = click.option("--link", type=_FILE, required=True, help="The link.toml of this site.")


@click.group()
def nats() -> None:
    """The network between installations: NATS JetStream (docs/operation.md)."""


@nats.command()
@click.argument("sites", type=_FILE)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def write(sites: Path, folder: Path) -> None:
    """Write configuration and certificates of every server in SITES (TOML) into FOLDER.

    Run it again after a change: keys and certificates are kept, files are written anew. The
    authority's key is FOLDER/authority/authority.key: keep it off the servers.
    """
    with _told():
        for made in write_network(read_plan(sites), folder):
            click.echo(str(made))


@nats.command()
@_LINK
def box(link: Path) -> None:
    """Connect as this site, make its box if there is none, and tell how full it is."""
    table = Table("Hộp (box)", "Gói (messages)", "Byte", "Nhiều nhất (most)", "Bản (replicas)")
    with _told(), _opened(link) as driver:
        for one in driver.box():
            copies = f"{one.replicas}" + "".join(f", chậm (behind): {n}" for n in one.behind)
            table.add_row(one.stream, f"{one.messages:,}", f"{one.held:,}", f"{one.most:,}", copies)
    Console(width=None if sys.stdout.isatty() else 120).print(table)


@nats.command()
@click.argument("site")
@_LINK
def clear(site: str, link: Path) -> None:
    """Remove all that SITE has put into this site's box and that was not read yet.

    For a site that floods, after the operators have suspended it. What of it was wanted must be
    sent again.
    """
    with _told(), _opened(link) as driver:
        click.echo(f"{driver.clear(site):,} gói đã xoá (messages removed)")


@contextmanager
def _opened(link: Path) -> Iterator[JetStreamDriver]:
    # At the end of each connection by TLS asyncio warns of the client's protocol; nothing is wrong.
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    table = tomllib.loads(link.read_text(encoding="utf-8"))
    driver = build(read_settings(table, link.parent), lambda message: b"")
    try:
        yield driver
    finally:
        driver.close()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except WrongSettings as wrong:
        raise click.ClickException(str(wrong)) from wrong
    except Fault as fault:
        raise click.ClickException(f"{fault.sentence} ({fault.detail})") from fault
