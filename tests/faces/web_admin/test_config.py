"""Configuration on screen: every change from a day on, by who may, told in the journal."""

import re
from datetime import date
from typing import Any

import pytest

from tests.faces.web.people import client_of
from tests.factories.incoming import presented
from tests.factories.province import Office, agency, office, person, post
from vanthu.ground.journal.models import Entry
from vanthu.ground.org.choices import AgencyKind, Level, Role
from vanthu.ground.org.models import (
    Agency,
    AgencyCode,
    AgencyVersion,
    CalendarDay,
    Lineage,
    Post,
    UnitVersion,
)
from vanthu.ground.people.models import Account, Person, Tenure
from vanthu.office.documents.models import RecipientGroup
from vanthu.office.handling.models import DeadlineRule, Parameter

pytestmark = pytest.mark.django_db
DAY = "01/12/2026"


@pytest.fixture
def place() -> Office:
    return office("Ủy ban nhân dân phường Long Châu")


@pytest.fixture
def centre() -> Office:
    return office("Sở Khoa học và Công nghệ", "SKHCN", level=Level.PROVINCE)


def told(name: str) -> bool:
    return Entry.objects.filter(name=name).exists()


def test_the_hub_opens_what_is_ones_own_and_explains_the_rest(place: Office) -> None:
    page = client_of(place.sysadmin).get("/config").content.decode()
    assert "Tổ chức" in page
    assert "không có quyền “Quản lý sổ đăng ký”" in page
    clerk = client_of(place.clerk).get("/config").content.decode()
    assert "không có quyền “Cấu hình hệ thống”" in clerk
    assert clerk.count("Việc của người khác") == 1
    assert 'href="/config/groups"' in clerk
    assert 'href="/config/organisation"' not in clerk


def test_a_unit_is_made_renamed_and_ended(place: Office) -> None:
    client = client_of(place.sysadmin)
    sent = {"name": "Phòng Văn hóa", "abbreviation": "VHXH", "order": "3", "from_day": DAY}
    missing = client.post("/config/organisation/units/new", {**sent, "name": ""})
    assert missing.status_code == 422
    assert client.post("/config/organisation/units/new", sent).status_code == 302
    unit = UnitVersion.objects.get(name="Phòng Văn hóa").unit_id
    address = f"/config/organisation/units/{unit}"
    assert "Phòng Văn hóa" in client.get(f"{address}/rename").content.decode()
    renamed = {**sent, "name": "Phòng Văn hóa - Xã hội", "from_day": "15/12/2026"}
    assert client.post(f"{address}/rename", {**renamed, "from_day": DAY}).status_code == 422
    assert client.post(f"{address}/rename", renamed).status_code == 302
    assert UnitVersion.objects.filter(unit=unit).count() == 2
    assert client.post(f"{address}/close", {"on": "31/12/2026"}).status_code == 302
    assert told("unit-closed")
    assert client.get(f"{address}/rename").status_code == 404


def test_the_organisation_is_shown_as_it_was_on_a_day(place: Office) -> None:
    client = client_of(place.sysadmin)
    unit = place.department.pk
    sent = {"name": "Phòng Kinh tế mới", "abbreviation": "KTM", "from_day": "01/11/2026"}
    client.post(f"/config/organisation/units/{unit}/rename", sent)
    now = client.get("/config/organisation").content.decode()
    before = client.get("/config/organisation", {"on": "01/10/2026"}).content.decode()
    assert "Phòng Kinh tế mới" in now
    assert "Phòng Kinh tế mới" not in before
    assert place.specialist.name in now


