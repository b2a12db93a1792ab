"""A program writes a draft, comments on it and keeps what texts begin with, as people do."""

from typing import Any

import pytest

from tests.factories import drafts, incoming
from tests.factories.calling import Caller
from tests.factories.province import office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


def content(text: str) -> dict[str, Any]:
    """A text of one paragraph."""
    block = {"id": "b1", "kind": "paragraph", "text": text}
    return {"to": [], "blocks": [block], "annexes": []}


def test_a_text_is_saved_and_becomes_a_version() -> None:
    place = office()
    document = drafts.draft(place)
    caller, at = Caller(place.specialist), f"/documents/{document.pk}/text"
    newest = caller.get(at).body["version"]
    saved = caller.post(at, {"content": content("Lời một"), "version": newest})
    assert saved.body == {"revision": 1}
    behind = caller.post(at, {"content": content("Lời hai"), "revision": 0})
    assert behind.status == 409
    found = caller.get(at).body
    assert (found["content"]["blocks"][0]["text"], found["revision"]) == ("Lời một", 1)
    assert caller.post(f"{at}/version", {"note": "Bản mới"}).status == 200
    assert caller.get(at).body["version"] == newest + 1
    caller.post(at, {"content": content("Lời ba")})
    assert caller.post(f"{at}/drop", {}).status == 200
    assert caller.get(at).body["content"]["blocks"][0]["text"] == "Lời một"


def test_who_signs_beside_goes_with_the_text() -> None:
    place = office()
    document = drafts.draft(place, type_code="bien-ban")
    caller, at = Caller(place.specialist), f"/documents/{document.pk}/text"
    signers = [{"authority": ["THƯ KÝ"], "name": "Lê Thị Hoa"}]
    text = content("Nội dung họp") | {"role": "CHỦ TỌA", "signers": signers}
    assert caller.post(at, {"content": text}).status == 200
    assert caller.post(f"{at}/version", {}).status == 200
    found = caller.get(at).body["content"]
    assert (found["role"], found["signers"]) == ("CHỦ TỌA", signers)
    text["signers"] = [{"authority": [], "name": ""}]
    assert caller.post(at, {"content": text, "revision": 0}).status == 422


def test_a_comment_is_answered_and_settled() -> None:
    place = office()
    document = drafts.submitted(place)
    head, drafter = Caller(place.staff["head"]), Caller(place.specialist)
    at = f"/documents/{document.pk}/comments"
    first = head.post(at, {"text": "Nêu rõ thời hạn"}).body["id"]
    assert drafter.post(f"{at}/{first}/replies", {"text": "Đã bổ sung"}).status == 200
    assert head.post(f"{at}/{first}/settle", {}).status == 200
    found = head.get(at).body
    assert [each["text"] for each in found if each["id"] == first] == ["Nêu rõ thời hạn"]
    assert found[0]["resolved_by_name"] == place.staff["head"].name
    stranger = Caller(office().specialist)
    assert stranger.get(at).status == 404


def test_the_clerk_keeps_standard_texts_and_mandates() -> None:
    place = office()
    clerk, drafter = Caller(place.clerk), Caller(place.specialist)
    at = "/configuration/standard-texts"
    new = {"name": "Mở đầu", "content": content("Căn cứ chức năng"), "type_code": "cong-van"}
    made = clerk.post(at, new).body["id"]
    assert drafter.post(at, new | {"name": "Khác"}).status == 403
    assert clerk.post(f"{at}/{made}", new | {"name": "Mở đầu thư"}).status == 200
    assert [each["name"] for each in drafter.get(at).body] == ["Mở đầu thư"]
    assert clerk.post(f"{at}/{made}/drop", {}).status == 200
    mandate = {
        "post_id": incoming.post(place, "chief"),
        "giver_id": incoming.post(place, "leader"),
        "authority": "TL.",
        "basis": "Quy chế làm việc, Điều 12",
        "valid_from": "2026-01-01",
    }
    given = clerk.post("/configuration/mandates", mandate).body["id"]
    assert drafter.post("/configuration/mandates", mandate).status == 403
    ended = clerk.post(f"/configuration/mandates/{given}/end", {"valid_to": "2026-12-31"})
    assert ended.status == 200
    (found,) = drafter.get("/configuration/mandates").body
    assert (found["basis"], found["valid_to"]) == ("Quy chế làm việc, Điều 12", "2026-12-31")
