"""What somebody on a network may try against an installation: by real packets, fetched and applied.

Each time nothing of it takes effect, the packet is kept as it came, the clerk reads a sentence, and
an honest packet behind it arrives.
"""

import base64
import hashlib
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.factories import drafts, linked, loop
from tests.factories.loop import Loop
from tests.factories.parcels import file, message
from tests.factories.province import NOW, Office
from vanthu.config.exchange import read_message
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of
from vanthu.office.documents.actions import register_incoming
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions as drafting
from vanthu.office.interchange import actions, queries, ways
from vanthu.office.interchange.choices import Cause, Transport
from vanthu.office.interchange.drivers.base import Fetched, TooLong
from vanthu.office.interchange.edxml.message import (
    Answered,
    Business,
    Change,
    DocumentMessage,
    Organization,
    Staff,
    StatusMessage,
    Trace,
)
from vanthu.office.interchange.edxml.message import Message as Wire
from vanthu.office.interchange.edxml.writing import to_bytes
from vanthu.office.interchange.models import Message, Packet, Receipt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
Pair = tuple[Office, Office]
HONEST, STRANGER = "H07.555", "H07.666"
ID = message().document_id
PROGRAM = file(b"MZ\x90\x00" + b"x" * 99, "cai-dat.exe")


@pytest.fixture
def link(tmp_path: Path) -> Iterator[Loop]:
    """The loop, whose packets are read as those of every real link."""
    made = loop.offered(tmp_path / "loop")
    ways.offer([replace(way, read=read_message) for way in ways.all_ways()])
    yield made
    ways.offer([])


def written(sender: str = HONEST, **more: Any) -> DocumentMessage:
    """A document as its form asks, to the receiver."""
    trace = Trace(code=sender, at=NOW)
    return message(sender=Organization(code=sender, name="Bên kia"), traces=(trace,), **more)


def _put(link: Loop, packet: bytes | Wire, vouched: str = HONEST, kind: str = "document") -> bytes:
    raw = packet if isinstance(packet, bytes) else to_bytes(packet)
    link._write({"uuid": None, "kind": kind, "vouched": vouched, "raw": raw})
    return raw


def _attacked(
    link: Loop,
    receiver: Office,
    packet: bytes | Wire,
    vouched: str = HONEST,
    kind: str = "document",
) -> Message:
    """What became of a packet, after one that nobody may keep waiting has arrived behind it."""
    before = _applied(receiver)
    raw = _put(link, packet, vouched, kind)
    _put(link, written(document_id="sau", subject="Văn bản gửi ngay sau đó"))
    linked.carry()
    row = Message.objects.filter(bound="in").order_by("pk")[before[-1]]
    assert row.raw is not None
    assert path_of(row.raw.pk).read_bytes() == raw
    assert row.raw.pk == hashlib.sha256(raw).hexdigest()
    behind = Document.objects.get(subject="Văn bản gửi ngay sau đó")
    behind_packet = Packet.objects.get(arrival=behind)
    now = _applied(receiver)
    assert (now[0] - before[0], now[1] - before[1]) == (1, 1), "something else was applied"
    assert behind_packet.identifier == "sau"
    return row


def _applied(receiver: Office) -> tuple[int, int, int]:
    """Documents at the receiver, packets from elsewhere, messages that came in."""
    return (
        Document.objects.filter(agency=receiver.agency).count(),
        Packet.objects.filter(document=None).count(),
        Message.objects.filter(bound="in").count(),
    )


def _told(code: str = HONEST) -> list[str]:
    """The statuses that go back to an agency, without those of the honest packet."""
    rows = Message.objects.filter(bound="out", kind="status", receiver_code=code)
    return list(rows.exclude(document_id="sau").order_by("pk").values_list("status", flat=True))


def test_a_document_in_anothers_name_is_held(link: Loop, pair: Pair) -> None:
    row = _attacked(link, pair[1], written(), vouched=STRANGER)
    assert (row.state, row.cause) == (Transport.QUARANTINED, Cause.SENDER)
    assert row.problem.startswith(f"Gói tin ghi nơi gửi là {HONEST}, không phải đơn vị được phép")
    assert _told() == []
    (need,) = [each for each in queries.needs(pair[1].clerk) if each.need == "held"]
    assert (need.sentence, need.message_id) == (row.problem, row.pk)


@pytest.mark.parametrize(
    "forged",
    [written(attachments=(PROGRAM,)), written(subject="(TỐI MẬT) Phương án")],
)
def test_nobody_is_told_of_a_refusal_by_who_took_its_name(
    link: Loop, pair: Pair, forged: Wire
) -> None:
    """Else a stranger could have any document refused (02) that another has sent."""
    _put(link, written(subject="Bản thật"))
    linked.carry()
    _put(link, forged, vouched=STRANGER)
    linked.carry()
    assert _told() == ["01"]
    assert Document.objects.get(agency=pair[1].agency).subject == "Bản thật"


