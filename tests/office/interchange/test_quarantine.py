"""What is doubtful is kept apart, what is forbidden refused: at the door to networks too."""

import pickle
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from tests.factories import drafts, linked
from tests.factories.loop import Loop
from tests.factories.parcels import file, message
from tests.factories.province import NOW, Office, office
from tests.support.attempts import events_of, refusal_of
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of
from vanthu.ground.notify.models import Notice
from vanthu.kernel.machine import WrongState
from vanthu.office.documents.errors import NeedsReason
from vanthu.office.documents.models import Document
from vanthu.office.interchange import actions, queries
from vanthu.office.interchange.choices import Cause, Transport
from vanthu.office.interchange.edxml.message import (
    Answered,
    Business,
    DocumentMessage,
    Organization,
    StatusMessage,
)
from vanthu.office.interchange.errors import MessageNotFound, NothingToMatch
from vanthu.office.interchange.models import Message, Packet
from vanthu.office.interchange.rules import turns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
Pair = tuple[Office, Office]


def last() -> Message:
    """The newest message that came in."""
    return Message.objects.filter(bound="in").latest("pk")


def arrivals(receiver: Office) -> list[Document]:
    return list(Document.objects.filter(agency=receiver.agency).order_by("pk"))


def test_what_others_write_is_read_as_far_as_it_goes(link: Loop, pair: Pair) -> None:
    long = message(subject="x" * 700, urgency=4, due=NOW.date() - timedelta(days=9), number="7a")
    link.put(long)
    linked.carry()
    (arrived,) = arrivals(pair[1])
    assert (len(arrived.subject), arrived.urgency, arrived.due_on) == (500, 3, None)
    assert (arrived.reference, arrived.type_id) == ("7a/SYT-VP", "cong-van")
    assert arrived.issuer_name == "Sở Y tế bên kia"


def test_the_same_document_with_other_content_waits_and_comes_in_as_an_update(
    link: Loop, pair: Pair
) -> None:
    receiver = pair[1]
    link.put(message())
    linked.carry()
    link.put(message(subject="Nội dung khác", attachments=(file(b"Khac"),)))
    linked.carry()
    (arrived,) = arrivals(receiver)
    held = last()
    assert (held.state, held.cause) == (Transport.QUARANTINED, Cause.CONFLICT)
    assert drafts.fresh(arrived).subject == "Về việc tiêm chủng"
    assert Notice.objects.filter(kind="quarantine").count() == 1
    link.again()
    linked.carry()
    assert Message.objects.filter(state=Transport.QUARANTINED).count() == 1
    both = queries.versions(receiver.clerk, held.pk)
    assert (both.standing, both.differs) == (arrived.pk, frozenset({"subject"}))
    (subject,) = (each for each in both.fields if each.field == "subject")
    assert (subject.before, subject.after) == ("Về việc tiêm chủng", "Nội dung khác")
    assert {each.sha256 for each in both.files}.isdisjoint(both.known)
    before = Message.objects.filter(bound="out").count()
    accept = partial(
        actions.accept_message, receiver.clerk, message_id=held.pk, reason="Đã gọi điện xác nhận"
    )
    told = events_of(accept)
    assert told.count("message-accepted") == 1
    now = drafts.fresh(arrived)
    assert (now.subject, now.files.count()) == ("Nội dung khác", 2)
    (change,) = queries.changes(receiver.clerk, arrived.pk)
    assert [each.before for each in change.fields] == ["Về việc tiêm chủng"]
    assert Message.objects.filter(bound="out").count() == before, "nobody asked for an answer"
    with pytest.raises(WrongState):
        accept()


def test_a_second_version_may_be_discarded_with_a_reason(link: Loop, pair: Pair) -> None:
    link.put(message())
    link.put(message(subject="Giả mạo"))
    linked.carry()
    held, clerk = last(), pair[1].clerk
    with pytest.raises(NeedsReason):
        actions.discard_message(clerk, message_id=held.pk, reason=" ")
    discard = partial(actions.discard_message, clerk, message_id=held.pk, reason="Không phải")
    assert events_of(discard) == ["message-discarded"]
    assert last().state == Transport.DISCARDED
    assert held.raw is not None
    link.put(message(subject="Giả mạo"))
    linked.carry()
    assert last().state == Transport.DUPLICATE


