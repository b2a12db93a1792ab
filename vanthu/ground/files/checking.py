"""The nightly check: every stored file is read again and compared with its name (design 1.2)."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from vanthu.ground.files.actions import is_referenced, sweep_abandoned
from vanthu.ground.files.models import Blob, Damage
from vanthu.ground.files.queries import path_of
from vanthu.ground.files.temporary import sweep_temporary

_CHUNK = 1 << 20
_MISSING = ""


def check_all(progress: Callable[[int, int], None], *, now: datetime) -> list[Damage]:
    """Read every file; write and return a Damage for each one changed or missing.

    A file damaged before and whole again (restored from a backup) is marked repaired. The row of a
    discarded secret, whose bytes are gone on purpose, is dropped. `progress(done, total)`.
    """
    total, found = Blob.objects.count(), []
    for done, blob in enumerate(Blob.objects.order_by("sha256").iterator(1000), start=1):
        actual = actual_hash(blob.sha256)
        if actual == blob.sha256:
            _repaired(blob, now)
        elif actual == _MISSING and not is_referenced(blob.sha256):
            blob.delete()
        else:
            found.append(_damaged(blob, actual, now))
        if done % 50 == 0 or done == total:
            progress(done, total)
    sweep_temporary(now)
    sweep_abandoned(now)
    return found


def actual_hash(sha256: str) -> str:
    """The hash of the bytes as they are now; empty when they are not there."""
    digest = hashlib.sha256()
    try:
        with path_of(sha256).open("rb") as stream:
            while piece := stream.read(_CHUNK):
                digest.update(piece)
    except OSError:
        return _MISSING
    return digest.hexdigest()


def _repaired(blob: Blob, now: datetime) -> None:
    Damage.objects.filter(blob=blob, repaired_at=None).update(repaired_at=now)


def _damaged(blob: Blob, actual: str, now: datetime) -> Damage:
    known = Damage.objects.filter(blob=blob, actual=actual, repaired_at=None).first()
    return known or Damage.objects.create(blob=blob, actual=actual, found_at=now)
