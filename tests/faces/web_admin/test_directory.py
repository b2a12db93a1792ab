"""The directory of agencies elsewhere on screen, in the picker and by the API (Q-142)."""

import io
from collections.abc import Iterator
from datetime import date, timedelta

import openpyxl
import pytest
from django.http import QueryDict

from tests.faces.web.people import client_of
from tests.faces.web_admin.answers import body
from tests.factories import drafts
from tests.factories.calling import Caller
from tests.factories.lists import LINK, listed, offered, sync, synced
from tests.factories.province import NOW, Office, office
from vanthu.faces.acts import catalogue, forms
from vanthu.faces.jobs import tasks, worker
from vanthu.faces.web.recipients import picker, spread
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.models import Job
from vanthu.ground.org.actions import know_agency
from vanthu.ground.org.choices import Level
from vanthu.office.documents.actions import NewRecipient
from vanthu.office.interchange import queries, ways
from vanthu.office.interchange.models import DirectorySync

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
assert tasks.MODULES
PAGE = "/config/exchange/directory"


@pytest.fixture(autouse=True)
def _no_ways_left() -> Iterator[None]:
    yield
    ways.offer([])


@pytest.fixture
def centre() -> Office:
    return office("Văn phòng UBND tỉnh", "VP", level=Level.PROVINCE)


