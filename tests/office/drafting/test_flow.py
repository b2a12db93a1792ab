"""A draft's way: versions, approvals by named people, the lock, back to the signer, the paper."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.factories import drafts, province
from tests.factories.province import NOW, actor_of, office
from vanthu.ground.access import keys
from vanthu.ground.people.models import Tenure
from vanthu.kernel.machine import WrongState
from vanthu.office.documents.choices import DocumentState, FileRole
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.drafting import actions, queries
from vanthu.office.drafting.actions import RouteChoice, Text
from vanthu.office.drafting.choices import ApprovalKind
from vanthu.office.drafting.errors import (
    ApprovalMissing,
    ApprovedTextChanged,
    BadApprover,
    EmptyDraft,
    NewerVersion,
    NotComparable,
    NumberedAlready,
    RouteMissing,
    SameAsBefore,
    SamePerson,
)
from vanthu.office.drafting.models import Approval, DraftVersion, Route
from vanthu.office.handling.choices import Box
from vanthu.office.handling.models import BoxItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


def boxes(document: Document) -> set[tuple[int, str]]:
    """Where the document waits."""
    return set(BoxItem.objects.filter(document=document).values_list("holder", "box"))


def test_the_way_of_a_draft_and_its_boxes() -> None:
    place = office()
    post = {name: keys.post(actor.post_id or 0) for name, actor in place.staff.items()}
    registry = keys.registry(place.id)
    steps = [
        (drafts.draft, "drafting", (post["specialist"], Box.DRAFTS)),
        (drafts.submitted, "content-review", (post["head"], Box.TO_APPROVE_CONTENT)),
        (drafts.content_approved, "format-review", (post["chief"], Box.TO_APPROVE_FORMAT)),
        (drafts.format_approved, "leader-review", (post["leader"], Box.TO_SIGN)),
        (drafts.approved, "approved", (registry, Box.TO_NUMBER)),
        (drafts.numbered, "numbered", (registry, Box.TO_ISSUE)),
    ]
    for make, state, place_of_waiting in steps:
        document = make(place)
        assert document.state == state
        assert boxes(document) == {place_of_waiting}
    issued = drafts.issued(place)
    assert issued.state == DocumentState.ISSUED
    assert boxes(issued) == set()
    assert issued.signer_name == place.leader.name
    assert issued.signer_position == "Chủ tịch"


def test_five_edits_are_five_versions_and_nothing_is_lost() -> None:
    place = office()
    document = drafts.draft(place, text=Text(body="Bản 1\nGiữ nguyên"))
    for number in range(2, 6):
        text = Text(body=f"Bản {number}\nGiữ nguyên", note=f"sửa lần {number}")
        actions.add_version(place.specialist, document_id=document.pk, text=text)
    assert [v.version for v in queries.versions(place.specialist, document.pk)] == [5, 4, 3, 2, 1]
    assert queries.version(place.specialist, document.pk, 1).body == "Bản 1\nGiữ nguyên"
    pieces = queries.compare_versions(place.specialist, document.pk, 1, 5)
    assert [(p.change, p.text) for p in pieces] == [
        ("same", "Bản "),
        ("removed", "1"),
        ("added", "5"),
        ("same", "\nGiữ nguyên"),
    ]


def test_the_same_text_is_no_new_version_and_files_are_not_compared() -> None:
    place = office()
    document = drafts.draft(place, text=Text(body="Một nội dung"))
    with pytest.raises(SameAsBefore):
        actions.add_version(
            place.specialist, document_id=document.pk, text=Text(body="Một nội dung")
        )
    with pytest.raises(EmptyDraft):
        actions.add_version(place.specialist, document_id=document.pk, text=Text(body="  "))
    file = Text(blob=drafts.blob(), name="du-thao.txt")
    actions.add_version(place.specialist, document_id=document.pk, text=file)
    with pytest.raises(NotComparable):
        queries.compare_versions(place.specialist, document.pk, 1, 2)


def test_submitting_needs_a_text_and_three_people() -> None:
    place = office()
    document = drafts.draft(place)
    Route.objects.filter(document=document).update(format_post=None)
    with pytest.raises(RouteMissing):
        actions.submit(place.specialist, document_id=document.pk)
    DraftVersion.objects.filter(document=document).delete()
    with pytest.raises(EmptyDraft):
        actions.submit(place.specialist, document_id=document.pk, route=drafts.route(place))


def test_the_route_names_people_who_may_and_two_of_them() -> None:
    place = office()
    document = drafts.draft(place)
    for wrong in (
        RouteChoice(content_post=place.specialist.post_id),
        RouteChoice(format_post=place.head.post_id),
        RouteChoice(signer_post=place.clerk.post_id),
        RouteChoice(signer_post=office().leader.post_id),
    ):
        with pytest.raises(BadApprover):
            actions.choose_route(place.specialist, document_id=document.pk, route=wrong)
    both = RouteChoice(content_post=place.chief.post_id, format_post=place.chief.post_id)
    with pytest.raises(SamePerson):
        actions.choose_route(place.specialist, document_id=document.pk, route=both)


def test_one_person_in_two_posts_does_not_approve_both() -> None:
    place = office()
    document = drafts.content_approved(place)
    Approval.objects.filter(document=document).update(person=place.chief.person_id)
    with pytest.raises(SamePerson):
        actions.approve_format(place.chief, document_id=document.pk)


def test_nobody_signs_without_both_approvals() -> None:
    place = office()
    for kind in (ApprovalKind.CONTENT, ApprovalKind.FORMAT):
        document = drafts.format_approved(place)
        Approval.objects.filter(document=document, kind=kind).delete()
        with pytest.raises(ApprovalMissing, match=str(kind.label).lower()):
            actions.approve_signing(place.leader, document_id=document.pk, version=1)
    early = drafts.returned(place)
    with pytest.raises(WrongState):
        actions.approve_signing(place.leader, document_id=early.pk, version=1)


def test_approvals_bear_name_title_time_and_version() -> None:
    place = office()
    document = drafts.approved(place)
    rows = queries.approvals(place.leader, document.pk)
    assert [(r.kind, r.name, r.title, r.version.version) for r in rows] == [
        ("content", place.head.name, "Trưởng phòng Phòng Kinh tế", 1),
        ("format", place.chief.name, "Chánh Văn phòng Văn phòng", 1),
        ("leader", place.leader.name, "Chủ tịch", 1),
    ]
    assert all(r.at == NOW for r in rows)


def test_a_newer_version_must_be_read_first() -> None:
    place = office()
    document = drafts.format_approved(place)
    text = Text(body="Lãnh đạo sửa trực tiếp trên hệ thống")
    actions.add_version(place.leader, document_id=document.pk, text=text)
    with pytest.raises(NewerVersion):
        actions.approve_signing(place.leader, document_id=document.pk, version=1)
    actions.approve_signing(place.leader, document_id=document.pk, version=2)


def test_a_change_after_approval_goes_back_to_the_signer() -> None:
    place = office()
    document = drafts.approved(place)
    text = Text(blob=drafts.blob("Bản sửa"), name="sua.txt")
    actions.add_version(place.specialist, document_id=document.pk, text=text)
    again = drafts.fresh(document)
    assert again.state == DocumentState.LEADER_REVIEW
    assert boxes(again) == {(keys.post(place.leader.post_id or 0), Box.TO_SIGN)}
    with pytest.raises(WrongState):
        actions.give_number(place.clerk, document_id=document.pk)
    actions.approve_signing(place.leader, document_id=document.pk, version=2)
    main = DocumentFile.objects.filter(document=document, role=FileRole.MAIN, replaced_at=None)
    assert [row.name for row in main] == ["sua.txt"]
    assert DocumentFile.objects.filter(document=document).count() == 2


def test_what_is_numbered_is_what_was_approved() -> None:
    place = office()
    document = drafts.approved(place)
    newest = DraftVersion.objects.get(document=document)
    DraftVersion.objects.filter(pk=newest.pk).update(digest="0" * 64)
    with pytest.raises(ApprovedTextChanged):
        actions.give_number(place.clerk, document_id=document.pk)


def test_after_the_number_the_text_is_fixed() -> None:
    place = office()
    for make in (drafts.numbered, drafts.issued):
        document = make(place)
        with pytest.raises(NumberedAlready):
            actions.add_version(
                place.specialist, document_id=document.pk, text=Text(body="muộn rồi")
            )


def test_a_returned_draft_is_approved_from_the_start_again() -> None:
    place = office()
    document = drafts.format_approved(place)
    actions.return_draft(place.leader, document_id=document.pk, reason="Thiếu căn cứ")
    assert boxes(document) == {(keys.post(place.specialist.post_id or 0), Box.RETURNED)}
    assert BoxItem.objects.get(document=document).remark == "Thiếu căn cứ"
    actions.submit(place.specialist, document_id=document.pk)
    assert drafts.fresh(document).state == DocumentState.CONTENT_REVIEW
    Document.objects.filter(pk=document.pk).update(state=DocumentState.LEADER_REVIEW)
    with pytest.raises(ApprovalMissing):
        actions.approve_signing(place.leader, document_id=document.pk, version=1)


def test_taken_back_it_is_closed_to_who_only_had_it_to_read() -> None:
    place = office()
    document = drafts.content_approved(place)
    actions.recall_draft(place.specialist, document_id=document.pk)
    assert boxes(document) == {(keys.post(place.specialist.post_id or 0), Box.DRAFTS)}
    assert Document.objects.filter(grants__key=keys.post(place.head.post_id or 0)).count() == 1
    assert not Document.objects.filter(grants__key=keys.post(place.chief.post_id or 0)).exists()


def test_a_successor_in_the_post_finds_the_draft() -> None:
    place = office()
    document = drafts.submitted(place)
    head = place.head
    successor = actor_of(_moved(head.tenure_id or 0), NOW + timedelta(days=1))
    actions.approve_content(successor, document_id=document.pk)
    assert Approval.objects.get(document=document).name == successor.name


def _moved(tenure_id: int) -> Tenure:
    """Somebody else holds the post from the day after NOW."""
    tomorrow = (NOW + timedelta(days=1)).date()
    row = Tenure.objects.get(pk=tenure_id)
    Tenure.objects.filter(pk=tenure_id).update(valid_to=tomorrow)
    return province.tenure(row.post, start=tomorrow)


def test_files_lie_once(store: Path) -> None:
    place = office()
    text = Text(blob=drafts.blob("Một tệp"), name="a.txt")
    document = drafts.approved(place, text=text)
    main = DocumentFile.objects.get(document=document)
    assert main.blob_id == DraftVersion.objects.get(document=document).digest