def test_files_of_a_forged_packet_are_not_stored(link: Loop, pair: Pair) -> None:
    _put(link, written(attachments=(file(b"gia mao"),)), vouched=STRANGER)
    linked.carry()
    assert list(Blob.objects.values_list("sha256", flat=True)) == [
        Message.objects.get(bound="in").raw_id
    ]


def _status(code: str, about: str, sender: str, reason: str = "Giả") -> StatusMessage:
    answered = Answered(document_id=about, code="H61.901")
    return StatusMessage(
        sender=Organization(code=sender, name="Bên kia"),
        about=answered,
        code=code,
        description=reason,
        at=NOW,
    )


@pytest.mark.parametrize("code", ["02", "03", "06"])
@pytest.mark.parametrize(
    ("sender", "cause"), [("H07.902", Cause.SENDER), (STRANGER, Cause.UNMATCHED)]
)
def test_who_was_sent_nothing_reports_nothing(
    link: Loop, pair: Pair, code: str, sender: str, cause: Cause
) -> None:
    """Neither in the receiver's name nor in its own."""
    document = linked.sent(pair[0])
    raw = _put(link, _status(code, document.identifier, sender), STRANGER, "status")
    linked.carry()
    row = Message.objects.get(bound="in", raw__sha256=hashlib.sha256(raw).hexdigest())
    assert (row.state, row.cause) == (Transport.QUARANTINED, cause)
    assert row.problem
    assert linked.status_of(document) == "01"
    assert set(Receipt.objects.values_list("status", flat=True)) == {"01"}


@pytest.mark.parametrize("sender", [HONEST, STRANGER])
def test_nobody_recalls_anothers_document(link: Loop, pair: Pair, sender: str) -> None:
    _put(link, written())
    linked.carry()
    about = Answered(document_id=ID, code="H61.902")
    order = replace(_status("13", "", sender), about=about)
    _put(link, order, STRANGER, "status")
    linked.carry()
    (arrived,) = Document.objects.filter(agency=pair[1].agency)
    assert queries.order_for(pair[1].clerk, arrived.pk) is None
    register_incoming(pair[1].clerk, document_id=arrived.pk)


@pytest.mark.parametrize("sender", ["H07.902", STRANGER])
def test_nobody_answers_for_another(link: Loop, pair: Pair, sender: str) -> None:
    document = linked.sent(pair[0])
    drafting.recall_issued(pair[0].leader, document_id=document.pk, reason="Sai")
    linked.carry()
    _put(link, _status("15", document.identifier, sender), STRANGER, "status")
    linked.carry()
    assert linked.order(document, 1).status == "13"


@pytest.mark.parametrize("discarded", [False, True])
def test_nobody_keeps_an_order_away_by_writing_it_first(
    link: Loop, pair: Pair, discarded: bool
) -> None:
    _put(link, written())
    staff = Staff(name="Văn thư")
    change = Change(business=Business.UPDATE, document_id=ID, reason="Sót", staff=staff)
    order = written(document_id="lenh", change=change, subject="Đã sửa")
    _put(link, order, vouched=STRANGER)
    linked.carry()
    forged = Message.objects.get(bound="in", state=Transport.QUARANTINED)
    if discarded:
        actions.discard_message(pair[1].clerk, message_id=forged.pk, reason="Giả mạo")
    _put(link, order)
    linked.carry()
    assert Message.objects.filter(bound="in").latest("pk").state == Transport.APPLIED
    (arrived,) = Document.objects.filter(agency=pair[1].agency)
    assert queries.change_for(pair[1].clerk, arrived.pk) is not None


def test_everything_said_once_more_changes_nothing(link: Loop, pair: Pair) -> None:
    """A document, its statuses, an update, a recall and the answers, all replayed at the end."""
    sender, receiver = pair
    document = linked.sent(sender)
    arrived = linked.arrival_of(document, receiver)
    register_incoming(receiver.clerk, document_id=arrived.pk)
    for subject in ("Lần một", "Lần hai"):
        values = {"subject": subject}
        actions.update_issued(sender.clerk, document_id=document.pk, values=values, reason="Sót")
        linked.carry()
        change = queries.change_for(receiver.clerk, arrived.pk)
        assert change is not None
        actions.answer_change(receiver.clerk, packet_id=change.pk, agree=True)
    drafting.recall_issued(sender.leader, document_id=document.pk, reason="Sai thẩm quyền")
    linked.carry()
    order = queries.order_for(receiver.clerk, arrived.pk)
    assert order is not None
    actions.answer_recall(receiver.clerk, packet_id=order.pk, agree=False, reason="Đã làm")
    linked.carry()
    before, count = _standing(document, arrived), link.count()
    link.again()
    linked.carry(NOW + timedelta(days=2))
    assert _standing(document, arrived) == before
    assert link.count() == 2 * count, "something was answered"
    rows = Message.objects.filter(bound="in").order_by("pk").values_list("state", flat=True)
    assert list(rows) == ["applied"] * count + ["duplicate"] * count
    assert set(link.verdicts()) == {"taken"}


