"""Doing things from the screen: forms, what comes next, undo, many at once, refusals."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.faces.web.people import client_of, htmx
from tests.factories import drafts, incoming
from tests.factories.province import NOW, Office, office
from vanthu.faces.acts.catalogue import offered
from vanthu.faces.web.reader import PAGES
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.models import Document
from vanthu.office.drafting.actions import NewMandate, give_mandate
from vanthu.office.handling.models import Assignment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


@pytest.fixture
def place() -> Office:
    return office()


def state(document: Document) -> str:
    return Document.objects.values_list("state", flat=True).get(pk=document.pk)


EVERY = (
    *(incoming.received, incoming.registered, incoming.presented, incoming.directed),
    *(incoming.handling, drafts.draft, drafts.submitted, drafts.content_approved),
    *(drafts.format_approved, drafts.approved, drafts.numbered, drafts.issued),
)


@pytest.mark.parametrize("make", EVERY, ids=lambda make: make.__name__)
def test_every_form_that_is_offered_opens(place: Office, make: Any) -> None:
    document = make(place)
    for who in ("clerk", "leader", "chief", "head", "specialist"):
        actor = place.staff[who]
        client = client_of(actor)
        if client.get(f"/documents/{document.pk}").status_code == 404:
            continue
        for offer in offered(actor, document.pk):
            address = f"/documents/{document.pk}/acts/{offer.act.name}"
            response = client.get(address, headers=htmx("act"), follow=True)
            if offer.act.name in PAGES:
                assert response.status_code in (200, 403, 409), (who, offer.act.name)
                continue
            assert response.status_code == 200, (who, offer.act.name)
            if not offer.allowed:
                assert "notice refusal" in response.content.decode()


def test_who_approves_and_signs_must_be_chosen_to_submit(place: Office) -> None:
    document = drafts.draft(place)
    client = client_of(place.specialist)
    form = client.get(f"/documents/{document.pk}/acts/submit").content.decode()
    later = client.get(f"/documents/{document.pk}/acts/choose-route").content.decode()
    for name in ("content_post", "format_post", "signer_post"):
        asked = re.compile(rf'<select[^>]*name="{name}"[^>]* required')
        assert asked.search(form), name
        assert not asked.search(later), name
    assert "phải chọn trước khi trình duyệt" not in form
    assert "phải chọn trước khi trình duyệt" in later


def test_what_cannot_be_done_is_folded_away_with_its_reasons(place: Office) -> None:
    document = drafts.submitted(place)
    page = client_of(place.specialist).get(f"/documents/{document.pk}").content.decode()
    menu, folded = page.split('<details class="menu-refused">', 1)
    folded = folded.split("</details>", 1)[0]
    assert "Việc chưa làm được, vì sao" in folded
    reasons = [offer for offer in offered(place.specialist, document.pk) if not offer.allowed]
    assert len(reasons) > 3
    assert 'role="note"' in folded
    assert 'role="note"' not in menu, "what can be done stands above, without reasons"


def test_a_draft_says_at_its_file_that_a_pdf_is_signed_on_paper(place: Office) -> None:
    page = client_of(place.specialist).get("/drafts/new").content.decode()
    hint = re.search(r'<p class="hint" id="f-file-hint">([^<]+)', page)
    assert hint is not None
    assert "PDF chỉ ký được trên bản giấy" in hint[1]


def test_what_is_held_says_to_the_clerk_what_to_do(place: Office) -> None:
    document = drafts.approved(place)
    Document.objects.filter(pk=document.pk).update(held_at=NOW)
    clerk = client_of(place.clerk).get(f"/documents/{document.pk}").content.decode()
    assert "chỉ văn thư mở được để quyết định" in clerk
    other = client_of(place.specialist).get(f"/documents/{document.pk}").content.decode()
    assert "không mở, không chuyển được đến khi văn thư quyết định" in other
    assert "chỉ văn thư mở được để quyết định" not in other


def test_a_copy_shows_what_stands_above_its_signers_name(place: Office) -> None:
    document = drafts.issued(place)
    client = client_of(place.clerk)
    form = client.get(f"/documents/{document.pk}/acts/make-copy").content.decode()
    assert f'hx-get="/documents/{document.pk}/copy-signer"' in form
    address = f"/documents/{document.pk}/copy-signer"
    words = client.get(address, {"signer_post": str(place.chief.post_id)}).content.decode()
    assert "<b>TL. CHỦ TỊCH</b>" in words
    assert place.chief.name in words
    assert "<b>" not in client.get(address).content.decode(), "nobody chosen yet"
    refused = client.get(address, {"signer_post": str(place.clerk.post_id)}).content.decode()
    assert "notice warning" in refused


def test_a_form_opens_beside_the_paper_without_script(place: Office) -> None:
    document = incoming.presented(place)
    page = client_of(place.leader).get(f"/documents/{document.pk}/acts/direct?box=to-direct")
    text = page.content.decode()
    assert document.subject in text
    assert 'name="lead"' in text
    assert "Phòng Kinh tế" in text


def test_directing_gives_the_work_and_opens_the_next_document(place: Office) -> None:
    first, second = incoming.presented(place), incoming.presented(place)
    unit = place.department.pk
    response = client_of(place.leader).post(
        f"/documents/{second.pk}/acts/direct?box=to-direct",
        {"text": "Giao xử lý.", "lead": f"unit:{unit}", f"due:unit:{unit}": "30/11/2026"},
        headers=htmx(),
    )
    text = response.content.decode()
    assert response["HX-Push-Url"] == f"/documents/{first.pk}?box=to-direct"
    assert first.subject in text
    assert 'hx-swap-oob="true"' in text
    assert "Đã giao việc" in text
    assert state(second) == DocumentState.DIRECTED
    assert str(Assignment.objects.get(document=second).due_on) == "2026-11-30"


def test_without_script_the_next_page_says_what_was_done(place: Office) -> None:
    document = incoming.handling(place, lead=incoming.to_post(place, "specialist"))
    client = client_of(place.specialist)
    response = client.post(f"/documents/{document.pk}/acts/accept?box=to-handle", follow=True)
    text = response.content.decode()
    assert "Đã tiếp nhận." in text
    assert "Hoàn tác" in text
    assert "Đã tiếp nhận." not in client.get("/boxes/to-handle").content.decode()


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_done(place: Office) -> None:
    document = incoming.presented(place)
    response = client_of(place.leader).post(
        f"/documents/{document.pk}/acts/direct?box=to-direct",
        {"text": "Giao.", "lead": "unit:1", "due:unit:1": "32/13/2026"},
        headers=htmx(),
    )
    assert response.status_code == 422
    assert response["HX-Retarget"] == "#act"
    assert "Ngày không hợp lệ" in response.content.decode()
    assert "Giao." in response.content.decode()
    assert state(document) == DocumentState.PRESENTED


def test_what_may_not_be_done_is_refused_with_its_sentence(place: Office) -> None:
    document = incoming.presented(place)
    response = client_of(place.clerk).post(f"/documents/{document.pk}/acts/hand-over")
    assert response.status_code in (403, 409)
    assert "data-refusal" in response.content.decode()


def test_undo_takes_the_act_back(place: Office) -> None:
    document = incoming.handling(place, lead=incoming.to_post(place, "specialist"))
    client = client_of(place.specialist)
    page = client.post(f"/documents/{document.pk}/acts/accept?box=to-handle", headers=htmx())
    address = page.content.decode().partition('action="/undo/')[2].partition('"')[0]
    response = client.post(f"/undo/{address}", headers=htmx())
    assert response["HX-Redirect"] == f"/documents/{document.pk}?box=to-handle"
    assert Assignment.objects.get(document=document).state == "given"


def test_many_are_done_at_once_and_undone_at_once(place: Office) -> None:
    known = [incoming.to_post(place, "colleague")]
    documents = [incoming.handling(place, informs=tuple(known)) for _ in range(3)]
    client = client_of(place.colleague)
    ids = {"id": [document.pk for document in documents]}
    page = client.post("/boxes/to-know/bulk/mark-known", ids, follow=True).content.decode()
    assert "Đã làm xong 3 văn bản." in page
    assert "data-row" not in page
    undo = page.partition('action="/undo/')[2].partition('"')[0]
    again = client.post(f"/undo/{undo}", follow=True).content.decode()
    assert again.count("data-row") == 3


def test_many_with_a_form_ask_once_and_tell_which_were_not_done(place: Office) -> None:
    ready, gone = incoming.registered(place), incoming.registered(place)
    client = client_of(place.clerk)
    ids = {"id": [ready.pk, gone.pk]}
    form = client.post("/boxes/to-present/bulk/present", ids).content.decode()
    assert "2 văn bản đã chọn" in form
    Document.objects.filter(pk=gone.pk).update(state=DocumentState.FINISHED)
    leader = incoming.post(place, "leader")
    done = {**ids, "go": "1", "to_post_id": leader}
    page = client.post("/boxes/to-present/bulk/present", done).content.decode()
    assert "1 văn bản chưa làm được" in page
    assert "Đã làm xong 1 văn bản." in page
    assert state(ready) == DocumentState.PRESENTED


def test_a_draft_goes_its_way_from_the_screen(place: Office) -> None:
    receiver = office("Ủy ban nhân dân phường Phước Hậu")
    client = client_of(place.specialist)
    form = {
        "subject": "Kế hoạch phòng, chống thiên tai",
        "type_code": "ke-hoach",
        "text": "Nội dung kế hoạch.",
        "to": str(receiver.id),
        "to_others": "Bộ Nội vụ",
        "content_post": str(place.head.post_id),
        "format_post": str(place.chief.post_id),
        "signer_post": str(place.leader.post_id),
    }
    page = client.post("/drafts/new", form, follow=True).content.decode()
    assert "Đã lập dự thảo" in page
    document = Document.objects.latest("pk")
    assert document.recipients.count() == 2
    steps: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("specialist", "submit", {}),
        ("head", "approve-content", {"version": "1"}),
        ("chief", "approve-format", {"version": "1"}),
        ("leader", "approve-signing", {"version": "1", "text": "Đồng ý."}),
        ("clerk", "give-number", {"dated": "23/11/2026"}),
        ("clerk", "issue", {}),
    )
    for who, act, data in steps:
        address = f"/documents/{document.pk}/acts/{act}"
        response = client_of(place.staff[who]).post(address, data)
        assert response.status_code == 302, (act, response.content.decode()[-3000:])
    assert state(document) == DocumentState.ISSUED
    related = client_of(place.clerk).get(f"/documents/{document.pk}/related").content.decode()
    assert "Ủy ban nhân dân phường Phước Hậu" in related
    assert "Duyệt ký" in related
    path = client_of(place.clerk).get(f"/documents/{document.pk}/path").content.decode()
    assert "Ủy ban nhân dân phường Phước Hậu" in path


def test_an_answer_begins_with_what_it_answers(place: Office) -> None:
    document, _assignment = incoming.at_work(place)
    client = client_of(place.specialist)
    page = client.get(f"/documents/{document.pk}/answer").content.decode()
    assert f"số {document.reference}" in page
    sent = SimpleUploadedFile("tra-loi.txt", "Trả lời.".encode())
    form = {"subject": "Trả lời", "to_others": document.issuer_name, "file": sent}
    response = client.post(f"/documents/{document.pk}/answer", form)
    assert response.status_code == 302
    answer = Document.objects.latest("pk")
    assert answer.relations_out.get().target_id == document.pk
    assert answer.versions.get().file_name == "tra-loi.txt"


def test_a_file_stays_chosen_when_the_form_comes_back(place: Office) -> None:
    document = drafts.approved(place)
    client, address = (
        client_of(place.clerk),
        f"/documents/{document.pk}/acts/record-paper-signature",
    )
    sent = SimpleUploadedFile("ban-ky.txt", "Đã ký.".encode())
    wrong = client.post(address, {"file": sent, "signed_on": "32/1/2026"})
    assert wrong.status_code == 422
    token = re.findall(r'<input type="hidden" name="file" value="([^"]+)"', wrong.content.decode())
    done = client.post(address, {"file": token[0], "signed_on": "23/11/2026"})
    assert done.status_code == 302, done.content.decode()
    assert document.files.filter(name="ban-ky.txt").exists()


def test_a_document_is_related_by_the_number_people_know(place: Office) -> None:
    first, second = incoming.registered(place), incoming.registered(place)
    client = client_of(place.clerk)
    address = f"/documents/{first.pk}/acts/relate"
    wrong = client.post(address, {"target_id": "999/KHONG-CO", "kind": "related"})
    assert wrong.status_code == 422
    assert "Không tìm thấy văn bản mang số" in wrong.content.decode()
    client.post(address, {"target_id": second.reference, "kind": "based-on"})
    page = client.get(f"/documents/{first.pk}/related").content.decode()
    assert second.reference in page


def test_an_empty_choice_says_what_becomes_of_it(place: Office) -> None:
    """What is not compulsory names its default beside the field; the words of a term say whose."""
    started = client_of(place.specialist).get("/drafts/new").content.decode()
    assert "Hạn nơi nhận trả lời" in started
    assert "Để trống: không yêu cầu thời hạn." in started
    assert "Chọn khi trình duyệt" in started
    document = incoming.received(place)
    number = f"/documents/{drafts.approved(place).pk}/acts/give-number"
    form = client_of(place.clerk).get(number).content.decode()
    assert "Để trống: sổ nhận loại văn bản này." in form
    assert "Để trống: hôm nay." in form
    facts = client_of(place.clerk).get(f"/documents/{document.pk}/facts").content.decode()
    assert "Không có chỉ dẫn" in facts


def test_what_stands_above_the_signers_name_is_shown_beside_the_choice(place: Office) -> None:
    document = drafts.draft(place)
    client = client_of(place.specialist)
    form = client.get(f"/documents/{document.pk}/acts/choose-route", headers=htmx("act"))
    assert place.leader.name in form.content.decode()
    address = f"/documents/{document.pk}/signer"
    words = client.get(address, {"signer_post": str(place.deputy.post_id)}).content.decode()
    assert "<b>KT. CHỦ TỊCH</b><br><b>PHÓ CHỦ TỊCH</b>" in words
    assert f"<b>{place.deputy.name}</b>" in words
    lacking = client.get(address, {"signer_post": str(place.chief.post_id)}).content.decode()
    assert "chưa giao ký thừa lệnh" in lacking
    assert "<b>" not in client.get(address, {"signer_post": "x"}).content.decode()
    stranger = client_of(office("Sở khác", "SK").specialist)
    assert stranger.get(address, {"signer_post": str(place.deputy.post_id)}).status_code == 404


def test_a_signer_of_another_agency_has_no_words_here(place: Office) -> None:
    other = office("Sở khác", "SK")
    given = {"signer_post": str(other.leader.post_id), "type_code": "quyet-dinh"}
    client = client_of(place.specialist)
    assert "<b>" not in client.get("/drafts/new/signer", given).content.decode()
    given["signer_post"] = str(place.leader.post_id)
    words = client.get("/drafts/new/signer", given).content.decode()
    assert "<b>CHỦ TỊCH</b>" in words
    assert place.leader.name in words


def test_whom_a_regulation_lets_sign_is_offered_from_that_day(place: Office) -> None:
    document = drafts.draft(place)
    address = f"/documents/{document.pk}/acts/choose-route"
    client = client_of(place.specialist)
    choice = f'<option value="{place.head.post_id}"'

    def signers() -> str:
        page = client.get(address, headers=htmx("act")).content.decode()
        return page[page.index('name="signer_post"') :]

    assert choice not in signers()
    mandate = NewMandate(
        post_id=place.head.post_id or 0,
        authority="TL.",
        giver_id=place.leader.post_id,
        basis="Điều 9 Quy chế làm việc",
        valid_from=place.clerk.today,
    )
    give_mandate(place.clerk, mandate=mandate)
    assert choice in signers()
    words = client.get(f"/documents/{document.pk}/signer", {"signer_post": str(place.head.post_id)})
    assert "TL. CHỦ TỊCH" in words.content.decode()
    assert "Điều 9 Quy chế làm việc" in words.content.decode()
