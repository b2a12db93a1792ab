"""The catalogue: what is declared, what is offered, and how an act is done and undone."""

from collections import Counter

import pytest
from django.utils import translation

from tests.factories import drafts, esigning, incoming
from tests.factories.pki import Authority
from tests.factories.province import NOW, Office, office
from vanthu.faces.acts import catalogue
from vanthu.faces.acts.base import ActInput, Offer, Outcome, widget_of
from vanthu.faces.acts.catalogue import ACTS, NoSuchAct, bulk, form, offered, perform, undo
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Invalid, Refusal
from vanthu.office.documents.actions import NewFile, attach_file
from vanthu.office.documents.choices import FileRole
from vanthu.office.documents.errors import DocumentNotFound
from vanthu.office.documents.models import Document
from vanthu.office.drafting.actions import Text
from vanthu.office.drafting.choices import Verb
from vanthu.office.handling.actions.undoing import UNDOABLE
from vanthu.office.handling.errors import CannotUndo

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Office:
    return office()


def named(actor: Actor, document_id: int) -> set[str]:
    return {offer.act.name for offer in offered(actor, document_id)}


def allowed(actor: Actor, document_id: int) -> set[str]:
    return {offer.act.name for offer in offered(actor, document_id) if offer.allowed}


def test_every_act_says_what_it_is() -> None:
    for act in ACTS.values():
        assert str(act.label)
        assert str(act.help).endswith((".", ")."))
        assert act.directions
        for name, info in act.input.model_fields.items():
            assert info.title, f"{act.name}.{name} has no label"
            assert widget_of(info.json_schema_extra) in _WIDGETS


_WIDGETS = set(
    "text textarea date number choice flag post receiver receivers recipients register assignment "
    "document file hidden type unit groups agency packet outside dossier "
    "key secret key-file signer copy-signer".split()
)


def test_the_clerk_registers_presents_and_hands_over(place: Office) -> None:
    document = incoming.received(place)
    assert {"register", "refuse", "correct-fields"} <= allowed(place.clerk, document.pk)
    done = perform(place.clerk, document.pk, "register", {})
    assert done.sentence == "Đã đăng ký, số đến 1."
    assert "present" in allowed(place.clerk, document.pk)
    leader = incoming.post(place, "leader")
    perform(place.clerk, document.pk, "present", {"to_post_id": leader})
    data = {"text": "Giao xử lý.", "lead": f"unit:{place.department.pk}@2026-12-01"}
    perform(place.leader, document.pk, "direct", data)
    assert perform(place.clerk, document.pk, "hand-over", {}).undo


def test_what_is_given_is_found_where_only_one_fits(place: Office) -> None:
    document, assignment = incoming.at_work(place)
    done = perform(
        place.specialist, document.pk, "finish", {"result": "Đã trả lời bằng điện thoại"}
    )
    assert done.undo
    incoming.fresh(assignment)
    assert assignment.state == "done"
    undo(place.specialist, done.undo)
    assert incoming.fresh(assignment).state == "accepted"
    with pytest.raises(CannotUndo):
        undo(place.specialist, done.undo)


def test_an_assignment_of_another_document_is_not_found(place: Office) -> None:
    document, _assignment = incoming.at_work(place)
    _other, foreign = incoming.at_work(place)
    data = {"assignment_id": foreign.pk, "result": "Xong"}
    with pytest.raises(DocumentNotFound):
        perform(place.specialist, document.pk, "finish", data)


def test_the_same_seat_must_say_which_of_several(place: Office) -> None:
    support = (incoming.to_office(place),)
    document = incoming.handling(place, supports=support)
    offer = _offer(place.leader, document.pk, "recall")
    assert offer.allowed
    assert [each.label for each in offer.targets] == ["Phòng Kinh tế", "Văn phòng"]
    with pytest.raises(Invalid) as refused:
        perform(place.leader, document.pk, "recall", {"reason": "Giao nhầm"})
    assert set(refused.value.errors) == {"assignment_id"}
    data = {"reason": "Giao nhầm", "assignment_id": offer.targets[1].value}
    assert "Văn phòng" in str(perform(place.leader, document.pk, "recall", data).sentence)


def _offer(actor: Actor, document_id: int, name: str) -> Offer:
    return next(offer for offer in offered(actor, document_id) if offer.act.name == name)


def test_undo_is_offered_for_exactly_what_the_module_can_undo(place: Office) -> None:
    assert {str(act) for act in UNDOABLE} == {"accept", "mark-known", "finish", "hand-over"}


def test_faults_of_the_input_are_said_field_by_field(place: Office) -> None:
    document = incoming.registered(place)
    with pytest.raises(Invalid) as refused:
        perform(place.clerk, document.pk, "present", {"to_post": 1})
    assert refused.value.errors == {
        "to_post_id": "Hãy nhập mục này.",
        "to_post": "Việc này không có mục nào tên như vậy.",
    }


def test_who_may_not_hears_so_before_faults_of_the_input(place: Office) -> None:
    document = incoming.handling(place)
    with pytest.raises(Refusal) as refused:
        perform(place.head, document.pk, "present", {})
    assert refused.value.sentence == _offer(place.head, document.pk, "present").reason


def test_unknown_acts_and_unseen_documents_are_not_found(place: Office) -> None:
    document = incoming.received(place)
    with pytest.raises(NoSuchAct):
        perform(place.clerk, document.pk, "vanish", {})
    with pytest.raises(DocumentNotFound):
        perform(office().clerk, document.pk, "register", {})


