"""What the exchange did to a document stands in its course, on both sides, in words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import drafts, exchange, linked
from tests.factories.loop import Loop
from tests.factories.province import NOW, Office, office
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.errors import DocumentNotFound
from vanthu.office.documents.models import Document
from vanthu.office.drafting.actions import recall_issued
from vanthu.office.interchange import actions, queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
Pair = tuple[Office, Office]
WHY = "Ghi nhầm trích yếu"


def told(actor: Actor, document: Document) -> list[tuple[str, str, str]]:
    """Who, what and to whom."""
    return [(each.agency, each.label, each.to) for each in queries.course(actor, document.pk)]


def update(sender: Office, document: Document) -> None:
    actions.update_issued(
        sender.clerk, document_id=document.pk, values={"subject": "Trích yếu đúng"}, reason=WHY
    )


def test_an_update_and_its_answers_are_told_at_both_ends() -> None:
    sender, first, second = office("Sở Nội vụ"), office("UBND xã A"), office("UBND xã B")
    document = exchange.sent(sender, first, second)
    assert told(sender.clerk, document) == []
    update(sender, document)
    exchange.carry()
    for receiver, agree, why in ((first, True, ""), (second, False, "Đã xử lý theo bản cũ")):
        change = queries.change_for(receiver.clerk, exchange.arrival(document, receiver).pk)
        assert change is not None
        actions.answer_change(receiver.clerk, packet_id=change.pk, agree=agree, reason=why)
    turns = queries.course(sender.clerk, document.pk)
    assert [(each.agency, each.label, each.to, each.text) for each in turns] == [
        ("Sở Nội vụ", "Gửi cập nhật văn bản", "UBND xã A, UBND xã B", WHY),
        ("UBND xã A", "Đồng ý cập nhật văn bản", "", ""),
        ("UBND xã B", "Không cập nhật văn bản", "", "Đã xử lý theo bản cũ"),
    ]
    assert [each.change for each in turns] == [
        queries.changes(sender.clerk, document.pk)[0].id,
        0,
        0,
    ]
    assert turns[1].person.startswith(first.clerk.name)
    there = exchange.arrival(document, second)
    assert told(second.clerk, there) == [
        ("Sở Nội vụ", "Gửi văn bản này đến", ""),
        ("Sở Nội vụ", "Gửi bản cập nhật của văn bản này", ""),
        ("UBND xã B", "Không cập nhật văn bản", ""),
    ]
    with pytest.raises(DocumentNotFound):
        queries.course(first.clerk, there.pk)


def test_many_receivers_are_counted() -> None:
    sender, receivers = office(), [office() for _turn in range(4)]
    document = exchange.sent(sender, *receivers)
    update(sender, document)
    assert [each.to for each in queries.course(sender.clerk, document.pk)] == ["4 nơi nhận"]


def test_a_replacement_names_what_takes_its_place() -> None:
    sender, receiver = office("Sở Nội vụ"), office()
    document = exchange.sent(sender, receiver)
    new = drafts.replacement(sender, document)
    exchange.carry()
    arrived = exchange.arrival(document, receiver)
    assert told(sender.clerk, document)[0][1] == "Báo văn bản thay thế"
    assert told(receiver.clerk, arrived)[-1] == (
        "Sở Nội vụ",
        f"Báo văn bản này được thay thế bằng {new.reference}",
        "",
    )


def test_over_a_link_clerks_are_led_to_the_packet_and_nobody_else(link: Loop, pair: Pair) -> None:
    sender, receiver = pair
    document = linked.sent(sender)
    update(sender, document)
    linked.carry(NOW + timedelta(minutes=5))
    (turn,) = queries.course(sender.clerk, document.pk)
    assert queries.message(sender.clerk, turn.message).what == "Cập nhật"
    assert [each.message for each in queries.course(sender.leader, document.pk)] == [0]
    arrived = linked.arrival_of(document, receiver)
    came, changed = queries.course(receiver.clerk, arrived.pk)
    assert [came.agency, changed.label] == ["Sở Nội vụ", "Gửi bản cập nhật của văn bản này"]
    assert queries.message(receiver.clerk, came.message).what == "Văn bản mới"
    assert queries.message(receiver.clerk, changed.message).what == "Cập nhật"
    (delivery,) = queries.deliveries(sender.clerk, document.pk)
    assert queries.message(sender.clerk, delivery.message_id or 0).what == "Văn bản mới"
    assert [each.message_id for each in queries.deliveries(sender.leader, document.pk)] == [None]


def test_a_recall_over_a_link_is_told_with_its_answer(link: Loop, pair: Pair) -> None:
    sender, receiver = pair
    document = linked.sent(sender)
    recall_issued(sender.leader, document_id=document.pk, reason="Ban hành nhầm")
    linked.carry(NOW + timedelta(minutes=5))
    arrived = linked.arrival_of(document, receiver)
    assert told(receiver.clerk, arrived)[-1][1] == "Đề nghị lấy lại văn bản này"
    order = queries.order_for(receiver.clerk, arrived.pk)
    assert order is not None
    actions.answer_recall(receiver.clerk, packet_id=order.pk, agree=True)
    linked.carry(NOW + timedelta(minutes=9))
    assert [label for _agency, label, _to in told(sender.clerk, document)] == [
        "Đề nghị nơi nhận trả lại văn bản",
        "Đồng ý trả lại văn bản",
    ]


def test_a_course_costs_the_same_for_many_receivers() -> None:
    sender, receivers = office(), [office() for _turn in range(5)]
    document = exchange.sent(sender, *receivers)
    with CaptureQueriesContext(connection) as plain:
        queries.course(sender.clerk, document.pk)
    update(sender, document)
    exchange.carry()
    with CaptureQueriesContext(connection) as changed:
        queries.course(sender.clerk, document.pk)
    # besides: the names, and the answers
    assert len(changed) == len(plain) + 2
