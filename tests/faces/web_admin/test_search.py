"""Searching, keeping a query, choosing columns, lists, and taking lists out."""

import io
import re
from typing import Any

import openpyxl
import pytest
from django.db import connection

from tests.faces.web.people import client_of
from tests.faces.web_admin.answers import body
from tests.factories.incoming import registered
from tests.factories.province import Office, office
from vanthu.ground.journal.models import Entry
from vanthu.office.search.models import SavedQuery

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Office:
    return office()


def test_the_page_finds_without_marks_and_links_to_the_document(place: Office) -> None:
    document = registered(place, subject="V/v rà soát hộ nghèo năm 2026")
    page = client_of(place.clerk).get("/search", {"q": "ra soat ho ngheo"}).content.decode()
    assert f'href="/documents/{document.pk}"' in page
    assert "1 văn bản" in page


def test_filters_alone_are_a_search_and_a_wrong_day_is_told(place: Office) -> None:
    registered(place, subject="Thường")
    registered(place, subject="Gấp lắm", urgency=3)
    client = client_of(place.clerk)
    page = client.get("/search", {"urgency": "3"}).content.decode()
    assert "Gấp lắm" in page
    assert "Thường</td>" not in page
    wrong = client.get("/search", {"q": "gap", "issued_from": "32/13/2026"})
    assert wrong.status_code == 422
    assert "Ngày không hợp lệ" in wrong.content.decode()
    assert client.get("/search", {"q": "a*"}).status_code == 422


def test_nothing_found_says_what_to_do_next(place: Office) -> None:
    page = client_of(place.clerk).get("/search", {"q": "không có gì"}).content.decode()
    assert "Không tìm thấy văn bản nào" in page
    assert "bớt từ khóa" in page


def test_the_columns_are_those_chosen(place: Office) -> None:
    registered(place, subject="Cột", signer_name="Nguyễn Văn Ký")
    page = client_of(place.clerk).get("/search", {"q": "cột", "c": ["subject", "signer_name"]})
    text = page.content.decode()
    assert "Nguyễn Văn Ký" in text
    assert '<th scope="col" class="">Nơi ban hành' not in text


def test_pages_go_on_from_the_last_one(place: Office) -> None:
    for number in range(21):
        registered(place, subject=f"Văn bản thứ {number}")
    client = client_of(place.clerk)
    first = client.get("/search", {"q": "văn bản", "order": "newest"}).content.decode()
    assert "Xem tiếp" in first
    last = first.split("after=")[1].split("&")[0]
    second = client.get("/search", {"q": "văn bản", "order": "newest", "after": last})
    assert "Văn bản thứ 0" in second.content.decode()
    assert "Xem tiếp" not in second.content.decode()


def test_a_query_is_kept_opened_and_dropped(place: Office) -> None:
    client = client_of(place.clerk)
    kept = {"name": "Khẩn của tôi", "q": "hộ nghèo", "urgency": "1", "c": ["subject"]}
    assert client.post("/search/save", kept).status_code == 302
    row = SavedQuery.objects.get(account=place.clerk.account_id)
    page = client.get("/search").content.decode()
    assert "Khẩn của tôi" in page
    assert "urgency=1" in page
    assert client.post(f"/search/{row.pk}/drop").status_code == 302
    assert not SavedQuery.objects.exists()
    unnamed = client.post("/search/save", {"q": "hộ nghèo"})
    assert unnamed.status_code == 422
    assert "đặt tên" in unnamed.content.decode()


def test_a_list_is_taken_out_and_that_is_told(place: Office) -> None:
    registered(place, subject="V/v tiêm phòng gia súc")
    client = client_of(place.clerk)
    answer = client.get("/search/export.xlsx", {"q": "tiêm phòng", "c": ["subject"]})
    sheet = openpyxl.load_workbook(io.BytesIO(body(answer))).active
    assert sheet is not None
    values = [cell.value for line in sheet.iter_rows() for cell in line if cell.value]
    assert "V/v tiêm phòng gia súc" in values
    assert answer["Content-Disposition"].startswith("attachment")
    told = Entry.objects.get(name="table-exported")
    assert "tiêm phòng" in told.data
    assert body(client.get("/search/export.docx", {"q": "tiêm"})).startswith(b"PK")
    assert body(client.get("/documents/export.pdf")).startswith(b"%PDF")
    assert client.get("/documents/export.exe").status_code == 404


def test_only_what_one_may_see_is_found_and_listed(place: Office) -> None:
    registered(place, subject="Chỉ văn thư thấy")
    other = client_of(place.specialist)
    assert "Không tìm thấy" in other.get("/search", {"q": "văn thư"}).content.decode()
    assert "Chỉ văn thư thấy" not in other.get("/documents").content.decode()
    assert "Chưa có văn bản nào" in other.get("/documents").content.decode()


@pytest.mark.parametrize("address", ["/search", "/documents", "/search/export.xlsx?q=a"])
@pytest.mark.parametrize("who", ["sysadmin", "inspector"])
def test_who_has_no_right_to_content_is_told_so(place: Office, address: str, who: str) -> None:
    answer = client_of(place.staff[who]).get(address)
    assert answer.status_code == 403
    assert "Tìm kiếm trong phạm vi được xem" in answer.content.decode()


def test_the_lists_by_direction(place: Office) -> None:
    document = registered(place, subject="Đến hôm nay")
    client = client_of(place.clerk)
    page = client.get("/documents").content.decode()
    assert f"/documents/{document.pk}" in page
    assert "Số đến 1" in page
    assert "Đến hôm nay" not in client.get("/documents?direction=outgoing").content.decode()


def test_a_page_costs_these_queries(
    place: Office, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    """Each page: the session; how much lies in the boxes; how many notices wait."""
    for number in range(5):
        registered(place, subject=f"Rà soát {number}")
    client = client_of(place.clerk)
    # One statement by index ranges, however much the clerk may see.
    with django_assert_num_queries(3 + 1):
        client.get("/documents")
    # The matches: on PostgreSQL by a cursor of psycopg's own, which Django does not count.
    matches = 0 if connection.vendor == "postgresql" else 1
    # Besides: the names of types for the filter, the kept queries.
    with django_assert_num_queries(3 + matches + 2):
        client.get("/search", {"q": "rà soát"})
    # Besides: the texts in which the words stand that the subjects do not hold.
    with django_assert_num_queries(3 + matches + 3):
        client.get("/search", {"q": "nông nghiệp"})


@pytest.mark.parametrize(
    ("system", "first"), [("state", "Văn bản hành chính"), ("party", "Văn bản của Đảng")]
)
def test_types_stand_under_their_family_that_of_the_agency_first(system: str, first: str) -> None:
    client = client_of(office(system=system).clerk)
    for address in ("/search", "/upload/paper"):
        page = client.get(address).content.decode()
        families = re.findall(r'<optgroup label="(Văn bản [^"]*|Bản sao)"', page)
        assert families[0] == first, address
        assert len(families) == len(set(families)) == 4, address
