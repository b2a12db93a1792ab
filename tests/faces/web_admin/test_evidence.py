"""Figures and the rulebook on screen: counted, frozen, proved, and kept by who keeps rules."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests.faces.web.people import client_of
from tests.faces.web_admin.answers import body as download
from tests.factories.cadres import Bureau, bureau, somebody
from tests.factories.figures import declared, people
from tests.factories.province import actor_of, post, tenure
from vanthu.cadres.personnel.choices import Sex
from vanthu.ground.base.known import withdraw
from vanthu.ground.figures.models import FigureRun
from vanthu.ground.journal.models import Entry
from vanthu.ground.org.choices import Role
from vanthu.ground.rulebook import queries as rulebook
from vanthu.ground.rulebook.models import LocalRule

pytestmark = pytest.mark.django_db
AT = "/figures/of/trial.people"
DAYS = {"first": "01/07/2026", "last": "31/12/2026"}


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    with declared():
        yield


@pytest.fixture
def place() -> Bureau:
    return bureau()


def body(answer: Any) -> str:
    """The page as text."""
    assert answer.status_code == 200, answer.content.decode()
    return str(answer.content.decode())


def frozen(place: Bureau) -> FigureRun:
    answer = client_of(place.appraiser).post(AT, DAYS)
    assert answer.status_code == 302
    return FigureRun.objects.latest("pk")


def test_a_figure_is_counted_then_frozen_with_its_list(place: Bureau) -> None:
    people(place, 3)
    somebody(place.commune, number="TRIALF", sex=Sex.FEMALE)
    client = client_of(place.appraiser)
    assert "trial.people" in body(client.get("/figures"))
    assert "4 người" in body(client.get(AT, DAYS))
    assert "1 người" in body(client.get(AT, {**DAYS, "sex": "female"}))
    run = frozen(place)
    page = body(client.get(f"/figures/runs/{run.pk}"))
    assert run.evidence.digest in page
    assert page.count("Nguyễn Văn An") == 4


def test_a_run_is_held_against_the_records(place: Bureau) -> None:
    row, *_others = people(place, 2)
    run = frozen(place)
    client = client_of(place.auditor)
    assert "không có bản ghi nào thay đổi" in body(client.get(f"/figures/runs/{run.pk}?check=1"))
    withdraw(row, run.run_at + timedelta(minutes=1))
    with time_machine.travel(run.run_at + timedelta(minutes=5), tick=False):
        page = body(client.get(f"/figures/runs/{run.pk}?check=1"))
    assert "cho đúng giá trị" in page
    assert "Không còn được tính" in page


@pytest.mark.parametrize(
    ("field", "value"), [("first", "31/02/2026"), ("last", "01/01/2020"), ("agency", "Không có")]
)
def test_what_cannot_be_asked_is_told_beside_the_field(
    place: Bureau, field: str, value: str
) -> None:
    answer = client_of(place.appraiser).get(AT, {**DAYS, field: value})
    assert answer.status_code == 422
    assert client_of(place.appraiser).post(AT, {**DAYS, field: value}).status_code == 422
    assert not FigureRun.objects.exists()


def test_who_may_not_see_a_list_sees_no_run_of_it(place: Bureau) -> None:
    people(place, 1)
    run = frozen(place)
    head = client_of(actor_of(tenure(post(place.commune, Role.UNIT_HEAD, "Trưởng phòng"))))
    for address in (AT, f"/figures/runs/{run.pk}", f"/figures/runs/{run.pk}/list.xlsx"):
        assert head.get(address).status_code == 403, address
    clerk = client_of(actor_of(tenure(post(place.commune, Role.RECORDS_CLERK, "Văn thư"))))
    assert clerk.get("/figures").status_code == 403
    assert clerk.get("/rules").status_code == 403


def test_a_list_leaves_as_a_file_and_is_journalled(place: Bureau) -> None:
    people(place, 2)
    run = frozen(place)
    for form in ("xlsx", "docx"):
        answer = client_of(place.appraiser).get(f"/figures/runs/{run.pk}/list.{form}")
        assert len(download(answer)) > 1000
    assert Entry.objects.filter(name="table-exported").count() == 2
    assert client_of(place.appraiser).get(f"/figures/runs/{run.pk}/list.exe").status_code == 404
    assert client_of(place.appraiser).get("/figures/runs/99999999").status_code == 404


def test_every_pack_opens_on_every_day_it_was_in_force(place: Bureau) -> None:
    client = client_of(place.auditor)
    listing = body(client.get("/rules"))
    for pack in rulebook.all_packs():
        assert pack.title in listing
        page = body(client.get(f"/rules/{pack.code}"))
        assert pack.document in page
    assert client.get("/rules/nothing").status_code == 404


def test_the_province_fixes_a_parameter_with_its_basis(place: Bureau) -> None:
    pack = next((each for each in rulebook.all_packs() if each.parameters), None)
    if pack is None:
        pytest.skip("no pack has parameters")
    each = pack.parameters[0]
    at = f"/rules/{pack.code}/{each.key}"
    sent = {
        "value": each.value or "1",
        "valid_from": pack.valid_from.strftime("%d/%m/%Y"),
        "source": "Quy định số 15-QĐ/TU",
    }
    keeper = client_of(place.appraiser)
    assert keeper.post(at, {**sent, "source": ""}).status_code == 422
    assert keeper.post(at, sent).status_code == 302
    row = LocalRule.objects.get()
    assert "Quy định số 15-QĐ/TU" in body(keeper.get(f"/rules/{pack.code}"))
    assert client_of(place.auditor).post(at, sent).status_code == 403
    ends = {"valid_to": row.valid_from.replace(year=row.valid_from.year + 1).strftime("%d/%m/%Y")}
    assert keeper.post(f"/rules/own/{row.pk}/end", ends).status_code == 302
    assert Entry.objects.filter(name="rule-dropped").exists()
