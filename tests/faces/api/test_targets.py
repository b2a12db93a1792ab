"""Targets by the API: the board, and figures entered for a period."""

import pytest

from tests.factories.cadres import Bureau, bureau
from tests.factories.calling import Caller
from tests.factories.targets import adopted, an_indicator, given, own_indicator, read
from vanthu.cadres.targets.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Bureau:
    return bureau()


def test_the_board_as_numbers(place: Bureau) -> None:
    whole = adopted(place)
    read(place, own_indicator(place, whole), 10, 20)
    asked = {"resolution_id": whole.pk, "as_of": "2023-06-30"}
    answer = Caller(place.auditor).get("/targets/board", **asked)
    assert answer.status == 200
    row = answer.body[0]
    assert (row["reached"], row["share"], row["pace"], row["light"]) == (
        "30",
        "30.0",
        "60.0",
        "red",
    )
    assert (
        Caller(place.auditor).get("/targets/board", **{**asked, "resolution_id": 999}).status == 404
    )


def test_figures_are_entered(place: Bureau) -> None:
    whole = adopted(place)
    kind = an_indicator(place, whole)
    given(place, kind, {place.commune: 100})
    sent = {
        "resolution_id": whole.pk,
        "agency_id": place.commune.pk,
        "span": "half",
        "year": 2023,
        "entries": [{"indicator_id": kind.pk, "numerator": "12.5"}],
    }
    assert Caller(place.confirmer).post("/targets/entries", sent).status == 403
    assert Caller(place.enterer).post("/targets/entries", sent).status == 200
    assert str(Entry.objects.get().numerator) == "12.5000"
    assert Caller(place.enterer).post("/targets/entries", {**sent, "index": 3}).status == 422
