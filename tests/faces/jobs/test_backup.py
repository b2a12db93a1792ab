"""Backup and restore: into an empty database, checked by hash and journal, on both databases."""

import os
import subprocess
import sys
import tarfile
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from tests.factories import incoming
from tests.factories.province import NOW, office
from vanthu.faces.jobs.backup import archive, work
from vanthu.ground.files.actions import store as store_file
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of
from vanthu.kernel.errors import Conflict
from vanthu.office.documents import actions
from vanthu.office.documents.actions import NewFile

pytestmark = pytest.mark.django_db(transaction=True)


def silent(step: str, done: int, total: int) -> None:
    pass


@pytest.fixture
def made(store: Path, tmp_path: Path) -> Path:
    """An archive of an office with a document and its file."""
    place = office()
    blob = store_file([b"%PDF-1.4 bytes that never change"], now=NOW)
    actions.receive_incoming(
        place.clerk, fields=incoming.fields(), files=[NewFile(blob, "van-ban.pdf")]
    )
    path = tmp_path / "backup.tar"
    work.back_up(path, NOW, silent)
    return path


def test_an_archive_names_the_hash_of_each_member(made: Path) -> None:
    manifest = archive.read_manifest(made)
    assert manifest.heads
    assert any(name.startswith("files/") for name in manifest.hashes)


def test_a_changed_byte_is_found_before_anything_is_written(made: Path) -> None:
    with tarfile.open(made) as tar:
        place = next(m.offset_data for m in tar if m.name.startswith("files/"))
    with made.open("r+b") as file:
        file.seek(place + 3)
        file.write(b"X")
    with pytest.raises(archive.DamagedArchive) as refusal:
        archive.read_manifest(made)
    assert "files/" in refusal.value.sentence


def test_a_cut_archive_is_refused(made: Path) -> None:
    os.truncate(made, made.stat().st_size // 2)
    with pytest.raises(archive.DamagedArchive):
        archive.read_manifest(made)


def test_nothing_is_restored_over_rows(made: Path) -> None:
    with pytest.raises(Conflict) as refusal:
        work.restore(made, silent)
    assert "trống" in refusal.value.sentence


def test_a_full_disk_leaves_no_half_archive(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.Writer, "finish", full)
    with pytest.raises(OSError, match="No space"):
        work.back_up(tmp_path / "second.tar", NOW, silent)
    assert not list(tmp_path.glob("second.tar*"))


def test_a_file_lost_from_the_store_stops_the_backup(made: Path, tmp_path: Path) -> None:
    path_of(Blob.objects.get().sha256).unlink()
    with pytest.raises(OSError, match="No such file"):
        work.back_up(tmp_path / "second.tar", NOW, silent)


def test_restoring_elsewhere_brings_everything_back_and_proves_it(
    made: Path, tmp_path: Path
) -> None:
    url = _empty_database(tmp_path)
    elsewhere = {
        **os.environ,
        "DATABASE_URL": url,
        "VANTHU_VAR": str(tmp_path / "var2"),
        "VANTHU_FILES": str(tmp_path / "files2"),
        "DJANGO_SETTINGS_MODULE": "vanthu.config.settings",
    }
    command = [sys.executable, "-m", "vanthu.faces.cli"]
    done = subprocess.run(
        [*command, "restore", str(made)], env=elsewhere, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    second = tmp_path / "again.tar"
    subprocess.run([*command, "backup", str(second)], env=elsewhere, check=True)
    first, again = archive.read_manifest(made), archive.read_manifest(second)
    assert again.heads == first.heads
    assert again.rows == first.rows
    files = {name for name in first.hashes if name.startswith("files/")}
    assert {name for name in again.hashes if name.startswith("files/")} == files


def _empty_database(tmp_path: Path) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path / 'restored.sqlite3'}"
    name = f"restored_{uuid4().hex[:8]}"
    parameters = {**connection.get_connection_params(), "dbname": "postgres"}
    wanted = {key: parameters.get(key) for key in ("host", "port", "user", "password", "dbname")}
    with psycopg.connect(**{k: v for k, v in wanted.items() if v}, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    login = wanted["user"] or ""
    secret = f":{wanted['password']}" if wanted["password"] else ""
    port = f":{wanted['port']}" if wanted["port"] else ""
    return f"postgresql://{login}{secret}@{wanted['host'] or 'localhost'}{port}/{name}"
