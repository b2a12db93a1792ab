"""The editor of drafts as the server sees it: who may write, saving, clashes, preview, comments."""

import base64
import json
from typing import Any

import pytest

from tests.faces.web.people import client_of, htmx
from tests.factories import drafts
from tests.factories.incoming import open_to, registered
from tests.factories.province import Office, agency, office
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.models import AgencyVersion
from vanthu.office.documents.choices import Purpose
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions
from vanthu.office.drafting.models import Comment, DraftVersion, WorkingText
from vanthu.office.drafting.queries.recipients import lines_on
from vanthu.office.handling.actions import Receiver

pytestmark = pytest.mark.django_db
BLOCK = {"id": "b1", "kind": "clause", "text": "Rà soát hạ tầng giao thông."}
CONTENT: dict[str, Any] = {"to": [], "blocks": [BLOCK], "annexes": []}


@pytest.fixture
def place() -> Office:
    return office()


def begun(place: Office) -> Document:
    """A decision of which nothing has been written."""
    return drafts.draft(place, type_code="quyet-dinh", text=actions.Text())


def sent(actor: Actor, address: str, body: object) -> Any:
    """What the editor's script sends."""
    return client_of(actor).post(address, json.dumps(body), content_type="application/json")


def saved(
    actor: Actor, document: Document, revision: int = 0, version: int = 0, **changed: Any
) -> Any:
    body = {"revision": revision, "version": version, "content": {**CONTENT, **changed}}
    return sent(actor, f"/documents/{document.pk}/text/save", body)


def test_nothing_written_begins_with_the_form_of_its_type(place: Office) -> None:
    page = client_of(place.specialist).get(f"/documents/{begun(place).pk}/text").content.decode()
    assert "Quyết định này có hiệu lực từ ngày ký." in page
    assert '"editable": true' in page
    assert 'name="text"' in page, "without script there is a field of plain text"


def test_minutes_open_with_room_for_those_who_sign_beside(place: Office) -> None:
    document = drafts.draft(place, type_code="bien-ban", text=actions.Text())
    address = f"/documents/{document.pk}/text"
    page = client_of(place.specialist).get(address).content.decode()
    assert '"signers": [{"authority": ["THƯ KÝ"], "name": ""}]' in page
    assert 'data-part="signers" open' in page
    assert f'<option value="{place.head.name}" label="' in page, "colleagues are offered"
    text = "Nội dung họp.\n[ký] THƯ KÝ\\\nLê Thị Hoa\n"
    told = {"text": text, "revision": "0", "version": "0"}
    assert client_of(place.specialist).post(address, told).status_code == 302
    assert WorkingText.objects.get().content["signers"][0]["name"] == "Lê Thị Hoa"


def test_an_answer_begins_with_whom_and_what_it_answers(place: Office) -> None:
    incoming = registered(place)
    open_to(incoming, place.specialist)
    document = actions.answer(place.specialist, incoming_id=incoming.pk)
    page = client_of(place.specialist).get(f"/documents/{document.pk}/text").content.decode()
    assert f'"to": ["{incoming.issuer_name}"]' in page
    assert f"Trả lời văn bản số {incoming.reference} ngày" in page
    assert f"{document.issuer_name} có ý kiến như sau:" in page


def test_an_answer_says_once_what_it_is_about(place: Office) -> None:
    incoming = registered(place, subject="V/v góp ý dự thảo Quy chế")
    open_to(incoming, place.specialist)
    document = actions.answer(place.specialist, incoming_id=incoming.pk)
    assert document.subject.endswith(f"của {incoming.issuer_name} về việc góp ý dự thảo Quy chế")


def test_an_answer_goes_to_who_asked_and_asks_nobody_to_carry_it_out(place: Office) -> None:
    incoming = registered(place)
    open_to(incoming, place.specialist)
    document = actions.answer(place.specialist, incoming_id=incoming.pk)
    assert document.recipients.get().purpose == Purpose.EXCHANGE
    page = client_of(place.specialist).get(f"/documents/{document.pk}/text").content.decode()
    assert f"kính gửi {incoming.issuer_name} xem xét, tổng hợp." in page
    assert "quan tâm, thực hiện" not in page
    to = lines_on(document, place.specialist.today, [incoming.issuer_name])
    assert to[0] == "- Như trên;", "the salutation names who asked"
    assert incoming.issuer_name in lines_on(document, place.specialist.today)[0]


def test_an_answer_to_the_agency_above_is_a_report(place: Office) -> None:
    incoming = registered(place)
    open_to(incoming, place.specialist)
    above = agency("Ủy ban nhân dân tỉnh")
    AgencyVersion.objects.filter(agency=place.agency).update(parent=above)
    Document.objects.filter(pk=incoming.pk).update(issuer=above)
    document = actions.answer(place.specialist, incoming_id=incoming.pk)
    assert document.recipients.get().purpose == Purpose.REPORT


