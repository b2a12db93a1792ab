"""The two works themselves: back up, and restore with the proof that all is there."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from vanthu.faces.jobs.backup import tables
from vanthu.faces.jobs.backup.archive import (
    CHUNK,
    DamagedArchive,
    Manifest,
    Writer,
    members,
    read_manifest,
    written_whole,
)
from vanthu.ground.files.checking import actual_hash
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of
from vanthu.ground.journal.models import Head
from vanthu.ground.journal.queries import verify_all
from vanthu.kernel.errors import Conflict

Progress = Callable[[str, int, int], None]


def back_up(path: Path, now: datetime, progress: Progress) -> Manifest:
    """Write every row and stored file to `path`, as of one moment, beside running writers.

    Files are only ever added, so those of the snapshot's rows are all there. Raises
    DamagedArchive's
    sibling OSError untouched when the disk is full: `path` then does not exist.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(path) as part, transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with Writer(part, _manifest(now)) as writer:
            _dump(writer, part.parent)
            _add_files(writer, progress)
            writer.finish()
    return writer.manifest


def _manifest(now: datetime) -> Manifest:
    heads = Head.objects.order_by("agency_id").values_list("agency_id", "seq", "hash")
    return Manifest(
        vendor=connection.vendor,
        made_at=now.isoformat(),
        migrations=_migrations(),
        heads=[[agency, seq, bytes(value).hex()] for agency, seq, value in heads],
    )


def _migrations() -> list[str]:
    return sorted(
        f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
    )


def _dump(writer: Writer, folder: Path) -> None:
    if connection.vendor == "postgresql":
        tables.dump_postgres(writer)
    else:
        tables.dump_sqlite(writer, folder)


def _add_files(writer: Writer, progress: Progress) -> None:
    hashes = list(Blob.objects.order_by("sha256").values_list("sha256", flat=True))
    for done, sha256 in enumerate(hashes, 1):
        if writer.add_file(f"files/{sha256}", path_of(sha256)) != sha256:
            raise DamagedArchive(member=f"files/{sha256}")
        progress("files", done, len(hashes))


def restore(path: Path, progress: Progress) -> Manifest:
    """Put an archive into an empty installation and prove that all is there.

    The archive is checked before anything is written; afterwards the journal is verified to the
    ends
    that the manifest names, and every file's hash. Raises DamagedArchive, or Conflict when the
    installation is not empty or of another version.
    """
    if not tables.is_empty():
        raise Conflict(
            "Cơ sở dữ liệu đã có dữ liệu; hãy phục hồi vào một cơ sở dữ liệu trống "
            "(the database is not empty; restore into an empty one)."
        )
    progress("check", 0, 1)
    manifest = read_manifest(path)
    _check_fits(manifest)
    if manifest.vendor == "postgresql":
        call_command("migrate", verbosity=0, interactive=False)
        if manifest.migrations != _migrations():
            raise Conflict(
                "Bản sao lưu thuộc phiên bản khác; hãy cài đúng phiên bản đó để phục hồi "
                "(the archive is of another version; install that one to restore it)."
            )
    _load(path, manifest, progress)
    _prove(manifest, progress)
    return manifest


def _check_fits(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise Conflict(
            f"Bản sao lưu là của {manifest.vendor}, cơ sở dữ liệu này là {connection.vendor}; hãy "
            f"đặt "
            "DATABASE_URL cho phù hợp (the archive is of another kind of database)."
        )


def _load(path: Path, manifest: Manifest, progress: Progress) -> None:
    total = len(manifest.hashes)
    with transaction.atomic():
        if manifest.vendor == "postgresql":
            tables.empty_postgres()
            for done, (name, source) in enumerate(members(path), 1):
                if name.startswith("tables/"):
                    tables.load_postgres(name.removeprefix("tables/"), source)
                    progress("restore", done, total)
            tables.reset_sequences()
    for done, (name, source) in enumerate(members(path), 1):
        if name == tables.SQLITE:
            tables.load_sqlite(source)
        elif name.startswith("files/"):
            _put_file(name.removeprefix("files/"), source)
        progress("restore", done, total)


def _put_file(sha256: str, source: IO[bytes]) -> None:
    target = path_of(sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(target) as part, part.open("wb") as out:
        shutil.copyfileobj(source, out, CHUNK)


def _prove(manifest: Manifest, progress: Progress) -> None:
    heads = {
        agency: [agency, seq, bytes(value).hex()]
        for agency, seq, value in Head.objects.values_list("agency_id", "seq", "hash")
    }
    if sorted(heads.values()) != sorted(manifest.heads):
        raise DamagedArchive(member="journal_head")
    for fault in verify_all():
        raise DamagedArchive(member=f"journal: {fault}")
    hashes = list(Blob.objects.values_list("sha256", flat=True))
    for done, sha256 in enumerate(hashes, 1):
        if actual_hash(sha256) != sha256:
            raise DamagedArchive(member=f"files/{sha256}")
        progress("verify", done, len(hashes))


def default_path(now: datetime) -> Path:
    """Where a backup goes when no path is given: var/backups/vanthu-<moment>.tar."""
    return Path(settings.VAR) / "backups" / f"vanthu-{now:%Y%m%d-%H%M%S}.tar"
