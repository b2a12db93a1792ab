"""Registers on screen: periods, numbers, reserve, insert, void, the turn of the year, books."""

import re
from datetime import date, datetime
from typing import Any

import pytest
import time_machine

from tests.faces.web.people import client_of
from tests.faces.web_admin.answers import body
from tests.factories import drafts
from tests.factories.incoming import registered
from tests.factories.province import Office, office
from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.journal.models import Entry
from vanthu.office.documents.actions import reserve_number
from vanthu.office.documents.choices import NumberState
from vanthu.office.documents.registers import DocumentNumber, Register, RegisterPeriod

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Office:
    return office()


def period(register: Register, year: int = 2026) -> RegisterPeriod:
    return RegisterPeriod.objects.get(register=register, starts_on=date(year, 1, 1))


def at(register: Register, what: str = "") -> str:
    return f"/registers/{period(register).pk}{what}"


def test_the_list_shows_series_periods_and_last_numbers(place: Office) -> None:
    registered(place)
    page = client_of(place.clerk).get("/registers").content.decode()
    assert "Sổ đăng ký văn bản đến" in page
    assert "Đang dùng" in page
    assert "Hết kỳ, chưa khóa sổ" in page
    assert "01/01/2026 – 31/12/2026" in page
    numbers = client_of(place.clerk).get(at(place.incoming)).content.decode()
    assert "từ 01/01/2026 đến hết 31/12/2026" in numbers


def test_an_agency_without_registers_is_told_to_make_one(place: Office) -> None:
    RegisterPeriod.objects.all().delete()
    Register.objects.all().delete()
    page = client_of(place.clerk).get("/registers").content.decode()
    assert "Cơ quan chưa có sổ đăng ký nào" in page


def test_numbers_are_paged_from_the_last_one_back(place: Office) -> None:
    document = registered(place, subject="Số một")
    row = DocumentNumber.objects.get(document=document)
    DocumentNumber.objects.bulk_create(
        DocumentNumber(
            period=row.period, number=n, state="void", reason="Thử", given_at=row.given_at
        )
        for n in range(2, 121)
    )
    row.period.counter.last = 120
    row.period.counter.save()
    client = client_of(place.clerk)
    page = client.get(at(place.incoming)).content.decode()
    assert "?from=21" in page
    assert ">120</th>" in page
    assert ">70</th>" not in page
    first = client.get(at(place.incoming, "?from=1")).content.decode()
    assert f"/documents/{document.pk}" in first
    assert "?from=51" in first


def test_numbers_are_kept_with_a_reason_and_voided_with_another(place: Office) -> None:
    client = client_of(place.clerk)
    address = at(place.outgoing, "/reserve")
    missing = client.post(address, {"count": "2", "reason": ""})
    assert missing.status_code == 422
    assert "Hãy nhập mục này" in missing.content.decode()
    assert client.post(address, {"count": "2", "reason": "Chờ ký"}).status_code == 302
    assert DocumentNumber.objects.filter(state=NumberState.RESERVED).count() == 2
    page = client.get(at(place.outgoing)).content.decode()
    assert "Chờ ký" in page
    assert "Hủy số" in page
    voiding = at(place.outgoing, "/numbers/2/void")
    assert client.get(voiding).status_code == 200
    assert client.post(voiding, {"reason": "Không ký nữa"}).status_code == 302
    assert DocumentNumber.objects.get(number=2).state == NumberState.VOID
    assert client.get(at(place.outgoing, "/numbers/9/void")).status_code == 404
    assert client.get(at(place.outgoing, "/numbers/x/void")).status_code == 404


