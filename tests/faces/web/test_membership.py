"""Stock and movement, overdue cases, one's own record: who sees them, and what they say."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.faces.web.people import client_of
from tests.faces.web_admin.answers import body
from tests.factories.cadres import Bureau, bureau, decision, somebody
from tests.factories.membership import admitted_row, branch, fields, member
from tests.factories.province import office
from vanthu.cadres.membership import actions
from vanthu.cadres.membership.models import Closing, Member, PartyOrganisation
from vanthu.cadres.personnel.choices import Sex
from vanthu.ground.base.actor import Actor
from vanthu.ground.people.models import Person

pytestmark = pytest.mark.django_db
PAGE = "/cadres/membership/movement"
DAYS = "first=01/01/2026&last=31/10/2026"


@pytest.fixture
def place() -> Bureau:
    return bureau()


@pytest.fixture
def cell(place: Bureau) -> PartyOrganisation:
    return branch(place.commune)


def page(actor: Actor, address: str = f"{PAGE}?{DAYS}") -> str:
    answer = client_of(actor).get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_only_who_has_to_do_with_members_comes_in(place: Bureau, cell: PartyOrganisation) -> None:
    stranger = client_of(office().chief)
    for address in (PAGE, f"{PAGE}/overdue"):
        assert stranger.get(address).status_code == 403
        assert client_of(place.auditor).get(address).status_code == 200
    sheet = f"{PAGE}/annex/export.xlsx"
    assert stranger.get(sheet).status_code == 403
    book = load_workbook(BytesIO(body(client_of(place.auditor).get(sheet))))
    assert any(
        "Kết nạp (+)" in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row
    )
    assert client_of(place.auditor).get(f"{PAGE}/other/export.xlsx").status_code == 404
    outside = f"{PAGE}?{DAYS}&agency={place.commune.pk}"
    assert client_of(place.outsider).get(outside).status_code == 404


def test_units_hide_small_counts_of_people(place: Bureau, cell: PartyOrganisation) -> None:
    paper = decision(place.province, date(2026, 3, 1))
    for number in range(6):
        woman = Sex.FEMALE if number < 2 else Sex.MALE
        admitted_row(cell, somebody(cell.agency, sex=woman), date(2026, 3, 9), rests_on=paper)
    shown = page(place.decider)
    assert 'data-label="Kết nạp">6<' in shown
    assert 'data-label="Nữ">…<' in shown


def test_a_report_closes_where_counted_and_computed_agree(
    place: Bureau, cell: PartyOrganisation
) -> None:
    member(cell)
    sent = {"first": "01/01/2026", "last": "31/10/2026", "agency": place.commune.pk}
    assert client_of(place.enterer).post(f"{PAGE}/close", sent).status_code == 403
    assert "Chỉ người xác nhận" in page(place.enterer, f"{PAGE}?{DAYS}&agency={sent['agency']}")
    Member.objects.update(since=date(2026, 5, 4), joined_on=date(2026, 5, 4), official_on=None)
    assert "Chưa khớp: đếm được 1, tính từ biến động 0." in page(place.confirmer)
    refused = client_of(place.confirmer).post(f"{PAGE}/close", sent)
    assert refused.status_code == 409
    Member.objects.update(since=date(2025, 5, 4), joined_on=date(2025, 5, 4))
    assert client_of(place.confirmer).post(f"{PAGE}/close", sent).status_code == 302
    assert Closing.objects.get().lines["end"] == 1


def test_overdue_lists_what_is_late(place: Bureau, cell: PartyOrganisation) -> None:
    member(cell, joined_on=date(2025, 8, 1), official_on=None)
    early = fields(cell, somebody(cell.agency, name="Trần Thị Muộn"), branch_on=date(2026, 7, 1))
    actions.propose_admission(place.enterer, fields=early)
    shown = page(place.enterer, f"{PAGE}/overdue")
    assert "Hết dự bị, chưa xét công nhận" in shown
    assert "Trần Thị Muộn" in shown
    assert "Không có việc quá hạn" in page(place.outsider, f"{PAGE}/overdue")


def test_everybody_reads_their_own_record_and_no_other(
    place: Bureau, cell: PartyOrganisation
) -> None:
    assert "Chưa có hồ sơ" in page(place.enterer, "/account/membership")
    mine = Person.objects.get(pk=place.enterer.person_id or 0)
    member(cell, mine, joined_on=date(2019, 5, 19), official_on=date(2020, 5, 19))
    shown = page(place.enterer, "/account/membership")
    assert "19/05/2019" in shown
    assert "Chi bộ Văn phòng" in shown
    assert "19/05/2019" not in page(place.decider, "/account/membership")
