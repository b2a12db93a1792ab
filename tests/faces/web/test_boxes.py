"""Boxes and the reader, as an ordinary clerk and an ordinary specialist."""

import pytest

from tests.faces.web.people import client_of, htmx
from tests.factories.incoming import at_work, presented, received, registered
from tests.factories.province import Office, office

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
    assert response["Location"] == "/sign-in?next=%2Fboxes%2Fto-register"


def test_a_box_shows_its_documents(place: Office) -> None:
    document = received(place, subject="V/v rà soát hộ nghèo năm 2026")
    page = client_of(place.clerk).get("/boxes/to-register").content.decode()
    assert "V/v rà soát hộ nghèo năm 2026" in page
    assert f"/documents/{document.pk}?box=to-register" in page


def test_the_reader_and_its_tabs(place: Office) -> None:
    document, _assignment = at_work(place)
    client = client_of(place.specialist)
    for tab in ("", "/path", "/facts", "/related"):
        response = client.get(f"/documents/{document.pk}{tab}?box=to-handle")
        assert response.status_code == 200, tab


def test_opening_marks_as_read(place: Office) -> None:
    document = presented(place)
    client = client_of(place.leader)
    before = client.get("/boxes/to-direct").content.decode()
    assert "Chưa đọc" in before
    assert client.get(f"/documents/{document.pk}?box=to-direct", headers=htmx()).status_code == 200
    assert "Chưa đọc" not in client.get("/boxes/to-direct").content.decode()
