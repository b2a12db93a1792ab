"""Where bytes lie before they are kept: on the store's own disk, beside what it keeps.

Gone afterwards, whatever happens; what a killed process leaves here is swept a day later.
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from vanthu.ground.files.errors import StoreFull
from vanthu.ground.files.queries import root

_ABANDONED = timedelta(hours=24)


@contextmanager
def temporary_file() -> Iterator[tuple[BinaryIO, Path]]:
    """A file of our own, open to be written. Raises StoreFull when the block fills the disk."""
    with _told_when_full():
        handle, name = tempfile.mkstemp(dir=_place())
        path = Path(name)
        try:
            with os.fdopen(handle, "wb") as target:
                yield target, path
        finally:
            path.unlink(missing_ok=True)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder of our own. Raises StoreFull when the block fills the disk."""
    with _told_when_full(), tempfile.TemporaryDirectory(dir=_place()) as folder:
        yield Path(folder)


def sweep_temporary(now: datetime) -> int:
    """Remove what killed or failed processes left behind, a day old at least; how many."""
    count = 0
    for left in _place().glob("*"):
        if _is_abandoned(left, now):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)
            count += 1
    return count


def _is_abandoned(left: Path, now: datetime) -> bool:
    """False for what its own process has removed in the meantime."""
    try:
        return now.timestamp() - left.stat().st_mtime > _ABANDONED.total_seconds()
    except FileNotFoundError:
        return False


def _place() -> Path:
    place = root() / "tmp"
    place.mkdir(parents=True, exist_ok=True)
    return place


@contextmanager
def _told_when_full() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise StoreFull from error
        raise
