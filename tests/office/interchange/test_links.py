"""Over a link to another installation and back: once, in order, whatever the network does."""

from datetime import timedelta

import pytest

from tests.factories import drafts, incoming, linked, loop
from tests.factories.loop import Loop
from tests.factories.province import NOW, Office
from vanthu.ground.org.choices import Level
from vanthu.ground.org.models import Agency
from vanthu.office.documents.actions import refuse_incoming
from vanthu.office.documents.choices import Channel, DocumentState
from vanthu.office.documents.models import Document
from vanthu.office.drafting.actions import Text
from vanthu.office.interchange import actions, queries, ways
from vanthu.office.interchange.choices import Transport
from vanthu.office.interchange.models import LinkState, Message, OutsideDelivery, Packet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


def test_a_document_goes_out_comes_in_and_its_statuses_come_home(
    link: Loop, pair: tuple[Office, Office]
) -> None:
    sender, receiver = pair
    text = Text(blob=drafts.blob(), name="ke-hoach.txt")
    document = linked.issue(sender, text=text)
    assert not OutsideDelivery.objects.exists()
    linked.carry()
    arrived = linked.arrival_of(document, receiver)
    assert (arrived.state, arrived.channel) == (DocumentState.RECEIVED, Channel.AXIS)
    for name in ("reference", "number", "symbol", "subject", "issued_on", "type_id", "urgency"):
        assert getattr(arrived, name) == getattr(document, name)
    assert (arrived.issuer_name, arrived.signer_name) == ("Sở Nội vụ", sender.leader.name)
    assert [f.blob_id for f in arrived.files.all()] == [text.digest]
    assert linked.status_of(document) == "01"
    incoming.work_off(receiver, arrived)
    assert linked.status_of(document) == "01"
    linked.carry()
    packet = Packet.objects.get(document=document)
    reported = packet.receipts.order_by("id").values_list("status", flat=True)
    assert list(reported) == ["01", "03", "04", "05", "06"]
    (row,) = queries.deliveries(sender.specialist, document.pk)
    assert (row.status, row.name) == ("06", "UBND xã bên kia")
    by = packet.receipts.get(status="05")
    assert (by.by_name, by.department) == (receiver.specialist.name, "Phòng Kinh tế")
    assert set(link.verdicts()) == {"taken"}


def test_the_agencies_at_the_other_end_are_known_and_stay_out_of_the_tree(
    link: Loop, pair: tuple[Office, Office]
) -> None:
    linked.issue(pair[0])
    linked.carry()
    known = Agency.objects.filter(level=Level.ELSEWHERE)
    assert known.count() == 2
    assert not known.filter(has_registry=True).exists()


def test_nothing_is_sent_while_the_link_is_down_and_everything_once_afterwards(
    link: Loop, pair: tuple[Office, Office]
) -> None:
    sender, receiver = pair
    documents = [linked.issue(sender) for _turn in range(3)]
    link.down = True
    linked.carry()
    state = LinkState.objects.get(name=loop.NAME)
    assert state.paused_until is not None
    assert state.problem == "Trục không trả lời."
    assert set(Message.objects.values_list("state", flat=True)) == {Transport.QUEUED}
    assert sum(Message.objects.values_list("attempts", flat=True)) == 1
    link.down = False
    linked.carry(NOW)
    assert link.count() == 0, "a resting link was asked"
    linked.carry(NOW + timedelta(hours=1))
    assert [linked.status_of(document) for document in documents] == ["01"] * 3
    assert Document.objects.filter(agency=receiver.agency).count() == 3


@pytest.mark.parametrize(("fault", "handed"), [("lost-after", 1), ("lost-before", 1)])
def test_an_unknown_outcome_is_asked_about_before_it_is_sent_again(
    link: Loop, pair: tuple[Office, Office], fault: str, handed: int
) -> None:
    sender, receiver = pair
    link.faults = [fault]
    document = linked.issue(sender)
    way = ways.all_ways()[0]
    actions.send_due(way, lambda: NOW)
    assert Message.objects.get(packet__document=document).state == Transport.UNKNOWN
    actions.send_due(way, lambda: NOW + timedelta(hours=1))
    assert link.count() == handed
    assert Message.objects.get(packet__document=document).state == Transport.SENT
    linked.carry(NOW + timedelta(hours=1))
    assert Document.objects.filter(agency=receiver.agency).count() == 1


def test_a_clerk_s_haste_does_not_ask_before_the_network_can_say_for_sure(
    link: Loop, pair: tuple[Office, Office]
) -> None:
    link.faults = ["lost-before"]
    document = linked.issue(pair[0])
    way = ways.all_ways()[0]
    actions.send_due(way, lambda: NOW)
    row = Message.objects.get(packet__document=document)
    actions.resend(pair[0].clerk, packet_id=row.packet_id or 0)
    assert actions.send_due(way, lambda: NOW + way.settle - timedelta(seconds=1)) == 0
    assert actions.send_due(way, lambda: NOW + way.settle) == 2, "asked, then sent"
    assert link.count() == 1


def test_what_comes_twice_is_acknowledged_twice_and_changes_nothing(
    link: Loop, pair: tuple[Office, Office]
) -> None:
    sender, receiver = pair
    document = linked.issue(sender)
    linked.carry()
    link.again()
    linked.carry()
    assert Document.objects.filter(agency=receiver.agency).count() == 1
    assert set(link.verdicts()) == {"taken"}
    states = Message.objects.filter(bound="in").order_by("pk").values_list("state", flat=True)
    assert list(states) == ["applied", "applied", "duplicate", "duplicate"]
    assert Packet.objects.get(document=document).receipts.count() == 1


def test_what_the_network_refuses_is_told_to_the_clerk_and_can_be_sent_again(
    link: Loop, pair: tuple[Office, Office]
) -> None:
    sender, receiver = pair
    link.faults = ["rejected"]
    document = linked.issue(sender)
    linked.carry()
    (row,) = queries.deliveries(sender.clerk, document.pk)
    assert (row.status, row.attention, row.text) == ("00", True, "Nơi nhận không có trên trục.")
    actions.resend(sender.clerk, packet_id=row.packet_id or 0)
    linked.carry()
    assert linked.status_of(document) == "01"
    (row,) = queries.deliveries(sender.clerk, document.pk)
    assert (row.attention, row.text) == (False, "")
    assert Document.objects.filter(agency=receiver.agency).count() == 1


def test_a_refused_document_may_come_once_more(link: Loop, pair: tuple[Office, Office]) -> None:
    sender, receiver = pair
    document = linked.issue(sender)
    linked.carry()
    first = linked.arrival_of(document, receiver)
    refuse_incoming(receiver.clerk, document_id=first.pk, reason="Sai thẩm quyền")
    linked.carry()
    (row,) = queries.deliveries(sender.clerk, document.pk)
    assert (row.status, row.text) == ("02", "Sai thẩm quyền")
    actions.resend(sender.clerk, packet_id=row.packet_id or 0)
    linked.carry()
    assert linked.status_of(document) == "01"
    assert Document.objects.filter(agency=receiver.agency).count() == 2
    link.again()
    linked.carry()
    assert Document.objects.filter(agency=receiver.agency).count() == 2
