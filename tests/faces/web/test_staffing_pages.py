"""The path of quota cuts, its tables to take out, and one's own severance."""

from datetime import date

import pytest

from tests.faces.web.people import client_of
from tests.factories.cadres import Bureau, bureau, decision, facts, somebody
from tests.factories.province import office
from tests.factories.staffing import decided, quota, severed
from vanthu.cadres.staffing.choices import QuotaKind
from vanthu.ground.people.models import Person

pytestmark = pytest.mark.django_db
PATH = "/cadres/staffing/path"
DAY = "?kind=civil&day=30/06/2023"


@pytest.fixture
def place() -> Bureau:
    found = bureau()
    paper = decision(found.province, date(2020, 12, 10))
    quota(found.commune, QuotaKind.CIVIL, 2021, 987, paper)
    quota(found.province, QuotaKind.CIVIL, 2021, 1000, paper)
    quota(found.commune, QuotaKind.CIVIL, 2023, 968, paper)
    quota(found.province, QuotaKind.CIVIL, 2023, 981, paper)
    return found


def test_the_path_says_what_is_missing(place: Bureau) -> None:
    """Example 4.b.1: 38 of 40 by 06/2023 is two short."""
    page = client_of(place.auditor).get(f"{PATH}{DAY}").content.decode()
    for text in ("1.987", "1.949", "thiếu 2", "1,91%", "không trừ vào biên chế"):
        assert text in page


def test_an_agency_sees_its_own_part(place: Bureau) -> None:
    page = client_of(place.enterer).get(f"{PATH}{DAY}").content.decode()
    assert "987" in page
    assert "1.987" not in page
    assert client_of(office().chief).get(PATH).status_code == 403
    assert client_of(place.outsider).get(PATH).status_code == 200


@pytest.mark.parametrize("day", ["xx", "01/01/2019"])
def test_a_day_that_cannot_be_is_told(place: Bureau, day: str) -> None:
    page = client_of(place.auditor).get(f"{PATH}?day={day}").content.decode()
    assert "Đến ngày không hợp lệ." in page


@pytest.mark.parametrize("table", ["quotas", "severances"])
def test_tables_are_taken_out(place: Bureau, table: str) -> None:
    severed(place.commune, somebody(place.commune), decision(place.province, date(2023, 5, 4)))
    client = client_of(place.auditor)
    for form in ("xlsx", "docx"):
        response = client.get(f"{PATH}/{table}/export.{form}{DAY}")
        assert b"".join(response.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    assert client.get(f"{PATH}/other/export.xlsx").status_code == 404


def test_one_sees_ones_own_money_and_nobody_elses(place: Bureau) -> None:
    me = Person.objects.get(pk=place.outsider.person_id or 0)
    facts(me, place.commune)
    decided(place, me)
    assert "205.000.000" in client_of(place.outsider).get("/account/staffing").content.decode()
    other = client_of(place.auditor).get("/account/staffing").content.decode()
    assert "205.000.000" not in other