def test_a_post_is_made_and_ended_when_nobody_holds_it(place: Office) -> None:
    client = client_of(place.sysadmin)
    sent = {"title": "Kế toán", "role": "specialist", "rank": "2", "from_day": "01/11/2026"}
    made = client.post("/config/organisation/posts/new", {**sent, "unit_id": place.department.pk})
    assert made.status_code == 302
    row = Post.objects.get(title="Kế toán")
    assert (row.unit_id, row.role) == (place.department.pk, Role.SPECIALIST)
    held = f"/config/organisation/posts/{place.specialist.post_id}/close"
    refused = client.post(held, {"on": DAY})
    assert refused.status_code == 422
    assert "đang có người giữ" in refused.content.decode()
    assert client.get(held).status_code == 200
    ended = client.post(f"/config/organisation/posts/{row.pk}/close", {"on": DAY})
    assert ended.status_code == 302


def test_an_agency_gets_another_name_and_code(place: Office) -> None:
    client = client_of(place.sysadmin)
    page = f"/config/organisation/agencies/{place.id}"
    sent = {
        "name": "Ủy ban nhân dân phường Thanh Đức",
        "abbreviation": "UBND",
        "place": "Thanh Đức",
        "from_day": DAY,
        "basis": "Nghị quyết số 12/NQ-HĐND",
    }
    assert client.get(f"{page}/rename").status_code == 200
    assert client.post(f"{page}/rename", sent).status_code == 302
    assert AgencyVersion.objects.filter(agency=place.agency).count() == 2
    code = {"scheme": "qd-20", "code": "sai mã", "from_day": DAY}
    wrong = client.post(f"{page}/code", code)
    assert wrong.status_code == 422
    assert "Mã sai mã không đúng mẫu" in wrong.content.decode()
    assert client.post(f"{page}/code", {**code, "code": "H61.777"}).status_code == 302
    assert AgencyCode.objects.filter(agency=place.agency).count() == 2


def test_the_centre_of_the_province_makes_and_merges_agencies(
    place: Office, centre: Office
) -> None:
    client = client_of(centre.sysadmin)
    found = client.get("/config/organisation", {"q": "long chau"}).content.decode()
    assert f"?agency={place.id}" in found
    assert (
        place.clerk.name in client.get(f"/config/organisation?agency={place.id}").content.decode()
    )
    sent = {
        **{"name": "Ủy ban nhân dân phường Mới", "abbreviation": "UBND", "place": "Vĩnh Long"},
        **{"system": "state", "level": "commune", "kind": "ubnd", "code": "H61.909"},
        "from_day": DAY,
    }
    assert client.post("/config/organisation/agencies/new", sent).status_code == 302
    new = Agency.objects.latest("pk")
    old = agency("Ủy ban nhân dân phường Cũ")
    merging = f"/config/organisation/agencies/{new.pk}/merge"
    act = {"predecessor_ids": f"#{old.pk}", "on": "01/01/2027", "basis": "Nghị quyết số 1/NQ"}
    assert client.post(merging, {**act, "predecessor_ids": "abc"}).status_code == 422
    assert client.post(merging, act).status_code == 302
    assert Lineage.objects.get(predecessor=old).successor_id == new.pk
    page = client.get(f"/config/organisation?agency={new.pk}&on=02/01/2027").content.decode()
    assert "Nghị quyết số 1/NQ" in page


def test_the_centre_divides_an_agency_and_its_past_stays(place: Office, centre: Office) -> None:
    client = client_of(centre.sysadmin)
    old, one, two = agency("Phường Chia"), agency("Phường Một"), agency("Phường Hai")
    page = f"/config/organisation/agencies/{old.pk}/split"
    assert "Phường Chia" in client.get(page).content.decode()
    act = {"successor_ids": f"#{one.pk}, #{two.pk}", "on": "01/01/2027", "basis": "Nghị quyết số 2"}
    for wrong in ({"successor_ids": f"#{one.pk}"}, {"successor_ids": "x"}, {"basis": ""}):
        assert client.post(page, {**act, **wrong}).status_code == 422
    assert client.post(page, act).status_code == 302
    rows = Lineage.objects.filter(predecessor=old)
    assert {row.successor_id for row in rows} == {one.pk, two.pk}
    assert all(row.part_only for row in rows)
    for day, there in (("31/12/2026", True), ("02/01/2027", False)):
        found = client.get(f"/config/organisation?agency={old.pk}&on={day}")
        assert ("Phường Chia" in found.content.decode()) or not there
    heir = client.get(f"/config/organisation?agency={one.pk}&on=02/01/2027").content.decode()
    assert "Phường Chia" in heir
    assert "Nghị quyết số 2" in heir
    assert client.post(page, act).status_code in (409, 422)