def test_only_the_clerk_of_the_receiver_decides(link: Loop, pair: Pair) -> None:
    link.put(message())
    link.put(message(subject="Khác"))
    linked.carry()
    receiver, stranger = pair[1], office()
    for name, actor in receiver.staff.items():
        said = refusal_of(partial(actions.accept_message, actor, message_id=last().pk, reason="Vì"))
        assert bool(said) == (name != "clerk"), name
    with pytest.raises(MessageNotFound):
        actions.discard_message(stranger.clerk, message_id=last().pk, reason="Vì")


@pytest.mark.parametrize("code", ["H61.901", "G22", "H07.666"])
def test_who_is_not_whom_the_network_vouches_for_is_held(link: Loop, pair: Pair, code: str) -> None:
    """One of ours, one this link does not reach, one that another has signed in as."""
    vouched = "H07.555" if code == "H07.666" else ""
    link.put(message(sender=Organization(code=code, name="Giả")), vouched=vouched)
    linked.carry()
    assert (last().state, last().cause) == (Transport.QUARANTINED, Cause.SENDER)
    assert arrivals(pair[1]) == []
    assert link.verdicts() == ["taken"]


@pytest.mark.parametrize(
    ("packet", "vouched"),
    [
        (message(), "H07.666"),
        (message(attachments=(file(sha256="0" * 64),)), ""),
    ],
)
def test_the_same_wrong_packet_again_and_again_is_one_row_and_one_notice(
    link: Loop, pair: Pair, packet: DocumentMessage, vouched: str
) -> None:
    for turn in range(4):
        link.put(packet, vouched=vouched)
        linked.carry(NOW + timedelta(hours=turn))
    rows = list(Message.objects.filter(bound="in").order_by("pk"))
    assert [row.state for row in rows] == ["quarantined", *["duplicate"] * 3]
    assert all(row.raw_id for row in rows), "each is kept as it came"
    assert Notice.objects.filter(kind="quarantine").count() == 1
    (need,) = [each for each in queries.needs(pair[1].clerk) if each.need == "held"]
    assert need.sentence == (
        f"{rows[0].problem} Gói tin này đã đến lại 3 lần, lần cuối lúc 12:00 23/11/2026."
    )
    moments = queries.trace(pair[1].clerk, rows[0].pk).moments
    assert moments[-1].label.startswith("Đến lại nguyên như vậy 3 lần")
    actions.discard_message(pair[1].clerk, message_id=rows[0].pk, reason="Giả mạo")
    link.put(packet, vouched=vouched)
    linked.carry(NOW + timedelta(hours=5))
    assert last().state == Transport.DUPLICATE
    first = Message.objects.get(pk=rows[0].pk)
    assert (first.told["again"], first.told["reason"]) == (4, "Giả mạo")


def test_what_differs_in_anything_is_looked_at_for_itself(link: Loop, pair: Pair) -> None:
    link.put(message(), vouched="H07.666")
    link.put(message(), vouched="H07.667")
    link.put(message(subject="Khác"), vouched="H07.666")
    linked.carry()
    assert Message.objects.filter(state=Transport.QUARANTINED, cause=Cause.SENDER).count() == 3
    assert Notice.objects.filter(kind="quarantine").count() == 3


def test_a_file_that_is_not_the_one_announced_is_held(link: Loop, pair: Pair) -> None:
    link.put(message(attachments=(file(sha256="0" * 64),)))
    linked.carry()
    assert (last().state, last().cause) == (Transport.QUARANTINED, Cause.DIGEST)
    actions.accept_message(pair[1].clerk, message_id=last().pk, reason="Đã đối chiếu bản giấy")
    assert len(arrivals(pair[1])) == 1


def test_a_status_of_a_document_nobody_sent_is_held_and_cannot_be_let_in(
    link: Loop, pair: Pair
) -> None:
    about = Answered(document_id="H61.901.2020.1.1", code="H61.901")
    sender = Organization(code="H07.902")
    link.put(StatusMessage(sender=sender, about=about, code="03", at=NOW), kind="status")
    linked.carry()
    assert (last().state, last().cause) == (Transport.QUARANTINED, Cause.UNMATCHED)
    with pytest.raises(NothingToMatch):
        actions.accept_message(pair[0].clerk, message_id=last().pk, reason="Vì")
    actions.discard_message(pair[0].clerk, message_id=last().pk, reason="Nhầm nơi nhận")