def _standing(*documents: Document) -> list[object]:
    found = [drafts.fresh(each) for each in documents]
    packets = Packet.objects.order_by("pk").values_list("pk", "status", "recall_answer")
    receipts = Receipt.objects.order_by("pk").values_list("packet", "status")
    return [[(each.subject, each.state) for each in found], list(packets), list(receipts)]


def test_another_text_by_the_name_of_what_has_come_is_never_refused_to_its_sender(
    link: Loop, pair: Pair
) -> None:
    """A refusal (02) would be taken for one of the document that stands here."""
    _put(link, written())
    linked.carry()
    row = _attacked(link, pair[1], written(attachments=(PROGRAM,)))
    assert row.state == Transport.REFUSED
    assert "chương trình Windows" in row.problem
    assert _told() == ["01"]


def test_an_update_that_brings_a_program_is_answered_by_16(link: Loop, pair: Pair) -> None:
    _put(link, written())
    linked.carry()
    staff = Staff(name="Văn thư")
    change = Change(business=Business.UPDATE, document_id=ID, reason="Sót", staff=staff)
    row = _attacked(
        link, pair[1], written(document_id="lenh", change=change, attachments=(PROGRAM,))
    )
    assert row.state == Transport.REFUSED
    back = Message.objects.get(bound="out", status="16")
    assert (back.document_id, back.order_id) == (ID, "lenh")
    assert _told() == ["01", "16"]


def _edited(old: bytes, new: bytes) -> bytes:
    raw = to_bytes(written(attachments=(file(b"Toan van", content_id="1"),)))
    assert old in raw
    return raw.replace(old, new)


def test_a_file_altered_on_its_way_is_held(link: Loop, pair: Pair) -> None:
    """The packet still says the hash of what was sent."""
    row = _attacked(link, pair[1], _edited(b"VG9hbiB2YW4=", b"VG9hbiB2YU4="))
    assert (row.state, row.cause) == (Transport.QUARANTINED, Cause.DIGEST)
    assert row.problem == (
        "Tệp “van-ban.txt” không khớp mã băm mà nơi gửi ghi. Hãy đề nghị nơi gửi gửi lại."
    )
    assert _told() == []