def test_a_commune_changes_no_other_agency(place: Office, centre: Office) -> None:
    client = client_of(place.sysadmin)
    for address in (
        f"/config/organisation?agency={centre.id}",
        f"/config/organisation/agencies/{centre.id}/rename",
        f"/config/organisation/agencies/{place.id}/merge",
        f"/config/organisation/agencies/{place.id}/split",
        "/config/organisation/agencies/new",
        f"/config/organisation/units/{centre.department.pk}/rename",
        f"/config/organisation/posts/{centre.clerk.post_id}/close",
        f"/config/people/{centre.clerk.person_id}",
        "/config/holidays/new",
    ):
        answer = client.get(address)
        assert answer.status_code == 403, address
        assert "cấp tỉnh" in answer.content.decode(), address


def test_a_person_is_entered_appointed_and_given_an_account(place: Office) -> None:
    client = client_of(place.sysadmin)
    assert client.post("/config/people/new", {"full_name": ""}).status_code == 422
    sent = {"full_name": "Kim Thị Sa Rươn", "email": "ruon@vinhlong.gov.vn", "phone": ""}
    assert client.post("/config/people/new", sent).status_code == 302
    new = Person.objects.get(full_name="Kim Thị Sa Rươn")
    assert "Kim Thị Sa Rươn" in client.get("/config/people?without=1").content.decode()
    vacant = post(place.agency, Role.SPECIALIST, "Chuyên viên mới", unit=place.department)
    appointing = f"/config/people/{new.pk}/appoint"
    assert "Chuyên viên mới" in client.get(appointing).content.decode()
    act = {"post_id": vacant.pk, "from_day": DAY, "basis": "Quyết định số 9/QĐ-UBND"}
    assert client.post(appointing, {**act, "basis": ""}).status_code == 422
    assert client.post(appointing, act).status_code == 302
    opening = f"/config/people/{new.pk}/account"
    assert "kim.thi.sa.ruon" in client.get(opening).content.decode()
    shown = client.post(opening, {"username": "kim.thi.sa.ruon"})
    assert shown.status_code == 200
    assert re.search(r'<code class="secret">\w{5}-\w{5}-\w{5}</code>', shown.content.decode())
    page = client.get(f"/config/people/{new.pk}").content.decode()
    assert "Quyết định số 9/QĐ-UBND" in page
    assert "Phải đổi mật khẩu" in page


def test_a_person_moves_and_leaves_and_the_post_keeps_its_work(place: Office) -> None:
    presented(place)
    client = client_of(place.sysadmin)
    vacant = post(place.agency, Role.SPECIALIST, "Chuyên viên khác", unit=place.headquarters)
    moving = f"/config/tenures/{place.specialist.tenure_id}/move"
    assert client.get(moving).status_code == 200
    act = {"post_id": vacant.pk, "on": DAY, "basis": "Quyết định số 10"}
    assert client.post(moving, act).status_code == 302
    assert Tenure.objects.get(post=vacant).person_id == place.specialist.person_id
    leaving = f"/config/tenures/{place.colleague.tenure_id}/end"
    assert client.post(leaving, {"on": "01/01/2020", "basis": "x"}).status_code == 422
    assert client.post(leaving, {"on": DAY, "basis": "Nghỉ hưu"}).status_code == 302
    ended = Tenure.objects.get(pk=place.colleague.tenure_id or 0)
    assert ended.valid_to == date(2026, 12, 1)


