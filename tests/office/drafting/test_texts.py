"""The text being written, comments in its margin, who was asked, standard texts."""

from datetime import timedelta
from typing import Any

import pytest

from tests.factories import drafts
from tests.factories.province import NOW, office
from vanthu.ground.access import keys
from vanthu.ground.access.permissions import MissingRight
from vanthu.ground.journal.models import Entry
from vanthu.kernel.errors import Invalid, NotFound, StateSecretRefused
from vanthu.office.documents.errors import DocumentNotFound
from vanthu.office.drafting import actions, queries
from vanthu.office.drafting.actions import Anchor, Text
from vanthu.office.drafting.errors import (
    EmptyDraft,
    NotConsulted,
    NothingWritten,
    NotYourComment,
    NotYourDraft,
    SettledAlready,
    TextClosed,
    WrittenMeanwhile,
)
from vanthu.office.drafting.models import WorkingText
from vanthu.office.handling.actions import Receiver
from vanthu.office.handling.choices import Box
from vanthu.office.handling.models import BoxItem
from vanthu.office.writing.errors import NotAContent
from vanthu.office.writing.serialise import content_digest, content_from_json

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


def content(*lines: str) -> dict[str, Any]:
    """A text of some paragraphs, as an editor sends it."""
    blocks = [
        {"id": f"b{number}", "kind": "paragraph", "text": line}
        for number, line in enumerate(lines, start=1)
    ]
    return {"to": ["Sở Nội vụ"], "blocks": blocks, "annexes": []}


def test_what_is_typed_is_kept_without_an_entry_of_the_journal() -> None:
    place = office()
    document = drafts.draft(place)
    before = Entry.objects.count()
    row = actions.save_working_text(
        place.specialist, document_id=document.pk, content=content("Đang soạn"), revision=0
    )
    row = actions.save_working_text(
        place.specialist, document_id=document.pk, content=content("Đang soạn tiếp"), revision=1
    )
    assert (row.revision, row.based_on, row.saved_by_name) == (2, 1, place.specialist.name)
    assert Entry.objects.count() == before
    found = queries.desk(place.specialist, document.pk)
    assert (found.revision, found.version, found.content.blocks[0].text) == (2, 1, "Đang soạn tiếp")


def test_two_who_write_at_once_learn_of_each_other() -> None:
    place = office()
    document = drafts.draft(place)
    for number, text in enumerate(("Một", "Hai")):
        actions.save_working_text(
            place.specialist, document_id=document.pk, content=content(text), revision=number
        )
    with pytest.raises(WrittenMeanwhile, match=f"{place.specialist.name} đã lưu .* 09:00"):
        actions.save_working_text(
            place.specialist, document_id=document.pk, content=content("Ba"), revision=1
        )
    with pytest.raises(WrittenMeanwhile):
        actions.save_version(place.specialist, document_id=document.pk, revision=1)


def test_a_version_of_the_text_clears_the_desk() -> None:
    place = office()
    document = drafts.draft(place, text=Text(body="Bản đầu"))
    assert queries.desk(place.specialist, document.pk).content.blocks[0].text == "Bản đầu"
    with pytest.raises(NothingWritten):
        actions.save_version(place.specialist, document_id=document.pk, revision=0)
    text = content("Nội dung mới", "Đoạn hai")
    actions.save_working_text(place.specialist, document_id=document.pk, content=text, revision=0)
    row = actions.save_version(
        place.specialist, document_id=document.pk, revision=1, note="sửa theo góp ý"
    )
    assert row.digest == content_digest(content_from_json(text))
    assert row.body == "Kính gửi: Sở Nội vụ\n\nNội dung mới\nĐoạn hai\n"
    assert not WorkingText.objects.filter(document=document).exists()
    pieces = queries.compare_versions(place.specialist, document.pk, 1, row.version)
    assert "".join(piece.text for piece in pieces if piece.change != "added") == "Bản đầu"


def test_what_is_typed_can_be_thrown_away_and_is_checked() -> None:
    place = office()
    document = drafts.draft(place)
    with pytest.raises(NotAContent):
        actions.save_working_text(
            place.specialist, document_id=document.pk, content={"lạ": 1}, revision=0
        )
    with pytest.raises(StateSecretRefused):
        actions.save_working_text(
            place.specialist,
            document_id=document.pk,
            content=content("TUYỆT MẬT"),
            revision=0,
        )
    actions.save_working_text(
        place.specialist, document_id=document.pk, content=content("Bỏ"), revision=0
    )
    actions.drop_working_text(place.specialist, document_id=document.pk)
    with pytest.raises(NothingWritten):
        actions.drop_working_text(place.specialist, document_id=document.pk)


def test_only_whose_turn_it_is_writes() -> None:
    place = office()
    document = drafts.submitted(place)
    with pytest.raises(NotYourDraft):
        actions.save_working_text(
            place.specialist, document_id=document.pk, content=content("Sửa"), revision=0
        )
    actions.save_working_text(
        place.head, document_id=document.pk, content=content("Sửa"), revision=0
    )


