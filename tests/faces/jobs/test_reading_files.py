"""Files of a received document are read by the worker; a secrecy mark holds the paper."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typst

from tests.factories import drafts, incoming
from tests.factories.province import NOW, Office, office
from tests.office.reading.papers import word
from vanthu.faces.jobs import tasks
from vanthu.faces.jobs.worker import run_all
from vanthu.faces.web import sheets
from vanthu.ground.files.actions import store as store_file
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of
from vanthu.ground.notify.queries import unread_count
from vanthu.kernel.errors import Conflict
from vanthu.office.documents import actions
from vanthu.office.documents.actions import NewFile
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.errors import NothingSuspected, SecrecyUndecided
from vanthu.office.documents.fields import IncomingFields
from vanthu.office.documents.models import Document, FieldReading
from vanthu.office.drafting.actions import Text
from vanthu.office.search.queries import Query, search

pytestmark = pytest.mark.django_db
assert tasks.TASKS

_PAPER = """#set page(paper: "a4", margin: (left: 30mm, right: 20mm, top: 20mm, bottom: 20mm))
#set text(size: 13pt)
#grid(columns: (1fr, 1.3fr), align: center,
  [ỦY BAN NHÂN DÂN \\ *TỈNH VĨNH LONG* \\ Số: 125/UBND-VX \\ %s],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc* \\
   _Vĩnh Long, ngày 12 tháng 11 năm 2026_])
V/v tăng cường phòng cháy rừng mùa khô

Kính gửi: Ủy ban nhân dân các xã, phường.

Thực hiện chỉ đạo của cấp trên, đề nghị các đơn vị khẩn trương triển khai.
"""


@pytest.fixture
def place(store: Path) -> Office:
    return office()


def receive(place: Office, mark: str = "", **fields: Any) -> Document:
    pdf = typst.compile((_PAPER % mark).encode())
    blob = store_file([pdf], now=NOW)
    return actions.receive_incoming(
        place.clerk, fields=IncomingFields(**fields), files=[NewFile(blob, "van-ban.pdf")]
    )


def work() -> None:
    run_all(clock=lambda: NOW)


def test_fields_are_filled_where_nothing_was_typed_and_the_text_is_found(place: Office) -> None:
    document = receive(place, subject="Tôi tự gõ")
    work()
    row = incoming.fresh(document)
    assert (row.reference, row.issued_on) == ("125/UBND-VX", date(2026, 11, 12))
    assert row.subject == "Tôi tự gõ"
    assert row.issuer_name == "Ủy ban nhân dân tỉnh Vĩnh Long"
    assert row.page_count == 1
    assert FieldReading.objects.filter(document=document, field="number").exists()
    assert search(place.clerk, Query(text="phòng cháy rừng")).hits[0].id == document.pk


def test_a_secrecy_mark_holds_the_paper_until_the_clerk_decides(place: Office) -> None:
    document = receive(place, "#box(stroke: red)[TỐI MẬT]", subject="Việc A")
    work()
    assert search(place.clerk, Query(text="phòng cháy rừng")).hits == []
    assert unread_count(place.clerk) >= 1
    with pytest.raises(SecrecyUndecided):
        actions.register_incoming(place.clerk, document_id=document.pk)


def test_a_paper_with_a_secrecy_mark_is_thrown_out_with_all_its_bytes(place: Office) -> None:
    document = receive(place, "#box(stroke: red)[TỐI MẬT]", subject="Việc A")
    sha256 = Blob.objects.get().sha256
    work()
    actions.expel_secret(place.clerk, document_id=document.pk)
    row = incoming.fresh(document)
    assert (row.state, row.subject) == (DocumentState.REFUSED, "(đã loại bỏ)")
    assert not path_of(sha256).exists()
    assert not Blob.objects.exists()


def test_a_mistaken_mark_is_cleared_and_the_paper_read(place: Office) -> None:
    document = receive(place, "#box(stroke: red)[TỐI MẬT]")
    work()
    actions.clear_suspicion(place.clerk, document_id=document.pk, reason="Tên cơ quan")
    work()
    assert incoming.fresh(document).reference == "125/UBND-VX"
    with pytest.raises(NothingSuspected):
        actions.expel_secret(place.clerk, document_id=document.pk)


def test_only_the_clerk_decides(place: Office) -> None:
    document = receive(place, "#box(stroke: red)[MẬT]")
    work()
    for other in (place.leader, place.specialist, place.sysadmin):
        with pytest.raises(Conflict.__mro__[1]):
            actions.expel_secret(other, document_id=document.pk)


def test_who_approves_a_draft_in_word_reads_its_words(place: Office, tmp_path: Path) -> None:
    blob = store_file([word(tmp_path).read_bytes()], now=NOW)
    document = drafts.submitted(place, text=Text(blob=blob, name="to-trinh.docx"))
    shown = sheets.sheet(sheets.sources_of(place.head, document)[0])
    assert shown["kind"] == "waiting"
    work()
    shown = sheets.sheet(sheets.sources_of(place.head, document)[0])
    assert shown["kind"] == "text"
    assert "TỜ TRÌNH" in shown["text"]