def _bomb() -> bytes:
    """30 MB of nothing in a zip of 30 KB, in base64."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.pdf", bytes(30 << 20))
    return base64.b64encode(target.getvalue())


_DOCTYPE = b'<!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]><edXML'


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: to_bytes(written())[:-400], "không phải XML đúng cú pháp"),
        (lambda: _edited(b"VG9hbiB2YW4=", b"VG9hbiB2*W4="), "mã hóa của tệp đính kèm bị hỏng"),
        (lambda: _edited(b"VG9hbiB2YW4=", b"<a/>"), "mã hóa của tệp đính kèm bị hỏng"),
        (lambda: _edited(b"<edXML", _DOCTYPE), "có khai báo DOCTYPE"),
        (lambda: _edited("Về việc".encode(), b"&x;"), "thực thể không khai báo"),
        (lambda: _edited(b"VG9hbiB2YW4=", _bomb()), "khi giải nén sẽ phình lên"),
        (lambda: b"<edXML>" + b"<a>" * 100_000, "vượt giới hạn của hệ thống: số cấp lồng nhau"),
        (lambda: b"<html><body>502 Bad Gateway</body></html>", "không phải gói tin edXML"),
        (lambda: b"\x00" * 64, "không phải XML đúng cú pháp"),
    ],
    ids=["cut", "base64", "nested", "doctype", "entity", "bomb", "deep", "page", "noise"],
)
def test_what_would_harm_whoever_reads_it_is_refused(
    link: Loop, pair: Pair, make: Callable[[], bytes], sentence: str
) -> None:
    row = _attacked(link, pair[1], make())
    assert row.state == Transport.REFUSED
    assert sentence in row.problem
    assert link.verdicts()[0] == "refused"
    assert _told() == []


def _fetched(limit: int) -> list[Message]:
    actions.fetch_waiting(ways.all_ways()[0], lambda: NOW, limit=limit)
    return list(Message.objects.filter(bound="in").order_by("pk"))


def test_a_packet_beyond_the_limit_is_refused_unread_and_kept(link: Loop, pair: Pair) -> None:
    raw = to_bytes(written(attachments=(file(b"x" * 900_000),)))
    _put(link, raw)
    _put(link, written(document_id="sau"))
    big, behind = _fetched(1_000_000)
    assert (big.state, behind.state) == (Transport.REFUSED, Transport.APPLIED)
    assert big.raw_id == hashlib.sha256(raw).hexdigest()
    assert big.problem.startswith("Gói tin dài 2 MB, vượt giới hạn 0 MB nên không được đọc")
    assert "gói tin gốc vẫn giữ nguyên" in big.problem
    assert link.verdicts() == ["refused", "taken"]
    assert Document.objects.filter(agency=pair[1].agency).count() == 1


def test_who_sends_nothing_but_too_long_packets_fills_no_disk(link: Loop, pair: Pair) -> None:
    """Beyond the room for such packets the beginning is kept, with size and hash of the whole."""
    made = [to_bytes(written(attachments=(file(b"%d" % n * 900_000),))) for n in range(5)]
    for raw in made:
        _put(link, raw)
    rows = _fetched(1_000_000)
    assert {row.state for row in rows} == {Transport.REFUSED.value}
    whole = [row for row in rows if not row.sent_size]
    cut = [row for row in rows if row.sent_size]
    assert [row.raw_id for row in whole] == [hashlib.sha256(raw).hexdigest() for raw in made[:3]]
    for row, raw in zip(cut, made[3:], strict=True):
        assert (row.sent_hash, row.sent_size) == (hashlib.sha256(raw).hexdigest(), len(raw))
        assert row.raw is not None
        assert raw.startswith(path_of(row.raw.pk).read_bytes())
        assert row.raw.size == 1_000_000
        assert row.sent_hash in row.problem
        assert "chỉ giữ dung lượng" in row.problem
        assert "Hãy đề nghị nơi gửi" in row.problem
    assert sum(blob.size for blob in Blob.objects.all()) < 4_000_000 + 2 * 1_000_000


def test_what_the_link_does_not_bring_is_refused_once_and_said(
    link: Loop, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    _put(link, written())

    def fetch(_waiting: object, _folder: object) -> Fetched:
        raise TooLong("Câu trả lời lớn quá mức cho phép.")

    monkeypatch.setattr(link, "fetch", fetch)
    (row,) = _fetched(10**9)
    assert (row.state, row.raw) == (Transport.REFUSED, None)
    assert "không giữ được gói tin gốc" in row.problem
    assert link.verdicts() == ["refused"]
    assert _fetched(10**9) == [row]


@pytest.mark.parametrize("name", ["../../../tmp/x.txt", "/etc/cron.d/x.txt", "C:\\Windows\\x.txt"])
def test_a_name_with_a_path_is_a_name(link: Loop, pair: Pair, tmp_path: Path, name: str) -> None:
    outside = set(tmp_path.iterdir())
    raw = to_bytes(written(attachments=(file(),))).replace(b"van-ban.txt", name.encode())
    _put(link, raw)
    linked.carry()
    (arrived,) = Document.objects.filter(agency=pair[1].agency)
    (kept,) = arrived.files.all()
    assert (kept.name, kept.blob_id) == ("x.txt", hashlib.sha256(b"Toan van").hexdigest())
    assert set(tmp_path.iterdir()) == outside
    assert not Path("/tmp/x.txt").exists()


def test_who_floods_has_others_wait_for_one_packet_at_most(link: Loop, pair: Pair) -> None:
    """Each packet takes so long that only a few are dealt with in a turn; nothing is lost."""
    for number in range(12):
        _put(link, written(STRANGER, document_id=f"lu-{number}"), vouched=STRANGER)
    _put(link, written(document_id="cho"))
    ticks = iter(range(10**6))

    def clock() -> datetime:
        return NOW + timedelta(seconds=3 * next(ticks))

    way = ways.all_ways()[0]
    done = actions.fetch_waiting(way, clock, limit=10**8)
    assert 2 <= done < 12, "all were dealt with in one turn"
    order = list(Packet.objects.filter(document=None).order_by("pk").values_list("identifier"))
    assert order[:2] == [("lu-0",), ("cho",)]
    linked.carry(NOW + timedelta(hours=1))
    assert Document.objects.filter(agency=pair[1].agency).count() == 13