def test_who_only_sees_a_draft_reads_it_with_the_reason(place: Office) -> None:
    document = drafts.submitted(place)
    page = client_of(place.specialist).get(f"/documents/{document.pk}/text").content.decode()
    assert '"editable": false' in page
    assert "Mỗi đoạn một dòng" not in page
    assert "người duyệt nội dung" in page
    assert client_of(office().specialist).get(f"/documents/{document.pk}/text").status_code == 404


def test_a_new_version_of_what_is_approved_says_before_what_it_undoes(place: Office) -> None:
    document = drafts.approved(place)
    address = f"/documents/{document.pk}"
    page = client_of(place.leader).get(f"{address}/text").content.decode()
    assert "Văn bản đã được duyệt ký." in page
    assert "Lưu phiên bản, trình ký lại" in page
    assert f'action="{address}/text/version"' not in page, "one way to save, and it says so"
    form = client_of(place.leader).get(f"{address}/acts/add-version").content.decode()
    assert "Văn bản đã được duyệt ký." in form


def test_the_text_is_saved_on_top_of_what_was_there(place: Office) -> None:
    document = begun(place)
    assert saved(place.specialist, document).json() == {"revision": 1, "at": "09:00"}
    assert saved(place.specialist, document, 1).json()["revision"] == 2
    page = client_of(place.specialist).get(f"/documents/{document.pk}/text").content.decode()
    assert "Đã lưu 09:00" in page


def test_whoever_saves_on_top_of_another_gets_what_the_other_wrote(place: Office) -> None:
    document = begun(place)
    saved(place.specialist, document)
    answer = saved(place.specialist, document, blocks=[])
    assert answer.status_code == 409
    assert answer.json()["content"]["blocks"] == [BLOCK]
    assert answer.json()["by"] == place.specialist.name
    assert WorkingText.objects.get().content["blocks"] == [BLOCK], "nothing was written over"


def test_a_version_made_meanwhile_is_told_though_revisions_begin_anew(place: Office) -> None:
    document = begun(place)
    saved(place.specialist, document)
    actions.save_version(place.specialist, document_id=document.pk, revision=1)
    saved(place.specialist, document, version=1, blocks=[])
    answer = saved(place.specialist, document, 1, blocks=[{**BLOCK, "text": "Cũ"}])
    assert (answer.status_code, answer.json()["version"]) == (409, 1)


