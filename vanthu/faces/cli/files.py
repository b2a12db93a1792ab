"""`vanthu files`."""

import sys

import click
from django.utils import timezone

from vanthu.faces.cli.progress import progress_bar
from vanthu.ground.files.checking import check_all


@click.group()
def files() -> None:
    """The stored files: each lies under its SHA-256 and never changes."""


@files.command()
def check() -> None:
    """Compare every stored file with its hash; exit 1 and name those missing or changed."""
    with progress_bar({"files": "Tệp (files)"}) as progress:
        damages = check_all(lambda done, total: progress("files", done, total), now=timezone.now())
    for damage in damages:
        click.echo(f"{damage.blob_id}: {damage.actual or 'không còn (missing)'}")
    click.echo(f"{len(damages)} tệp hỏng (damaged)")
    sys.exit(1 if damages else 0)
