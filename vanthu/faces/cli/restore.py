"""`vanthu restore`."""

from pathlib import Path

import click

from vanthu.faces.cli.progress import progress_bar
from vanthu.faces.jobs.backup import work
from vanthu.kernel.errors import Refusal

STEPS = {
    "check": "Kiểm tra tệp sao lưu (checking)",
    "restore": "Phục hồi (restoring)",
    "verify": "Đối chiếu mã băm (verifying)",
}


@click.command()
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(archive: Path) -> None:
    """Put ARCHIVE into the empty installation that DATABASE_URL and VANTHU_FILES name.

    The archive is checked before anything is written; afterwards the journal is verified and every
    file compared with its hash.
    """
    try:
        with progress_bar(STEPS) as progress:
            manifest = work.restore(archive, progress)
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    click.echo(
        f"Đã phục hồi và kiểm tra xong (restored and verified): {len(manifest.hashes)} phần, "
        f"{len(manifest.heads)} chuỗi nhật ký (journal chains), sao lưu lúc {manifest.made_at}."
    )
