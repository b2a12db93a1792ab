"""The books of personnel on screen: people, relatives, decisions, duties; who does what."""

from datetime import date

import pytest

from tests.faces.web.people import client_of, htmx
from tests.factories.cadres import Bureau, bureau, somebody
from tests.factories.province import office
from vanthu.cadres.personnel.models import Decision, Duty, Kinship, PersonFacts

pytestmark = pytest.mark.django_db
AT = "/cadres/personnel"


@pytest.fixture
def place() -> Bureau:
    return bureau()


def test_a_person_is_entered_corrected_and_kept_by_two_clocks(place: Bureau) -> None:
    client = client_of(place.enterer)
    sent = {
        "full_name": "Nguyễn Thị Bình",
        "agency_id": place.commune.pk,
        "born_on": "05/01/1980",
        "born_known": "day",
        "sex": "female",
    }
    wrong = client.post(f"{AT}/persons/new/add", {**sent, "born_on": "05/01/2030"})
    assert wrong.status_code == 422
    made = client.post(f"{AT}/persons/new/add", sent)
    page = client.get(made["Location"]).content.decode()
    assert "Nguyễn Thị Bình" in page
    assert "05/01/1980" in page
    form = client.get(f"{made['Location']}/correct").content.decode()
    assert 'value="05/01/1980"' in form
    PersonFacts.objects.update(known_from="2026-11-01T00:00:00Z")
    sent.pop("full_name")
    done = client.post(f"{made['Location']}/correct", {**sent, "born_on": "06/01/1980"})
    assert done["Location"] == made["Location"]
    page = client.get(done["Location"]).content.decode()
    assert "06/01/1980" in page
    assert "Lịch sử ghi nhận" in page
    assert PersonFacts.objects.count() == 2


def test_what_was_typed_stays_where_the_duty_does_not_reach(place: Bureau) -> None:
    client = client_of(place.enterer)
    sent = {
        "full_name": "Nguyễn Thị Bình",
        "agency_id": place.province.pk,
        "born_on": "05/01/1980",
        "born_known": "day",
        "sex": "female",
    }
    refused = client.post(f"{AT}/persons/new/add", sent)
    assert refused.status_code == 403
    page = refused.content.decode()
    assert "chưa được giao việc “Nhập" in page
    assert 'value="Nguyễn Thị Bình"' in page
    assert 'value="05/01/1980"' in page
    assert f'<option value="{place.province.pk}" selected>' in page
    assert "mục cần sửa" not in page
    made = client.post(f"{AT}/persons/new/add", {**sent, "agency_id": place.commune.pk})
    assert made.status_code == 302
    without = client_of(place.auditor).post(f"{AT}/persons/new/add", sent)
    assert without.status_code == 403
    assert "<form" not in without.content.decode().split("<main")[1].split("</main")[0]


def test_the_list_finds_people_within_reach(place: Bureau) -> None:
    seen = somebody(place.commune, name="Trần Thị Đẹp")
    hidden = somebody(place.province, name="Trần Văn Đẹp")
    page = client_of(place.enterer).get(f"{AT}/persons?q=dep%20tran").content.decode()
    assert "Trần Thị Đẹp" in page
    assert "Trần Văn Đẹp" not in page
    assert client_of(place.enterer).get(f"{AT}/persons/{seen.pk}").status_code == 200
    assert client_of(place.enterer).get(f"{AT}/persons/{hidden.pk}").status_code == 404
    everyone = client_of(place.auditor).get(f"{AT}/persons?sex=male").content.decode()
    assert "Thêm cán bộ" in everyone
    assert 'aria-disabled="true"' in everyone


