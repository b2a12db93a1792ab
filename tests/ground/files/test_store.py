"""Bytes are kept whole under their hash or not at all; they are thrown away only unreferenced."""

import errno
import hashlib
import os
import time
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.factories.province import NOW, agency
from tests.support import crowd
from vanthu.ground.files import actions, errors, queries, temporary
from vanthu.ground.files.models import Blob
from vanthu.ground.org.models import AgencyVersion

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF-1.7\n" + b"noi dung " * 1000


def left(store: Path) -> list[Path]:
    """Every file of the store but the lock."""
    return [path for path in store.rglob("*") if path.is_file() and path.name != ".lock"]


def test_the_hash_is_the_name_and_the_bytes_come_back(store: Path) -> None:
    """Stored once, however often it is given."""
    digest = hashlib.sha256(CONTENT).hexdigest()
    first = actions.store(BytesIO(CONTENT), now=NOW)
    second = actions.store(iter([CONTENT[:100], CONTENT[100:]]), now=NOW + timedelta(days=1))
    assert first == second
    assert (first.sha256, first.size, first.media_type) == (digest, len(CONTENT), "application/pdf")
    assert second.stored_at == NOW
    with queries.open_stream(digest) as stream:
        assert stream.read() == CONTENT
    assert left(store) == [queries.path_of(digest)]
    assert queries.path_of(digest).stat().st_mode & 0o222 == 0


class Zeros:
    """A stream of noise that never lies in memory as a whole."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.first = b"%PDF-1.7\n"

    def read(self, size: int) -> bytes:
        """The next piece."""
        if self.first:
            first, self.first = self.first, b""
            return first
        size = min(size, self.left)
        self.left -= size
        return os.urandom(size)


def test_a_large_file_is_never_held_whole(store: Path) -> None:
    """64 MB pass through less than 8 MB of memory."""
    tracemalloc.start()
    row = actions.store(Zeros(64 * 1024**2), now=NOW)  # type: ignore[arg-type]
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert row.size > 64 * 1024**2
    assert peak < 8 * 1024**2


def test_too_big_and_empty_leave_nothing(store: Path) -> None:
    """The limit counts what comes, not what was announced."""
    with pytest.raises(errors.FileTooBig):
        actions.store(BytesIO(CONTENT), now=NOW, limit=100)
    with pytest.raises(errors.EmptyFile):
        actions.store(BytesIO(b""), now=NOW)
    assert left(store) == []
    assert not Blob.objects.exists()


def test_a_broken_upload_leaves_nothing(store: Path) -> None:
    """The sender breaks off half-way."""

    def broken() -> Iterator[bytes]:
        yield CONTENT
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        actions.store(broken(), now=NOW)
    assert left(store) == []


def test_a_full_disk_is_told_and_leaves_nothing(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No half file, a sentence for the user."""

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(errors.StoreFull):
        actions.store(BytesIO(CONTENT), now=NOW)
    assert left(store) == []
    assert not Blob.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_killed_while_writing_leaves_no_file_under_a_hash(store: Path) -> None:
    """SIGKILL in the middle; a day later what was left in tmp/ is swept."""
    reader, signal = os.pipe()

    def hang() -> None:
        def slow() -> Iterator[bytes]:
            yield CONTENT
            os.write(signal, b"x")
            time.sleep(60)

        actions.store(slow(), now=NOW)

    victim = crowd.start(hang)
    assert os.read(reader, 1) == b"x"
    victim.kill()
    assert victim.join() == -9
    (rest,) = left(store)
    assert rest.parent.name == "tmp"
    assert not Blob.objects.exists()
    os.utime(rest, (0, 0))
    assert temporary.sweep_temporary(NOW) == 1
    assert left(store) == []


def test_a_folder_of_a_killed_process_is_swept_a_day_later(store: Path) -> None:
    with temporary.temporary_folder() as folder:
        (folder / "goi" / "tep").mkdir(parents=True)
        assert temporary.sweep_temporary(NOW) == 0
        os.utime(folder, (0, 0))
        assert temporary.sweep_temporary(NOW) == 1
        assert list((store / "tmp").iterdir()) == []


def test_what_goes_while_it_is_looked_at_stops_no_sweep(store: Path) -> None:
    """A link to nowhere is seen and not found, as a file that its process removes just then."""
    (store / "tmp").mkdir()
    (store / "tmp" / "gone").symlink_to(store / "nowhere")
    (store / "tmp" / "left").write_bytes(CONTENT)
    os.utime(store / "tmp" / "left", (0, 0))
    assert temporary.sweep_temporary(NOW) == 1


def test_a_disk_that_fills_in_a_folder_is_told_and_leaves_nothing(store: Path) -> None:
    def fill() -> None:
        with temporary.temporary_folder() as folder:
            (folder / "tep").write_bytes(CONTENT)
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(errors.StoreFull):
        fill()
    assert left(store) == []


def test_forbidden_content_leaves_nothing(store: Path) -> None:
    """A program is refused after sniffing: neither bytes nor row."""
    with pytest.raises(errors.ForbiddenFile):
        actions.store(BytesIO(b"MZ\x90\x00 chuong trinh"), now=NOW)
    assert left(store) == []
    assert not Blob.objects.exists()


def test_discarding_only_what_nothing_refers_to(store: Path) -> None:
    """A seal in use stays; an unused upload goes, row and bytes."""
    used = actions.store(BytesIO(CONTENT), now=NOW)
    unused = actions.store(BytesIO(CONTENT + b"2"), now=NOW)
    AgencyVersion.objects.filter(agency=agency()).update(seal=used)
    assert not actions.discard(used.pk)
    assert actions.discard(unused.pk)
    assert left(store) == [queries.path_of(used.pk)]
    assert list(Blob.objects.all()) == [used]


def test_missing_bytes_are_told(store: Path) -> None:
    """Not a stack trace."""
    with pytest.raises(errors.FileMissing):
        queries.open_stream("0" * 64)


def test_a_stream_is_a_stream(store: Path) -> None:
    """Read piece by piece, from any place."""
    row = actions.store(BytesIO(CONTENT), now=NOW)
    stream: BinaryIO
    with queries.open_stream(row.pk) as stream:
        stream.seek(9)
        assert stream.read(8) == b"noi dung"