def test_an_account_is_reset_closed_and_opened_again(place: Office) -> None:
    client = client_of(place.sysadmin)
    number = place.clerk.account_id
    shown = client.post(f"/config/accounts/{number}/password")
    assert 'class="secret"' in shown.content.decode()
    assert client.post(f"/config/accounts/{number}/unlock").status_code == 302
    assert client.post(f"/config/accounts/{number}/close", {"reason": ""}).status_code == 422
    assert client.post(f"/config/accounts/{number}/close", {"reason": "Mất máy"}).status_code == 302
    assert Account.objects.get(pk=number or 0).closed_at is not None
    assert "Đã khóa" in client.get(f"/config/people/{place.clerk.person_id}").content.decode()
    again = client.post(f"/config/accounts/{number}/reopen", {"reason": "Đã tìm thấy"})
    assert again.status_code == 302
    factors = client.post(f"/config/accounts/{number}/factors", {"reason": "Mất điện thoại"})
    assert factors.status_code == 302
    assert told("second-factor-reset")
    assert client.get(f"/config/accounts/{number}/nothing").status_code == 404


def test_people_are_found_without_marks_and_paged_by_name(place: Office) -> None:
    holder = person("Đỗ Thị Huệ")
    Tenure.objects.create(
        post=post(place.agency, Role.SPECIALIST, "Chuyên viên 9"),
        person=holder,
        valid_from=date(2025, 7, 1),
    )
    client = client_of(place.sysadmin)
    page = client.get("/config/people", {"q": "do thi hue"}).content.decode()
    assert f"/config/people/{holder.pk}" in page
    assert place.clerk.name not in page
    assert "Không có ai ở đây" in client.get("/config/people?q=khongai").content.decode()
    for number in range(50):
        Tenure.objects.create(
            post=post(place.agency, Role.SPECIALIST, f"Vị trí {number}"),
            person=Person.objects.create(full_name=f"An {number:02}", name_key=f"an {number:02}"),
            valid_from=date(2025, 7, 1),
        )
    first = client.get("/config/people").content.decode()
    after = first.split("after=")[1].split('"')[0]
    assert "An 00" in first
    second = client.get(f"/config/people?after={after}").content.decode()
    assert "An 00" not in second
    assert "Đỗ Thị Huệ" in first + second


def test_a_group_of_recipients_is_made_changed_and_dropped(place: Office) -> None:
    sort: Any = {"kind": AgencyKind.DEPARTMENT, "level": Level.PROVINCE}
    one, other = agency("Sở Y tế", **sort), agency("Sở Tài chính", **sort)
    client = client_of(place.clerk)
    assert "Chưa có nhóm nào" in client.get("/config/groups").content.decode()
    assert client.post("/config/groups/new", {"name": "Các sở"}).status_code == 422
    form = client.get("/config/groups/new").content.decode()
    assert "Sở, cơ quan chuyên môn, cấp tỉnh (2)" in form
    assert form.index("Sở Tài chính") < form.index("Sở Y tế")
    sent = {"name": "Các sở", "members": [one.pk, other.pk]}
    assert client.post("/config/groups/new", sent).status_code == 302
    row = RecipientGroup.objects.get()
    assert "Sở Tài chính; Sở Y tế" in client.get("/config/groups").content.decode()
    assert client.post("/config/groups/new", sent).status_code == 422
    changed = {"name": "Các sở, ngành", "members": [one.pk]}
    assert client.post(f"/config/groups/{row.pk}", changed).status_code == 302
    assert list(row.members.all()) == [one]
    assert client_of(office().clerk).get(f"/config/groups/{row.pk}").status_code == 404
    assert client.post(f"/config/groups/{row.pk}/drop").status_code == 302
    assert not RecipientGroup.objects.exists()
    assert told("recipient-group-dropped")