def test_comments_are_anchored_answered_and_settled() -> None:
    place = office()
    document = drafts.submitted(place)
    anchor = Anchor(block="b1", start=0, stop=8, quote="Nội dung")
    first = actions.comment(
        place.head, document_id=document.pk, text="Thiếu thời hạn", anchor=anchor
    )
    actions.reply(place.specialist, document_id=document.pk, comment_id=first.pk, text="Đã bổ sung")
    rows = queries.comments(place.head, document.pk)
    assert [(row.author_title, row.parent_id, row.quote) for row in rows] == [
        ("Trưởng phòng Phòng Kinh tế", None, "Nội dung"),
        ("Chuyên viên Phòng Kinh tế", first.pk, ""),
    ]
    actions.return_draft(place.head, document_id=document.pk, reason="Bổ sung")
    with pytest.raises(NotYourComment, match="người soạn thảo"):
        actions.settle_comment(place.head, document_id=document.pk, comment_id=first.pk)
    actions.settle_comment(place.specialist, document_id=document.pk, comment_id=first.pk)
    with pytest.raises(SettledAlready, match=place.specialist.name):
        actions.settle_comment(place.specialist, document_id=document.pk, comment_id=first.pk)
    with pytest.raises(Invalid):
        actions.comment(place.head, document_id=document.pk, text=" ")


def test_nobody_comments_on_what_the_signer_approved_or_what_is_not_open() -> None:
    place = office()
    with pytest.raises(TextClosed, match="chờ cấp số"):
        actions.comment(place.head, document_id=drafts.approved(place).pk, text="Muộn")
    with pytest.raises(DocumentNotFound):
        actions.comment(place.colleague, document_id=drafts.draft(place).pk, text="Góp ý")


def test_units_are_asked_answer_and_are_not_waited_for_after_submitting() -> None:
    place = office()
    document = drafts.draft(place)
    receivers = [
        Receiver(unit_id=place.headquarters.pk),
        Receiver(post_id=place.colleague.post_id),
    ]
    due = place.specialist.today + timedelta(days=2)
    actions.consult(
        place.specialist, document_id=document.pk, receivers=receivers, due_on=due, question="Mục 2"
    )
    waiting = BoxItem.objects.filter(document=document, box=Box.TO_COMMENT)
    assert set(waiting.values_list("holder", "due_on", "remark")) == {
        (keys.unit_heads(place.headquarters.pk), due, "Mục 2"),
        (keys.post(place.colleague.post_id or 0), due, "Mục 2"),
    }
    actions.comment(place.colleague, document_id=document.pk, text="Nên nêu rõ kinh phí")
    actions.answer_consultation(place.chief, document_id=document.pk, answer="Thống nhất")
    with pytest.raises(NotConsulted):
        actions.answer_consultation(place.chief, document_id=document.pk)
    late = place.specialist.at(NOW + timedelta(days=3))
    rows = queries.consultations(late, document.pk)
    assert [(row.answered, row.late) for row in rows] == [(True, False), (False, True)]
    actions.submit(place.specialist, document_id=document.pk)
    assert not waiting.exists()
    assert not queries.consultations(late, document.pk)[1].late
    with pytest.raises(NotConsulted):
        actions.answer_consultation(place.colleague, document_id=document.pk)


def test_asking_again_moves_the_deadline_only() -> None:
    place = office()
    document = drafts.draft(place)
    receivers = [Receiver(unit_id=place.headquarters.pk)]
    for days in (1, 4):
        actions.consult(
            place.specialist,
            document_id=document.pk,
            receivers=receivers,
            due_on=place.specialist.today + timedelta(days=days),
        )
    (row,) = queries.consultations(place.specialist, document.pk)
    assert row.row.due_on == place.specialist.today + timedelta(days=4)
    with pytest.raises(Invalid):
        actions.consult(
            place.specialist,
            document_id=document.pk,
            receivers=receivers,
            due_on=place.specialist.today - timedelta(days=1),
        )


def test_standard_texts_belong_to_the_agency_and_its_clerk() -> None:
    place = office()
    row = actions.set_standard_text(
        place.clerk, name="Mở đầu kế hoạch", content=content("Thực hiện ..."), type_code="ke-hoach"
    )
    common = actions.set_standard_text(place.clerk, name="Lời kết", content=content("Trân trọng"))
    assert queries.standard_texts(place.id, "ke-hoach") == [common, row]
    assert queries.standard_texts(place.id, "cong-van") == [common]
    with pytest.raises(Invalid, match="đánh dấu"):
        actions.set_standard_text(place.clerk, name="Lời kết", content=content("Khác"))
    with pytest.raises(MissingRight):
        actions.drop_standard_text(place.specialist, text_id=row.pk)
    with pytest.raises(NotFound):
        actions.drop_standard_text(office().clerk, text_id=row.pk)
    actions.drop_standard_text(place.clerk, text_id=row.pk)
    assert queries.standard_texts(place.id) == [common]


def test_an_empty_text_is_no_version() -> None:
    place = office()
    document = drafts.draft(place)
    actions.save_working_text(
        place.specialist, document_id=document.pk, content=content(" "), revision=0
    )
    with pytest.raises(EmptyDraft):
        actions.save_version(place.specialist, document_id=document.pk, revision=1)


def test_a_replacement_begins_with_what_it_replaces() -> None:
    place = office()
    issued = drafts.issued(place, text=Text(content=content_from_json(content("Điều cần sửa"))))
    new = actions.replace_issued(place.specialist, document_id=issued.pk)
    assert queries.desk(place.specialist, new.pk).content.blocks[0].text == "Điều cần sửa"
