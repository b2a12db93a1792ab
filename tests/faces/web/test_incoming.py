"""Documents coming in: files dropped, read by the worker, looked over, entered; files going out."""

import io
import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext, override
from pypdf import PdfReader, PdfWriter

from tests.faces.web.people import client_of, htmx
from tests.factories.incoming import received, registered
from tests.factories.province import NOW, Office, office
from tests.office.reading.papers import pdf
from tests.support.pages import CheckedClient
from vanthu.faces.acts.incoming import INSIST
from vanthu.faces.jobs import tasks, worker
from vanthu.faces.web import previews
from vanthu.ground.base.models import Job
from vanthu.ground.files.actions import sweep_pictures
from vanthu.ground.files.queries import path_of, pictures_of
from vanthu.ground.journal.models import Entry
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.errors import Duplicate
from vanthu.office.documents.models import Document, DocumentFile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
REGISTER = {
    "reference": "15/UBND-VP",
    "issued_on": "05/01/2026",
    "type_code": "",
    "urgency": "0",
    "issuer_name": "Ủy ban nhân dân xã Tân Phú",
    "subject": "V/v rà soát danh mục",
    "arrived_on": "23/11/2026",
}


@pytest.fixture
def place() -> Office:
    return office()


@pytest.fixture
def paper(tmp_path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile("cong-van.pdf", pdf(tmp_path).read_bytes())


def work() -> None:
    assert tasks.TASKS
    worker.run_all(lambda: NOW + timedelta(seconds=1))


def drop(client: CheckedClient, *files: SimpleUploadedFile) -> str:
    response = client.post("/upload", {"files": list(files)}, headers=htmx("uploads"))
    assert response.status_code == 200
    return response.content.decode()


def test_a_dropped_file_is_read_and_the_form_is_filled(
    place: Office, paper: SimpleUploadedFile
) -> None:
    client = client_of(place.clerk)
    row = drop(client, paper)
    document = Document.objects.get()
    assert "cong-van.pdf" in row
    assert f'hx-get="/upload/{document.pk}"' in row
    assert "Đang đọc thông tin" in client.get(f"/documents/{document.pk}/register").content.decode()
    work()
    assert "Đã đọc" in client.get(f"/upload/{document.pk}").content.decode()
    assert "data-filled" in client.get(f"/documents/{document.pk}/reading").content.decode()
    form = client.get(f"/documents/{document.pk}/register?box=to-register").content.decode()
    assert 'value="15/UBND-VP"' in form
    assert 'value="05/01/2026"' in form
    assert 'rect class="place' in form
    assert f"/documents/{document.pk}/files/" in form
    assert "15/UBND-VP" in client.get("/boxes/to-register").content.decode()


def test_what_the_reader_did_not_find_is_marked_until_somebody_fills_it(
    place: Office, tmp_path: Path
) -> None:
    client = client_of(place.clerk)
    unsigned = pdf(tmp_path, signer="", day="ngày .... tháng .... năm ....").read_bytes()
    drop(client, SimpleUploadedFile("cong-van.pdf", unsigned))
    address = f"/documents/{Document.objects.get().pk}/register"
    marked = 'id="f-{}-unread"'
    assert marked.format("signer_name") not in client.get(address).content.decode()
    work()
    form = client.get(address).content.decode()
    assert "Chưa đọc được, hãy nhập" in form
    for name, unread in (
        *(("signer_name", True), ("issued_on", True)),
        *(("reference", False), ("subject", False), ("urgency", False), ("due_on", False)),
    ):
        assert (marked.format(name) in form) is unread, name
    sent = client.post(address, {**REGISTER, "issued_on": "", "signer_name": "Lê Văn A"})
    assert marked.format("signer_name") not in sent.content.decode()
    assert marked.format("issued_on") in sent.content.decode()


def test_a_paper_without_a_file_is_not_said_to_be_unreadable(place: Office) -> None:
    document = received(place, signer_name="")
    form = client_of(place.clerk).get(f"/documents/{document.pk}/register").content.decode()
    assert "Chưa đọc được" not in form


def test_registering_gives_the_number_presents_at_once_and_opens_the_next(place: Office) -> None:
    waiting = received(place)
    document = received(place)
    client = client_of(place.clerk)
    form = {**REGISTER, "to_post_id": str(place.leader.post_id)}
    response = client.post(f"/documents/{document.pk}/register?box=to-register", form)
    assert response["Location"] == f"/documents/{waiting.pk}/register?box=to-register"
    document.refresh_from_db()
    assert (document.arrival_number, document.state) == (1, DocumentState.PRESENTED)
    assert document.reference == "15/UBND-VP"
    told = client.get(response["Location"]).content.decode()
    assert "Đã đăng ký, số đến 1." in told
    assert "Đã trình" in told


def test_what_is_missing_is_said_and_nothing_is_written(place: Office) -> None:
    document = received(place)
    client = client_of(place.clerk)
    form = {**REGISTER, "subject": "", "issued_on": "5.13.2026"}
    response = client.post(f"/documents/{document.pk}/register?box=to-register", form)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Ngày không hợp lệ" in text
    assert 'value="Ủy ban nhân dân xã Tân Phú"' in text
    missing = client.post(f"/documents/{document.pk}/register", {**REGISTER, "subject": ""})
    assert "Hãy nhập trích yếu nội dung." in missing.content.decode()
    document.refresh_from_db()
    assert document.state == DocumentState.RECEIVED
    assert document.reference != "15/UBND-VP"


def test_all_that_is_wrong_is_said_at_once(place: Office) -> None:
    """What cannot be read, what is too long and what the rules refuse: in one round, not three."""
    document = received(place)
    wrong = {"due_on": "01/01/2026", "subject": "a" * 501, "signer_name": "b" * 101}
    late = {"arrived_on": "24/11/2026", "issuer_name": "", "page_count": "mười"}
    form = {**REGISTER, **wrong, **late}
    client = client_of(place.clerk)
    response = client.post(f"/documents/{document.pk}/register", form)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Có 6 mục cần sửa" in text
    for name in (*wrong, *late):
        assert f'id="f-{name}-error"' in text, name
    told = re.findall(r'<li><a href="#f-(\w+)">([^<]*)', text)
    assert [name for name, _ in told] == [
        *("issuer_name", "subject", "signer_name", "page_count", "arrived_on", "due_on")
    ]
    assert all(label != name for name, label in told)
    kept = client.post(f"/documents/{document.pk}/register", {**form, "save": "1"})
    assert "Có 4 mục cần sửa" in kept.content.decode()
    both = client.post(
        f"/documents/{document.pk}/acts/correct-fields",
        {**REGISTER, "issued_on": "5.13.2026", "subject": "a" * 501},
    )
    assert "Có 2 mục cần sửa" in both.content.decode()


def test_it_can_be_kept_without_registering(place: Office) -> None:
    document = received(place)
    form = {**REGISTER, "save": "1"}
    client_of(place.clerk).post(f"/documents/{document.pk}/register?box=to-register", form)
    document.refresh_from_db()
    assert document.state == DocumentState.RECEIVED
    assert document.reference == "15/UBND-VP"


def test_a_second_arrival_is_warned_of_and_may_be_insisted_on(place: Office) -> None:
    first = registered(place, reference="15/UBND-VP", issuer_name="UBND xã Tân Phú")
    same: dict[str, Any] = {"reference": "15/UBND-VP", "issuer_name": "UBND xã Tân Phú"}
    document = received(place, **same)
    client = client_of(place.clerk)
    page = client.get(f"/documents/{document.pk}/register?box=to-register").content.decode()
    assert "Có vẻ văn bản này đã vào sổ" in page
    assert f"/documents/{first.pk}" in page
    form = {**REGISTER, **same, "issued_on": "20/11/2026"}
    address = f"/documents/{document.pk}/register?box=to-register"
    refused = client.post(address, form)
    assert refused.status_code == 409
    assert refused.content.decode().count("có vẻ đã được đăng ký: số đến 1") == 1
    assert client.post(address, {**form, "accept_duplicate": "on"}).status_code == 302
    document.refresh_from_db()
    assert document.arrival_number == 2


def test_a_copy_that_waits_as_well_is_told_and_not_asked_about(place: Office) -> None:
    """Nothing of it is in the register yet (Q-045): the first to be entered needs no tick."""
    same: dict[str, Any] = {"reference": "15/UBND-VP", "issuer_name": "UBND xã Tân Phú"}
    waiting, document = received(place, **same), received(place, **same)
    client = client_of(place.clerk)
    address = f"/documents/{document.pk}/register"
    page = client.get(address).content.decode()
    assert "cũng đang chờ đăng ký" in page
    assert f'href="/documents/{waiting.pk}"' in page
    assert "accept_duplicate" not in page
    form = {**REGISTER, **same, "issued_on": "20/11/2026"}
    assert client.post(address, form).status_code == 302
    refused = client.post(f"/documents/{waiting.pk}/register", form)
    assert refused.status_code == 409
    assert "accept_duplicate" in refused.content.decode()


def test_a_twin_that_was_typed_is_linked_in_the_refusal(place: Office) -> None:
    first = registered(place, reference="15/UBND-VP", issuer_name="UBND xã Tân Phú")
    document = received(place)
    form = {**REGISTER, "issuer_name": "UBND xã Tân Phú", "issued_on": "20/11/2026"}
    refused = client_of(place.clerk).post(f"/documents/{document.pk}/register", form)
    assert f'href="/documents/{first.pk}"' in refused.content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_refusal_of_a_duplicate_names_the_tick_by_its_label(language: str) -> None:
    with override(language):
        assert f"“{gettext(INSIST)}”" in gettext(Duplicate.default_sentence)


def test_the_very_same_file_is_told_of_where_it_may_be_seen(
    place: Office, paper: SimpleUploadedFile
) -> None:
    client, bytes_ = client_of(place.clerk), paper.read()
    assert "Tệp giống hệt" not in drop(client, SimpleUploadedFile("a.pdf", bytes_))
    first = Document.objects.get()
    row = drop(client, SimpleUploadedFile("b.pdf", bytes_))
    assert "Tệp giống hệt đã có ở:" in row
    assert f'href="/documents/{first.pk}"' in row
    work()
    again = Document.objects.latest("pk")
    assert f'href="/documents/{first.pk}"' in client.get(f"/upload/{again.pk}").content.decode()
    assert "Tệp giống hệt" not in client.get(f"/upload/{first.pk}").content.decode()
    elsewhere = drop(client_of(office().clerk), SimpleUploadedFile("c.pdf", bytes_))
    assert "Tệp giống hệt" not in elsewhere


def test_a_paper_without_a_file_is_entered_and_kept_only_then(place: Office) -> None:
    client = client_of(place.clerk)
    assert 'href="/upload/paper"' in client.get("/upload").content.decode()
    form = client.get("/upload/paper").content.decode()
    assert "Văn bản giấy, không có tệp" in form
    assert 'action="/upload/paper"' in form
    assert "Chưa đọc được" not in form
    wrong = client.post("/upload/paper", {**REGISTER, "subject": "", "due_on": "1.13.2026"})
    assert wrong.status_code == 422
    assert "Có 2 mục cần sửa" in wrong.content.decode()
    for empty in ({"save": "1"}, {"save": "1", "reference": " "}):
        assert client.post("/upload/paper", empty).status_code == 422
    assert not Document.objects.exists()
    sent = client.post("/upload/paper", {**REGISTER, "to_post_id": str(place.leader.post_id)})
    document = Document.objects.get()
    assert sent["Location"].startswith(f"/documents/{document.pk}")
    assert (document.channel, document.arrival_number) == ("paper", 1)
    assert document.state == DocumentState.PRESENTED
    again = client.post("/upload/paper", REGISTER)
    assert again.status_code == 409
    assert "accept_duplicate" in again.content.decode()
    assert Document.objects.count() == 1


def test_a_paper_can_be_kept_without_registering(place: Office) -> None:
    client_of(place.clerk).post("/upload/paper", {"subject": "V/v rà soát", "save": "1"})
    document = Document.objects.get()
    assert (document.state, document.subject) == (DocumentState.RECEIVED, "V/v rà soát")


def test_a_file_under_a_password_is_kept_and_said_to_be_locked(
    place: Office, paper: SimpleUploadedFile
) -> None:
    writer, locked = PdfWriter(clone_from=PdfReader(paper)), io.BytesIO()
    writer.encrypt("mat-khau")
    writer.write(locked)
    client = client_of(place.clerk)
    drop(client, SimpleUploadedFile("khoa.pdf", locked.getvalue()))
    work()
    number = Document.objects.get().pk
    sentence = "Tệp có mật khẩu. Hãy xin bản không đặt mật khẩu."
    row = client.get(f"/upload/{number}").content.decode()
    assert sentence in row
    assert "Đã đọc xong" not in row
    assert "Không đọc được thông tin nào" not in row
    for address in (f"/documents/{number}/register", f"/documents/{number}"):
        page = client.get(address).content.decode()
        assert sentence in page
        assert "Loại tệp này không xem được" not in page


def test_what_the_store_refuses_is_said_in_its_row(place: Office) -> None:
    bad = SimpleUploadedFile("chuong-trinh.pdf", b"MZ" + bytes(600))
    secret = SimpleUploadedFile("MẬT.txt", "Nội dung".encode())
    rows = drop(client_of(place.clerk), bad, secret)
    assert rows.count("upload failed") == 2
    assert "chương trình Windows" in rows
    assert "bí mật nhà nước" in rows
    assert not Document.objects.exists()


def test_only_the_records_clerk_takes_documents_in(place: Office) -> None:
    document = received(place)
    for who in ("leader", "specialist", "sysadmin"):
        client = client_of(place.staff[who])
        for address in ("/upload", f"/documents/{document.pk}/register"):
            assert client.get(address).status_code in (403, 404)


def test_files_leave_attached_and_never_run_in_our_name(
    place: Office, paper: SimpleUploadedFile
) -> None:
    client = client_of(place.clerk)
    drop(client, paper)
    document, file = Document.objects.get(), DocumentFile.objects.get()
    response = client.get(f"/documents/{document.pk}/files/{file.pk}")
    assert b"".join(response.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    picture = client.get(f"/documents/{document.pk}/files/{file.pk}/pages/1.png")
    assert b"".join(picture.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    assert client.get(f"/documents/{document.pk}/files/{file.pk}/pages/9.png").status_code == 404
    assert client.get(f"/documents/{document.pk}/files/{file.pk}/view").status_code == 200
    assert client.get(f"/documents/{document.pk}/files/{file.pk}/view?print").status_code == 200
    names = set(Entry.objects.filter(object_id=document.pk).values_list("name", flat=True))
    assert {"document-viewed", "document-downloaded", "document-printed"} <= names
    other = client_of(office().clerk)
    for ending in ("", "/view", "/pages/1.png"):
        address = f"/documents/{document.pk}/files/{file.pk}{ending}"
        assert other.get(address).status_code == 404


def test_jobs_of_reading_are_few_and_found(place: Office, paper: SimpleUploadedFile) -> None:
    drop(client_of(place.clerk), paper)
    assert Job.objects.filter(task="files.read").count() == 1


def test_a_secret_leaves_no_picture_behind(place: Office, paper: SimpleUploadedFile) -> None:
    client = client_of(place.clerk)
    drop(client, paper)
    document, file = Document.objects.get(), DocumentFile.objects.get()
    address = f"/documents/{document.pk}"
    picture = client.get(f"{address}/files/{file.pk}/pages/1.png")
    assert b"".join(picture.streaming_content)  # type: ignore[attr-defined]
    drawn = pictures_of(file.blob_id)
    assert list(drawn.iterdir())
    Document.objects.filter(pk=document.pk).update(held_at=NOW)
    page = client.get(f"{address}/register?box=to-register").content.decode()
    assert "Có thể là bí mật nhà nước" in page
    form = client.post(f"{address}/register?box=to-register", REGISTER)
    assert form.status_code == 409
    assert 'value="15/UBND-VP"' in form.content.decode()
    client.post(f"{address}/acts/expel-secret?box=to-register")
    assert not drawn.exists()
    assert not path_of(file.blob_id).exists()


def test_what_may_be_a_secret_is_said_to_be_held(place: Office, paper: SimpleUploadedFile) -> None:
    client = client_of(place.clerk)
    drop(client, paper)
    work()
    document = Document.objects.get()
    Document.objects.filter(pk=document.pk).update(held_at=NOW)
    row = client.get(f"/upload/{document.pk}").content.decode()
    assert "Đang tạm giữ" in row
    assert "chọn “Không phải văn bản mật” hoặc “Loại bỏ văn bản mật”" in row
    assert "Không đọc được thông tin nào" not in row


def test_old_pictures_are_thrown_away_and_drawn_again(
    place: Office, paper: SimpleUploadedFile
) -> None:
    client = client_of(place.clerk)
    drop(client, paper)
    sha256 = DocumentFile.objects.get().blob_id
    drawn = previews.page_image(sha256, 1)
    assert sweep_pictures(NOW + timedelta(days=1)) == 0
    os.utime(drawn, (0, 0))
    assert sweep_pictures(NOW) == 1
    assert not drawn.exists()
    assert previews.page_image(sha256, 1).exists()
