"""The nightly check reads every byte again (design 1.2, Q-079)."""

from io import BytesIO
from pathlib import Path

import pytest

from tests.factories.province import NOW, agency
from vanthu.ground.files import actions, queries
from vanthu.ground.files.checking import check_all
from vanthu.ground.files.models import Blob, Damage
from vanthu.ground.org.models import AgencyVersion

pytestmark = pytest.mark.django_db


def kept(content: bytes) -> Blob:
    """A stored file that something refers to."""
    row = actions.store(BytesIO(content), now=NOW)
    AgencyVersion.objects.filter(agency=agency()).update(seal=row)
    return row


def check() -> list[Damage]:
    """The check, whose progress ends at the total."""
    steps: list[tuple[int, int]] = []
    found = check_all(lambda done, total: steps.append((done, total)), now=NOW)
    assert steps[-1][0] == steps[-1][1]
    return found


def flip(blob: Blob) -> None:
    """Change one bit of one byte."""
    path = queries.path_of(blob.pk)
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_one_flipped_byte_is_found_and_repair_is_noticed(store: Path) -> None:
    """Damage once, not every night anew; whole again after restoring."""
    good, bad = kept(b"%PDF-1.7 tot"), kept(b"%PDF-1.7 xau")
    assert check() == []
    before = queries.path_of(bad.pk).read_bytes()
    flip(bad)
    (damage,) = check()
    assert damage.blob == bad
    assert damage.actual not in ("", bad.pk)
    assert check() == [damage]
    assert Damage.objects.count() == 1
    queries.path_of(bad.pk).write_bytes(before)
    assert check() == []
    damage.refresh_from_db()
    assert damage.repaired_at == NOW
    assert Blob.objects.filter(pk=good.pk).exists()


def test_a_missing_file_is_damage_unless_it_was_thrown_away(store: Path) -> None:
    """Referenced: alarm. A refused secret whose row came back: the row goes, quietly."""
    gone = kept(b"%PDF-1.7 mat tich")
    secret = actions.store(BytesIO(b"%PDF-1.7 bo di"), now=NOW)
    for blob in (gone, secret):
        queries.path_of(blob.pk).unlink()
    (damage,) = check()
    assert (damage.blob, damage.actual) == (gone, "")
    assert not Blob.objects.filter(pk=secret.pk).exists()
