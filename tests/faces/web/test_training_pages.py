"""The overview of training: its numbers, whose they are, and its tables to take out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.web.people import client_of
from tests.factories import training
from tests.factories.cadres import Bureau, bureau, somebody
from tests.factories.province import office
from tests.factories.training import a_class
from vanthu.cadres.training import actions
from vanthu.cadres.training.actions import Attendance, PlanFields
from vanthu.cadres.training.choices import Counted, CourseKind, Level, Object

pytestmark = pytest.mark.django_db
AT = "/cadres/training/overview"
YEAR = "?year=2023"


@pytest.fixture
def place() -> Bureau:
    """A class of seven named and twenty not, half of them planned; somebody sent to a degree."""
    found = bureau()
    attended = a_class(found, cost=5_000_000)
    people = [somebody(found.commune, name=f"Học viên {n}") for n in range(7)]
    rows = [
        Attendance(agency_id=found.commune.pk, object=Object.COMMUNE, person_id=person.pk)
        for person in people
    ]
    crowd = Attendance(agency_id=found.province.pk, object=Object.COMMUNE, headcount=20)
    actions.record_attendance(
        found.appraiser, class_id=attended.pk, rows=[*rows, crowd], source="Danh sách"
    )
    actions.set_plan(
        found.appraiser,
        fields=PlanFields(
            agency_id=found.commune.pk,
            year=2023,
            kind=CourseKind.DIGITAL,
            object=Object.COMMUNE,
            counted=Counted.PERSON,
            target=10,
        ),
    )
    training.sent(found, a_class(found, kind=CourseKind.DEGREE, level=Level.MASTER), people[0])
    return found


def test_the_year_at_a_glance(place: Bureau) -> None:
    page = client_of(place.auditor).get(f"{AT}{YEAR}").content.decode()
    for text in (
        "70,0%",
        "7 người",
        "10 người",
        "27",
        "5.000.000 đồng",
        "Chưa kiểm chứng",
        "ngoài kế hoạch",
    ):
        assert text in page, text
    assert "planned=2023" in page


def test_links_lead_to_lists_that_open(place: Bureau) -> None:
    client = client_of(place.auditor)
    page = client.get(f"{AT}{YEAR}").content.decode()
    found = {
        part.split('"')[0].replace("&amp;", "&")
        for part in page.split('href="')[1:]
        if part.startswith("/cadres/training/")
    }
    lists = [address for address in found if "?" in address and "overview" not in address]
    assert len(lists) > 8
    for address in lists:
        shown = client.get(address)
        assert shown.status_code == 200
        assert "Giá trị không có trong danh mục" not in shown.content.decode(), address


def test_an_agency_sees_its_own_part(place: Bureau) -> None:
    whole, page = (
        client_of(who).get(f"{AT}{YEAR}").content.decode() for who in (place.auditor, place.enterer)
    )
    assert "7 người" in page
    assert ">27<" in whole
    assert ">27<" not in page
    assert client_of(office().chief).get(AT).status_code == 403
    assert client_of(place.enterer).get(f"{AT}?agency={place.province.pk}").status_code == 404


@pytest.mark.parametrize("year", ["xx", "1999", "20233"])
def test_a_year_that_cannot_be_is_told(place: Bureau, year: str) -> None:
    assert "Hãy nhập năm từ" in client_of(place.auditor).get(f"{AT}?year={year}").content.decode()


@pytest.mark.parametrize("table", ["plans", "sent", "parts", "periods", "service"])
def test_tables_are_taken_out(place: Bureau, table: str) -> None:
    client = client_of(place.auditor)
    for form in ("xlsx", "docx"):
        response = client.get(f"{AT}/{table}/export.{form}{YEAR}")
        assert b"".join(response.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    assert client.get(f"{AT}/{table}/export.exe").status_code == 404
    assert client.get(f"{AT}/other/export.xlsx").status_code == 404


def test_more_people_ask_no_more_of_the_database(place: Bureau) -> None:
    client, counts = client_of(place.auditor), []
    for _round in range(2):
        rows = [
            Attendance(
                agency_id=place.commune.pk,
                object=Object.COMMUNE,
                person_id=somebody(place.commune).pk,
            )
            for _ in range(4)
        ]
        actions.record_attendance(
            place.appraiser, class_id=a_class(place).pk, rows=rows, source="DS"
        )
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{AT}{YEAR}")
        counts.append(len(asked))
    assert counts[0] == counts[1]
