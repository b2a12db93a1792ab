"""The page of what the layout checker found: by cell, with places, long files by the worker."""

from pathlib import Path

import pytest

from tests.faces.web.people import client_of, htmx
from tests.factories import drafts
from tests.factories.province import NOW, Office, office
from tests.office.checking.corpus import long
from tests.office.checking.papers import TEXTS, Sample, letter, row
from tests.office.checking.printing import as_pdf
from vanthu.faces.jobs import tasks
from vanthu.faces.jobs.worker import run_all
from vanthu.ground.files.actions import store as store_file
from vanthu.office.documents.models import Document
from vanthu.office.drafting.actions import Text

pytestmark = pytest.mark.django_db
assert tasks.TASKS


@pytest.fixture
def place(store: Path) -> Office:
    return office()


def submitted(place: Office, sample: Sample, folder: Path) -> Document:
    """A draft with the printed sample as its version."""
    content = as_pdf(sample, folder / "paper.pdf").read_bytes()
    blob = store_file([content], now=NOW)
    return drafts.submitted(place, text=Text(blob=blob, name="paper.pdf"))


def test_what_is_wrong_is_told_with_its_rule_its_place_and_the_words_to_write(
    place: Office, tmp_path: Path
) -> None:
    wrong = letter(1).but(number="Số : 7 / SNV - VTLT")
    document = submitted(place, wrong, tmp_path)
    page = client_of(place.head).get(f"/documents/{document.pk}/layout").content.decode()
    assert "Số, ký hiệu ghi “Số : 7 / SNV - VTLT”." in page
    assert "“Số: 7/SNV-VTLT”" in page
    assert "Khoản 3 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP" in page
    assert 'href="#found-1"' in page
    assert 'id="found-1"' in page
    assert f'href="/documents/{document.pk}/layout"' in (
        client_of(place.head).get(f"/documents/{document.pk}").content.decode()
    )


def test_the_same_thing_at_several_places_is_told_once(place: Office, tmp_path: Path) -> None:
    body = [row("Giao Sở Tài Chính thực hiện."), row("Sở Tài Chính báo cáo kết quả./.")]
    document = submitted(place, letter(1).but(body=body), tmp_path)
    page = client_of(place.head).get(f"/documents/{document.pk}/layout").content.decode()
    assert "Tên cơ quan, tổ chức “Sở Tài Chính” viết hoa chưa đúng." in page
    assert page.count('class="found-fix"') == 1
    assert page.count("Xem ở trang 1") == 2


def test_a_good_paper_is_told_to_be_one_and_a_text_is_checked_too(
    place: Office, tmp_path: Path
) -> None:
    document = submitted(place, letter(1), tmp_path)
    client = client_of(place.head)
    assert "Không thấy lỗi" in client.get(f"/documents/{document.pk}/layout").content.decode()
    typed = drafts.submitted(place, text=Text(body="Kính gửi: Sở Tài Chính\nGửi sở./."))
    assert client.get(f"/documents/{typed.pk}/layout").status_code == 200


def test_who_approves_the_format_sees_how_many_were_found(place: Office, tmp_path: Path) -> None:
    content = as_pdf(letter(1).but(serial="7"), tmp_path / "paper.pdf").read_bytes()
    text = Text(blob=store_file([content], now=NOW), name="paper.pdf")
    document = drafts.content_approved(place, text=text)
    page = client_of(place.head).get(f"/documents/{document.pk}").content.decode()
    assert "1 Sai thể thức" in page


def test_a_long_file_is_checked_by_the_worker_when_somebody_asks(
    place: Office, tmp_path: Path
) -> None:
    base = long()
    many = [row(text) for _ in range(14) for text in TEXTS]
    sample = base.but(body=[*base.body[:-1], *many, base.body[-1]], look={"number_place": "foot"})
    document = submitted(place, sample, tmp_path)
    client, address = client_of(place.head), f"/documents/{document.pk}/layout"
    assert "Tệp này dài" in client.get(address).content.decode()
    assert client.post(f"{address}?file=v1").status_code == 302
    assert client.post(f"{address}?file=v1").status_code == 302, "asked twice, done once"
    assert "Đang kiểm tra" in client.get(address).content.decode()
    asked = f"{address}/waiting?file=v1"
    assert "hx-get" in client.get(asked, headers=htmx("")).content.decode()
    run_all(clock=lambda: NOW)
    assert "Xem kết quả" in client.get(asked, headers=htmx("")).content.decode()
    assert "Số trang không nằm giữa lề trên" in client.get(address).content.decode()


def test_who_does_not_see_the_document_does_not_see_its_faults(
    place: Office, tmp_path: Path
) -> None:
    document = submitted(place, letter(1), tmp_path)
    stranger = client_of(office().specialist)
    assert stranger.get(f"/documents/{document.pk}/layout").status_code == 404
    assert stranger.post(f"/documents/{document.pk}/layout").status_code == 404
    seen = client_of(place.head).get(f"/documents/{document.pk}/layout?file=f999")
    assert seen.status_code == 404
