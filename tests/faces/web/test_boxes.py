"""Boxes and the reader, as ordinary people: what they show and what they cost."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.web.people import client_of, htmx
from tests.factories.incoming import at_work, handling, presented, received, registered, to_post
from tests.factories.province import Office, office
from tests.office.reading.papers import pdf
from vanthu.faces.web.rows import step_words
from vanthu.faces.web.views.boxes import following
from vanthu.ground.journal.models import Entry
from vanthu.office.documents.events import DocumentViewed

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Office:
    return office()


def test_home_leads_to_the_first_box_that_holds_work(place: Office) -> None:
    registered(place)
    response = client_of(place.clerk).get("/")
    assert response.status_code == 302
    assert response["Location"] == "/boxes/to-present"


def test_who_is_not_signed_in_is_led_to_the_sign_in_page_and_back(place: Office) -> None:
    response = client_of(place.clerk, revoked_at=place.clerk.now).get("/boxes/to-register")
    assert response["Location"] == "/sign-in?next=%2Fboxes%2Fto-register&ended=1"


def test_a_box_shows_its_documents_and_each_kind_of_term(place: Office) -> None:
    document = received(place, subject="V/v rà soát hộ nghèo năm 2026", urgency=3)
    page = client_of(place.clerk).get("/boxes/to-register").content.decode()
    assert "V/v rà soát hộ nghèo năm 2026" in page
    assert f"/documents/{document.pk}?box=to-register" in page
    assert "HỎA TỐC" in page
    assert "Bước này: hạn hôm nay" in page


def test_the_term_of_a_step_is_not_taken_for_that_of_the_matter(place: Office) -> None:
    document = presented(place, due_on=date(2026, 12, 5))
    listed = client_of(place.leader).get("/boxes/to-direct").content.decode()
    assert "Bước này: hạn" in listed
    assert "Hạn ngày mai" not in listed
    page = client_of(place.leader).get(f"/documents/{document.pk}").content.decode()
    assert "Hạn 05/12/2026" in page


def test_the_term_of_work_given_is_the_matters(place: Office) -> None:
    handling(place, lead=to_post(place, "specialist", due_on=date(2026, 12, 5)))
    page = client_of(place.specialist).get("/boxes/to-handle").content.decode()
    assert "Hạn 05/12/2026" in page
    assert "Bước này" not in page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (20, "Bước này quá hạn 3 ngày"),
        (23, "Bước này: hạn hôm nay"),
        (24, "Bước này: hạn ngày mai"),
        (30, "Bước này: hạn 30/11/2026"),
    ],
)
def test_a_step_is_worded(day: int, words: str) -> None:
    assert step_words(date(2026, 11, day), date(2026, 11, 23))[1] == words


def test_an_empty_box_says_where_work_is(place: Office) -> None:
    registered(place)
    page = client_of(place.clerk).get("/boxes/to-register").content.decode()
    assert "Hộp này đã hết việc" in page
    assert "Chờ trình (1)" in page


@pytest.mark.parametrize("who", ["clerk", "specialist"])
def test_a_box_page_costs_four_statements_however_full(place: Office, who: str) -> None:
    for _ in range(3):
        received(place)
    client = client_of(place.staff[who])
    with CaptureQueriesContext(connection) as seen:
        client.get("/boxes/to-register")
    # who is calling; the rows of the box; the counts of the rail; the notices that wait
    assert len(seen) == 4
    for _ in range(5):
        received(place)
    with CaptureQueriesContext(connection) as again:
        client.get("/boxes/to-register")
    assert len(again) == 4


def test_the_next_page_is_a_piece_without_the_shell(
    place: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vanthu.faces.web.views.boxes.PAGE", 2)
    for _ in range(5):
        received(place)
    client = client_of(place.clerk)
    first = client.get("/boxes/to-register")
    more = first.content.decode().partition('class="more"><a class="button" href="')[2]
    address = more.partition('"')[0]
    with CaptureQueriesContext(connection) as seen:
        piece = client.get(address, headers=htmx()).content.decode()
    assert "<html" not in piece
    assert piece.count("data-row") == 2
    assert len(seen) == 2  # who is calling; the rows


def test_the_reader_its_tabs_and_what_they_cost(place: Office) -> None:
    document, _assignment = at_work(place)
    client = client_of(place.specialist)
    for tab in ("", "/path", "/facts", "/related"):
        with CaptureQueriesContext(connection) as seen:
            response = client.get(f"/documents/{document.pk}{tab}", headers=htmx())
        assert response.status_code == 200, tab
        assert len(seen) <= 30, (tab, len(seen))
    whole = client.get(f"/documents/{document.pk}/path?box=to-handle").content.decode()
    assert "Đang ở" in whole
    assert 'id="list"' in whole


def test_opening_marks_as_read_and_is_journalled(place: Office) -> None:
    document = presented(place)
    client = client_of(place.leader)
    assert "Chưa đọc" in client.get("/boxes/to-direct").content.decode()
    assert client.get(f"/documents/{document.pk}?box=to-direct", headers=htmx()).status_code == 200
    assert "Chưa đọc" not in client.get("/boxes/to-direct").content.decode()
    viewed = Entry.objects.filter(object_id=document.pk, name=DocumentViewed.name)
    assert viewed.count() == 1
    assert viewed.get().person_id == place.leader.person_id


def test_a_document_one_may_not_see_is_not_there(place: Office) -> None:
    document = presented(place)
    other = office()
    for tab in ("", "/path", "/facts", "/related", "/register", "/acts/direct"):
        response = client_of(other.clerk).get(f"/documents/{document.pk}{tab}")
        assert response.status_code == 404, tab
        assert document.subject not in response.content.decode()


def test_who_may_see_no_content_gets_no_boxes(place: Office) -> None:
    received(place)
    for who in ("sysadmin", "inspector"):
        client = client_of(place.staff[who])
        assert client.get("/boxes/to-register").content.decode().count("data-row") == 0
        assert client.get("/").status_code == 302


def test_late_documents_of_all_boxes_stand_on_one_page(place: Office) -> None:
    received(place, at=place.clerk.now - timedelta(days=9), subject="V/v đã chậm")
    page = client_of(place.clerk).get("/boxes/late").content.decode()
    assert "V/v đã chậm" in page
    assert "Quá hạn" in page


@pytest.mark.parametrize(
    ("before", "after", "done", "opens"),
    [
        ([1, 2, 3], [1, 3], 2, 3),
        ([1, 2, 3], [1, 2], 3, 2),
        ([1, 2, 3], [1, 2, 3], 2, 2),
        ([1], [], 1, None),
        ([1, 2], [9], 1, 9),
    ],
)
def test_what_opens_next(before: list[int], after: list[int], done: int, opens: int | None) -> None:
    assert following(before, after, done) == opens


def test_files_just_sent_bring_the_new_counts_with_them(
    place: Office, store: Path, tmp_path: Path
) -> None:
    sent = SimpleUploadedFile("cong-van.pdf", pdf(tmp_path).read_bytes())
    answer = client_of(place.clerk).post("/upload", {"files": [sent]}, headers=htmx("uploads"))
    link = re.search(r'id="box-to-register".*?</a>', answer.content.decode(), re.DOTALL)
    assert link
    assert '<span class="count">1</span>' in link[0]
