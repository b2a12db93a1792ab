"""`vanthu backup`."""

from pathlib import Path

import click
from django.utils import timezone

from vanthu.faces.cli.progress import progress_bar
from vanthu.faces.jobs.backup import work


@click.command()
@click.argument("archive", type=click.Path(dir_okay=False, path_type=Path), required=False)
def backup(archive: Path | None) -> None:
    """Write every row and every stored file into ARCHIVE (a tar), beside running users.

    Without ARCHIVE: var/backups/vanthu-<moment>.tar. Copy it to another machine; try `vanthu
    restore`
    with it from time to time.
    """
    now = timezone.now()
    path = archive or work.default_path(now)
    with progress_bar({"files": "Tệp (files)"}) as progress:
        manifest = work.back_up(path, now, progress)
    size = path.stat().st_size / 1e6
    click.echo(f"{path}: {len(manifest.hashes)} phần (members), {size:.1f} MB")
