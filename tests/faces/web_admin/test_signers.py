"""The pages of who may sign what, and of standard texts."""

import pytest

from tests.faces.web.people import client_of
from tests.factories.province import Office, office
from vanthu.office.drafting.models import Mandate, StandardText

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Office:
    return office()


def test_a_clerk_enters_and_ends_who_may_sign(place: Office) -> None:
    client = client_of(place.clerk)
    assert "Chưa ghi thẩm quyền nào" in client.get("/config/signers").content.decode()
    form = {
        "post_id": str(place.chief.post_id),
        "authority": "TL.",
        "giver_id": str(place.leader.post_id),
        "types": ["cong-van"],
        "basis": "",
        "valid_from": "01/11/2026",
    }
    refused = client.post("/config/signers/new", form)
    assert refused.status_code == 422
    assert not Mandate.objects.exists()
    done = client.post("/config/signers/new", {**form, "basis": "Điều 9 Quy chế làm việc"})
    assert done.status_code == 302
    row = Mandate.objects.get()
    page = client.get("/config/signers").content.decode()
    assert "Điều 9 Quy chế làm việc" in page
    assert "Công văn" in page
    ended = client.post(f"/config/signers/{row.pk}/end", {"valid_to": "23/11/2026"})
    assert ended.status_code == 302
    assert "Không còn hiệu lực" in client.get("/config/signers").content.decode()


def test_a_clerk_keeps_standard_texts(place: Office) -> None:
    client = client_of(place.clerk)
    assert "Chưa có văn bản mẫu" in client.get("/config/texts").content.decode()
    form = {"name": "Lời kết", "type_code": "cong-van", "text": "1. Trân trọng cảm ơn."}
    assert client.post("/config/texts/new", form).status_code == 302
    row = StandardText.objects.get()
    assert row.content["blocks"][0]["kind"] == "clause"
    page = client.get(f"/config/texts/{row.pk}").content.decode()
    assert "Trân trọng cảm ơn." in page
    assert client.post("/config/texts/new", form).status_code == 422
    assert client.post(f"/config/texts/{row.pk}/drop").status_code == 302
    assert not StandardText.objects.exists()


def test_others_may_not(place: Office) -> None:
    for path in ("/config/signers", "/config/texts/new"):
        assert client_of(place.specialist).get(path).status_code == 403
    other = office()
    row = StandardText.objects.create(
        agency=other.agency,
        name="Khác",
        content={"to": [], "blocks": [], "annexes": []},
        changed_at=place.clerk.now,
        changed_by_name="Ai đó",
    )
    assert client_of(place.clerk).get(f"/config/texts/{row.pk}").status_code == 404