def page_of(place: Office, query: str = "") -> str:
    answer = client_of(place.sysadmin).get(PAGE + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_link_the_page_says_what_to_do(centre: Office) -> None:
    assert "exchange.toml" in page_of(centre)


def test_the_administrator_takes_a_list_over_and_sees_what_changed(centre: Office) -> None:
    directory = offered(listed("H01.02", "Sở Nội vụ An Giang"), listed("H01.03", "Sở Y tế"))
    assert "Chưa đồng bộ lần nào" in page_of(centre)
    client = client_of(centre.sysadmin)
    assert client.post(f"{PAGE}/{LINK}/sync").status_code == 302
    assert "đang tải danh sách" in page_of(centre)
    assert client.post(f"{PAGE}/{LINK}/sync").status_code == 409
    worker.run_all(lambda: NOW)
    assert "Mới: 2" in page_of(centre)
    directory.rows[1] = listed("H01.03", "Sở Y tế An Giang")
    sync(NOW + timedelta(days=1))
    changed = page_of(centre, "?shown=last-renamed")
    assert "trước đó: Sở Y tế" in changed
    assert "H01.02" not in changed


def test_a_shorter_list_is_taken_when_the_administrator_says_so(centre: Office) -> None:
    directory = offered(*[listed(f"H01.{n}") for n in range(4)])
    sync()
    directory.rows = directory.rows[:1]
    sync()
    assert "Nhận danh sách ngắn hơn" in page_of(centre)
    client_of(centre.sysadmin).post(f"{PAGE}/{LINK}/sync", {"shorter": "1"})
    worker.run_all(lambda: NOW)
    assert DirectorySync.objects.latest("pk").closed == 3
    assert "Nhận danh sách ngắn hơn" not in page_of(centre)
    closed = page_of(centre, "?shown=closed&text=h01+3")
    assert "không rõ nơi kế thừa" in closed


def test_who_may(centre: Office) -> None:
    commune = office()
    offered(listed("H01"))
    assert client_of(centre.clerk).get(PAGE).status_code == 403
    assert client_of(commune.sysadmin).get(PAGE).status_code == 200
    assert client_of(commune.sysadmin).post(f"{PAGE}/{LINK}/sync").status_code == 403
    assert client_of(centre.sysadmin).post(f"{PAGE}/other/sync").status_code == 404
    assert Job.objects.filter(task=queries.SYNC).count() == 0


def test_the_list_is_written_out_as_it_is_filtered(centre: Office) -> None:
    synced(
        listed("H01", "Sở Nội vụ", mail="a@x.invalid"),
        listed("H07", "Sở cũ", "H01", closed_on=date(2025, 7, 1)),
    )
    answer = client_of(centre.sysadmin).get(f"{PAGE}/export.xlsx?shown=closed")
    sheet = openpyxl.load_workbook(io.BytesIO(body(answer))).active
    assert sheet is not None
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "H07" in cells
    assert "Mã cũ, nay là H01" in cells
    assert "Sở Nội vụ" not in cells


def test_pages_follow_each_other_by_key(centre: Office) -> None:
    synced(*[listed(f"H01.{n:03}") for n in range(120)])
    first = page_of(centre)
    assert "Xem tiếp" in first
    last = queries.listed()[49].pk
    assert f"after={last}" in first
    second = page_of(centre, f"?after={last}")
    assert "H01.049" not in second
    assert "H01.050" in second


def test_the_picker_finds_and_keeps_what_is_ticked() -> None:
    place = office(code="H61.5")
    synced(listed("H01.02", "Sở Nội vụ An Giang"), listed("H07", "Sở Nội vụ cũ", "H01.02"))
    sent = {"to_search": "noi vu", "to_linked": "H05|Sở Tư pháp", "purpose:H05": "know"}
    answer = client_of(place.specialist).post("/recipients/found", sent)
    page = answer.content.decode()
    assert 'value="H05|Sở Tư pháp" checked' in page
    assert 'value="H01.02|Sở Nội vụ An Giang"' in page
    assert "gửi qua Trục truc" in page
    assert 'value="H07' not in page
    cu = client_of(place.specialist).post("/recipients/found", {"to_search": "noi vu cu"})
    assert "thay cho Sở Nội vụ cũ (H07) đã đóng" in cu.content.decode()
    assert client_of(place.inspector).post("/recipients/found", sent).status_code == 403


def test_what_is_ticked_and_typed_becomes_recipients_with_codes() -> None:
    place = office()
    document = drafts.draft(place, recipients=[NewRecipient(code="H01.02", name="Sở Nội vụ")])
    form = QueryDict(mutable=True)
    form.setlist("to_linked", ["H01.02|Sở Nội vụ", "H05|Sở Tư pháp"])
    form["purpose:H05"] = "know"
    form["to_others"] = "Bộ Nội vụ [G09] (để báo cáo)\nHội Luật gia [cơ sở 2]"
    spread(form)
    act = catalogue.find("set-recipients")
    catalogue.perform(place.specialist, document.pk, act.name, forms.posted(act, form))
    rows = document.recipients.order_by("order").values_list("code", "name", "purpose")
    assert list(rows) == [
        ("H01.02", "Sở Nội vụ", "execute"),
        ("H05", "Sở Tư pháp", "know"),
        ("G09", "Bộ Nội vụ", "report"),
        ("", "Hội Luật gia [cơ sở 2]", "execute"),
    ]
    began = catalogue.form(place.specialist, document.pk, "set-recipients").initial["recipients"]
    shown = picker(place.id, place.clerk.today, began)
    assert [each["code"] for each in shown["linked"]] == ["H01.02", "H05", "G09"]
    assert shown["others"] == "Hội Luật gia [cơ sở 2]"


def test_an_agency_that_the_directory_closed_is_not_offered_any_more() -> None:
    place = office()
    offered(listed("H07", "Sở cũ"), listed("H01"))
    known = know_agency(Actor.system(NOW), code="H07", name="Sở cũ")
    sync()
    assert known.pk in {each["id"] for each in picker(place.id, NOW.date(), ())["agencies"]}
    synced(listed("H07", "Sở cũ", "H01"), listed("H01"), accept_shorter=True)
    assert known.pk not in {each["id"] for each in picker(place.id, NOW.date(), ())["agencies"]}


def test_the_api_finds_the_same() -> None:
    place = office(code="H61.6")
    synced(listed("H01.02", "Sở Nội vụ An Giang"), listed("H07", "Sở Nội vụ cũ", "H01.02"))
    address = "/organisation/agencies/elsewhere"
    found = Caller(place.specialist).get(address, text="noi vu cu").body
    assert [(each["code"], each["instead"], each["link"]) for each in found] == [
        ("H01.02", "H07", LINK)
    ]
    assert Caller(place.inspector).get(address, text="noi").status == 403


def test_a_program_has_a_directory_taken_over_and_asks_how_far_it_is(centre: Office) -> None:
    directory = offered(*[listed(f"H01.{n}") for n in range(4)])
    api, root = Caller(centre.sysadmin), "/exchange/directories"
    (state,) = api.get(root).body
    assert (state["link"], state["running"], state["last"]) == (LINK, False, None)
    assert api.post(f"{root}/{LINK}/sync", {}).status == 200
    (state,) = api.get(root).body
    assert (state["running"], state["progress"], state["total"]) == (True, 0, 0)
    again = api.post(f"{root}/{LINK}/sync", {})
    assert (again.status, again.body["code"]) == (409, "sync-running")
    worker.run_all(lambda: NOW)
    (state,) = api.get(root).body
    assert (state["running"], state["good"]["new"]) == (False, 4)
    assert state["good"]["asked_by_name"] == centre.sysadmin.name
    directory.rows = directory.rows[:1]
    sync()
    (state,) = api.get(root).body
    assert (state["last"]["state"], state["good"]["new"]) == ("refused", 4)
    api.post(f"{root}/{LINK}/sync", {"accept_shorter": True})
    worker.run_all(lambda: NOW)
    (state,) = api.get(root).body
    assert state["good"]["closed"] == 3
    assert api.post(f"{root}/khac/sync", {}).status == 404
    assert Caller(office().sysadmin).post(f"{root}/{LINK}/sync", {}).status == 403
    assert Caller(centre.clerk).get(root).status == 403
