"""A book on screen: list, filters, pages, record, forms, many at once, tables, doors."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.faces.web.people import client_of, htmx
from tests.faces.web_admin.answers import body as download
from tests.factories.province import Office, office
from tests.factories.shelf import Dossiers, on_the_shelf
from vanthu.ground.base.actor import Actor
from vanthu.office.dossiers import actions
from vanthu.office.dossiers.actions import DossierFields
from vanthu.office.dossiers.models import Dossier

pytestmark = pytest.mark.django_db
LIST = "/cadres/probe/dossiers"


@pytest.fixture
def place() -> Office:
    return office()


@pytest.fixture(autouse=True)
def book() -> Iterator[Dossiers]:
    """The book, in the catalogue while the test runs."""
    with on_the_shelf() as found:
        yield found


def dossier(actor: Actor, title: str) -> Dossier:
    return actions.open_dossier(actor, fields=DossierFields(title=title, maintenance="10 năm"))


def test_the_overview_names_the_books_one_may_open(place: Office) -> None:
    page = client_of(place.chief).get("/cadres").content.decode()
    assert "Hồ sơ công việc" in page
    assert 'href="/cadres/probe/dossiers"' in page


def test_the_rail_shows_the_place_to_who_works_in_it(place: Office) -> None:
    assert 'href="/cadres"' in client_of(place.chief).get("/account").content.decode()
    assert 'href="/cadres"' not in client_of(place.specialist).get("/account").content.decode()


def test_nobody_else_comes_in(place: Office) -> None:
    client = client_of(place.specialist)
    for address in ("/cadres", LIST, f"{LIST}/new/open", f"{LIST}/export.xlsx"):
        assert client.get(address).status_code == 403
    assert client_of(place.chief).get("/cadres/probe/nothing").status_code == 404


def test_an_empty_book_says_what_to_do(place: Office) -> None:
    assert "Hãy mở hồ sơ đầu tiên." in client_of(place.chief).get(LIST).content.decode()


def test_a_list_goes_on_where_the_page_ended(place: Office) -> None:
    for number in range(60):
        dossier(place.chief, f"Hồ sơ thứ {number}")
    client = client_of(place.chief)
    page = client.get(LIST).content.decode()
    assert "Hồ sơ thứ 59" in page
    assert "Hồ sơ thứ 9<" not in page
    more = page.split('hx-get="')[1].split('"')[0].replace("&amp;", "&")
    rest = client.get(more, headers=htmx()).content.decode()
    assert "Hồ sơ thứ 9<" in rest
    assert "<html" not in rest
    assert client.get(f"{LIST}?after=x").status_code == 422


def test_filters_narrow_and_say_what_is_wrong(place: Office) -> None:
    dossier(place.chief, "Quy hoạch cán bộ nhiệm kỳ")
    dossier(place.chief, "Tinh giản biên chế")
    client = client_of(place.chief)
    found = client.get(f"{LIST}?q=can%20bo&open=on&start_on_from=01/11/2026").content.decode()
    assert "Quy hoạch cán bộ" in found
    assert "Tinh giản" not in found
    assert "Không có bản ghi nào khớp" in client.get(f"{LIST}?q=zzz").content.decode()
    wrong = client.get(f"{LIST}?start_on_to=32/1/2026&agency=x")
    assert wrong.status_code == 422
    assert "Ngày không hợp lệ" in wrong.content.decode()


def test_a_record_is_opened_by_a_form_and_shown(place: Office) -> None:
    client = client_of(place.chief)
    empty = client.post(f"{LIST}/new/open", {"title": ""})
    assert empty.status_code == 422
    assert "Hãy nhập tiêu đề hồ sơ." in empty.content.decode()
    done = client.post(f"{LIST}/new/open", {"title": "Đề án sắp xếp", "note": "Ghi chú"})
    made = Dossier.objects.get()
    assert done["Location"] == f"{LIST}/{made.pk}"
    page = client.get(done["Location"]).content.decode()
    assert "Đã mở hồ sơ." in page
    assert "Ghi chú" in page
    assert "Các bước đã qua" in page
    undone = client.post(f"{LIST}/undo/open/{made.pk}")
    assert undone["Location"] == LIST


def test_a_refused_act_keeps_its_place_and_says_why(place: Office) -> None:
    made = dossier(place.chief, "Đề án sắp xếp")
    Dossier.objects.update(closed_at=place.chief.now)
    client = client_of(place.chief)
    page = client.get(f"{LIST}/{made.pk}").content.decode()
    assert 'aria-disabled="true"' in page
    assert client.get(f"{LIST}/{made.pk}/close").status_code == 200
    assert client.post(f"{LIST}/{made.pk}/close").status_code == 409


def test_another_offices_record_is_not_there(place: Office) -> None:
    made = dossier(office().chief, "Hồ sơ nơi khác")
    client = client_of(place.chief)
    assert client.get(f"{LIST}/{made.pk}").status_code == 404
    assert client.post(f"{LIST}/{made.pk}/close").status_code == 404
    assert "Hồ sơ nơi khác" not in client.get(LIST).content.decode()


def test_many_at_once_each_for_itself(place: Office) -> None:
    rows = [dossier(place.chief, title) for title in ("Một", "Hai")]
    ids = [row.pk for row in rows]
    client = client_of(place.chief)
    form = client.post(f"{LIST}/bulk/close", {"id": ids})
    assert "2 bản ghi đã chọn" in form.content.decode()
    told = client.post(f"{LIST}/bulk/close", {"id": ids, "go": "1"}).content.decode()
    assert "2 bản ghi chưa làm được" in told
    assert "Một" in told
    nothing = client.post(f"{LIST}/bulk/close", {})
    assert nothing["Location"] == LIST


def test_what_fits_leaves_as_a_table(place: Office) -> None:
    dossier(place.chief, "Quy hoạch cán bộ")
    dossier(place.chief, "Tinh giản biên chế")
    answer = client_of(place.chief).get(f"{LIST}/export.xlsx?q=quy")
    sheet = load_workbook(BytesIO(download(answer))).active
    assert sheet is not None
    texts = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "Quy hoạch cán bộ" in texts
    assert "Tinh giản biên chế" not in texts
    assert "Tiêu đề: quy" in texts
    assert client_of(place.chief).get(f"{LIST}/export.doc").status_code == 404
