"""A damaged original raises the alarm where it is kept (Q-079)."""

from pathlib import Path

import pytest

from tests.factories import drafts, exchange
from tests.factories.province import NOW, office
from tests.support.attempts import events_of
from vanthu.faces.jobs.housekeeping import check_files
from vanthu.faces.web.remarks import remarks
from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.queries import path_of
from vanthu.ground.notify.models import Notice
from vanthu.office.documents.models import DocumentFile
from vanthu.office.drafting.actions import Text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


def night() -> list[str]:
    """The hashes that the nightly check finds damaged."""
    found: list[str] = check_files(Actor.system(NOW), lambda done, total: None)
    return found


def flip(path: Path) -> bytes:
    """Change one bit in the middle; the bytes as they were."""
    whole = path.read_bytes()
    changed = bytearray(whole)
    changed[len(changed) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(bytes(changed))
    return whole


def test_one_flipped_byte_of_an_issued_original_alarms_its_keepers() -> None:
    sender, receiver = office(), office()
    text = Text(blob=drafts.blob("Nội dung bản gốc đã ký"), name="ban-goc.txt")
    document = exchange.sent(sender, receiver, text=text)
    arrived = exchange.arrival(document, receiver)
    file = DocumentFile.objects.filter(document=document).latest("pk")
    assert night() == []
    path = path_of(file.blob_id)
    whole = flip(path)
    assert events_of(lambda: night()).count("file-damaged") == 2
    for place, kept in ((sender, document), (receiver, arrived)):
        told = Notice.objects.get(holder=keys.registry(place.id), kind="damage")
        assert (told.object_id, told.urgent) == (kept.pk, True)
        (strip,) = remarks(place.clerk, kept)
        assert strip["tone"] == "refusal"
        assert file.name in strip["text"]
    assert "file-damaged" not in events_of(lambda: night()), "told once, not every night"
    path.write_bytes(whole)
    assert night() == []
    assert remarks(sender.clerk, document) == []