def test_terms_holidays_and_parameters_are_set_from_a_day_on(place: Office, centre: Office) -> None:
    client = client_of(place.sysadmin)
    assert "Chưa đặt thời hạn nào" in client.get("/config/deadlines").content.decode()
    sent = {
        **{"type_code": "", "urgency": "every", "working_days": "10", "valid_from": DAY},
        "source": "Quy chế làm việc",
    }
    past = client.post("/config/deadlines/new", {**sent, "valid_from": "01/01/2020"})
    assert past.status_code == 422
    assert client.post("/config/deadlines/new", sent).status_code == 302
    rule = DeadlineRule.objects.get()
    ending = f"/config/deadlines/{rule.pk}/end"
    assert client.post(ending, {"valid_to": "31/12/2026"}).status_code == 302
    assert client.get(ending).status_code == 404
    setting = "/config/parameters/near_due_days"
    assert client.get(setting).status_code == 200
    value = {"value": "5", "valid_from": DAY, "source": "Quy chế"}
    assert client.post(setting, {**value, "value": "1000"}).status_code == 422
    assert client.post(setting, value).status_code == 302
    assert Parameter.objects.get().value == 5
    assert client.get("/config/parameters/nothing").status_code == 404
    holiday = {"day": "01/01/2027", "kind": "holiday", "name": "Tết Dương lịch", "source": "TB"}
    admin = client_of(centre.sysadmin)
    assert admin.post("/config/holidays/new", holiday).status_code == 302
    assert "Tết Dương lịch" in client.get("/config/holidays?year=2027").content.decode()
    assert admin.post("/config/holidays/remove", {"day": "01/01/2027"}).status_code == 302
    assert not CalendarDay.objects.exists()
    assert admin.post("/config/holidays/remove", {"day": "x"}).status_code == 404


def test_who_may_what_and_why(place: Office) -> None:
    document = presented(place)
    client = client_of(place.leader)
    page = client.get("/access", {"document": document.pk}).content.decode()
    assert "vì chức vụ mang vai trò “Lãnh đạo cơ quan”" in page
    assert "Được trình văn bản" in page
    other = client_of(place.colleague).get("/access", {"document": document.pk})
    assert "chưa được trình, phân công" in other.content.decode()
    admin = client_of(place.sysadmin).get("/access", {"document": document.pk})
    assert "không có quyền xem nội dung" in admin.content.decode()


PAGES = (
    *("/config/organisation", "/config/organisation/units/new", "/config/organisation/posts/new"),
    *("/config/people/new", "/config/deadlines", "/config/deadlines/new", "/config/holidays"),
    "/config/parameters",
)


@pytest.mark.parametrize("who", ["leader", "chief", "head", "specialist", "archivist", "inspector"])
def test_who_does_not_administer_is_told_whose_it_is(place: Office, who: str) -> None:
    client = client_of(place.staff[who])
    for address in (*PAGES, "/config", "/config/people", "/config/imports", "/config/groups"):
        answer = client.get(address)
        assert answer.status_code == 403, address
        assert "Quyền này thuộc về" in answer.content.decode(), address
    assert client.get("/access").status_code == 200


def test_the_clerk_keeps_registers_and_groups_alone(place: Office) -> None:
    client = client_of(place.clerk)
    for address in PAGES:
        assert client.get(address).status_code == 403, address
    for address in ("/config", "/config/groups", "/config/types", "/config/imports"):
        assert client.get(address).status_code == 200, address


@pytest.mark.usefixtures("centre")
def test_a_page_costs_these_queries(place: Office, django_assert_num_queries: Any) -> None:
    """Who holds no keys has neither boxes nor notices: the session alone."""
    client = client_of(place.sysadmin)
    # Whether the agency is the province's; its name; versions, codes, where it came from and what
    # became of it; units, posts, holders.
    with django_assert_num_queries(1 + 1 + 1 + 4 + 3):
        client.get("/config/organisation")
    # The agency's name; the people with their accounts, and their posts.
    with django_assert_num_queries(1 + 1 + 2):
        client.get("/config/people")
