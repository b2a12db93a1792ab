"""What is seen of a file: pages, text, and what stands there until the worker has read it."""

from pathlib import Path

import pytest

from tests.faces.web.people import client_of, htmx
from tests.factories import drafts
from tests.factories.province import NOW, Office, office
from tests.office.reading.papers import word
from vanthu.faces.jobs import tasks
from vanthu.faces.jobs.worker import run_all
from vanthu.faces.web import previews, sheets
from vanthu.ground.base.choices import JobState
from vanthu.ground.base.models import Job
from vanthu.ground.files.actions import store as store_file
from vanthu.office.documents.models import Document
from vanthu.office.drafting.actions import Text

pytestmark = pytest.mark.django_db
assert tasks.TASKS
PREPARING, UNSEEN = "Đang chuẩn bị bản xem…", "không xem được trên trang"


@pytest.fixture
def place(store: Path) -> Office:
    return office()


def submitted(place: Office, content: bytes, name: str) -> Document:
    blob = store_file([content], now=NOW)
    return drafts.submitted(place, text=Text(blob=blob, name=name))


def test_a_file_in_word_is_being_prepared_and_asks_again_until_it_is_read(
    place: Office, tmp_path: Path
) -> None:
    document = submitted(place, word(tmp_path).read_bytes(), "to-trinh.docx")
    client = client_of(place.head)
    page = client.get(f"/documents/{document.pk}").content.decode()
    assert PREPARING in page
    assert UNSEEN not in page
    again = f"/documents/{document.pk}/sheet?file=v1&amp;tries=1"
    assert f'hx-get="{again}"' in page
    piece = client.get(again.replace("&amp;", "&"), headers=htmx("")).content.decode()
    assert "tries=2" in piece
    run_all(clock=lambda: NOW)
    piece = client.get(again.replace("&amp;", "&"), headers=htmx("")).content.decode()
    assert "TỜ TRÌNH" in piece
    assert "hx-get" not in piece


def test_asking_again_has_an_end(place: Office, tmp_path: Path) -> None:
    document = submitted(place, word(tmp_path).read_bytes(), "to-trinh.docx")
    client, address = client_of(place.head), f"/documents/{document.pk}/sheet?file=v1"
    piece = client.get(f"{address}&tries=120", headers=htmx("")).content.decode()
    assert "Hãy tải lại trang sau ít phút" in piece
    assert "hx-get" not in piece
    Job.objects.update(state=JobState.FAILED)
    assert UNSEEN in client.get(address, headers=htmx("")).content.decode()
    assert client.get(address)["Location"] == f"/documents/{document.pk}?file=v1"
    assert client.get(address + "9", headers=htmx("")).status_code == 404


@pytest.mark.parametrize(
    "content",
    ["Kính gửi: Sở Nội vụ".encode(coding) for coding in ("utf-8", "utf-8-sig", "utf-16")],
)
def test_a_text_is_shown_at_once(place: Office, content: bytes) -> None:
    document = submitted(place, content, "ghi-chu.txt")
    page = client_of(place.head).get(f"/documents/{document.pk}").content.decode()
    assert '<div class="sheet typed">Kính gửi: Sở Nội vụ</div>' in page
    assert PREPARING not in page


def test_a_text_whose_bytes_are_gone_is_not_seen(store: Path) -> None:
    assert previews.plain_text("ab" * 32) == ""
    assert sheets.being_read(1) is False


def test_a_text_typed_as_lines_is_seen_as_set_once_it_is_to_be_signed(place: Office) -> None:
    document = drafts.submitted(place, text=Text(body="Điều 1. Giao việc\n1. Sở Nội vụ chủ trì."))
    page = client_of(place.specialist).get(f"/documents/{document.pk}").content.decode()
    assert "1. Sở Nội vụ chủ trì." in page
    document = drafts.format_approved(place, text=Text(body="Điều 1. Giao việc\n1. Một việc."))
    client = client_of(place.leader)
    page = client.get(f"/documents/{document.pk}").content.decode()
    picture = f"/documents/{document.pk}/versions/1/pages/1.png"
    assert picture in page
    assert client.get(picture)["Content-Type"] == "image/png"