def test_a_relative_is_named_and_one_of_many_is_chosen(place: Bureau) -> None:
    first = somebody(place.commune, name="Lê Văn Một")
    other = somebody(place.commune, name="Lê Thị Hai")
    somebody(place.province, name="Lê Thị Hai")
    client = client_of(place.enterer)
    sent = {"second": "le thi hai", "relation": "spouse", "declared_on": "01/11/2026"}
    asked = client.post(f"{AT}/persons/{first.pk}/declare-relative", sent)
    assert asked.status_code == 422
    assert f'<option value="{other.pk}"' in asked.content.decode()
    done = client.post(f"{AT}/persons/{first.pk}/declare-relative", {**sent, "second": other.pk})
    assert "Lê Thị Hai" in client.get(done["Location"]).content.decode()
    row = Kinship.objects.get()
    Kinship.objects.update(known_from="2026-11-01T00:00:00Z")
    gone = client.post(f"{AT}/relatives/{row.pk}/withdraw", {"reason": "Kê khai nhầm"})
    assert gone["Location"] == f"{AT}/relatives"
    assert "Chưa có quan hệ nào" in client.get(gone["Location"]).content.decode()


def test_persons_are_suggested_within_reach_by_what_tells_them_apart(place: Bureau) -> None:
    one = somebody(place.commune, name="Lê Thị Hòa", born_on=date(1978, 5, 2))
    same = somebody(place.commune, name="Lê Thị Hòa", born_on=date(1991, 5, 2))
    somebody(place.province, name="Lê Thị Hòa", born_on=date(1966, 5, 2))
    client = client_of(place.enterer)
    form = client.get(f"{AT}/persons/{one.pk}/declare-relative").content.decode()
    assert 'hx-get="/cadres/persons"' in form

    def suggested(text: str) -> str:
        answer = client.get("/cadres/persons", {"field": "second", "second": text}, headers=htmx())
        return answer.content.decode()

    found = suggested("hoa le")
    assert [f'data-value="Lê Thị Hòa (#{each.pk})"' in found for each in (one, same)] == [True] * 2
    assert "sinh 1978" in found
    assert f"(#{one.pk})" in suggested(f"Lê Thị Hòa (#{one.pk}")
    assert "1966" not in found
    assert "02/05" not in found
    assert "<li" not in suggested("l")
    assert "Không có ai mang tên này" in suggested("lê văn")
    taken = {"second": f"Lê Thị Hòa (#{same.pk})", "relation": "sibling"}
    sent = {**taken, "declared_on": "01/11/2026"}
    assert client.post(f"{AT}/persons/{one.pk}/declare-relative", sent).status_code == 302
    assert Kinship.objects.get().second_id == same.pk
    everyone = client_of(place.auditor).get("/cadres/persons?q=le+hoa&field=q").content.decode()
    assert everyone.count("<li") == 3


def test_persons_are_suggested_to_nobody_without_a_duty(place: Bureau) -> None:
    Duty.objects.all().delete()
    address = "/cadres/persons?field=q&q=le"
    assert client_of(place.enterer).get(address).status_code == 403
    assert client_of(office().sysadmin).get(address).status_code == 403


def test_a_decision_is_one_paper(place: Bureau) -> None:
    client = client_of(place.decider)
    sent = {"reference": "15-QĐ/TU", "signed_on": "01/11/2026", "issuer": "Tỉnh ủy"}
    first = client.post(f"{AT}/decisions/new/record", sent)
    again = client.post(f"{AT}/decisions/new/record", sent)
    assert first["Location"] == again["Location"]
    assert Decision.objects.count() == 1
    assert "15-QĐ/TU" in client.get(f"{AT}/decisions").content.decode()


def test_who_sets_the_system_up_gives_duties(place: Bureau) -> None:
    here = office()
    client = client_of(here.sysadmin)
    assert client.get("/cadres").status_code == 200
    sent = {
        "post_id": here.head.post_id,
        "matter": "personnel",
        "kind": "enter",
        "scope": "own",
        "valid_from": "01/12/2026",
        "basis": "QĐ 1",
    }
    made = client.post(f"{AT}/duties/new/give", sent)
    assert "QĐ 1" in client.get(made["Location"]).content.decode()
    row = Duty.objects.get(post=here.head.post_id)
    ended = {"valid_to": "01/01/2027", "basis": "QĐ 2"}
    assert client.post(f"{AT}/duties/{row.pk}/end", ended).status_code == 302
    assert client.get(f"{AT}/persons").status_code == 403
    judged = client_of(place.enterer).get(f"{AT}/duties").content.decode()
    assert 'aria-disabled="true"' in judged
