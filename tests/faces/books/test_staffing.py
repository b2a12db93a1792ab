"""The books of staffing: doors, lists, money sheets, acts on screen, and what sheets bring in."""

from datetime import date
from pathlib import Path

import pytest

from tests.faces.web.people import client_of
from tests.factories.cadres import Bureau, bureau, decision, somebody
from tests.factories.province import office
from tests.factories.staffing import decided, fields
from tests.support.sheets import bring, sheet
from tests.support.told import last_events
from vanthu.cadres.personnel.choices import CaseVerb
from vanthu.cadres.staffing import actions
from vanthu.cadres.staffing.choices import Bar, EventType, QuotaKind, SeveranceKind
from vanthu.cadres.staffing.models import Headcount, HeadcountEvent, Quota, Severance
from vanthu.faces.books.staffing import BOOKS
from vanthu.faces.imports.staffing import MOVEMENT_SHEET, QUOTA_SHEET, SEVERANCE_SHEET
from vanthu.kernel.months import Month

pytestmark = pytest.mark.django_db
HERE = "/cadres/staffing"
CIVIL = QuotaKind.CIVIL


@pytest.fixture
def place() -> Bureau:
    return bureau()


@pytest.mark.parametrize("book", [book.name for book in BOOKS])
def test_each_book_opens_to_its_people_alone(place: Bureau, book: str) -> None:
    for actor in (place.enterer, place.decider, place.auditor):
        assert client_of(actor).get(f"{HERE}/{book}").status_code == 200
    assert client_of(office().chief).get(f"{HERE}/{book}").status_code == 403


def test_a_case_shows_its_money_line_by_line_within_reach(place: Bureau) -> None:
    case = decided(place, somebody(place.commune))
    page = client_of(place.auditor).get(f"{HERE}/severances/{case.pk}").content.decode()
    for text in (
        "105.000.000",
        "10.000.000 đồng × 3 × 3,5 năm",
        "205.000.000",
        "29/2023/NĐ-CP",
        "Chưa kiểm chứng",
    ):
        assert text in page
    assert "không trừ vào biên chế" in page
    assert client_of(place.outsider).get(f"{HERE}/severances/{case.pk}").status_code == 404


def test_who_appraises_sees_the_money_a_case_would_bring(place: Bureau) -> None:
    """What the decree of today lacks is said before anybody tries to decide."""
    leaves = {"kind": SeveranceKind.SEVERANCE, "months_early": 0}
    case = actions.propose_severance(
        place.enterer, fields=fields(place.commune, somebody(place.commune), **leaves)
    )
    page = client_of(place.appraiser).get(f"{HERE}/severances/{case.pk}").content.decode()
    for words in (
        "Tiền tạm tính",
        "30.000.000",
        "450.000.000",
        "480.000.000",
        "Tạm tính theo",
        "Chưa kiểm chứng",
    ):
        assert words in page
    case.refresh_from_db()
    assert (case.decree, case.total, case.parts) == ("", 0, [])
    early = actions.propose_severance(
        place.enterer, fields=fields(place.commune, somebody(place.commune))
    )
    page = client_of(place.appraiser).get(f"{HERE}/severances/{early.pk}").content.decode()
    assert "chưa có tham số “Số năm đóng bảo hiểm xã hội đầu tiên”, “" in page
    actions.step_severance(
        place.enterer, severance_id=early.pk, verb=CaseVerb.WITHDRAW, reason="Nhập nhầm"
    )
    page = client_of(place.appraiser).get(f"{HERE}/severances/{early.pk}").content.decode()
    assert "Tiền tạm tính" not in page


def test_a_case_is_confirmed_on_its_page(place: Bureau) -> None:
    person = somebody(place.commune)
    case = actions.propose_severance(place.enterer, fields=fields(place.commune, person))
    found = client_of(place.confirmer).post(f"{HERE}/severances/{case.pk}/confirm", {})
    case.refresh_from_db()
    assert (found.status_code < 400, case.state) == (True, "confirmed")


def test_several_grounds_against_a_case_are_ticked(place: Bureau) -> None:
    person = somebody(place.commune)
    sent = {
        "agency_id": place.commune.pk,
        "person_id": f"#{person.pk}",
        "quota_kind": "civil",
        "kind": "severance",
        "category": "D8",
        "leaves_on": "01/09/2023",
        "pay_base": "10.000.000",
        "bars": ["sick", "small-child"],
    }
    client, address = client_of(place.enterer), f"{HERE}/severances/new/propose"
    refused = client.post(address, sent).content.decode()
    for bar in (Bar.SICK, Bar.SMALL_CHILD):
        assert str(bar.label).lower() in refused
        assert f'value="{bar.value}" checked' in refused
    client.post(address, {**sent, "voluntary": "on"})
    case = Severance.objects.get()
    assert case.bars == ["sick", "small-child"]
    page = client.get(f"{HERE}/severances/{case.pk}").content.decode()
    assert f"{Bar.SICK.label}, {Bar.SMALL_CHILD.label}" in page
    form = client.get(f"{HERE}/severances/{case.pk}/amend").content.decode()
    assert form.count("checked") == 3


def test_a_count_shows_how_it_follows(place: Bureau) -> None:
    here = place.commune.pk
    gone = actions.HeadcountFields(
        agency_id=here, kind=CIVIL, type=EventType.RETIRED, on=date(2023, 6, 9), count=2
    )
    lock(place, Month(2023, 5), 40)
    actions.record_headcount(place.enterer, events=[gone])
    row = lock(place, Month(2023, 6), 38)
    page = client_of(place.auditor).get(f"{HERE}/headcounts/{row.pk}").content.decode()
    assert "Nghỉ hưu đúng tuổi" in page
    assert "Có mặt cuối kỳ (tính)" in page


def lock(place: Bureau, month: Month, present: int) -> Headcount:
    return actions.lock_headcount(
        place.confirmer, agency_id=place.commune.pk, kind=CIVIL, month=month, present=present
    )


def test_sheets_bring_in_quotas_movements_and_cases(place: Bureau, tmp_path: Path) -> None:
    paper = decision(place.province, date(2022, 12, 20), "301/QĐ-UBND")
    name = place.commune.versions.get().name
    signed = date(2022, 12, 20)
    person = somebody(place.commune, number="VL000123")
    civil = str(QuotaKind.CIVIL.label)
    quotas = [(name, civil, 2023, 40, paper.reference, signed)]
    assert bring(place.appraiser, QUOTA_SHEET, sheet(tmp_path, QUOTA_SHEET, quotas)) == []
    moves = [(name, civil, "Tuyển dụng", date(2023, 2, 1), None, 3, None, None)]
    path = sheet(tmp_path, MOVEMENT_SHEET, moves)
    assert bring(place.enterer, MOVEMENT_SHEET, path) == []
    case = (
        *(name, "VL000123", civil, "Nghỉ hưu trước tuổi", "Dôi dư do sắp xếp tổ chức"),
        *(date(2023, 2, 1), 10_000_000, 42, 360, None, None, paper.reference, signed),
    )
    path = sheet(tmp_path, SEVERANCE_SHEET, [case])
    assert bring(place.appraiser, SEVERANCE_SHEET, path) == []
    assert Quota.objects.get().assigned == 40
    assert HeadcountEvent.objects.get().count == 3
    assert Severance.objects.get().total == 205_000_000
    assert Severance.objects.get().person_id == person.pk
    assert last_events(3) == ["quotas-assigned", "headcount-moved", "severances-imported"]