def test_an_update_of_a_document_that_never_comes_is_held_after_a_day(
    link: Loop, pair: Pair
) -> None:
    link.put(message())
    first = sorted(link.folder.glob("*.parcel"))[0]
    update = message(document_id="x-1")
    change = replace(
        update.change, business=Business.UPDATE, document_id="H07.555,2026/11/20,15/SYT-VP"
    )
    link.put(replace(update, change=change, subject="Sửa"))
    hidden = first.rename(first.with_suffix(".later"))
    linked.carry()
    assert last().state == Transport.ARRIVED
    hidden.rename(first)
    linked.carry(NOW + timedelta(hours=1))
    linked.carry(NOW + timedelta(hours=2))
    assert Message.objects.filter(business=2).get().state == Transport.APPLIED
    link.put(replace(update, document_id="x-2", change=replace(change, document_id="không có")))
    linked.carry(NOW + timedelta(hours=3))
    linked.carry(NOW + timedelta(hours=30))
    assert (last().state, last().cause) == (Transport.QUARANTINED, Cause.UNMATCHED)


def test_what_cannot_be_read_is_kept_as_it_came_and_the_network_told(
    link: Loop, pair: Pair
) -> None:
    link.put(message())
    path = sorted(link.folder.glob("*.parcel"))[0]
    waiting = link.waiting(9)
    page = b"<html><script>502 Bad Gateway</script></html>"
    path.write_bytes(pickle.dumps({"raw": page}))
    link.waiting = lambda most: waiting if not link.verdicts() else []  # type: ignore[method-assign]
    linked.carry()
    assert (last().state, link.verdicts()) == (Transport.REFUSED, ["refused"])
    raw = last().raw
    assert raw is not None
    assert path_of(raw.pk).read_bytes() == page


@pytest.mark.parametrize(
    "more",
    [
        {"receivers": (Organization(code="H61.999"),)},
        {"sender": Organization(code="null")},
        {"sender": Organization(code="x" * 36)},
        {"document_id": ""},
    ],
)
def test_what_is_for_nobody_here_or_from_nobody_is_refused(
    link: Loop, pair: Pair, more: dict[str, Any]
) -> None:
    link.put(message(**more))
    linked.carry()
    assert (last().state, link.verdicts()) == (Transport.REFUSED, ["refused"])
    assert not Packet.objects.exists()


def test_a_state_secret_is_refused_and_nothing_of_it_is_kept(link: Loop, pair: Pair) -> None:
    link.put(message(attachments=(file(b"bi mat", "phuong-an (MẬT).txt"),)))
    link.put(message(document_id="2", subject="(TỐI MẬT) Phương án"))
    linked.carry()
    held = Message.objects.filter(bound="in")
    assert [(each.state, each.raw) for each in held] == [(Transport.REFUSED, None)] * 2
    assert not Blob.objects.exists()
    assert not [path for path in path_of("a" * 64).parents[2].rglob("*") if len(path.name) == 64]
    back = Message.objects.filter(bound="out")
    assert set(back.values_list("status", "receiver_code")) == {("02", "H07.555")}
    assert arrivals(pair[1]) == []


def test_a_program_is_refused_to_its_sender(link: Loop, pair: Pair) -> None:
    link.put(message(attachments=(file(b"MZ\x90\x00" + b"x" * 99, "cai-dat.exe"),)))
    linked.carry()
    assert last().state == Transport.REFUSED
    (back,) = Message.objects.filter(bound="out")
    assert (back.status, back.document_id) == ("02", last().document_id)
    assert "chương trình Windows" in back.told["text"]


def test_one_packet_for_several_of_our_agencies_arrives_at_each(link: Loop, pair: Pair) -> None:
    to = (*(Organization(code=f"H61.{n}") for n in (901, 902)), Organization(code="H07.1"))
    link.put(message(receivers=to))
    linked.carry()
    assert [len(arrivals(each)) for each in pair] == [1, 1]
    assert link.verdicts() == ["taken"]
    link.again()
    linked.carry()
    assert [len(arrivals(each)) for each in pair] == [1, 1]


def test_who_floods_keeps_nobody_else_waiting() -> None:
    senders = ["flood"] * 500 + ["an", "binh", "an"]
    order = [senders[place] for place in turns(senders)]
    assert sorted(order[:3]) == ["an", "binh", "flood"]
    assert sorted(order[3:5]) == ["an", "flood"]
    assert len(order) == len(senders)
