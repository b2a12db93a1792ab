"""Keeps bytes: streamed in once, never changed, thrown away only when nothing refers to them.

A file appears under its hash by an atomic rename after its bytes have reached the disk, so a
process killed at any moment leaves a whole file or none; what it was writing is swept from `tmp/`.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import models

from vanthu.ground.files.errors import (
    EmptyFile,
    FileTooBig,
    ForbiddenFile,
    PackedTooTight,
)
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of, pictures, pictures_of, root
from vanthu.ground.files.sniff import UNKNOWN, Sniffed, sniff
from vanthu.ground.files.temporary import temporary_file

_CHUNK = 1 << 20
_FADED = timedelta(days=90)
_UNUSED = timedelta(days=7)


def store(stream: BinaryIO | Iterable[bytes], *, now: datetime, limit: int | None = None) -> Blob:
    """Keep the bytes of the stream and return their row; the same bytes are kept once.

    `limit` in bytes, the installation's upload limit unless given. Raises FileTooBig, EmptyFile,
    StoreFull, ForbiddenFile, PackedTooTight; then nothing of the file is left.
    """
    return _keep(stream, now, settings.UPLOAD_LIMIT if limit is None else limit, sniff)


def store_unread(stream: BinaryIO, *, now: datetime, limit: int) -> Blob:
    """Keep bytes as evidence, whatever they are: what is forbidden to open is kept and flagged.

    For packets that came over a network. Raises FileTooBig, EmptyFile, StoreFull.
    """
    return _keep(stream, now, limit, _sniff_leniently)


def _sniff_leniently(path: Path) -> Sniffed:
    try:
        return sniff(path)
    except (ForbiddenFile, PackedTooTight):
        return Sniffed(UNKNOWN, ("unopened",))


def _keep(
    stream: BinaryIO | Iterable[bytes], now: datetime, limit: int, judge: Callable[[Path], Sniffed]
) -> Blob:
    with temporary_file() as (target, temporary):
        digest, size = _copy(_pieces(stream), target, limit)
        sniffed = judge(temporary)
        with _store_lock(fcntl.LOCK_SH):
            _place(temporary, path_of(digest))
            row, _created = Blob.objects.get_or_create(
                sha256=digest,
                defaults={
                    "size": size,
                    "media_type": sniffed.media_type,
                    "hazards": list(sniffed.hazards),
                    "stored_at": now,
                },
            )
    return row


def discard(sha256: str) -> bool:
    """Throw the bytes away when no row refers to them; False when something does.

    For refused secrets, of which nothing may stay: the bytes go even if the transaction around is
    rolled back later, and the nightly check then drops the row that was left.
    """
    if is_referenced(sha256):
        return False
    with _store_lock(fcntl.LOCK_EX), suppress(models.ProtectedError):
        Blob.objects.filter(pk=sha256).delete()
        path_of(sha256).unlink(missing_ok=True)
        shutil.rmtree(pictures_of(sha256), ignore_errors=True)
        return True
    return False


def is_referenced(sha256: str) -> bool:
    """Whether a row of any module holds on to the file (what merely derives from it does not)."""
    held = Blob.objects.filter(pk=sha256)
    return held.exists() and not unreferenced().filter(pk=sha256).exists()


def unreferenced() -> models.QuerySet[Blob]:
    """The files that no row of any module holds on to."""
    rows = Blob.objects.all()
    for field in references():
        if field.remote_field.on_delete is models.CASCADE:
            continue
        holders = field.model._base_manager.filter(**{field.name: models.OuterRef("pk")})
        rows = rows.filter(~models.Exists(holders))
    return rows


def references() -> Iterator[models.ForeignKey[Any, Any]]:
    """Every foreign key of any module to a stored file, those without a way back among them."""
    for relation in Blob._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            yield relation.field


def sweep_abandoned(now: datetime) -> int:
    """Throw away uploads that became part of nothing within a week; how many."""
    old = unreferenced().filter(stored_at__lt=now - _UNUSED)
    return sum(discard(sha256) for sha256 in list(old.values_list("pk", flat=True)))


def keep_drawn(path: Path, content: bytes) -> None:
    """Keep what was made of stored bytes, in the folder of their pictures. Two processes may make
    the same: each renames a whole file into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as target:
        target.write(content)
    Path(name).replace(path)


def sweep_pictures(now: datetime) -> int:
    """Throw away pictures drawn long ago; who looks again has them drawn again. How many went."""
    count = 0
    for picture in pictures().glob("*/*/*.png"):
        if now.timestamp() - picture.stat().st_mtime > _FADED.total_seconds():
            picture.unlink(missing_ok=True)
            count += 1
    return count


def _pieces(stream: BinaryIO | Iterable[bytes]) -> Iterator[bytes]:
    read = getattr(stream, "read", None)
    if read is None:
        yield from stream
        return
    while piece := read(_CHUNK):
        yield piece


def _copy(pieces: Iterable[bytes], target: BinaryIO, longest: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        size += len(piece)
        if size > longest:
            raise FileTooBig(limit=max(1, longest // 1024**2))
        digest.update(piece)
        target.write(piece)
    if size == 0:
        raise EmptyFile
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest(), size


def _place(temporary: Path, final: Path) -> None:
    """Rename into place; the folder is synced too, or a power cut could forget the name."""
    final.parent.mkdir(parents=True, exist_ok=True)
    temporary.chmod(0o440)
    temporary.replace(final)
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _store_lock(kind: int) -> Iterator[None]:
    """Keeps throwing away apart from storing: else the same bytes, just stored, could vanish."""
    with (root() / ".lock").open("a") as lock:
        fcntl.flock(lock, kind)
        yield