def test_one_refusal_takes_nothing_back_from_the_others(place: Office) -> None:
    first, second = incoming.received(place), incoming.received(place)
    refused = incoming.registered(place)
    ids = [first.pk, refused.pk, second.pk, first.pk]
    found = bulk(place.clerk, ids, "register", {})
    assert [number for number, _each in found] == ids[:3]
    kinds = [isinstance(each, Outcome) for _number, each in found]
    assert kinds == [True, False, True]


def test_what_is_not_for_many_is_refused_for_many(place: Office) -> None:
    with pytest.raises(Invalid):
        bulk(place.clerk, [1], "refuse", {"reason": "x"})
    with pytest.raises(Invalid):
        bulk(place.clerk, range(catalogue.BULK_LIMIT + 1), "register", {})


def test_a_form_begins_with_what_is_known(place: Office) -> None:
    document = incoming.registered(place)
    shown = form(place.clerk, document.pk, "present")
    posts = [option.value for option in shown.options["to_post_id"]]
    assert incoming.post(place, "leader") in posts
    assert incoming.post(place, "specialist") not in posts
    corrected = form(place.clerk, document.pk, "correct-fields")
    assert corrected.initial["subject"] == document.subject
    data = {**corrected.initial, "subject": "V/v báo cáo vụ Hè Thu"}
    perform(place.clerk, document.pk, "correct-fields", data)
    assert incoming.fresh(document).subject == "V/v báo cáo vụ Hè Thu"


def test_a_draft_goes_from_text_to_issue_by_acts_alone(place: Office, store: object) -> None:
    document = drafts.draft(place)
    steps = [
        (place.specialist, "submit"),
        (place.head, "approve-content"),
        (place.chief, "approve-format"),
        (place.leader, "approve-signing"),
        (place.clerk, "give-number"),
        (place.clerk, "issue"),
    ]
    for actor, name in steps:
        shown = form(actor, document.pk, name)
        assert shown.offer.allowed, shown.offer.reason
        perform(actor, document.pk, name, shown.initial)
    assert drafts.fresh(document).state == "issued"


def test_what_is_not_signed_goes_out_only_after_a_warning(place: Office, store: object) -> None:
    document = drafts.numbered(place)
    offer = form(place.clerk, document.pk, "issue").offer
    assert (offer.allowed, offer.asks) == (True, True)
    assert "Chưa có bản đã ký" in offer.warning
    scan = drafts.blob("đã ký")
    file = NewFile(scan, "da-ky.txt", FileRole.SIGNED_SCAN)
    attach_file(place.clerk, document_id=document.pk, file=file)
    offer = form(place.clerk, document.pk, "issue").offer
    assert (offer.allowed, offer.asks, offer.warning) == (True, False, "")


def test_what_is_signed_electronically_goes_out_without_a_warning(
    store: object, authority: Authority
) -> None:
    place = esigning.ready()
    document = esigning.sealed(place, esigning.Keys.of(authority))
    offer = form(place.clerk, document.pk, "issue").offer
    assert (offer.allowed, offer.asks, offer.warning) == (True, False, "")


def test_what_is_signed_electronically_is_not_signed_on_paper_and_its_change_is_warned_of(
    store: object, authority: Authority
) -> None:
    place = esigning.ready()
    document = esigning.signed(place, esigning.Keys.of(authority))
    assert "record-paper-signature" not in named(place.clerk, document.pk)
    warning = form(place.leader, document.pk, "add-version").offer.warning
    assert "chữ ký số đó bị hủy bỏ" in warning
    on_paper = drafts.approved(place)
    assert "record-paper-signature" in allowed(place.clerk, on_paper.pk)
    warning = form(place.leader, on_paper.pk, "add-version").offer.warning
    assert "duyệt lại" in warning
    assert "chữ ký số" not in warning
    begun = drafts.draft(place)
    assert form(place.specialist, begun.pk, "add-version").offer.warning == ""


def test_secrecy_is_decided_only_where_a_mark_was_found(place: Office) -> None:
    document = drafts.approved(place)
    decisions = {"expel-secret", "clear-secrecy"}
    assert named(place.clerk, document.pk).isdisjoint(decisions)
    reasons = [offer.reason for offer in offered(place.clerk, document.pk)]
    assert not [each for each in reasons if "văn bản mật" in each], "nor suggested"
    assert [each for each in reasons if f"không thể {Verb.CONSULT.label}" in each], "in words"
    Document.objects.filter(pk=document.pk).update(held_at=NOW)
    assert named(place.clerk, document.pk) >= decisions


def test_what_a_form_left_unfilled_is_told_before_it_is_submitted(place: Office) -> None:
    left = drafts.draft(place, text=Text(body="Thực hiện ……, Sở đề nghị …… như sau:"))
    offer = form(place.specialist, left.pk, "submit").offer
    assert offer.allowed, "told, not forbidden"
    assert "chưa điền: “……”." in offer.warning
    filled = drafts.draft(place, text=Text(body="Thực hiện Kế hoạch số 15, v.v…"))
    assert form(place.specialist, filled.pk, "submit").offer.warning == ""


def test_no_two_acts_share_a_key_at_one_moment(place: Office, store: object) -> None:
    papers = [incoming.received(place), incoming.presented(place), incoming.at_work(place)[0]]
    papers += [incoming.directed(place), incoming.handling(place), drafts.submitted(place)]
    for document in papers:
        for actor in place.staff.values():
            try:
                offers = offered(actor, document.pk)
            except DocumentNotFound:
                continue
            keys = Counter(o.act.shortcut for o in offers if o.allowed and o.act.shortcut)
            assert [key for key, count in keys.items() if count > 1] == []


def test_sentences_follow_the_reader(place: Office) -> None:
    with translation.override("en"):
        assert issubclass(ACTS["register"].input, ActInput)
        assert offered(place.clerk, incoming.received(place).pk)
