"""Dashboards and reports: each role sees its own, and each figure leads to what was counted."""

from datetime import date
from typing import Any

import pytest

from tests.faces.web.people import client_of
from tests.faces.web_admin.answers import body
from tests.factories.incoming import at_work, handling, received, registered, to_unit
from tests.factories.province import Office, office
from vanthu.ground.people.models import Tenure
from vanthu.office.documents.models import Document
from vanthu.office.documents.registers import Register
from vanthu.office.handling.models import Assignment, BoxItem
from vanthu.reports.dashboard.queries import Span, by_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Office:
    return office()


def overdue(place: Office, **values: Any) -> Assignment:
    """A document the department leads and should have finished last Friday."""
    document = handling(place, lead=to_unit(place, due_on=date(2026, 12, 1)), **values)
    Assignment.objects.filter(document=document).update(due_on=date(2026, 11, 20))
    return Assignment.objects.get(document=document)


def test_everyone_has_a_dashboard(place: Office) -> None:
    for who, actor in place.staff.items():
        answer = client_of(actor).get("/dashboard")
        assert answer.status_code == 200, who


def test_the_clerk_sees_what_waits_and_how_the_agency_does(place: Office) -> None:
    received(place)
    overdue(place)
    page = client_of(place.clerk).get("/dashboard").content.decode()
    assert "Tình hình xử lý của cơ quan" in page
    assert "Chưa xong, quá hạn" in page
    assert "Phòng Kinh tế" in page
    assert "Văn bản đến đã đăng ký theo tháng" in page
    assert "Từ khi nhận đến khi đăng ký" in page


def test_an_agency_without_registers_is_told_what_to_do_and_not_that_all_is_well(
    place: Office,
) -> None:
    client = client_of(place.sysadmin)
    well = "Mọi sổ đều cấp số được"
    assert well in client.get("/dashboard").content.decode()
    Register.objects.filter(agency=place.agency).update(valid_to=place.sysadmin.today)
    page = client.get("/dashboard").content.decode()
    assert well not in page
    assert "Văn thư lập sổ văn bản đến, văn bản đi" in page
    Tenure.objects.filter(post=place.clerk.post_id).update(valid_to=place.sysadmin.today)
    page = client.get("/dashboard").content.decode()
    assert "Cơ quan chưa có văn thư" in page
    assert 'href="/config/organisation"' in page


def test_who_has_nothing_to_do_because_nothing_has_begun_is_told_what_begins(
    place: Office,
) -> None:
    done = "Bạn đã xử lý hết việc"
    page = client_of(place.clerk).get("/dashboard").content.decode()
    assert done not in page
    assert "Cơ quan chưa có văn bản nào" in page
    assert 'href="/upload"' in page
    assert "Văn bản được chuyển đến bạn" in (
        client_of(place.specialist).get("/dashboard").content.decode()
    )
    received(place)
    assert done in client_of(place.leader).get("/dashboard").content.decode()
    Register.objects.filter(agency=place.agency).update(valid_to=place.clerk.today)
    page = client_of(place.specialist).get("/dashboard").content.decode()
    assert done not in page
    assert "Văn thư lập sổ văn bản đến" in page
    Document.objects.all().update(agency=office().agency)
    BoxItem.objects.all().delete()
    page = client_of(place.clerk).get("/dashboard").content.decode()
    assert 'href="/registers/new"' in page


def test_a_specialist_sees_the_own_work_and_no_figure_of_others(place: Office) -> None:
    at_work(place)
    page = client_of(place.specialist).get("/dashboard").content.decode()
    assert "Tình hình xử lý của bạn" in page
    assert "theo đơn vị" not in page
    assert "/reports?" not in page


def test_a_head_sees_the_unit_and_not_the_agency(place: Office) -> None:
    overdue(place)
    client = client_of(place.head)
    page = client.get("/dashboard").content.decode()
    assert "Tình hình xử lý của đơn vị" in page
    assert "Văn bản đi đã phát hành" not in page
    report = client.get("/reports").content.decode()
    assert "Đơn vị của bạn" in report
    assert "Toàn cơ quan" not in report
    rows = client.get(f"/reports?heading=overdue&unit={place.headquarters.pk}")
    assert "Phòng Kinh tế" in rows.content.decode()
    assert client.get("/reports/timeliness.xlsx").status_code == 403


def test_who_keeps_the_system_sees_no_documents(place: Office) -> None:
    received(place, subject="Nội dung văn bản")
    admin = client_of(place.sysadmin).get("/dashboard").content.decode()
    assert "Việc nền thất bại" in admin
    assert "Tình hình xử lý" not in admin
    inspector = client_of(place.inspector).get("/dashboard").content.decode()
    assert "Mục nhật ký của cơ quan" in inspector
    assert "Nội dung văn bản" not in admin + inspector


def test_every_figure_leads_to_its_rows(place: Office) -> None:
    row = overdue(place, subject="Việc quá hạn")
    handling(place, subject="Việc còn hạn")
    client = client_of(place.leader)
    page = client.get("/reports").content.decode()
    assert "heading=overdue" in page
    rows = client.get(f"/reports?heading=overdue&unit={place.department.pk}")
    text = rows.content.decode()
    assert "Việc quá hạn" in text
    assert "Việc còn hạn" not in text
    assert f"/documents/{row.document_id}" in text
    assert "Không có việc nào" in client.get("/reports?heading=done_late").content.decode()


def test_the_counts_of_the_units_are_those_of_each_alone(place: Office) -> None:
    overdue(place)
    handling(place)
    lines = {line.unit_id: line.counts for line in by_unit(place.clerk, Span.of_year(NOW_DAY))}
    assert lines[place.department.pk].overdue == 1
    assert lines[place.department.pk].total == 2
    assert lines[place.headquarters.pk].total == 0


NOW_DAY = date(2026, 11, 23)


def test_the_report_is_taken_out_with_its_days(place: Office) -> None:
    overdue(place)
    client = client_of(place.chief)
    days = {"first": "01/11/2026", "last": "23/11/2026"}
    assert body(client.get("/reports/timeliness.pdf", days)).startswith(b"%PDF")
    wrong = client.get("/reports", {"first": "23/11/2026", "last": "01/11/2026"})
    assert wrong.status_code == 422
    assert "Ngày cuối phải từ ngày đầu" in wrong.content.decode()
    assert client.get("/reports", {"first": "x"}).status_code == 422


@pytest.mark.parametrize("who", ["specialist", "sysadmin", "inspector"])
def test_who_may_not_report(place: Office, who: str) -> None:
    client = client_of(place.staff[who])
    for address in ("/reports", "/reports/timeliness.xlsx"):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "Xem báo cáo, sổ đăng ký" in answer.content.decode()


def test_a_page_costs_these_queries(place: Office, django_assert_num_queries: Any) -> None:
    """Each page: the session; how much lies in the boxes; how many notices wait."""
    for _turn in range(3):
        overdue(place)
    registered(place)
    clerk, specialist = client_of(place.clerk), client_of(place.specialist)
    # What is late; three for the four-way count (numbers, holidays, the count); whether anything
    # has begun; four for the units (the same and their names); two for the months; the delays.
    with django_assert_num_queries(3 + 1 + 3 + 1 + 4 + 2 + 1):
        clerk.get("/dashboard")
    # What is late; the four-way count; whether anything has begun.
    with django_assert_num_queries(3 + 1 + 3 + 1):
        specialist.get("/dashboard")
