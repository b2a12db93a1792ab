"""Figures and rules through the API: the list is enough to compute the hash."""

import hashlib
from collections.abc import Iterator

import pytest
import time_machine

from tests.factories.cadres import Bureau, bureau
from tests.factories.calling import Caller
from tests.factories.figures import declared, people
from tests.factories.province import NOW
from vanthu.ground.figures.models import FigureRun
from vanthu.ground.rulebook import queries as rulebook

pytestmark = pytest.mark.django_db
ASKED = {"first": "2026-07-01", "last": "2026-12-31"}
RUNS = "/figures/of/trial.people/runs"


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    with declared(), time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> Bureau:
    return bureau()


def test_anyone_with_the_members_can_compute_the_hash(place: Bureau) -> None:
    people(place, 3)
    caller = Caller(place.appraiser)
    made = caller.post(RUNS, ASKED).body
    assert (made["value"], made["unit"], made["records"]) == ("3", "person", 3)
    rows = caller.get(f"/figures/runs/{made['id']}/members").body["rows"]
    lines = "".join(f"{row['id']},{row['identity']},{row['amount']}\n" for row in rows)
    assert hashlib.sha256(lines.encode()).hexdigest() == made["digest"]
    standing = caller.get(f"/figures/runs/{made['id']}/standing").body
    assert standing == {"same": True, "stale": False, "added": [], "removed": [], "changed": []}


def test_days_filters_and_rights_are_checked(place: Bureau) -> None:
    caller = Caller(place.appraiser)
    assert caller.post(RUNS, {**ASKED, "last": "2026-06-01"}).status == 422
    assert caller.post(RUNS, {**ASKED, "filters": {"colour": "red"}}).status == 422
    assert caller.post("/figures/of/no.such/runs", ASKED).status == 404
    assert caller.get("/figures/runs/999999").status == 404
    assert not FigureRun.objects.exists()
    assert "trial.people" in {row["key"] for row in caller.get("/figures").body}


def test_the_rulebook_is_read_by_many_and_kept_by_few(place: Bureau) -> None:
    packs = Caller(place.auditor).get("/rules").body
    assert [pack["code"] for pack in packs] == [pack.code for pack in rulebook.all_packs()]
    assert Caller(place.auditor).get("/rules/nothing").status == 404
    pack = next(each for each in packs if each["parameters"])
    parameter = pack["parameters"][0]
    at = f"/rules/{pack['code']}/{parameter['key']}"
    sent = {
        "value": parameter["value"] or "1",
        "valid_from": pack["valid_from"],
        "source": "Quy định số 15-QĐ/TU",
    }
    assert Caller(place.auditor).post(at, sent).status == 403
    assert Caller(place.appraiser).post(at, sent).status == 200
    read = Caller(place.auditor).get(f"/rules/{pack['code']}?day={pack['valid_from']}").body
    assert read["parameters"][0]["local"]
