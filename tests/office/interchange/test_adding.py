"""Recipients after issue: sent to as at issue, once, with a reason, beside the printed ones."""

import pytest

from tests.factories import drafts, exchange, incoming
from tests.factories.province import Office, office
from tests.support.attempts import events_of
from vanthu.office.documents.actions import NewRecipient, refuse_incoming
from vanthu.office.documents.choices import Direction
from vanthu.office.documents.errors import NotIssued
from vanthu.office.documents.models import Document, Recipient
from vanthu.office.drafting import actions as drafting
from vanthu.office.drafting.queries import lines
from vanthu.office.handling.errors import ReasonMissing
from vanthu.office.handling.models import Movement
from vanthu.office.interchange import actions, queries
from vanthu.office.interchange.choices import OutsideStatus
from vanthu.office.interchange.errors import (
    NobodyFurther,
    NothingSent,
    RecalledAlready,
    RecipientsAlready,
)
from vanthu.office.interchange.models import OutsideDelivery, Packet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
WHY = "Sót nơi nhận phối hợp"
MINISTRY = NewRecipient(name="Bộ Nội vụ")


def further(sender: Office, document: Document, *recipients: NewRecipient, why: str = WHY) -> None:
    actions.send_further(sender.clerk, document_id=document.pk, recipients=recipients, reason=why)


def test_a_further_recipient_gets_what_the_others_got() -> None:
    sender, first, later = office(), office(), office()
    document = exchange.sent(sender, first)
    printed = lines(sender.clerk, document.pk)
    told = events_of(lambda: further(sender, document, *drafts.to(later), MINISTRY))
    assert told == ["further-sent"]
    exchange.carry()
    one, other = (exchange.arrival(document, each) for each in (first, later))
    assert other.reference == one.reference
    assert [f.blob_id for f in other.files.all()] == [f.blob_id for f in one.files.all()]
    rows = {
        row.receiver_id or row.name: row.status
        for row in queries.deliveries(sender.clerk, document.pk)
    }
    assert rows == {first.id: "01", later.id: "01", "Bộ Nội vụ": OutsideStatus.TO_SEND}
    step = Movement.objects.filter(document=document).latest("pk")
    assert (step.act, step.text) == ("send-further", WHY)
    assert "Bộ Nội vụ" in step.to_name
    assert lines(sender.clerk, document.pk) == printed
    orders = list(Recipient.objects.filter(document=document).order_by("order"))
    assert [row.added_at is None for row in orders] == [True, False, False]
    assert [row.order for row in orders] == [0, 1, 2]


def test_whoever_was_sent_it_is_not_a_further_recipient() -> None:
    sender, receiver, later = office(), office(), office()
    document = drafts.issued(sender, recipients=[*drafts.to(receiver), MINISTRY])
    exchange.carry()
    again = (*drafts.to(receiver, later), NewRecipient(name="bộ nội vụ"))
    with pytest.raises(RecipientsAlready) as refused:
        further(sender, document, *again)
    assert refused.value.field == "recipients"
    assert "bộ nội vụ. Hãy bỏ khỏi danh sách" in refused.value.sentence
    refuse_incoming(
        receiver.clerk, document_id=exchange.arrival(document, receiver).pk, reason="Nhầm"
    )
    with pytest.raises(RecipientsAlready, match="Gửi lại"):
        further(sender, document, *drafts.to(receiver))
    assert Packet.objects.filter(document=document).count() == 1
    assert Recipient.objects.filter(document=document).count() == 2
    further(sender, document, *drafts.to(later))
    further(sender, document, NewRecipient(name="Bộ Tài chính"))
    orders = OutsideDelivery.objects.filter(document=document).values_list("order", flat=True)
    assert list(orders.order_by("order")) == [0, 1]


def test_a_document_goes_further_only_while_it_stands_and_with_a_reason() -> None:
    sender, receiver = office(), office()
    document = drafts.numbered(sender)
    with pytest.raises(NotIssued):
        further(sender, document, *drafts.to(receiver))
    drafting.issue(sender.clerk, document_id=document.pk)
    with pytest.raises(ReasonMissing):
        further(sender, document, *drafts.to(receiver), why=" ")
    for nobody in ((), drafts.to(sender)):
        with pytest.raises(NobodyFurther):
            further(sender, document, *nobody)
    drafting.recall_issued(sender.leader, document_id=document.pk, reason="Sai")
    with pytest.raises(RecalledAlready):
        further(sender, document, *drafts.to(receiver))


def test_only_what_goes_out_is_sent_further() -> None:
    sender, receiver = office(), office()
    inside = drafts.issued(
        sender, direction=Direction.INTERNAL, addressees=[incoming.to_post(sender, "chief")]
    )
    with pytest.raises(NothingSent):
        further(sender, inside, *drafts.to(receiver))


def test_a_recall_reaches_further_recipients_too() -> None:
    sender, first, later = office(), office(), office()
    document = exchange.sent(sender, first)
    further(sender, document, *drafts.to(later))
    exchange.carry()
    drafting.recall_issued(sender.leader, document_id=document.pk, reason="Sai")
    orders = Packet.objects.filter(document=document, kind=1)
    assert set(orders.values_list("receiver_id", flat=True)) == {first.id, later.id}
