"""The path of quota cuts, its tables to take out, and one's own severance."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document

from tests.faces.web.people import client_of
from tests.factories.cadres import Bureau, bureau, decision, facts, somebody
from tests.factories.province import office
from tests.factories.staffing import decided, fields, quota, severed
from vanthu.cadres.personnel.choices import Matter
from vanthu.cadres.personnel.models import Duty
from vanthu.cadres.staffing import actions
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
    for form, begins in (("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")):
        response = client.get(f"{PATH}/{table}/export.{form}{DAY}")
        assert b"".join(response.streaming_content).startswith(begins)  # type: ignore[attr-defined]
    assert client.get(f"{PATH}/other/export.xlsx").status_code == 404


def test_one_sees_ones_own_money_and_nobody_elses(place: Bureau) -> None:
    me = Person.objects.get(pk=place.outsider.person_id or 0)
    facts(me, place.commune)
    decided(place, me)
    mine = client_of(place.outsider).get("/account/staffing").content.decode()
    assert "205.000.000" in mine
    assert "Chưa kiểm chứng" in mine
    other = client_of(place.auditor).get("/account/staffing").content.decode()
    assert "205.000.000" not in other


def test_the_money_of_a_case_is_printed_with_what_it_rests_on(place: Bureau) -> None:
    case = decided(place, somebody(place.commune))
    paid = actions.pay_severance(
        place.enterer.at(place.enterer.now + timedelta(hours=1)),
        severance_id=case.pk,
        paid_on=date(2023, 10, 2),
    )
    client, address = client_of(place.auditor), f"/cadres/staffing/severances/{paid.pk}"
    assert f"{address}/sheet.pdf" in client.get(address).content.decode()
    body = b"".join(client.get(f"{address}/sheet.docx").streaming_content)  # type: ignore[attr-defined]
    text = docx_text(body)
    for words in ("Trợ cấp theo số năm nghỉ hưu trước tuổi", "10.000.000 đồng × 3 × 3,5 năm"):
        assert words in text
    for words in ("205.000.000", "Nghị định 29/2023/NĐ-CP", "Chưa kiểm chứng", "Thẩm định:"):
        assert words in text
    assert "(số tháng lương): 3" in text
    assert client_of(place.outsider).get(f"{address}/sheet.docx").status_code == 404


def test_a_case_without_money_has_no_sheet(place: Bureau) -> None:
    draft = actions.propose_severance(
        place.enterer, fields=fields(place.commune, somebody(place.commune))
    )
    found = client_of(place.auditor).get(f"/cadres/staffing/severances/{draft.pk}/sheet.pdf")
    assert found.status_code == 409
    assert "chưa in được bảng tính" in found.content.decode()


def docx_text(body: bytes) -> str:
    """Every paragraph and cell of a DOCX."""
    document = Document(BytesIO(body))
    cells = [cell.text for grid in document.tables for row in grid.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


PERIOD = "?year=2023&part=2"


def test_the_summary_and_the_movement_of_a_half_year(place: Bureau) -> None:
    case = decided(place, somebody(place.commune))
    client = client_of(place.enterer)
    page = client.get(f"/cadres/staffing/summary{PERIOD}").content.decode()
    for words in ("01/07/2023", "29/2023/NĐ-CP", "D1: Dôi dư", "205.000.000"):
        assert words in page
    assert case.person.full_name not in page
    empty = client.get("/cadres/staffing/summary?year=2023&part=1").content.decode()
    assert "Không có trường hợp nào trong kỳ" in empty
    wrong = client.get("/cadres/staffing/summary?year=1900").content.decode()
    assert "Hãy nhập năm từ 2015" in wrong
    assert client.get(f"/cadres/staffing/balance{PERIOD}").status_code == 200
    assert client_of(office().chief).get("/cadres/staffing/summary").status_code == 403


def test_the_published_edition_hides_the_one_case(place: Bureau) -> None:
    decided(place, somebody(place.commune))
    page = client_of(place.enterer).get(f"/cadres/staffing/summary{PERIOD}&public=on")
    assert "205.000.000" not in page.content.decode()
    assert "được ẩn" in page.content.decode()


def test_who_works_in_another_matter_reads_the_published_edition_alone(place: Bureau) -> None:
    decided(place, somebody(place.commune))
    Duty.objects.filter(post=place.appraiser.post_id, matter=Matter.STAFFING).delete()
    client = client_of(place.appraiser)
    page = client.get(f"/cadres/staffing/summary{PERIOD}").content.decode()
    assert "bản công bố" in page
    assert "205.000.000" not in page
    assert "Xuất danh sách" not in page
    assert client.get(f"/cadres/staffing/balance{PERIOD}").status_code == 403
    at = "/cadres/staffing/periods"
    for table, status in (("summary", 200), ("severances", 403), ("balance", 403)):
        response = client.get(f"{at}/{table}/export.xlsx{PERIOD}")
        assert response.status_code == status
        if status == 200:
            assert b"".join(response.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize("table", ["summary", "severances", "balance"])
def test_the_tables_of_a_period_are_taken_out(place: Bureau, table: str) -> None:
    decided(place, somebody(place.commune))
    client, at = client_of(place.auditor), f"/cadres/staffing/periods/{table}"
    for form, begins in (("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")):
        response = client.get(f"{at}/export.{form}{PERIOD}")
        assert b"".join(response.streaming_content).startswith(begins)  # type: ignore[attr-defined]
    assert client.get("/cadres/staffing/periods/other/export.xlsx").status_code == 404
