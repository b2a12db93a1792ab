"""The rulebook on screen: a parameter nobody has read is entered with its source, by its keeper."""

import pytest

from tests.faces.web.people import client_of
from tests.factories.cadres import Bureau, bureau
from vanthu.ground.rulebook.models import LocalRule

pytestmark = pytest.mark.django_db
PACK = "/rules/severance-nd178"
SENT = {"value": "5", "valid_from": "01/01/2025", "source": "Điều 7 Nghị định 178/2024/NĐ-CP"}


@pytest.fixture
def place() -> Bureau:
    return bureau()


def test_what_is_open_says_so(place: Bureau) -> None:
    page = client_of(place.appraiser).get(PACK).content.decode()
    assert "Chưa có giá trị" in page
    assert "Chưa kiểm chứng" in page


@pytest.mark.parametrize(
    ("chosen", "kept", "shown"),
    [
        ({}, "read", "Đã đối chiếu với nguyên văn"),
        ({"certainty": "secondary"}, "secondary", "Theo tài liệu thứ cấp"),
    ],
)
def test_its_keeper_enters_it_with_its_source_and_how_it_is_known(
    place: Bureau, chosen: dict[str, str], kept: str, shown: str
) -> None:
    client = client_of(place.appraiser)
    assert client.post(f"{PACK}/early_per_year", {**SENT, **chosen}).status_code == 302
    row = LocalRule.objects.get()
    assert (row.value, row.source, row.certainty) == ("5", SENT["source"], kept)
    page = client.get(f"{PACK}?day=01/03/2025").content.decode()
    assert "Tỉnh quy định" in page
    assert shown in page


def test_without_a_source_it_is_refused(place: Bureau) -> None:
    client = client_of(place.appraiser)
    found = client.post(f"{PACK}/early_per_year", {**SENT, "source": ""})
    assert found.status_code == 422
    assert not LocalRule.objects.exists()


def test_nobody_else_may(place: Bureau) -> None:
    for actor in (place.enterer, place.decider, place.auditor):
        assert client_of(actor).post(f"{PACK}/early_per_year", SENT).status_code == 403
    assert not LocalRule.objects.exists()
