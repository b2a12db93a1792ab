"""Changed rights and handing over on screen: the banner, the confirmation, the minutes."""

from datetime import date

import pytest

from tests.faces.web.people import client_of
from tests.faces.web_admin.answers import body
from tests.factories.incoming import directed
from tests.factories.province import NOW, Office, actor_of, office, person, post, tenure
from vanthu.ground.access.models import RightsChange
from vanthu.ground.org.choices import Role
from vanthu.ground.people.actions import appoint, move_person
from vanthu.ground.people.models import Tenure
from vanthu.office.dossiers.actions import DossierFields, open_dossier

pytestmark = pytest.mark.django_db
BANNER = "chờ bạn xác nhận"


@pytest.fixture
def place() -> Office:
    return office()


def appointed(place: Office) -> RightsChange:
    free = post(place.agency, Role.SPECIALIST, "Chuyên viên", unit=place.department)
    who = person("Lê Thị Mới")
    appoint(place.sysadmin, person_id=who.pk, post_id=free.pk, from_day=NOW.date(), basis="QĐ 5")
    return RightsChange.objects.latest("pk")


def test_the_banner_stays_until_a_leader_has_confirmed(place: Office) -> None:
    row = appointed(place)
    leader, specialist = client_of(place.leader), client_of(place.specialist)
    assert BANNER in leader.get("/dashboard").content.decode()
    assert BANNER not in specialist.get("/dashboard").content.decode()
    page = leader.get("/rights").content.decode()
    assert "Lê Thị Mới" in page
    answer = leader.post("/rights/confirm", {"id": [row.pk]})
    assert answer.status_code == 302
    assert BANNER not in leader.get("/dashboard").content.decode()
    assert place.leader.name in client_of(place.inspector).get("/rights").content.decode()


def test_who_may_see_and_confirm(place: Office) -> None:
    row = appointed(place)
    assert client_of(place.specialist).get("/rights").status_code == 403
    assert client_of(place.sysadmin).get("/rights").status_code == 200
    for actor in (place.sysadmin, place.inspector, place.specialist):
        assert client_of(actor).post("/rights/confirm", {"id": [row.pk]}).status_code == 403


def test_one_may_confirm_nothing(place: Office) -> None:
    assert client_of(place.leader).post("/rights/confirm", {}).status_code == 302


def test_a_mover_hands_over_what_the_successor_finds(place: Office) -> None:
    directed(place)
    leaving = place.specialist
    open_dossier(leaving, fields=DossierFields(title="Hồ sơ quy hoạch", maintenance="10 năm"))
    page = client_of(leaving).get("/account/hand-over").content.decode()
    assert "Hồ sơ quy hoạch" in page
    assert "Chưa bổ nhiệm người kế nhiệm" in page
    other = post(place.agency, Role.SPECIALIST, "Chuyên viên khác")
    successor = person("Phạm Văn Sau")
    move_person(
        place.sysadmin,
        tenure_id=leaving.tenure_id or 0,
        to_post_id=other.pk,
        on=date(2026, 12, 1),
        basis="QĐ 9/QĐ-UBND",
        successor_id=successor.pk,
    )
    page = client_of(leaving).get("/account/hand-over").content.decode()
    assert "Phạm Văn Sau" in page
    assert "01/12/2026" in page
    for form in ("xlsx", "docx"):
        assert len(body(client_of(leaving).get(f"/account/hand-over.{form}"))) > 1000


def test_the_successor_reads_from_whom_it_came(place: Office) -> None:
    held = post(place.agency, Role.SPECIALIST, "Chuyên viên")
    before = tenure(held, person("Trần Văn Trước"))
    Tenure.objects.filter(pk=before.pk).update(valid_to=date(2026, 11, 1))
    now = tenure(held, person("Trần Thị Sau"), start=date(2026, 11, 1))
    page = client_of(actor_of(now)).get("/account/hand-over").content.decode()
    assert "Trần Văn Trước" in page
    assert "Không có việc hay hồ sơ đang mở" in page


def test_dashboards_of_who_runs_and_who_watches(place: Office) -> None:
    appointed(place)
    page = client_of(place.sysadmin).get("/dashboard").content.decode()
    for words in ("Thay đổi quyền chờ xác nhận", "Chưa bật xác thực bước hai", "Lịch nghỉ lễ"):
        assert words in page
    page = client_of(place.inspector).get("/dashboard").content.decode()
    assert "Việc khác thường trong 30 ngày" in page
    assert "/journal?name=appointed" in page
    assert "Cần quản trị hệ thống xem" not in page
