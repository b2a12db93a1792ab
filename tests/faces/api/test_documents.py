"""Documents, files and boxes through the API."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.factories import incoming
from tests.factories.calling import ROOT, Caller
from tests.factories.province import NOW, Office, office
from tests.factories.sessions import session
from vanthu.ground.journal.models import Entry

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> Office:
    return office()


@pytest.fixture
def clerk(place: Office) -> Caller:
    return Caller(place.clerk)


def test_who_is_calling(clerk: Caller, place: Office) -> None:
    found = clerk.get("/me").body
    assert found["name"] == place.clerk.name
    assert found["seat"]["post_id"] == place.clerk.post_id
    assert "register" in found["rights"]


def test_nobody_is_told_to_sign_in() -> None:
    response = Client().get(f"{ROOT}/me")
    assert response.status_code == 401
    assert response.json()["code"] == "not-signed-in"


def test_a_session_writes_only_with_its_csrf_token(place: Office) -> None:
    document = incoming.received(place)
    client = Client(enforce_csrf_checks=True)
    client.cookies["phien"] = session(place.clerk)
    address = f"{ROOT}/documents/{document.pk}/acts/register"
    assert client.post(address, {}, content_type="application/json").status_code == 403
    client.cookies["csrftoken"] = "a" * 32
    headers = {"X-CSRFToken": "a" * 32}
    done = client.post(address, {}, content_type="application/json", headers=headers)
    assert done.status_code == 200


def test_a_paper_comes_in_by_the_api_alone(clerk: Caller, place: Office, store: object) -> None:
    kept = clerk.upload("/files", file=io.BytesIO(PDF))
    assert kept.status == 201
    fields = {
        "reference": "15/SNV-VP",
        "subject": "V/v báo cáo",
        "issuer_name": "Sở Nội vụ",
        "issued_on": "2026-11-20",
    }
    data = {"files": [{"file": kept.body["token"]}], "fields": fields}
    made = clerk.post("/documents/incoming", data)
    assert made.status == 201
    number = made.body["document_id"]
    assert clerk.post(f"/documents/{number}/acts/register").body["sentence"].endswith("số đến 1.")
    shown = clerk.get(f"/documents/{number}").body
    assert (shown["arrival_number"], shown["reference"]) == (1, "15/SNV-VP")
    got = clerk.get(f"/documents/{number}/files/{shown['files'][0]['id']}")
    assert b"".join(got.response.streaming_content) == PDF
    assert got.response["Content-Disposition"].startswith("attachment")
    names = set(Entry.objects.filter(agency_id=place.id).values_list("name", flat=True))
    assert {"document-received", "document-registered", "document-viewed"} <= names
    assert "document-downloaded" in names


def test_an_upload_belongs_to_its_sender(place: Office, clerk: Caller, store: object) -> None:
    kept = clerk.upload("/files", file=io.BytesIO(PDF)).body["token"]
    document = incoming.handling(place)
    refused = Caller(place.head).post(f"/documents/{document.pk}/acts/attach-file", {"file": kept})
    assert refused.status == 422
    assert set(refused.body["errors"]) == {"file"}


def test_programs_are_not_taken(clerk: Caller, store: object) -> None:
    refused = clerk.upload("/files", file=io.BytesIO(b"MZ" + b"\0" * 200))
    assert refused.status == 415
    assert refused.body["code"] == "forbidden-file"


def test_a_body_too_long_is_refused_before_it_is_read(clerk: Caller, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1024
    refused = clerk.upload("/files", file=io.BytesIO(b"a" * 2_000_000))
    assert (refused.status, refused.body["code"]) == (413, "too-large")


def test_lists_are_read_page_by_page(clerk: Caller, place: Office) -> None:
    made = [incoming.registered(place).pk for _turn in range(5)]
    seen: list[int] = []
    cursor: dict[str, Any] = {}
    while True:
        page = clerk.get("/documents", direction="incoming", limit=2, **cursor).body
        seen += [row["id"] for row in page["rows"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert seen == sorted(made, reverse=True)


def test_a_box_is_read_page_by_page(clerk: Caller, place: Office) -> None:
    for _turn in range(3):
        incoming.registered(place)
    assert clerk.get("/boxes").body[0]["count"] == 3
    first = clerk.get("/boxes/to-present", limit=2).body
    second = clerk.get("/boxes/to-present", limit=2, cursor=first["next"]).body
    assert [len(first["rows"]), len(second["rows"]), second["next"]] == [2, 1, None]


@pytest.mark.parametrize("cursor", ["x", "1", "1.2.3", "9" * 30, "٣.٤", "-"])
def test_a_made_up_cursor_is_refused(clerk: Caller, cursor: str) -> None:
    assert clerk.get("/boxes/to-present", cursor=cursor).status == 422


def test_the_way_of_a_document(place: Office) -> None:
    document, _assignment = incoming.at_work(place)
    found = Caller(place.leader).get(f"/documents/{document.pk}/path").body
    acts = [step["act"] for step in found["steps"]]
    assert acts[-4:] == ["present", "direct", "hand-over", "accept"]
    assert found["directions"][0]["text"] == "Giao xử lý đúng hạn."
    assert found["work"][0]["state"] == "accepted"


def test_why_says_yes_and_no(place: Office) -> None:
    document, _assignment = incoming.at_work(place)
    yes = Caller(place.specialist).get(f"/documents/{document.pk}/why").body
    assert [each["cause"] for each in yes] == ["assigned"]
    no = Caller(place.colleague).get(f"/documents/{document.pk}/why").body
    assert [each["allowed"] for each in no] == [False]


def test_a_draft_begins_by_the_api_alone(place: Office, store: object) -> None:
    data = {
        "fields": {"type_code": "ke-hoach", "subject": "Kế hoạch kiểm tra"},
        "recipients": [{"name": "Bộ Nội vụ"}],
        "version": {"body": "Nội dung"},
        "route": {"signer_post": incoming.post(place, "leader")},
    }
    specialist = Caller(place.specialist)
    made = specialist.post("/documents/drafts", data)
    assert made.status == 201
    form = specialist.get(f"/documents/{made.body['document_id']}/forms/submit").body
    assert form["initial"]["signer_post"] == incoming.post(place, "leader")


def test_a_duplicate_names_the_first(clerk: Caller, place: Office) -> None:
    first = incoming.registered(place, reference="9/UBND-VP")
    second = incoming.received(place, reference="9/UBND-VP")
    address = f"/documents/{second.pk}/acts/register"
    refused = clerk.post(address)
    assert (refused.status, refused.body["code"]) == (409, "duplicate")
    assert refused.body["about"]["first_id"] == first.pk
    assert clerk.post(address, {"accept_duplicate": True}).status == 200


def test_many_at_once_are_answered_each(clerk: Caller, place: Office) -> None:
    good, bad = incoming.received(place), incoming.registered(place)
    found = clerk.post("/acts/register", {"document_ids": [good.pk, bad.pk], "data": {}}).body
    assert found[0]["done"]["sentence"].startswith("Đã đăng ký")
    assert found[1]["problem"]["code"] == "wrong-state"


def test_undo_takes_back(place: Office) -> None:
    document = incoming.handling(place, lead=incoming.to_post(place, "specialist"))
    caller = Caller(place.specialist)
    token = caller.post(f"/documents/{document.pk}/acts/accept").body["undo"]
    assert caller.post("/undo", {"token": token}).status == 200
    assert caller.post("/undo", {"token": token}).status == 409
