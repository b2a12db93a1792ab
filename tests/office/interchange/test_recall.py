"""Recall: own document frozen, orders out, 15 or 16 back, metadata kept (Q-077)."""

import pytest

from tests.factories import drafts, exchange
from tests.factories.province import office
from vanthu.faces.web.remarks import remarks
from vanthu.faces.web.sheets import sources_of
from vanthu.ground.access import keys
from vanthu.ground.notify.models import Notice
from vanthu.kernel.machine import WrongState
from vanthu.office.documents.actions import record_access, refuse_incoming
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.errors import Frozen, Withdrawn
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_files
from vanthu.office.documents.queries import find_visible
from vanthu.office.drafting import actions as drafting
from vanthu.office.handling import actions as handling
from vanthu.office.handling.choices import Box
from vanthu.office.handling.errors import ReasonMissing
from vanthu.office.handling.models import BoxItem
from vanthu.office.interchange import actions, queries
from vanthu.office.interchange.errors import NoRecallOrder
from vanthu.office.interchange.models import Packet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
WHY = "Ban hành sai thẩm quyền"


def test_receivers_cancel_or_refuse_and_the_sender_sees() -> None:
    sender, first, second = office(), office(), office()
    document = exchange.sent(sender, first, second)
    arrived = exchange.at_work(document, first)
    exchange.registered(document, second)
    drafting.recall_issued(sender.leader, document_id=document.pk, reason=WHY)
    assert drafts.fresh(document).state == DocumentState.RECALLED
    with pytest.raises(Frozen):
        record_access(sender.leader, document_id=document.pk, how="download")
    exchange.carry()
    order = queries.order_for(first.clerk, arrived.pk)
    assert order is not None
    assert order.reason == WHY
    actions.answer_recall(first.clerk, packet_id=order.pk, agree=True)
    kept = drafts.fresh(arrived)
    assert (kept.state, kept.subject) == (DocumentState.RECALLED, document.subject)
    with pytest.raises(Frozen):
        record_access(first.specialist, document_id=kept.pk, how="download")
    with pytest.raises(Withdrawn):
        check_files(first.specialist, kept)
    check_files(first.clerk, kept)
    assert find_visible(first.specialist, kept.pk) == kept
    assert (sources_of(first.specialist, kept), len(sources_of(first.clerk, kept))) == ([], 1)
    assert not BoxItem.objects.filter(document=kept).exists()
    other = queries.order_for(second.clerk, exchange.arrival(document, second).pk)
    assert other is not None
    with pytest.raises(ReasonMissing):
        actions.answer_recall(second.clerk, packet_id=other.pk, agree=False)
    actions.answer_recall(second.clerk, packet_id=other.pk, agree=False, reason="Đã thực hiện xong")
    seen = {row.receiver_id: row for row in queries.deliveries(sender.clerk, document.pk)}
    assert seen[first.id].recall_label == "Đồng ý lấy lại"
    assert seen[second.id].recall_label == "Từ chối lấy lại"
    assert seen[second.id].attention
    told = Notice.objects.filter(holder=keys.registry(sender.id))
    assert {"receipt-15", "receipt-16"} <= set(told.values_list("kind", flat=True))


def test_the_order_waits_beside_the_handling_and_survives_it() -> None:
    sender, receiver = office(), office()
    document = exchange.sent(sender, receiver)
    drafting.recall_issued(sender.leader, document_id=document.pk, reason=WHY)
    exchange.carry()
    arrived = exchange.registered(document, receiver)
    found = set(BoxItem.objects.filter(document=arrived).values_list("box", flat=True))
    assert found == {Box.TO_PRESENT, Box.TO_ANSWER_RECALL}
    handling.present(
        receiver.clerk, document_id=arrived.pk, to_post_id=receiver.leader.post_id or 0
    )
    assert BoxItem.objects.filter(document=arrived, box=Box.TO_ANSWER_RECALL).count() == 1
    (strip,) = remarks(receiver.leader, arrived)
    assert strip["title"] == "Nơi gửi đề nghị lấy lại"
    assert strip["text"].startswith(f"{WHY}. Tạm dừng xử lý")


def test_recalled_before_it_arrived_it_never_arrives() -> None:
    sender, receiver = office(), office()
    document = drafts.issued(sender, recipients=drafts.to(receiver))
    drafting.recall_issued(sender.leader, document_id=document.pk, reason=WHY)
    exchange.carry()
    assert not Document.objects.filter(agency=receiver.agency).exists()
    (row,) = queries.deliveries(sender.clerk, document.pk)
    assert (row.status, row.recall) == ("00", "15")


def test_what_was_refused_has_nothing_to_give_back() -> None:
    sender, before, after = office(), office(), office()
    document = exchange.sent(sender, before, after)
    refuse_incoming(
        before.clerk, document_id=exchange.arrival(document, before).pk, reason="Gửi nhầm"
    )
    drafting.recall_issued(sender.leader, document_id=document.pk, reason=WHY)
    exchange.carry()
    assert Packet.objects.filter(document=document, kind=1).count() == 1
    refuse_incoming(
        after.clerk, document_id=exchange.arrival(document, after).pk, reason="Không nhận"
    )
    seen = {row.receiver_id: row.recall for row in queries.deliveries(sender.clerk, document.pk)}
    assert seen == {before.id: "", after.id: "15"}


def test_an_order_is_answered_once() -> None:
    sender, receiver = office(), office()
    document = exchange.sent(sender, receiver)
    drafting.recall_issued(sender.leader, document_id=document.pk, reason=WHY)
    with pytest.raises((WrongState, Frozen)):
        drafting.recall_issued(sender.leader, document_id=document.pk, reason=WHY)
    exchange.carry()
    order = queries.order_for(receiver.clerk, exchange.arrival(document, receiver).pk)
    assert order is not None
    actions.answer_recall(receiver.clerk, packet_id=order.pk, agree=True)
    with pytest.raises(NoRecallOrder):
        actions.answer_recall(receiver.clerk, packet_id=order.pk, agree=False, reason="Muộn")
