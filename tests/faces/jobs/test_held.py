"""A secrecy mark found late holds the document wherever it stands, until the clerk decides (Q-145).

What is thrown out leaves nothing behind: no byte, no text, no field (M-08).
"""

from pathlib import Path

import pytest
import typst

from tests.factories import drafts, exchange, incoming
from tests.factories.province import NOW, Office, office
from tests.support.attempts import events_of
from vanthu.faces.jobs import tasks
from vanthu.faces.jobs.worker import run_all
from vanthu.faces.web import sheets
from vanthu.ground.files.actions import store as store_file
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of
from vanthu.ground.journal.models import Entry
from vanthu.office.documents import actions, permissions
from vanthu.office.documents.actions import NewFile
from vanthu.office.documents.choices import DocumentState, FileRole
from vanthu.office.documents.errors import (
    NeedsReason,
    RecallFirst,
    SecrecyHeld,
    SecrecyUndecided,
)
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.drafting import actions as drafting
from vanthu.office.drafting.actions import Text
from vanthu.office.drafting.models import DraftVersion
from vanthu.office.handling import actions as handling
from vanthu.office.handling.models import Assignment, BoxItem
from vanthu.office.search.models import BlobText
from vanthu.office.search.queries import Query, search

pytestmark = pytest.mark.django_db
assert tasks.TASKS
MARKED = """#set page(paper: "a4", margin: 25mm)
#grid(columns: (1fr, 1fr), [#box(stroke: red, inset: 4pt)[MẬT]],
  [CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM])
Về việc bảo vệ loài phong lan hoàng thảo trong khu bảo tồn thiên nhiên.

Đề nghị các đơn vị khẩn trương triển khai thực hiện, báo cáo kết quả về Văn phòng để tổng hợp.
"""
WORDS = "phong lan hoàng thảo"


@pytest.fixture
def place(store: Path) -> Office:
    return office()


def blob() -> Blob:
    return store_file([typst.compile(MARKED.encode())], now=NOW)


def work() -> None:
    run_all(clock=lambda: NOW)


def late(place: Office) -> Document:
    """At work already when an annex with a mark is attached to it and read."""
    document, _assignment = incoming.at_work(place)
    actions.attach_file(
        place.clerk, document_id=document.pk, file=NewFile(blob(), "phu-luc.pdf", FileRole.ANNEX)
    )
    work()
    return incoming.fresh(document)


def test_found_late_it_is_neither_shown_nor_found_nor_passed_on(place: Office) -> None:
    document = late(place)
    assert document.held_at == NOW
    assert sheets.sources_of(place.specialist, document) == []
    assert sheets.sources_of(place.clerk, document), "the clerk has to look"
    with pytest.raises(SecrecyHeld):
        permissions.check_files(place.leader, document)
    lead, to = incoming.lead_of(document).pk, incoming.to_post(place, "colleague")
    with pytest.raises(SecrecyHeld):
        handling.forward(place.specialist, assignment_id=lead, to=to, reason="Chuyển")
    for how in ("print", "download"):
        with pytest.raises(SecrecyUndecided):
            actions.record_access(place.clerk, document_id=document.pk, how=how)
    assert search(place.clerk, Query(text=WORDS)).hits == []
    assert not BlobText.objects.exists()


def test_cleared_with_a_reason_it_is_open_again(place: Office) -> None:
    document = late(place)
    with pytest.raises(NeedsReason):
        actions.clear_suspicion(place.clerk, document_id=document.pk, reason=" ")
    reason = "Chữ “MẬT” là tên sản phẩm"
    actions.clear_suspicion(place.clerk, document_id=document.pk, reason=reason)
    assert reason in Entry.objects.filter(name="secrecy-cleared").latest("seq").data
    work()
    assert sheets.sources_of(place.specialist, incoming.fresh(document))
    assert search(place.specialist, Query(text=WORDS)).hits[0].id == document.pk


def test_thrown_out_while_handled_nothing_of_it_stays(place: Office) -> None:
    document = late(place)
    stored = set(Blob.objects.values_list("pk", flat=True))
    actions.expel_secret(place.clerk, document_id=document.pk)
    row = incoming.fresh(document)
    assert (row.state, row.subject) == (DocumentState.REFUSED, "(đã loại bỏ)")
    assert row.arrival_number, "the number stays explained in the register"
    assert not BoxItem.objects.filter(document=document).exists()
    assert not Assignment.objects.filter(document=document, state="accepted").exists()
    assert not any(path_of(sha256).exists() for sha256 in stored)
    assert not Blob.objects.exists()


def test_a_draft_with_a_mark_goes_no_further(place: Office) -> None:
    text = Text(blob=blob(), name="du-thao.pdf")
    document = drafts.submitted(place, text=text)
    work()
    held = drafts.fresh(document)
    assert held.held_at == NOW
    with pytest.raises(SecrecyHeld):
        drafting.approve_content(place.head, document_id=document.pk)
    assert sheets.sources_of(place.head, held) == []
    actions.expel_secret(place.clerk, document_id=document.pk)
    assert drafts.fresh(document).state == DocumentState.CANCELLED
    version = DraftVersion.objects.get(document=document)
    assert (version.blob_id, version.body) == (None, "")
    assert not Blob.objects.exists()


def test_the_clerk_sees_a_held_draft_only_while_deciding(place: Office) -> None:
    document = drafts.submitted(place, text=Text(blob=blob(), name="du-thao.pdf"))
    assert not permissions.can_see(place.clerk, document.pk)
    work()
    assert permissions.can_see(place.clerk, document.pk)
    actions.clear_suspicion(place.clerk, document_id=document.pk, reason="Tên sản phẩm")
    assert not permissions.can_see(place.clerk, document.pk)
    work()
    drafting.approve_content(place.head, document_id=document.pk)


def test_held_at_the_sender_it_does_not_arrive_and_is_recalled_before_it_goes(
    place: Office,
) -> None:
    receiver = office()
    document = drafts.issued(place, recipients=drafts.to(receiver))
    actions.suspect_secret(place.clerk, document_id=document.pk)
    exchange.carry()
    assert exchange.packet(document, receiver).arrival is None
    with pytest.raises(RecallFirst):
        actions.expel_secret(place.clerk, document_id=document.pk)
    drafting.recall_issued(place.leader, document_id=document.pk, reason="Có dấu mật")
    told = events_of(lambda: actions.expel_secret(place.clerk, document_id=document.pk))
    assert told == ["secret-expelled"]
    assert not DocumentFile.objects.filter(document=document).exists()