def test_a_number_is_inserted_behind_one_already_given(place: Office) -> None:
    drafts.issued(place)
    waiting = drafts.approved(place)
    client = client_of(place.clerk)
    address = at(place.outgoing, "/insert")
    assert waiting.subject in client.get(address).content.decode()
    sent = {"document": waiting.pk, "after": "1", "dated": "23/11/2026", "reason": "Gửi muộn"}
    assert client.post(address, {**sent, "after": "9"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert DocumentNumber.objects.get(suffix="a").number == 1


def test_a_series_is_defined_opened_and_ended(place: Office) -> None:
    client = client_of(place.clerk)
    sent = {
        "name": "Sổ quyết định",
        "kind": "outgoing",
        "period_kind": "year",
        "valid_from": "01/01/2026",
        "types": ["quyet-dinh"],
    }
    assert client.post("/registers/new", {**sent, "name": ""}).status_code == 422
    assert client.post("/registers/new", sent).status_code == 302
    series = Register.objects.get(name="Sổ quyết định")
    assert series.types == ["quyet-dinh"]
    assert "chưa mở kỳ" in client.get("/registers").content.decode()
    opening = f"/registers/series/{series.pk}/open"
    assert client.get(opening).status_code == 200
    year = {"label": "2026", "starts_on": "01/01/2026", "ends_before": "01/01/2027"}
    assert client.post(opening, {**year, "ends_before": "01/06/2026"}).status_code == 422
    assert client.post(opening, year).status_code == 302
    ending = f"/registers/series/{series.pk}/end"
    assert client.get(ending).status_code == 200
    assert client.post(ending, {"valid_to": "01/12/2026", "reason": "Gộp sổ"}).status_code == 302
    assert client.get("/registers/series/999999/end").status_code == 404


@time_machine.travel(datetime(2027, 1, 4, 9, tzinfo=VIETNAM), tick=False)
def test_the_turn_of_the_year_goes_step_by_step(place: Office) -> None:
    now = datetime(2026, 12, 1, 9, tzinfo=VIETNAM)
    kept = reserve_number(place.clerk.at(now), register_id=place.outgoing.pk, reason="Chờ ký")
    from_now = datetime(2027, 1, 4, 8, tzinfo=VIETNAM)
    until = datetime(2027, 1, 4, 20, tzinfo=VIETNAM)
    client = client_of(place.clerk, created_at=from_now, seen_at=from_now, expires_at=until)
    page = client.get("/registers/years").content.decode()
    assert "Còn 1 số đang giữ" in page
    held = client.post(at(place.outgoing, "/close"))
    assert held.status_code == 422
    voided = client.post(at(place.outgoing, "/numbers/1/void"), {"reason": "Hết năm"})
    assert voided.status_code == 302
    for row in RegisterPeriod.objects.filter(register__agency=place.agency):
        assert client.post(f"/registers/{row.pk}/close").status_code == 302
    assert "Không có kỳ nào hết hạn" in client.get("/registers/years").content.decode()
    assert client.post("/registers/years/open", {"year": "2027"}).status_code == 302
    assert RegisterPeriod.objects.filter(starts_on=date(2027, 1, 1)).count() == 3
    assert client.post("/registers/years/open", {"year": "2040"}).status_code == 404
    assert kept[0].number == 1


def test_the_audit_names_what_is_wrong(place: Office) -> None:
    registered(place)
    client = client_of(place.clerk)
    assert "Số liên tục" in client.get(at(place.incoming, "/audit")).content.decode()
    document = registered(place)
    type(document).objects.filter(pk=document.pk).update(arrival_number=7)
    page = client.get(at(place.incoming, "/audit")).content.decode()
    assert "Có sai lệch" in page
    assert "Số bị sửa (1)" in page


def test_a_book_is_first_offered_as_what_is_bound(place: Office) -> None:
    page = client_of(place.clerk).get(at(place.incoming, "/print")).content.decode()
    labels = re.findall(r'<button class="button([^"]*)"[^>]*name="form" value="(\w+)"', page)
    assert [(form, "primary" in kind) for kind, form in labels] == [
        ("pdf", True),
        ("xlsx", False),
        ("docx", False),
    ]


def test_books_are_printed_and_that_is_told(place: Office) -> None:
    registered(place, subject="Văn bản của sổ")
    client = client_of(place.clerk)
    assert "Sổ theo dõi giải quyết" in client.get(at(place.incoming, "/print")).content.decode()
    days = {"first": "01/11/2026", "last": "30/11/2026"}
    printed = client.get(at(place.incoming, "/book"), {"form": "pdf", **days})
    assert body(printed).startswith(b"%PDF")
    follow = client.get(at(place.incoming, "/book"), {"form": "xlsx", "book": "follow-up"})
    assert body(follow).startswith(b"PK")
    assert Entry.objects.filter(name="table-exported").count() == 2
    wrong = client.get(at(place.incoming, "/book"), {"form": "pdf", "first": "31/02/2026"})
    assert wrong.status_code == 422


READ = ("", "/audit", "/print")
WRITE = ("/reserve", "/insert")


@pytest.mark.parametrize("who", ["specialist", "colleague", "sysadmin", "inspector"])
def test_who_may_not_report_reads_no_register(place: Office, who: str) -> None:
    client = client_of(place.staff[who])
    for address in ["/registers", *(at(place.outgoing, part) for part in READ)]:
        answer = client.get(address)
        assert answer.status_code == 403, address
        assert "Xem báo cáo, sổ đăng ký" in answer.content.decode()


@pytest.mark.parametrize("who", ["leader", "chief", "head", "archivist"])
def test_only_the_clerk_changes_registers(place: Office, who: str) -> None:
    client = client_of(place.staff[who])
    page = client.get(at(place.outgoing))
    assert page.status_code == 200
    assert "Quyền này thuộc về: Văn thư" in page.content.decode()
    addresses = ["/registers/new", "/registers/years", f"/registers/series/{place.outgoing.pk}/end"]
    for address in [*addresses, *(at(place.outgoing, part) for part in WRITE)]:
        answer = client.get(address)
        assert answer.status_code == 403, address
        assert "Quản lý sổ đăng ký" in answer.content.decode()
    assert client.post("/registers/years/open", {"year": "2026"}).status_code == 403


def test_another_agencys_register_is_not_there(place: Office) -> None:
    other = client_of(office().clerk)
    for part in (*READ, *WRITE, "/numbers/1/void"):
        assert other.get(at(place.outgoing, part)).status_code == 404, part
    assert other.post(at(place.outgoing, "/close")).status_code == 404


def test_a_page_costs_these_queries(place: Office, django_assert_num_queries: Any) -> None:
    """Each page: the session; how much lies in the boxes; how many notices wait."""
    for number in range(5):
        registered(place, subject=f"Văn bản {number}")
    client = client_of(place.clerk)
    # The series, their periods, the periods' counters, the names of types.
    with django_assert_num_queries(3 + 4):
        client.get("/registers")
    # The period; the numbers, their documents, their recipients; which documents one may open.
    address = at(place.incoming)
    with django_assert_num_queries(3 + 5):
        client.get(address)