@pytest.mark.parametrize("body", ["", "[]", '{"revision": 0, "content": {"blocks": [{}]}}'])
def test_what_is_no_text_is_refused_with_a_sentence(place: Office, body: str) -> None:
    address = f"/documents/{begun(place).pk}/text/save"
    answer = client_of(place.specialist).post(address, body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["sentence"]


def test_another_may_not_save(place: Office) -> None:
    answer = saved(place.leader, begun(place))
    assert answer.status_code in (403, 404)
    assert answer.json()["sentence"]


def test_without_script_the_plain_text_is_saved(place: Office) -> None:
    document = begun(place)
    client = client_of(place.specialist)
    address = f"/documents/{document.pk}/text"
    text = "QUYẾT ĐỊNH:\r\nĐiều 1. Phạm vi\r\n1. Một việc."
    client.post(address, {"text": text, "revision": "0"}, follow=True)
    kinds = [block["kind"] for block in WorkingText.objects.get().content["blocks"]]
    assert kinds == ["decision", "article", "clause"]
    late = client.post(address, {"text": "Điều 1. Khác", "revision": "0"})
    assert late.status_code == 409
    assert "Điều 1. Khác" in late.content.decode(), "what was typed is still there"


def test_a_version_is_made_of_what_was_saved(place: Office) -> None:
    document = begun(place)
    saved(place.specialist, document)
    client = client_of(place.specialist)
    page = client.post(f"/documents/{document.pk}/text/version", follow=True).content.decode()
    assert "Đã lưu phiên bản 1." in page
    content = DraftVersion.objects.get().content
    assert content
    assert content["blocks"] == [BLOCK]
    assert not WorkingText.objects.exists()


def test_a_version_is_read_as_it_will_be_printed(place: Office) -> None:
    document = begun(place)
    saved(place.specialist, document)
    actions.save_version(place.specialist, document_id=document.pk, revision=1)
    client = client_of(place.specialist)
    picture = f"/documents/{document.pk}/versions/1/pages/1.png"
    assert picture in client.get(f"/documents/{document.pk}").content.decode()
    assert client.get(picture).content.startswith(b"\x89PNG")
    assert client.get(picture.replace("/1.png", "/9.png")).status_code == 404
    assert client_of(office().specialist).get(picture).status_code == 404


def test_the_preview_draws_the_pages_that_are_in_sight(place: Office) -> None:
    document = begun(place)
    address = f"/documents/{document.pk}/text/preview"
    answer = sent(place.specialist, address, {"content": CONTENT, "pages": [1, 7, "x"]}).json()
    assert answer["count"] == 1
    assert list(answer["pages"]) == ["1"]
    picture = base64.b64decode(answer["pages"]["1"].removeprefix("data:image/png;base64,"))
    assert picture.startswith(b"\x89PNG")
    pdf = client_of(place.specialist).get(f"/documents/{document.pk}/text/sheet.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert sent(office().specialist, address, {"content": CONTENT}).status_code == 404


def test_a_comment_is_made_answered_and_settled(place: Office) -> None:
    document = begun(place)
    saved(place.specialist, document)
    actions.save_version(place.specialist, document_id=document.pk, revision=1)
    client = client_of(place.specialist)
    address = f"/documents/{document.pk}/text/comments"
    about = {"block": "b1", "start": "0", "stop": "7", "quote": "Rà soát"}
    part = client.post(address, {"text": "Ai làm?", **about}, headers=htmx("comments"))
    assert "Ai làm?" in part.content.decode()
    assert "<html" not in part.content.decode()
    row = Comment.objects.get()
    assert (row.block, row.start, row.stop, row.quote) == ("b1", 0, 7, "Rà soát")
    client.post(address, {"text": "Phòng Kinh tế.", "answers": str(row.pk)}, follow=True)
    page = client.post(f"{address}/{row.pk}/settle", follow=True).content.decode()
    assert "Phòng Kinh tế." in page
    assert "data-settled" in page


def test_who_is_consulted_reads_and_comments(place: Office) -> None:
    document = begun(place)
    saved(place.specialist, document)
    actions.save_version(place.specialist, document_id=document.pk, revision=1)
    asked = Receiver(post_id=place.colleague.post_id)
    actions.consult(
        place.specialist, document_id=document.pk, receivers=[asked], due_on=place.specialist.today
    )
    address = f"/documents/{document.pk}/text"
    page = client_of(place.colleague).get(address).content.decode()
    assert '"editable": false' in page
    assert "Gửi góp ý" in page
    assert "Mời bạn góp ý dự thảo" in page
    assert "mới được thêm phiên bản" not in page, "invited, not refused"
    actions.answer_consultation(place.colleague, document_id=document.pk, answer="Nhất trí.")
    page = client_of(place.colleague).get(address).content.decode()
    assert "mới được thêm phiên bản" in page
    assert "Chọn đoạn cần góp ý" in page, "still open to comments"
    client_of(place.colleague).post(f"{address}/comments", {"text": "Nhất trí."}, follow=True)
    assert Comment.objects.get().author_name == place.colleague.name


def test_a_comment_whose_words_were_changed_says_so(place: Office) -> None:
    document = begun(place)
    saved(place.specialist, document)
    actions.save_version(place.specialist, document_id=document.pk, revision=1)
    anchor = actions.Anchor("b1", 0, 7, "Rà soát")
    actions.comment(place.specialist, document_id=document.pk, text="Rõ hơn.", anchor=anchor)
    address = f"/documents/{document.pk}/text"
    assert "data-lost" not in client_of(place.specialist).get(address).content.decode()
    saved(place.specialist, document, 0, 1, blocks=[{**BLOCK, "text": "Thống kê hạ tầng."}])
    assert "data-lost" in client_of(place.specialist).get(address).content.decode()


def test_a_document_of_the_system_is_found_to_be_named(place: Office) -> None:
    other = drafts.issued(place)
    document = begun(place)
    address = f"/documents/{document.pk}/text/cite"
    found = client_of(place.specialist).get(address, {"q": "thiên tai"}).json()["documents"]
    [named] = [each for each in found if other.reference in each["short"]]
    assert named["short"] == f"Kế hoạch số {other.reference}"
    assert named["full"].endswith("về phòng, chống thiên tai")


def test_standard_texts_of_the_type_are_offered(place: Office) -> None:
    actions.set_standard_text(
        place.clerk, name="Điều khoản thi hành", content=CONTENT, type_code="quyet-dinh"
    )
    address = f"/documents/{begun(place).pk}/text/standards"
    [text] = client_of(place.specialist).get(address).json()["texts"]
    assert (text["name"], text["content"]["blocks"]) == ("Điều khoản thi hành", [BLOCK])


def test_done_writing_makes_a_version_and_leads_to_its_submission(place: Office) -> None:
    document = begun(place)
    saved(place.specialist, document)
    client = client_of(place.specialist)
    address = f"/documents/{document.pk}/text/done"
    assert client.post(address)["Location"] == f"/documents/{document.pk}/acts/submit?box=drafts"
    saved(place.specialist, document, 0, 1)
    client.post(address)
    assert DraftVersion.objects.count() == 1, "the same text is no second version"
    assert not WorkingText.objects.exists()


def test_the_checker_names_rule_place_and_fix(place: Office) -> None:
    document = begun(place)
    wrong = {**BLOCK, "text": "Theo Điểm a Khoản 2 Điều 5 Luật Lưu trữ."}
    address = f"/documents/{document.pk}/text/check"
    answer = sent(place.specialist, address, {"content": {**CONTENT, "blocks": [wrong]}}).json()
    assert answer["count"] > 0
    assert 'data-block="b1"' in answer["html"]
    assert "30/2020/NĐ-CP" in answer["html"]
    assert sent(office().specialist, address, {"content": CONTENT}).status_code == 404
