"""What circulates inside only goes to nobody outside; what is to be returned comes back (Q-146)."""

from datetime import datetime, timedelta

import pytest

from tests.factories import drafts, exchange, incoming
from tests.factories.province import NOW, Office, office
from vanthu.ground.access import keys
from vanthu.ground.access.permissions import MissingRight
from vanthu.ground.notify.models import Notice
from vanthu.office.documents import permissions
from vanthu.office.documents.actions import NewRecipient, correct_fields, set_recipients
from vanthu.office.documents.choices import Circulation, DocumentState
from vanthu.office.documents.errors import Frozen, InsideOnly, Withdrawn
from vanthu.office.documents.fields import OutgoingFields
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions as drafting
from vanthu.office.handling import actions as handling
from vanthu.office.handling.choices import Box
from vanthu.office.handling.models import BoxItem
from vanthu.office.handling.reminding import send_reminders
from vanthu.office.interchange import actions, queries
from vanthu.office.interchange.errors import NothingToGiveBack, StillRead

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
INSIDE, RETURN = Circulation.INTERNAL_ONLY, Circulation.RETURN_AFTER_READING
MINISTRY = NewRecipient(name="Bộ Nội vụ")


def inside(place: Office, *receivers: Office) -> Document:
    return drafts.draft(place, recipients=drafts.to(*receivers), circulation=str(INSIDE))


def test_nobody_outside_is_named_on_what_circulates_inside() -> None:
    place, other = office(), office()
    with pytest.raises(InsideOnly, match="Bộ Nội vụ"):
        drafts.draft(place, recipients=[MINISTRY], circulation=str(INSIDE))
    document = inside(place, other)
    with pytest.raises(InsideOnly):
        set_recipients(place.specialist, document_id=document.pk, recipients=[MINISTRY])


def test_the_mark_is_not_set_while_somebody_outside_is_named() -> None:
    place = office()
    document = drafts.draft(place, recipients=[MINISTRY])
    fields = OutgoingFields(type_code="ke-hoach", subject=document.subject, circulation=str(INSIDE))
    with pytest.raises(InsideOnly):
        correct_fields(place.specialist, document_id=document.pk, fields=fields)


def test_what_a_code_leads_outside_is_not_sent() -> None:
    place = office()
    stranger = NewRecipient(name="Sở Y tế tỉnh khác", code="H99.1")
    document = drafts.numbered(place, recipients=[stranger], circulation=str(INSIDE))
    with pytest.raises(InsideOnly):
        drafting.issue(place.clerk, document_id=document.pk)
    assert drafts.fresh(document).state == DocumentState.NUMBERED


def test_it_is_not_sent_further_outside_but_inside() -> None:
    place, other, third = office(), office(), office()
    document = drafts.issued(place, recipients=drafts.to(other), circulation=str(INSIDE))
    clerk, number = place.clerk, document.pk
    with pytest.raises(InsideOnly):
        actions.send_further(clerk, document_id=number, recipients=[MINISTRY], reason="Phối hợp")
    found = actions.send_further(
        clerk, document_id=number, recipients=drafts.to(third), reason="Phối hợp"
    )
    assert list(found.inside) == [third.id]


def read(sender: Office, receiver: Office) -> tuple[Document, Document]:
    """Sent to be returned after reading, and read by the specialist of the receiver."""
    document = exchange.sent(sender, receiver, circulation=str(RETURN))
    arrived = exchange.at_work(document, receiver)
    lead = incoming.lead_of(arrived)
    handling.finish(receiver.specialist, assignment_id=lead.pk, result="Đã xem")
    return document, incoming.fresh(arrived)


def owed(sender: Office, document: Document) -> list[tuple[str, bool]]:
    rows = queries.deliveries(sender.clerk, document.pk)
    return [(row.given_back, row.owed) for row in rows]


def test_read_it_waits_to_be_given_back_and_is() -> None:
    sender, receiver = office(), office()
    document, arrived = read(sender, receiver)
    assert owed(sender, document) == [("Chưa trả lại sau khi xem", True)]
    waiting = BoxItem.objects.filter(document=arrived, box=Box.TO_GIVE_BACK)
    assert waiting.get().holder == keys.registry(receiver.id)
    with pytest.raises(MissingRight):
        actions.give_back(receiver.specialist, document_id=arrived.pk)
    actions.give_back(receiver.clerk, document_id=arrived.pk, note="Giao tận tay")
    assert owed(sender, document) == [("Đã trả lại ngày 23/11/2026", False)]
    assert not waiting.exists()
    told = Notice.objects.get(holder=keys.registry(sender.id), kind="given-back")
    assert document.reference in told.text
    with pytest.raises(Withdrawn):
        permissions.check_files(receiver.specialist, incoming.fresh(arrived))
    with pytest.raises(NothingToGiveBack):
        actions.give_back(receiver.clerk, document_id=arrived.pk)


def test_it_is_given_back_when_all_have_read_it() -> None:
    sender, receiver = office(), office()
    document = exchange.sent(sender, receiver, circulation=str(RETURN))
    arrived = exchange.at_work(document, receiver)
    with pytest.raises(StillRead):
        actions.give_back(receiver.clerk, document_id=arrived.pk)
    plain = exchange.at_work(exchange.sent(sender, receiver), receiver)
    with pytest.raises(NothingToGiveBack):
        actions.give_back(receiver.clerk, document_id=plain.pk)


def test_the_clerk_is_reminded_until_it_is_back() -> None:
    sender, receiver = office(), office()
    _document, arrived = read(sender, receiver)
    tomorrow: datetime = NOW + timedelta(days=1)
    send_reminders(receiver.clerk.at(tomorrow), lambda done, total: None)
    reminded = Notice.objects.filter(holder=keys.registry(receiver.id), kind="R-03")
    assert reminded.filter(link="/boxes/to-give-back").exists()
    actions.give_back(receiver.clerk, document_id=arrived.pk)
    with pytest.raises(Frozen):
        handling.finish_document(receiver.leader, document_id=arrived.pk, result="x")
